"""Putting rows right in the preview: cells typed anew, firms chosen or created, and all of it taken back.

Rule: a correction changes nothing but what the import is asked for; the service decides every row anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.correction import FIRM_CHOSEN, FIRM_CODES, FIXED, NEW_FIRM, CellPlace, RowPlace
from backbone_desktop.domain.intake import Gravity
from backbone_desktop.domain.roc_date import SuspectedSerial, format_roc, read_date_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backbone_desktop.domain.identifiers import EnterpriseId
    from backbone_desktop.domain.intake import Issue, RowResult
    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.ui.intake.import_presenter import ImportPresenter
    from backbone_desktop.ui.intake.import_state import ImportState

DATE_SERIAL = "date-serial"
ASKS_FOR = {
    "no-enterprise": ("ubn", "enterprise_name"),
    "no-name": ("enterprise_name",),
    "same-enterprise": ("site", "ubn"),
    "duplicate-in-file": ("ubn", "site"),
    "sent-again": ("site",),
    "enterprise-unknown": ("ubn", "enterprise_name"),
    "enterprise-ambiguous": ("ubn", "site"),
    "name-differs": ("enterprise_name", "ubn"),
    "ubn-differs": ("ubn",),
    "enterprise-contradicts": ("ubn", "enterprise_name"),
    "date-ahead": ("answered_on", "assigned_on"),
    "day-to-come": ("founded_on",),
}
"""The questions whose cells put a row right that was sent back for what it says as a whole."""


@dataclass(frozen=True, slots=True)
class EditableCell:
    """A cell of a row that can be typed anew.

    Attributes:
        text: What it says now.
        fixed: It was typed anew already.
        wrong: It is why the row is sent back or the cell left out.
        proposed: What it may mean, ready to be taken; empty when there is no telling.
    """

    place: CellPlace
    text: str
    fixed: bool
    wrong: bool
    proposed: str = ""


def editable_cells(
    state: ImportState, row: RowResult, questions: Mapping[str, Question]
) -> tuple[EditableCell, ...]:
    """Return the cells to be put right in a row, those that are wrong first."""
    found: dict[CellPlace, EditableCell] = {}
    fixes = dict(state.fixes)
    for issue in row.issues:
        wrong = issue.gravity is Gravity.ERROR or issue.code in {"not-readable", "money-range"}
        for place in _places(state, row, issue, questions):
            text = fixes.get(place, _text_at(state, row, place, issue))
            if place not in found or wrong:
                found[place] = EditableCell(place, text, place in fixes, wrong, _proposed(issue))
    return tuple(sorted(found.values(), key=lambda each: not each.wrong))


def needs_firm(row: RowResult) -> bool:
    """Whether choosing the firm would let a row in."""
    return any(issue.code in FIRM_CODES for issue in row.issues)


def has_chosen_firm(row: RowResult) -> bool:
    """Whether the firm of a row was chosen in this preview."""
    return any(issue.code == FIRM_CHOSEN for issue in row.issues)


class Corrections:
    """What the person may do about rows; every act decides all rows anew."""

    def __init__(self, presenter: ImportPresenter) -> None:
        self._presenter = presenter

    def fix(self, place: CellPlace, text: str | None) -> None:
        """Type a cell anew; None takes that back."""
        state = self._presenter.state
        fixes = {**dict(state.fixes)}
        if fixes.get(place) == text:
            return
        fixes.pop(place, None)
        if text is not None:
            fixes[place] = text
        self._presenter.decide_anew(replace(state, fixes=tuple(fixes.items())))

    def choose_firm(self, row: RowResult, firm: EnterpriseId | None) -> None:
        """Say which firm a row is of; None takes that back."""
        state = self._presenter.state
        firms = {**dict(state.firms)}
        firms.pop(RowPlace(row.sheet, row.row), None)
        if firm is not None:
            firms[RowPlace(row.sheet, row.row)] = firm
        self._presenter.decide_anew(replace(state, firms=tuple(firms.items())))

    def create_firm(self, row: RowResult) -> None:
        """Open a case for the firm of a row with the import."""
        self.choose_firm(row, NEW_FIRM)


def _places(
    state: ImportState, row: RowResult, issue: Issue, questions: Mapping[str, Question]
) -> Iterator[CellPlace]:
    """Yield the cells that an issue is about, as they are named in the file."""
    if state.mapping_is_fixed:
        if issue.column in {each.label for each in questions.values()} and issue.code not in FIRM_CODES:
            yield CellPlace(issue.sheet, issue.row, issue.column)
        return
    headers = {each.question: each.column for each in reversed(state.columns) if each.question}
    if issue.column in headers.values():
        yield CellPlace(row.sheet, row.row, issue.column)
    for code in ASKS_FOR.get(issue.code, ()):
        if code in headers:
            yield CellPlace(row.sheet, row.row, headers[code])


def _proposed(issue: Issue) -> str:
    """Return a bare number that may be a day count as that day."""
    if issue.code != DATE_SERIAL or not issue.given.isdecimal():
        return ""
    parsed = read_date_cell(int(issue.given))
    return format_roc(parsed.as_date) if isinstance(parsed, SuspectedSerial) else ""


def _text_at(state: ImportState, row: RowResult, place: CellPlace, issue: Issue) -> str:
    """Return what the file says in a cell."""
    headers = () if state.report is None else state.report.headers
    if place.column in headers and not state.mapping_is_fixed:
        position = headers.index(place.column)
        cell = row.cells[position] if position < len(row.cells) else None
        return "" if cell is None else str(cell)
    return "" if issue.code == FIXED else issue.given
