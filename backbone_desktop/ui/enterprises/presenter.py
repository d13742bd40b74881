"""What the list of firms asks for and says, without a window.

Rule: the list never holds a firm it did not fetch; searching and filtering are storage's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.county import county_by_code
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from backbone_desktop.domain.case import CaseLine
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.services.casework import CaseworkService

PAGE_SIZE = 60
ALL = ""
Chip = tuple[str, str, int]


class ListView(Protocol):
    """What the presenter tells the list to do."""

    def show_lines(self, fetch: Callable[[Any], tuple[Sequence[CaseLine], Any]], *, keep_place: bool) -> None:
        """Show the first page and fetch more as it scrolls into view, or as much as was there before."""

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show the stages with their counts."""

    def show_state(self, *, empty_casebook: bool, found: int) -> None:
        """Say what to do when nothing is listed."""


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words of one row of the list."""

    name: str
    second: str
    day: str
    standing: str
    tone: Tone


class EnterprisesPresenter:
    """Holds what is searched for and which case is open."""

    def __init__(self, view: ListView, casework: CaseworkService, on: Callable[[], date]) -> None:
        self._view = view
        self._casework = casework
        self._on = on
        self.search = ""
        self.stage: Stage | None = None
        self.case: CaseId | None = None

    def refresh(self, *, keep_place: bool = False) -> None:
        """Ask again for what is shown; ``keep_place`` after a change, not after another search."""
        counts = self._casework.stage_counts(self.search)
        found = sum(counts.values())
        chips: list[Chip] = [(ALL, "全部", found)]
        chips += [
            (stage.value, stage.label, count)
            for stage, count in counts.items()
            if count > 0 or stage is self.stage
        ]
        self._view.show_chips(chips)
        self._view.show_lines(self._fetch, keep_place=keep_place)
        shown = found if self.stage is None else counts[self.stage]
        self._view.show_state(empty_casebook=found == 0 and not self.search, found=shown)

    def look_for(self, text: str) -> None:
        """Search for a text."""
        if text.strip() != self.search:
            self.search = text.strip()
            self.refresh()

    def filter(self, key: str) -> None:
        """Show one stage, or all."""
        self.stage = Stage(key) if key else None
        self.refresh()

    def words(self, line: CaseLine) -> LineWords:
        """Say one row."""
        county = county_by_code(line.county)
        parts = (line.ubn or "無統編", county.name if county else line.county, line.stage.label)
        name = f"{line.name}　{line.site}" if line.site else line.name
        second = "・".join(part for part in parts if part)
        if line.next_on is None:
            return LineWords(name, second, "", "", Tone.NEUTRAL)
        days = (line.next_on - self._on()).days
        day = format_roc(line.next_on)
        if days < 0:
            return LineWords(name, second, day, f"逾期 {-days} 天", Tone.BAD)
        if days == 0:
            return LineWords(name, second, day, "今天", Tone.WARN)
        return LineWords(name, second, day, f"{days} 天後", Tone.NEUTRAL)

    def _fetch(self, cursor: Any) -> tuple[Sequence[CaseLine], Any]:
        page = self._casework.list_cases(self.search, self.stage, after=cursor, limit=PAGE_SIZE)
        return page.lines, page.next
