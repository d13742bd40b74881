"""Backups of a casebook: made, listed, proven, thinned, and put back.

Rule: nothing is called a backup before it was opened, checked and counted; nothing is replaced before what
replaces it is proven and what is replaced is kept.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backbone_desktop.domain.time_stamp import TAIWAN_TIME
from backbone_desktop.storage.backup_files import (
    Backup,
    backups_folder,
    backups_in,
    database_problems,
    make_backup,
    read_manifest,
    remove_backup,
)
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.ids import Clock
from backbone_desktop.storage.lock import InstanceLock
from backbone_desktop.storage.refusals import BackupRefused, CasebookNewer, on_disk
from backbone_desktop.storage.replacement import replace_database
from backbone_desktop.storage.upgrade import known_version
from backbone_desktop.storage.vault import PRIVATE_FOLDER, file_digest


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What the proof of a backup found.

    Attributes:
        path: Its database file.
        problems: zh-TW sentences; none when the backup can be relied on.
        counts: Rows per table, as the manifest has them.
    """

    path: Path
    problems: tuple[str, ...]
    counts: Mapping[str, int]


def create_backup(casebook: Casebook, folder: Path | None = None, *, asked: bool = False) -> Backup:
    """Back up an open casebook, which may go on being used, and thin the backups beside the new one.

    Args:
        casebook: What to back up; everything committed before the call is in the backup.
        folder: Where to; the casebook's own ``backups`` folder by default.
        asked: A person asked for it, so that it is kept until a person removes it.

    Raises:
        BackupRefused: The copy does not hold what the original does.
        BackupUnfinished: The disk refuses.
    """
    target = folder or backups_folder(casebook.folder)
    made = make_backup(casebook.path, target, casebook.clock(), asked=asked)
    thin(each for each in backups_in(target) if each.casebook_id == made.casebook_id and not each.asked)
    return made


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups a casebook folder keeps, newest first."""
    return backups_in(backups_folder(folder))


def verify_backup(path: Path) -> BackupReport:
    """Open a backup, check it and count it against its manifest; nothing is changed."""
    made = read_manifest(path)
    if made is None:
        return BackupReport(path, ("沒有備份清單，或清單無法讀取",), {})
    if not path.is_file():
        return BackupReport(path, ("備份檔案不存在",), made.counts)
    with on_disk(path):
        is_as_written = path.stat().st_size == made.size and file_digest(path) == made.digest
    if not is_as_written:
        return BackupReport(path, ("備份檔案與清單記載的不同",), made.counts)
    return BackupReport(path, database_problems(path, made), made.counts)


def thin(
    backups: Iterable[Backup], *, daily: int = 12, weekly: int = 10, monthly: int = 9
) -> tuple[Backup, ...]:
    """Remove the backups that are neither the newest of a kept day, week nor month; return those removed.

    Args:
        backups: Of one casebook, in any order; the newest is always kept.
        daily: How many of the latest days that have a backup keep one; likewise weeks and months.
        weekly: Weeks begin on Monday.
        monthly: Calendar months.
    """
    ordered = sorted(backups, key=lambda each: (each.at, each.path.name), reverse=True)
    kept = {
        each.path
        for period, count in ((_day, daily), (_week, weekly), (_month, monthly))
        for each in _newest_of_each(ordered, period)[: max(count, 1)]
    }
    surplus = tuple(each for each in ordered if each.path not in kept)
    for each in surplus:
        with on_disk(each.path):
            remove_backup(each)
    return surplus


def _newest_of_each(ordered: list[Backup], period: Callable[[date], Hashable]) -> list[Backup]:
    newest: dict[Hashable, Backup] = {}
    for each in ordered:
        newest.setdefault(period(each.at.astimezone(TAIWAN_TIME).date()), each)
    return list(newest.values())


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month


def restore_backup(folder: Path, backup_path: Path, *, clock: Clock) -> Path | None:
    """Put a backup in the place of the casebook in ``folder``, which must be closed or missing.

    A program that is killed halfway leaves either the casebook as it was or the backup in its place.

    Returns:
        Where the replaced file is kept, None when there was none.

    Raises:
        BackupRefused: The backup is not what its manifest says.
        CasebookNewer: A newer program made it.
        CasebookLocked: The casebook is open.
        CasebookUnwritable: The disk refuses; the casebook is as it was.
    """
    with on_disk(folder):
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    lock = InstanceLock.take(folder, clock())
    try:
        _require_usable(backup_path)
        kept = replace_database(folder, backup_path, clock())
    except BaseException:
        lock.give_back()
        raise
    lock.release()
    return kept


def _require_usable(path: Path) -> None:
    report = verify_backup(path)
    if report.problems:
        raise BackupRefused(path, "、".join(report.problems))
    made, known = read_manifest(path), known_version()
    if made is not None and made.schema_version > known:
        raise CasebookNewer(path, str(made.schema_version), str(known))
