"""措施媒合: the stored assessment of a case in three lanes, with reasons, and what to ask next.

Rule: what is shown was stored; only 「重新評估」 judges again, and what is tried out says that it is assumed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.case_file.comparison_page import ComparisonPage
from backbone_desktop.ui.case_file.matching_body import MatchingBody
from backbone_desktop.ui.case_file.matching_desk import MatchingDesk
from backbone_desktop.ui.case_file.matching_detail import MeasureDetail
from backbone_desktop.ui.case_file.matching_head import MatchingHead
from backbone_desktop.ui.case_file.matching_list import MeasureList
from backbone_desktop.ui.case_file.matching_presenter import lane_lines
from backbone_desktop.ui.case_file.matching_questions import QuestionList
from backbone_desktop.ui.case_file.warning_list import Warnings
from backbone_desktop.ui.case_file.whatif_page import WhatIfPage
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import EmptyState, button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.measure_warning import MeasureWarning
    from backbone_desktop.ui.workspace import Workspace


class MatchingTab(QWidget):
    """Lanes, the measures of one lane, the chosen measure, and the questions; or a comparison, or a trial."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self._warnings: Mapping[int, tuple[MeasureWarning, ...]] = {}
        self._places: dict[CaseId, tuple[str, int]] = {}
        self._labels = {key: each.label for key, each in workspace.services.catalogue.facts.items()}
        self.desk = MatchingDesk(workspace, self)
        self.head = MatchingHead(self._choose_lane)
        self.first = button(self.tr("開始評估"), self.desk.assess, "primary")
        self.list = MeasureList(workspace.theme)
        self.detail = MeasureDetail(workspace, self.desk)
        self.questions = QuestionList(workspace.theme)
        self.body = MatchingBody(self.list, self.detail, self.questions, workspace.settings)
        self.whatif = WhatIfPage(workspace)
        self.comparison = ComparisonPage(workspace)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._never, self._main = self._build_pages()
        self._pages = QStackedWidget()
        for page in (self._never, self._main, self.whatif, self.comparison):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._connect()

    def show_file(self, file: CaseFile) -> None:
        """Show a case; the chosen lane and measure stay where they were for the same case."""
        known = self._file is not None and self._file.case.id == file.case.id
        assessed_before = known and self._file is not None and self._file.assessment is not None
        self._keep_place()
        lane, chosen = self._places.get(file.case.id, ("", 0))
        self._file = file
        self.desk.take(file)
        if not known or file.assessment is None:
            self._pages.setCurrentWidget(self._never if file.assessment is None else self._main)
        if file.assessment is None:
            return
        if not assessed_before:
            self._pages.setCurrentWidget(self._main)
        services = self._workspace.services
        self._warnings = services.outlook.warnings(file)
        self.head.show_file(file, services)
        if not assessed_before:
            self.head.choose(lane, file.assessment)
        self._show_lane(chosen)
        # What to ask is worked out once the lanes are in view.
        self._asking.start(0)
        if self._pages.currentWidget() is self.whatif:
            self.whatif.show_file(file)

    @Slot()
    def _show_questions(self) -> None:
        if self._file is not None:
            services = self._workspace.services
            listed = services.checklist.open_facts(self._file)
            self.questions.show_suggestions(services.assessment.ask_next(self._file), listed)

    def count(self, file: CaseFile) -> int | None:
        """Return how many measures fit, None before the first assessment."""
        return None if file.assessment is None else file.assessment.assessment.count(Verdict.ELIGIBLE)

    @Slot(object)
    def assume(self, contents: Mapping[str, FactContent | None]) -> None:
        """Try facts out; nothing is stored."""
        if self._file is not None:
            self._pages.setCurrentWidget(self.whatif)
            self.whatif.begin(self._file, contents)

    @Slot()
    def try_out(self) -> None:
        """Open the trial with nothing assumed yet."""
        self.assume({})

    @Slot()
    def compare(self) -> None:
        """Show what the last assessment changed."""
        if self._file is not None:
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

    def _keep_place(self) -> None:
        """Remember the lane and measure looked at, for when the case is opened again."""
        if self._file is not None and self._file.assessment is not None:
            self._places[self._file.case.id] = self.head.chips.current, self.list.chosen

    def _choose_lane(self, _key: str) -> None:
        self._show_lane(0)

    def _show_lane(self, chosen: int) -> None:
        if self._file is None or self._file.assessment is None:
            return
        edition = self._workspace.services.catalogue.edition
        lane, assessment = Verdict(self.head.chips.current), self._file.assessment.assessment
        lines = lane_lines(assessment, lane, edition, self._file.decisions, self._labels)
        self.list.show_lines(lines, chosen)

    @Slot(int)
    def _show_measure(self, number: int) -> None:
        if self._file is None or self._file.assessment is None:
            return
        measures = self._file.assessment.assessment.measures
        verdict = next((each for each in measures if each.number == number), None)
        if verdict is None:
            self.detail.show_none()
        else:
            self.detail.show_measure(self._file, verdict, self._said_beside(self._file, number))

    def _said_beside(self, file: CaseFile, number: int) -> Warnings:
        lines = self._warnings.get(number, ())
        if not lines:
            return Warnings()
        outlook = self._workspace.services.outlook
        return Warnings(lines, outlook.untold_guidance(file), outlook.knows_past_guidance(file))

    @Slot(int)
    def _go_to_measure(self, number: int) -> None:
        """Show a measure of the lanes that a comparison or a trial named."""
        if self._file is None or self._file.assessment is None:
            return
        measures = self._file.assessment.assessment.measures
        verdict = next((each for each in measures if each.number == number), None)
        if verdict is not None:
            self.head.chips.choose(verdict.verdict.value)
            self._show_lane(number)
            self._leave_page()

    @Slot()
    def _leave_page(self) -> None:
        self._pages.setCurrentWidget(self._main)
        self.list.view.setFocus()

    @Slot(bool)
    def _allow(self, judging: bool) -> None:
        for each in (self.head.assess, self.first, self.comparison.judge):
            each.setEnabled(not judging)

    @Slot()
    def _tell_judged(self) -> None:
        """Say that it is judged, and lead to what it changed when there is something to compare with."""
        if self._file is None:
            return
        self._pages.setCurrentWidget(self._main)
        if len(self._workspace.services.assessment.history(self._file.case.id)) > 1:
            self._workspace.shell.notify(
                self.tr("已重新評估"), Tone.OK, self.tr("看改變了什麼"), self.compare
            )

    def _connect(self) -> None:
        self._asking.timeout.connect(self._show_questions)
        self.desk.judging.connect(self._allow)
        self.desk.judged.connect(self._tell_judged)
        self.head.assess_pressed.connect(self.desk.assess)
        self.head.try_pressed.connect(self.try_out)
        self.head.compare_pressed.connect(self.compare)
        self.head.preview_pressed.connect(self.preview)
        self.list.measure_chosen.connect(self._show_measure)
        self.detail.assumed.connect(self.assume)
        self.questions.fact_chosen.connect(self.desk.open_fact)
        self.questions.wanted.connect(self.desk.list_questions)
        for page in (self.whatif, self.comparison):
            page.left.connect(self._leave_page)
            page.measure_chosen.connect(self._go_to_measure)
        self.comparison.judge_pressed.connect(self.desk.assess)

    def _build_pages(self) -> tuple[QWidget, QWidget]:
        never = EmptyState(
            self.tr("尚未評估"),
            self.tr("依目前的企業資料逐項判定全部措施，並保留每一項的理由；資料不足也可以先評估。"),
            (self.first,),
        )
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        return never, main
