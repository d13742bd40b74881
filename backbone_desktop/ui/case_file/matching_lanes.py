"""The lanes of a stored assessment: the measures of one lane, the chosen one with its reasons, what to ask.

Rule: what is shown was stored; nothing is judged here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.case_file.matching_body import MatchingBody
from backbone_desktop.ui.case_file.matching_detail import MeasureDetail
from backbone_desktop.ui.case_file.matching_head import MatchingHead
from backbone_desktop.ui.case_file.matching_list import MeasureList
from backbone_desktop.ui.case_file.matching_presenter import lane_lines
from backbone_desktop.ui.case_file.matching_questions import QuestionList
from backbone_desktop.ui.case_file.warning_list import Warnings
from backbone_desktop.ui.theme import Space

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.measure_warning import MeasureWarning
    from backbone_desktop.domain.verdict import Assessment, MeasureVerdict
    from backbone_desktop.ui.case_file.matching_desk import MatchingDesk
    from backbone_desktop.ui.workspace import Workspace


class MatchingLanes(QWidget):
    """The head with its lanes, and list, measure and questions below it."""

    def __init__(self, workspace: Workspace, desk: MatchingDesk) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self._warnings: Mapping[int, tuple[MeasureWarning, ...]] = {}
        self._places: dict[CaseId, tuple[str, int]] = {}
        self._labels = {key: each.label for key, each in workspace.services.catalogue.facts.items()}
        self.head = MatchingHead(lambda _lane: self.show_lane())
        self.list = MeasureList(workspace.theme)
        self.detail = MeasureDetail(workspace, desk)
        self.questions = QuestionList(workspace.theme)
        self.body = MatchingBody(self.list, self.detail, self.questions, workspace.settings)
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.timeout.connect(self._show_questions)
        self.list.measure_chosen.connect(self._show_measure)
        self.questions.fact_chosen.connect(desk.open_fact)
        self.questions.wanted.connect(desk.list_questions)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)

    def show_file(self, file: CaseFile) -> None:
        """Show a case that was assessed, at the lane and measure last looked at in it."""
        if file.assessment is None:
            return
        another = self._file is None or self._file.case.id != file.case.id
        if self._file is not None:
            self._places[self._file.case.id] = self.head.chips.current, self.list.chosen
        lane, chosen = self._places.get(file.case.id, ("", 0))
        self._file = file
        services = self._workspace.services
        self._warnings = services.outlook.warnings(file)
        self.head.show_file(file, services)
        if another:
            self.head.choose(lane, file.assessment)
        self.show_lane(chosen)
        # What to ask is worked out once the lanes are in view.
        self._asking.start(0)

    def show_lane(self, chosen: int = 0) -> None:
        """Show the measures of the lane in force, at one of them or at the first."""
        if self._file is None or self._file.assessment is None:
            return
        edition = self._workspace.services.catalogue.edition
        lane, assessment = Verdict(self.head.chips.current), self._file.assessment.assessment
        lines = lane_lines(assessment, lane, edition, self._file.decisions, self._labels)
        self.list.show_lines(lines, chosen)

    def go_to_measure(self, number: int) -> bool:
        """Show a measure in the lane it is in; False when it was not judged."""
        if self._file is None or self._file.assessment is None:
            return False
        verdict = _verdict(self._file.assessment.assessment, number)
        if verdict is not None:
            self.head.chips.choose(verdict.verdict.value)
            self.show_lane(number)
        return verdict is not None

    @Slot()
    def _show_questions(self) -> None:
        if self._file is not None:
            services = self._workspace.services
            listed = services.checklist.open_facts(self._file)
            self.questions.show_suggestions(services.assessment.ask_next(self._file), listed)

    @Slot(int)
    def _show_measure(self, number: int) -> None:
        if self._file is None or self._file.assessment is None:
            return
        verdict = _verdict(self._file.assessment.assessment, number)
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


def _verdict(assessment: Assessment, number: int) -> MeasureVerdict | None:
    return next((each for each in assessment.measures if each.number == number), None)
