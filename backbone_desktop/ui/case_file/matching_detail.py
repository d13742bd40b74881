"""The chosen measure: who runs it, its items with their reasons, its money, the consultant's word.

Rule: it shows one measure of one stored assessment and is built anew for another, part by part, so that
keys pressed meanwhile are answered.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.case_file.matching_about import (
    MeasureHead,
    OtherOffices,
    Preferences,
    PrintNotes,
)
from backbone_desktop.ui.case_file.matching_decision import DecisionBar
from backbone_desktop.ui.case_file.matching_desk import present_decision
from backbone_desktop.ui.case_file.matching_item import ItemSection
from backbone_desktop.ui.case_file.money_calculator import MoneyCalculator
from backbone_desktop.ui.case_file.warning_list import WarningList
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import clear, label, rule, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.measure import Measure
    from backbone_desktop.domain.verdict import MeasureVerdict
    from backbone_desktop.ui.case_file.matching_desk import MatchingDesk
    from backbone_desktop.ui.case_file.warning_list import Warnings
    from backbone_desktop.ui.workspace import Workspace


SETTLING_MS = 250


class MeasureDetail(QFrame):
    """A card that scrolls, with the decision always in view at its foot."""

    assumed = Signal(object)

    def __init__(self, workspace: Workspace, desk: MatchingDesk) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._workspace, self._desk = workspace, desk
        self._number = 0
        self._unfolded: set[tuple[int, int]] = set()
        self._waiting: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._build_next)
        self._aim: Callable[[], int] = int
        self._aiming = QTimer(self)
        self._aiming.setSingleShot(True)
        self._content = QWidget()
        self._above, self._below = _column(), _column()
        self.items: list[ItemSection] = []
        self.money = MoneyCalculator(workspace)
        self._area = scrolled(self._content)
        self._area.verticalScrollBar().rangeChanged.connect(self._follow_aim)
        self._area.setAccessibleName(self.tr("措施的判定理由"))
        self.decision = DecisionBar(lambda decision, reason: desk.decide(self._number, decision, reason))
        self._lay_out()

    def show_none(self) -> None:
        """Say that the lane holds no measure to look at."""
        self._number = 0
        self._clear()
        self._above.addWidget(label(self.tr("沒有措施可看，請改選其他判定。"), "second"))
        self.money.hide()
        self.decision.hide()

    def show_measure(self, file: CaseFile, verdict: MeasureVerdict, warnings: Warnings) -> None:
        """Show a measure of a case; what is further down is built while the first of it is read."""
        place = self._area.verticalScrollBar().value() if verdict.number == self._number else 0
        self._number = verdict.number
        self._clear()
        measure = self._in_force(verdict)
        head = MeasureHead(self._workspace, verdict, measure, len(warnings.lines))
        head.money_pressed.connect(self.go_to_money)
        self._above.addWidget(head)
        self._aiming.stop()
        self._area.verticalScrollBar().setValue(place)
        self.decision.show()
        self.decision.show_decision(present_decision(file, verdict.number))
        self._waiting.extend(
            (
                partial(self._add_items, verdict, measure),
                *(partial(self._unfold, verdict, each.number) for each in verdict.items),
                partial(self._add_warnings, warnings, verdict),
                partial(self._show_money, file, verdict, measure),
                partial(self._add_below, verdict, measure),
                partial(self._finish, place),
            )
        )
        self._build_next()

    def finish(self) -> None:
        """Build whatever is still waiting."""
        while self._waiting:
            self._build_next()

    def go_to_money(self) -> None:
        """Bring the calculator into view, ready to be typed in."""
        self.finish()
        self.money.begin()
        self._aim_at(lambda: self.money.pos().y() - Space.S)

    def _aim_at(self, place: Callable[[], int]) -> None:
        """Scroll to a place, and again while what was just built still finds its height."""
        self._aim = place
        self._aiming.start(SETTLING_MS)
        self._follow_aim()

    @Slot()
    def _follow_aim(self) -> None:
        if self._aiming.isActive():
            self._area.verticalScrollBar().setValue(self._aim())

    def _build_next(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        if self._waiting:
            self._timer.start(0)

    def _add_items(self, verdict: MeasureVerdict, measure: Measure | None) -> None:
        alone = len(verdict.items) == 1
        for each in verdict.items:
            section = ItemSection(self._workspace, each, measure, alone=alone)
            section.fact_pressed.connect(self._desk.open_fact)
            section.assumed.connect(self.assumed)
            section.unfolded.connect(self._remember)
            self.items.append(section)
            self._above.addWidget(section)
            self._above.addWidget(rule())

    def _unfold(self, verdict: MeasureVerdict, number: int) -> None:
        """Unfold the item the verdict of the measure comes from, and those unfolded before."""
        best = next((each.number for each in verdict.items if each.verdict is verdict.verdict), 1)
        if number == best or (verdict.number, number) in self._unfolded:
            place = [each.number for each in verdict.items].index(number)
            self.items[place].unfold()

    def _remember(self, item: int, unfolded: bool) -> None:
        if unfolded:
            self._unfolded.add((self._number, item))
        else:
            self._unfolded.discard((self._number, item))
        keep_order(self._area, self._content)

    def _show_money(self, file: CaseFile, verdict: MeasureVerdict, measure: Measure | None) -> None:
        self.money.setVisible(measure is not None)
        if measure is not None:
            self.money.show_measure(file, verdict)

    def _add_below(self, verdict: MeasureVerdict, measure: Measure | None) -> None:
        if verdict.preferences:
            self._below.addWidget(Preferences(verdict, measure))
        if measure is None:
            return
        if OtherOffices.has_anything(measure):
            self._below.addWidget(OtherOffices(self._workspace, measure))
        if measure.notes:
            self._below.addWidget(PrintNotes(measure))

    def _finish(self, place: int) -> None:
        keep_order(self._area, self._content)
        if place:
            self._aim_at(lambda: place)

    def _add_warnings(self, warnings: Warnings, verdict: MeasureVerdict) -> None:
        if not warnings.lines:
            return
        made = WarningList(warnings, [each.name or each.kind for each in verdict.items])
        made.guidance_recorded.connect(
            lambda application, complete: self._desk.record_guidance(application, complete=complete)
        )
        self._above.addWidget(made)

    def _clear(self) -> None:
        self._waiting.clear()
        self.items.clear()
        clear(self._above)
        clear(self._below)

    def _in_force(self, verdict: MeasureVerdict) -> Measure | None:
        """Return the catalogue's measure, None when the assessment's edition had one more."""
        measures = self._workspace.services.catalogue.edition.measures
        return next((each for each in measures if each.number == verdict.number), None)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        whole.setSpacing(Space.L)
        whole.addLayout(self._above)
        whole.addWidget(self.money)
        whole.addLayout(self._below)
        whole.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        foot.addWidget(self.decision)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(rule())
        outer.addLayout(foot)


def _column() -> QVBoxLayout:
    result = QVBoxLayout()
    result.setSpacing(Space.M)
    return result
