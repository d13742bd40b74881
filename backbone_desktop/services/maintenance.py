"""Looking after the casebook itself: whose it is, which day it speaks for, whether it is sound and safe.

Rule: nothing here touches a case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.storage.backup import create_backup, list_backups
from backbone_desktop.storage.check import check_casebook

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from backbone_desktop.domain.case import Consultant
    from backbone_desktop.services.context import AsOf, Context
    from backbone_desktop.storage.backup_files import Backup
    from backbone_desktop.storage.check import CheckReport
    from backbone_desktop.storage.search import SearchHit

DEMONSTRATION = "demonstration"


class MaintenanceService:
    """Use cases on the casebook as a whole."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def clock(self) -> AsOf:
        """The day the casebook speaks for, as the services ask for it."""
        return self._context.on

    @property
    def on(self) -> date:
        """The as-of date in force."""
        return self._context.on()

    @property
    def speaks_for_today(self) -> bool:
        """Whether the as-of date is today."""
        return self._context.on.is_today

    @property
    def folder(self) -> Path:
        """Where the casebook stands."""
        return self._context.casebook.folder

    @property
    def casebook_id(self) -> str:
        """Which casebook it is; the same wherever its folder is moved to."""
        return self._context.casebook.casebook_id

    def consultant(self) -> Consultant:
        """Return whose casebook this is."""
        with self._context.casebook.read() as view:
            return view.settings.consultant()

    def set_consultant(self, consultant: Consultant) -> Done[Consultant]:
        """Change the consultant's name, office or phone."""
        with self._context.casebook.write() as uow:
            uow.settings.set_consultant(consultant)
            uow.commit()
        return Done(consultant, Changes.of(Kind.SETTINGS))

    def set_as_of(self, on: date | None) -> Done[date | None]:
        """Let the casebook speak for a fixed day, or for today again with None."""
        with self._context.casebook.write() as uow:
            uow.settings.set_as_of(on)
            uow.commit()
        self._context.on.store(on)
        return Done(on, Changes.of(Kind.SETTINGS, Kind.CASES, Kind.ASSESSMENTS, Kind.CATALOGUE))

    def is_demonstration(self) -> bool:
        """Whether the casebook holds invented firms."""
        with self._context.casebook.read() as view:
            return view.settings.flag(DEMONSTRATION)

    def mark_demonstration(self) -> None:
        """Mark the casebook as holding invented firms."""
        with self._context.casebook.write() as uow:
            uow.settings.set_flag(DEMONSTRATION)
            uow.commit()

    def search(self, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """Find firms and log lines by text; two Chinese characters are enough."""
        with self._context.casebook.read() as view:
            return view.search.query(text, limit)

    def check(self, *, deep: bool = False) -> CheckReport:
        """Examine the casebook."""
        return check_casebook(self._context.casebook, deep=deep)

    def back_up(self) -> Backup:
        """Write a verified backup into the casebook's backup folder."""
        return create_backup(self._context.casebook, asked=True)

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups kept, newest first."""
        return list_backups(self.folder)
