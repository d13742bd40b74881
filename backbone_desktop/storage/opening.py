"""The questions asked before a casebook is opened, in the order in which they can be answered safely.

Rule: every refusal leaves the file byte for byte as it was. An upgrade comes after all of them, and after a
backup.
"""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from backbone_desktop.storage.backup_files import backups_folder, make_backup
from backbone_desktop.storage.engine import DATABASE_NAME, Access, connect
from backbone_desktop.storage.header import require_casebook
from backbone_desktop.storage.ids import Clock
from backbone_desktop.storage.inspection import content_problems, read_version
from backbone_desktop.storage.lock import LOCK_NAME, InstanceLock
from backbone_desktop.storage.refusals import (
    CasebookDamaged,
    CasebookMissing,
    CasebookNewer,
    CasebookOlder,
    from_disk,
    translated,
)
from backbone_desktop.storage.upgrade import known_version, upgrade


def open_checked(
    folder: Path, clock: Clock, *, read_only: bool, migrations: Path | None = None
) -> tuple[Access, InstanceLock | None]:
    """Ask everything, upgrade if need be, and return how to open and the lock now held (None for reading).

    Raises:
        StorageError: One of the refusals `casebook.open_casebook` names.
    """
    path = folder / DATABASE_NAME
    if read_only:
        return _reading(path, migrations), None
    if not _exists(path) and not _exists(folder / LOCK_NAME):
        # Nobody can hold a lock here, and none is left behind in a folder that is not ours.
        raise CasebookMissing(path)
    lock = InstanceLock.take(folder, clock())
    try:
        older = _is_older(path, migrations)
        if lock.unclean:
            _require_sound(path)
        if older:
            make_backup(path, backups_folder(folder), clock())
            upgrade(path, Access.WRITE, migrations)
    except BaseException:
        lock.give_back()
        raise
    return Access.WRITE, lock


def _reading(path: Path, migrations: Path | None) -> Access:
    if _is_older(path, migrations):
        raise CasebookOlder(path, str(_version(path)), str(known_version(migrations)))
    # SQLite keeps an index of the log beside the file even for readers; where it cannot, nobody writes.
    return Access.READ if _is_readable(path, Access.READ) else _quiet(path)


def _is_older(path: Path, migrations: Path | None) -> bool:
    """Tell whether the file needs an upgrade; raises for one that is missing, not ours, or newer."""
    if not _exists(path):
        raise CasebookMissing(path)
    require_casebook(path)
    found, known = _version(path), known_version(migrations)
    if found > known:
        raise CasebookNewer(path, str(found), str(known))
    return found < known


def _exists(path: Path) -> bool:
    """Tell whether a file is there; a folder that may not be searched is a refusal, not a no."""
    with from_disk(path):
        return path.exists()


def _version(path: Path) -> int:
    try:
        with translated(path), closing(connect(path, _quiet(path))) as connection:
            return read_version(connection)
    except ValueError as error:
        raise CasebookDamaged(path, "的資料版本無法辨識") from error


def _is_readable(path: Path, access: Access) -> bool:
    try:
        with closing(connect(path, access)) as connection:
            read_version(connection)
    except dbapi2.OperationalError:
        return False
    return True


def _require_sound(path: Path) -> None:
    try:
        with closing(connect(path, _quiet(path))) as connection:
            problems = content_problems(connection)
    except dbapi2.Error as error:
        raise CasebookDamaged(path, "的內容無法讀取") from error
    if problems:
        raise CasebookDamaged(path, f"上次未正常關閉，檢查發現：{'、'.join(problems)}")


def _quiet(path: Path) -> Access:
    """Return the way of reading that leaves nothing beside the file, where its log allows that."""
    log = path.with_name(path.name + "-wal")
    return Access.READ if log.exists() and log.stat().st_size else Access.SNAPSHOT
