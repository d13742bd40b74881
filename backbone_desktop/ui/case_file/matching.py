"""措施媒合: the stored assessment of a case in three lanes, a trial of assumed facts, and comparisons.

Rule: what is shown was stored; only 「重新評估」 judges again, and what is tried out says that it is assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.case_file.comparison_page import ComparisonPage
from backbone_desktop.ui.case_file.matching_desk import MatchingDesk
from backbone_desktop.ui.case_file.matching_lanes import MatchingLanes
from backbone_desktop.ui.case_file.whatif_page import WhatIfPage
from backbone_desktop.ui.theme import Tone
from backbone_desktop.ui.widgets import EmptyState, button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.ui.workspace import Workspace


class MatchingTab(QWidget):
    """The lanes of a case that was assessed; in their place an empty state, a comparison, or a trial."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self.desk = MatchingDesk(workspace, self)
        self.lanes = MatchingLanes(workspace, self.desk)
        self.first = button(self.tr("開始評估"), self.desk.assess, "primary")
        self.whatif = WhatIfPage(workspace)
        self.comparison = ComparisonPage(workspace)
        self._never = EmptyState(
            self.tr("尚未評估"),
            self.tr("依目前的企業資料逐項判定全部措施，並保留每一項的理由；資料不足也可以先評估。"),
            (self.first,),
        )
        self._pages = QStackedWidget()
        for page in (self._never, self.lanes, self.whatif, self.comparison):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._connect()
        self._add_shortcuts()

    def show_file(self, file: CaseFile) -> None:
        """Show a case; of the same case the page, lane and measure stay where they were."""
        before, self._file = self._file, file
        stays = before is not None and before.case.id == file.case.id and before.assessment is not None
        self.desk.take(file)
        if file.assessment is None:
            self._pages.setCurrentWidget(self._never)
            return
        if not stays:
            self._pages.setCurrentWidget(self.lanes)
        self.lanes.show_file(file)
        page = self._pages.currentWidget()
        if page is self.whatif:
            self.whatif.show_file(file)
        elif page is self.comparison:
            self.comparison.refresh(file)

    def count(self, file: CaseFile) -> int | None:
        """Return how many measures fit, None before the first assessment."""
        return None if file.assessment is None else file.assessment.assessment.count(Verdict.ELIGIBLE)

    @Slot(object)
    def assume(self, contents: Mapping[str, FactContent | None]) -> None:
        """Try facts out; nothing is stored."""
        if self._file is not None and self._file.assessment is not None:
            self._pages.setCurrentWidget(self.whatif)
            self.whatif.begin(self._file, contents)

    @Slot()
    def try_out(self) -> None:
        """Open the trial with nothing assumed yet."""
        self.assume({})

    @Slot()
    def compare(self) -> None:
        """Show what the last assessment changed."""
        if self._file is not None and self._file.assessment is not None:
            self._pages.setCurrentWidget(self.comparison)
            self.comparison.show_history(self._file)
            self.comparison.back.setFocus()

    @Slot()
    def preview(self) -> None:
        """Show what judging again would change."""
        if self._file is not None:
            self._pages.setCurrentWidget(self.comparison)
            self.comparison.show_preview(self._file)
            self.comparison.back.setFocus()

    @Slot(int)
    def _go_to_measure(self, number: int) -> None:
        """Show a measure of the lanes that a comparison or a trial named."""
        if self.lanes.go_to_measure(number):
            self._leave_page()

    @Slot()
    def _leave_page(self) -> None:
        self._pages.setCurrentWidget(self.lanes)
        self.lanes.list.view.setFocus()

    @Slot(bool)
    def _allow(self, judging: bool) -> None:
        for each in (self.lanes.head.assess, self.first, self.comparison.judge):
            each.setEnabled(not judging)

    @Slot()
    def _tell_judged(self) -> None:
        """Say that it is judged, and lead to what it changed when there is something to compare with."""
        if self._file is None:
            return
        self._pages.setCurrentWidget(self.lanes)
        if len(self._workspace.services.assessment.history(self._file.case.id)) > 1:
            self._workspace.shell.notify(
                self.tr("已重新評估"), Tone.OK, self.tr("看改變了什麼"), self.compare
            )

    def _connect(self) -> None:
        head = self.lanes.head
        self.desk.judging.connect(self._allow)
        self.desk.judged.connect(self._tell_judged)
        head.assess_pressed.connect(self.desk.assess)
        head.try_pressed.connect(self.try_out)
        head.compare_pressed.connect(self.compare)
        head.preview_pressed.connect(self.preview)
        self.lanes.detail.assumed.connect(self.assume)
        for page in (self.whatif, self.comparison):
            page.left.connect(self._leave_page)
            page.measure_chosen.connect(self._go_to_measure)
        self.comparison.judge_pressed.connect(self.desk.assess)

    def _add_shortcuts(self) -> None:
        """Give the acts of the head a key each, for as long as the tab is in view."""
        head = self.lanes.head
        acts = (
            ("F9", head.assess, self._assess_by_key),
            ("F8", head.attempt, self.try_out),
            ("F7", head.compare, self.compare),
        )
        for keys, pressed, act in acts:
            QShortcut(QKeySequence(keys), self, act)
            pressed.setToolTip(with_keys(pressed, keys))

    @Slot()
    def _assess_by_key(self) -> None:
        """Judge, unless that is under way already or a trial is in view, whose facts would not count."""
        if self.lanes.head.assess.isEnabled() and self._pages.currentWidget() is not self.whatif:
            self.desk.assess()


def with_keys(pressed: QPushButton, keys: str) -> str:
    """Return what a button says of itself and the key that presses it."""
    told = pressed.toolTip() or pressed.text()
    return f"{told}（{keys}）"
