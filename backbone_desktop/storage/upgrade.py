"""Bringing a casebook to the structure this program knows, by migrations, all or nothing.

Rule: migrations run with foreign keys off in one transaction, and are committed only after every reference
and every table's row count were compared with what was there before.
"""

import re
from pathlib import Path
from typing import cast

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from backbone_desktop import paths
from backbone_desktop.storage.engine import Access, open_engine, writing
from backbone_desktop.storage.inspection import count_rows, read_version
from backbone_desktop.storage.refusals import UpgradeRefused, translated
from backbone_desktop.storage.triggers import install_triggers

_REVISION_FILE = re.compile(r"v(\d{4})_\w+\.py")


def known_version(migrations: Path | None = None) -> int:
    """Return the newest schema version this program can make, read from the names of its migrations."""
    versions = (migrations or paths.migrations_dir()) / "versions"
    found = (_REVISION_FILE.fullmatch(path.name) for path in versions.iterdir())
    return max(int(match[1]) for match in found if match)


def upgrade(database: Path, access: Access, migrations: Path | None = None) -> None:
    """Bring the file to the newest version; the caller holds the folder's lock and has made a backup.

    Args:
        database: The file; ``Access.CREATE`` makes it, ``Access.WRITE`` expects it.
        access: How to open it.
        migrations: The folder of migrations, the shipped one by default.

    Raises:
        UpgradeRefused: Rows would be lost or references broken; the file is as before.
    """
    folder = migrations or paths.migrations_dir()
    engine = open_engine(database, access)
    try:
        with translated(database), writing(engine).connect() as connection:
            # Rebuilding a parent table with foreign keys on deletes its children; the setting can only be
            # changed outside a transaction.
            raw = driver_connection(connection)
            raw.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                _migrate(connection, folder, database)
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def _migrate(connection: Connection, folder: Path, database: Path) -> None:
    raw = driver_connection(connection)
    before = count_rows(raw)
    recounted = _run_revisions(connection, folder)
    install_triggers(connection)
    after = count_rows(raw)
    lost = [name for name, count in before.items() if name not in recounted and after.get(name) != count]
    if lost:
        raise UpgradeRefused(database, f"升級後資料筆數不符（{'、'.join(sorted(lost))}）")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise UpgradeRefused(database, "升級後資料之間的關聯不完整")


def _run_revisions(connection: Connection, folder: Path) -> frozenset[str]:
    """Run what is missing; return the tables whose rows a revision says it changes in number."""
    # Imported here: an up-to-date casebook opens without Alembic, which takes a tenth of a second to import.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    old = read_version(driver_connection(connection))
    command.upgrade(config, "head")
    revisions = ScriptDirectory.from_config(config).walk_revisions()
    return frozenset(
        name
        for revision in revisions
        if int(revision.revision) > old
        for name in getattr(revision.module, "RECOUNTED_TABLES", ())
    )


def driver_connection(connection: Connection) -> dbapi2.Connection:
    """Return what the driver itself knows the connection by."""
    return cast("dbapi2.Connection", connection.connection.dbapi_connection)
