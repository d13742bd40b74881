"""Putting one database file in the place of another so that a kill at any step loses neither.

Rule: the last step is one rename; before it the old casebook is whole, after it the new one is. Nothing that
belongs to the one may then stand beside the other: a log left over would be played into the wrong file.
"""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from backbone_desktop.storage.engine import DATABASE_NAME, Access, connect
from backbone_desktop.storage.refusals import BackupRefused, CasebookUnwritable, on_disk
from backbone_desktop.storage.vault import (
    PRIVATE_FOLDER,
    copy_synced,
    discard_database,
    discard_side_files,
    file_digest,
    move_into_place,
    side_files,
    sync_folder,
)

_INCOMING = f"{DATABASE_NAME}.restoring"
_ROOM = "previous"
_PATIENCE_MS = 500
"""How long to wait for someone who only reads; a reader can stay for hours."""


def replace_database(folder: Path, source: Path, now: datetime) -> Path | None:
    """Replace the casebook file by a copy of ``source``; the caller holds the folder's lock.

    Returns:
        Where the replaced file is kept, None when there was none.

    Raises:
        BackupRefused: The copy differs from ``source``.
        CasebookUnwritable: The disk refuses, or someone is reading the casebook; it is as it was.
    """
    path, incoming = folder / DATABASE_NAME, folder / _INCOMING
    try:
        with on_disk(incoming):
            discard_database(incoming)
            copy_synced(source, incoming)
            if file_digest(incoming) != file_digest(source):
                raise BackupRefused(source, "複製後的內容與原檔不同")
        _settle(path)
        with on_disk(path):
            kept = _keep(path, now)
            discard_side_files(path)
            move_into_place(incoming, path)
    finally:
        with on_disk(incoming):
            discard_database(incoming)
    return kept


def _settle(path: Path) -> None:
    """Bring everything committed into the one file; a damaged file keeps its log and goes with it."""
    if not path.exists():
        return
    try:
        with closing(connect(path, Access.WRITE)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except dbapi2.Error:
        return
    if busy:
        raise CasebookUnwritable(path, "正由另一個程式讀取")


def _keep(path: Path, now: datetime) -> Path | None:
    if not path.exists():
        return None
    room = path.parent / _ROOM
    room.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    kept = room / f"casebook-{stamp}.db"
    for file in (path, *side_files(path)):
        copy_synced(file, kept.with_name(kept.name + file.name.removeprefix(path.name)))
    sync_folder(room)
    return kept
