"""Backups of a casebook that may be closed, damaged or gone: listed, proven, put back.

Rule: needs no open casebook; what is replaced is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import UserError
from backbone_desktop.storage.backup import list_backups, restore_backup, verify_backup

if TYPE_CHECKING:
    from pathlib import Path

    from backbone_desktop.storage.backup import BackupReport
    from backbone_desktop.storage.backup_files import Backup
    from backbone_desktop.storage.ids import Clock


class RecoveryService:
    """Use cases on the backups of one casebook folder."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder, self._clock = folder, clock

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups kept in the casebook's folder, newest first."""
        return list_backups(self._folder)

    def newest(self) -> Path:
        """Return the newest backup kept in the casebook's folder.

        Raises:
            UserError: There is none.
        """
        kept = self.backups()
        if not kept:
            raise UserError(
                "沒有備份",
                f"「{self._folder}」裡沒有任何備份。",
                "請指定備份檔案的位置，或先建立備份。",
            )
        return kept[0].path

    def verify(self, backup: Path) -> BackupReport:
        """Open a backup, examine it and count it against its manifest; nothing is changed."""
        return verify_backup(backup)

    def restore(self, backup: Path) -> Path | None:
        """Put a backup in the place of the casebook and return where the replaced file is kept.

        Raises:
            StorageError: The backup cannot be relied on, or the casebook is open; it is as it was.
        """
        return restore_backup(self._folder, backup, clock=self._clock)
