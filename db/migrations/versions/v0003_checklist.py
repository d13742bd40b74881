"""The checklist of the next visit; three indexes no query walks are gone.

Rule: once released, a revision is never edited.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLE = """
CREATE TABLE checklist_line (
    id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    fact TEXT NOT NULL,
    added_on TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    settled_on TEXT,
    PRIMARY KEY (id),
    CONSTRAINT ck_checklist_line_fact CHECK (fact <> ''),
    CONSTRAINT ck_checklist_line_added_on CHECK (added_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT ck_checklist_line_settled_by CHECK (settled_by IN ('open', 'visit', 'phone', 'refused')),
    CONSTRAINT ck_checklist_line_settled_on
        CHECK (settled_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    CONSTRAINT fk_case_id_service_case FOREIGN KEY(case_id) REFERENCES service_case (id)
) STRICT
"""
_INDEX = "CREATE INDEX ix_checklist_line_case_id ON checklist_line (case_id)"
_UNUSED = {
    "ix_visit_visited_on": "visit (visited_on)",
    "ix_follow_up_noted_on": "follow_up (noted_on)",
    "ix_application_changed_on": "application (changed_on)",
}


def upgrade() -> None:
    """Create the table and drop the indexes."""
    connection = op.get_bind()
    connection.exec_driver_sql(_TABLE)
    connection.exec_driver_sql(_INDEX)
    for name in _UNUSED:
        connection.exec_driver_sql(f"DROP INDEX {name}")


def downgrade() -> None:
    """Remove the checklists and bring the indexes back."""
    connection = op.get_bind()
    connection.exec_driver_sql("DROP TABLE checklist_line")
    for name, columns in _UNUSED.items():
        connection.exec_driver_sql(f"CREATE INDEX {name} ON {columns}")
