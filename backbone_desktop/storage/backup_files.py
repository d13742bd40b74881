"""Backups as files: made from a live database, proven, listed.

Rule: a backup counts only when its database and its manifest are both there; the manifest says what must be
found in the database, and is written from what was counted in the original.
"""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from backbone_desktop.storage.engine import Access, connect
from backbone_desktop.storage.inspection import content_problems, read_state
from backbone_desktop.storage.refusals import (
    BackupRefused,
    BackupUnfinished,
    CasebookUnwritable,
    on_disk,
    translated,
)
from backbone_desktop.storage.vault import (
    PRIVATE_FOLDER,
    Vault,
    discard_database,
    file_digest,
    move_into_place,
    open_private,
    sync_file,
    write_atomically,
)

_ROOM = "backups"
_PARTIAL = ".db.partial"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that belonged to the casebook when the backup was made."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        path: Its database file; the manifest stands beside it as ``.json``.
        at: When, aware, in UTC.
        sequence, head: The last change it holds, as `change_chain.Head`.
        counts: Rows per table.
        size, digest: Bytes and SHA-256 of the database file.
        attachments: The files that go with it; they stay in the casebook folder.
        asked: A person asked for it; such a backup is never thinned out.
    """

    path: Path
    at: datetime
    casebook_id: str
    schema_version: int
    sequence: int
    head: str
    counts: Mapping[str, int]
    size: int
    digest: str
    attachments: tuple[Attachment, ...] = ()
    asked: bool = False


def backups_folder(folder: Path) -> Path:
    """Return where a casebook folder keeps its backups."""
    return folder / _ROOM


def make_backup(database: Path, target: Path, now: datetime, *, asked: bool = False) -> Backup:
    """Copy a database, live or not, into ``target`` and prove the copy.

    Raises:
        BackupRefused: The copy does not hold what the original does.
        BackupUnfinished, CasebookDamaged: The disk or the original refuses.
    """
    try:
        return _make_proven(database, target, now, asked=asked)
    except CasebookUnwritable as error:
        raise BackupUnfinished(target, error.found) from error


def _make_proven(database: Path, target: Path, now: datetime, *, asked: bool) -> Backup:
    with on_disk(target):
        target.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        for leftover in target.glob(f"*{_PARTIAL}*"):
            leftover.unlink()
    path = _free_path(target, now)
    partial = path.with_name(path.stem + _PARTIAL)
    try:
        with translated(database), on_disk(partial):
            open_private(partial).close()
            made = _copy(database, partial, Backup(path, now, "", 0, 0, "", {}, 0, ""))
        problems = database_problems(partial, made)
        if problems:
            raise BackupRefused(path, "；".join(problems))
        made = replace(made, attachments=_attachments(database.parent), asked=asked)
        with on_disk(path):
            write_atomically(_manifest_path(path), _manifest(made))
            move_into_place(partial, path)
    finally:
        with on_disk(partial):
            discard_database(partial)
    return made


def _copy(database: Path, partial: Path, made: Backup) -> Backup:
    with closing(connect(database, Access.READ)) as source:
        # What is counted and what is copied must be one state: both happen within this transaction.
        source.execute("BEGIN")
        state = read_state(source)
        with closing(dbapi2.connect(str(partial), isolation_level=None)) as copy:
            source.backup(copy, pages=-1)
            # The copy inherits the log mode; as one file without companions it is easier to keep.
            copy.execute("PRAGMA journal_mode = DELETE")
        source.execute("ROLLBACK")
    sync_file(partial)
    return replace(
        made,
        casebook_id=state.casebook_id,
        schema_version=state.schema_version,
        sequence=state.sequence,
        head=state.head,
        counts=state.counts,
        size=partial.stat().st_size,
        digest=file_digest(partial),
    )


def _attachments(folder: Path) -> tuple[Attachment, ...]:
    vault = Vault(folder)
    names = vault.names("attachments")
    paths = ((name, vault.path_of(name)) for name in names)
    return tuple(Attachment(name, path.stat().st_size, file_digest(path)) for name, path in paths)


def database_problems(path: Path, made: Backup) -> tuple[str, ...]:
    """Return in zh-TW what in a copied database is unsound or differs from what ``made`` says."""
    try:
        with closing(connect(path, Access.SNAPSHOT)) as connection:
            problems = content_problems(connection)
            state = read_state(connection)
    except dbapi2.Error:
        return ("備份檔案的內容無法讀取",)
    if (state.sequence, state.head) != (made.sequence, made.head) or state.counts != made.counts:
        return (*problems, "備份的資料筆數與清單記載的不同")
    return problems


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in a folder of backups, newest first; what lacks either part is left out."""
    found = (read_manifest(path) for path in folder.glob("*.db"))
    return tuple(sorted((each for each in found if each), key=lambda each: each.path.name, reverse=True))


def newest_backup(folder: Path) -> Backup | None:
    """Return the newest backup in a folder of backups, None when there is none."""
    return next(iter(backups_in(folder)), None)


def remove_backup(made: Backup) -> None:
    """Remove a backup, its database first, so that what is left never looks like one; raises OSError."""
    made.path.unlink(missing_ok=True)
    _manifest_path(made.path).unlink(missing_ok=True)


def read_manifest(path: Path) -> Backup | None:
    """Read what a backup says of itself, None when that cannot be read."""
    try:
        values = json.loads(_manifest_path(path).read_text("utf-8"))
        values["at"] = datetime.fromisoformat(values["at"])
        values["attachments"] = tuple(Attachment(**each) for each in values["attachments"])
        return Backup(path=path, **values)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _manifest(made: Backup) -> bytes:
    values: dict[str, Any] = asdict(made)
    del values["path"]
    values["at"] = made.at.isoformat()
    return json.dumps(values, ensure_ascii=False, indent=1).encode()


def _manifest_path(path: Path) -> Path:
    return path.with_suffix(".json")


def _free_path(target: Path, now: datetime) -> Path:
    """Return a name that sorts by time; two backups within a microsecond get different ones."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    names = (
        target / f"casebook-{stamp}{suffix}.db" for suffix in ("", *(f"-{n:03d}" for n in range(1, 1000)))
    )
    return next(path for path in names if not path.exists())
