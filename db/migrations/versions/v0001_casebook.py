"""The first structure: enterprises, cases, their records, the change log and the search index.

Rule: once released, a revision is never edited. The statements stand in the SQL file beside this one.
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "search_index",
    "visit",
    "need",
    "follow_up",
    "decision",
    "assessment",
    "application",
    "service_case",
    "response",
    "observation",
    "form_sent",
    "contact",
    "setting",
    "search_entry",
    "enterprise",
    "consultant",
    "change",
    "case_line",
    "batch",
)


def upgrade() -> None:
    """Create every table in an empty file."""
    connection = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)


def downgrade() -> None:
    """Remove every table."""
    connection = op.get_bind()
    for name in TABLES:
        connection.exec_driver_sql(f'DROP TABLE "{name}"')
