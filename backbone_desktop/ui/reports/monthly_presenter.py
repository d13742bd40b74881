"""Which month is being looked at, for whom, and what is shown of it.

Rule: a sheet that arrives after the month or the consultant was changed again is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from backbone_desktop.domain.roc_date import RocMonth

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from backbone_desktop.domain.report import MonthlySheet

_UNSAFE = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class MonthAsked:
    """The question a sheet answers; ``consultant`` is None for every consultant's cases."""

    month: RocMonth
    consultant: str | None


@dataclass(frozen=True, slots=True)
class MonthGathered:
    """A sheet with the question it answers, and every consultant a case is assigned to."""

    asked: MonthAsked
    sheet: MonthlySheet
    consultants: tuple[str, ...]


class MonthlyView(Protocol):
    """What the presenter needs of a screen."""

    def show_asked(self, asked: MonthAsked) -> None:
        """Show which month and consultant are chosen, before the sheet is there."""

    def show_gathered(self, gathered: MonthGathered) -> None:
        """Show the counts and rows."""


class MonthlyPresenter:
    """Keeps the choice of month and consultant and asks for the sheet when it changes."""

    def __init__(self, view: MonthlyView, gather: Callable[[MonthAsked], object], on: date) -> None:
        self._view = view
        self._gather = gather
        self.asked = MonthAsked(RocMonth.of(on), None)
        self.gathered: MonthGathered | None = None

    def refresh(self) -> None:
        """Gather the sheet again."""
        self._view.show_asked(self.asked)
        self._gather(self.asked)

    def turn(self, months: int) -> None:
        """Go one month on (1) or back (-1)."""
        month = self.asked.month.next() if months > 0 else self.asked.month.previous()
        self.choose_month(month)

    def choose_month(self, month: RocMonth) -> None:
        """Look at a month."""
        self._ask(MonthAsked(month, self.asked.consultant))

    def choose_consultant(self, consultant: str | None) -> None:
        """Look at one consultant's cases, or at all."""
        self._ask(MonthAsked(self.asked.month, consultant))

    def receive(self, gathered: MonthGathered) -> None:
        """Take a sheet that was asked for."""
        if gathered.asked == self.asked:
            self.gathered = gathered
            self._view.show_gathered(gathered)

    def file_name(self) -> str:
        """Return the name to propose, ``追蹤月報_105年03月_王小明.xlsx``."""
        return monthly_file_name(self.asked, self.gathered)

    def _ask(self, asked: MonthAsked) -> None:
        if asked != self.asked:
            self.asked, self.gathered = asked, None
            self.refresh()


def monthly_file_name(asked: MonthAsked, gathered: MonthGathered | None) -> str:
    """Return the proposed file name; it names the consultant chosen, else the casebook's own."""
    own = "" if gathered is None else gathered.sheet.consultant.name
    month = f"{asked.month.year}年{asked.month.month:02d}月"
    parts = ("追蹤月報", month, safe_name(asked.consultant or own))
    return "_".join(part for part in parts if part) + ".xlsx"


def safe_name(text: str) -> str:
    """Return a text without the characters that Windows refuses in file names."""
    return "".join("－" if character in _UNSAFE else character for character in text).strip(" .")
