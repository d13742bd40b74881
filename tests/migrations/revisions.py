"""A folder of migrations with further, invented revisions behind the real ones."""

import shutil
from pathlib import Path

from backbone_desktop import paths

REVISION = '''"""An invented revision."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None
{extra}

def upgrade() -> None:
{upgrade}


def downgrade() -> None:
    raise NotImplementedError
'''

REBUILD_ENTERPRISE = """\
    with op.batch_alter_table("enterprise", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.Text, nullable=False, server_default=sa.text("''")))
"""

REBUILD_FOLLOW_UP = """\
    with op.batch_alter_table("follow_up", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.Text, nullable=False, server_default=sa.text("''")))
"""


def with_revision(folder: Path, upgrade: str, extra: str = "") -> Path:
    """Return a copy of the real migrations with one more revision, 0002, made of ``upgrade``."""
    target = folder / "migrations"
    shutil.copytree(paths.migrations_dir(), target, ignore=shutil.ignore_patterns("__pycache__"))
    text = REVISION.format(revision="0002", before="0001", upgrade=upgrade, extra=extra)
    (target / "versions" / "v0002_invented.py").write_text(text, "utf-8")
    return target
