"""Editions of the catalogue that a consultant imported.

Rule: once released, a revision is never edited.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLE = """
CREATE TABLE edition (
    id TEXT NOT NULL,
    roc_year INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    digest TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    consultant TEXT DEFAULT '' NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT ck_edition_digest CHECK (digest <> ''),
    CONSTRAINT ck_edition_imported_at CHECK (imported_at LIKE '____-__-__T%+00:00')
) STRICT
"""
_INDEX = "CREATE UNIQUE INDEX ix_edition_roc_year ON edition (roc_year, revision)"


def upgrade() -> None:
    """Create the table."""
    connection = op.get_bind()
    connection.exec_driver_sql(_TABLE)
    connection.exec_driver_sql(_INDEX)


def downgrade() -> None:
    """Remove the table and what was imported."""
    op.get_bind().exec_driver_sql("DROP TABLE edition")
