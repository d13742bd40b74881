"""A folder of migrations with further, invented revisions behind the real ones."""

import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config

from backbone_desktop import paths
from backbone_desktop.storage.engine import Access, open_engine, writing
from backbone_desktop.storage.upgrade import known_version

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
    """Return a copy of the real migrations with one more revision, made of ``upgrade``."""
    target = folder / "migrations"
    shutil.copytree(paths.migrations_dir(), target, ignore=shutil.ignore_patterns("__pycache__"))
    newest = known_version()
    text = REVISION.format(revision=f"{newest + 1:04d}", before=f"{newest:04d}", upgrade=upgrade, extra=extra)
    (target / "versions" / f"v{newest + 1:04d}_invented.py").write_text(text, "utf-8")
    return target


def go_back(database: Path, revision: str) -> None:
    """Make of a casebook's file what an older program would have left, rows kept."""
    config = Config()
    config.set_main_option("script_location", str(paths.migrations_dir()))
    config.set_main_option("path_separator", "os")
    engine = open_engine(database, Access.WRITE)
    with writing(engine).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()
