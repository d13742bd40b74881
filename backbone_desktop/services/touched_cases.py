"""Which open cases a difference between two editions touches.

Rule: a case is touched by a measure that its latest assessment leaves possible, or on which the consultant
decided or applied; measures are told by number within the year the record is of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.edition_change import DiffLine, EditionChange, Touch, TouchedCase
from backbone_desktop.domain.roc_date import ROC_OFFSET
from backbone_desktop.domain.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from backbone_desktop.domain.case import CaseLine
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.measure import Edition
    from backbone_desktop.storage.unit_of_work import ReadView

_PAGE = 500
_POSSIBLE = {Verdict.ELIGIBLE: Touch.ELIGIBLE, Verdict.UNDETERMINED: Touch.UNDETERMINED}

_Measure = tuple[int, int]
"""ROC year and number."""


class TouchedCases:
    """What the open cases have to do with each measure, gathered once for one comparison."""

    def __init__(self, view: ReadView) -> None:
        self._view = view
        self._lines = {line.case: line for line in _open_cases(view)}
        self._touches: dict[_Measure, dict[CaseId, list[Touch]]] = {}
        for measure, case, touch in (*self._judged(), *self._worked_on()):
            touches = self._touches.setdefault(measure, {}).setdefault(case, [])
            if touch not in touches:
                touches.append(touch)

    def line(self, change: EditionChange, old: Edition, new: Edition) -> DiffLine:
        """Return the difference with the cases it touches, in the order of their names."""
        sides = dict.fromkeys(
            (edition.roc_year, number)
            for edition, number in ((old, change.old_measure), (new, change.new_measure))
            if number is not None
        )
        gathered: dict[CaseId, list[Touch]] = {}
        for side in sides:
            for case, touches in self._touches.get(side, {}).items():
                gathered.setdefault(case, []).extend(touches)
        touched = (self._lines[case] for case in self._lines if case in gathered)
        return DiffLine(
            change,
            tuple(
                TouchedCase(line.case, line.name, line.ubn, tuple(dict.fromkeys(gathered[line.case])))
                for line in touched
            ),
        )

    def _judged(self) -> Iterator[tuple[_Measure, CaseId, Touch]]:
        for latest in self._view.verdict_lines.latest():
            if latest.case in self._lines:
                year = int(latest.edition.partition(".")[0])
                for number, verdict in self._view.verdict_lines.verdicts(latest.id).items():
                    if verdict in _POSSIBLE:
                        yield (year, number), latest.case, _POSSIBLE[verdict]

    def _worked_on(self) -> Iterator[tuple[_Measure, CaseId, Touch]]:
        for case in self._lines:
            for decision in self._view.decisions.of(case):
                yield (_roc_year(decision.on), decision.measure), case, Touch.DECIDED
            for application in self._view.applications.of(case):
                yield (_roc_year(application.history[0].on), application.measure), case, Touch.APPLIED


def _open_cases(view: ReadView) -> Iterable[CaseLine]:
    after = None
    while True:
        page = view.cases.page(after=after, limit=_PAGE)
        yield from (line for line in page.lines if line.stage is not Stage.CLOSED)
        after = page.next
        if after is None:
            return


def _roc_year(day: date) -> int:
    return day.year - ROC_OFFSET
