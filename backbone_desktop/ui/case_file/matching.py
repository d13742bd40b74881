"""措施媒合: the stored assessment of a case in three lanes, with reasons, and what to ask next.

Rule: what is shown was stored; only 「重新評估」 judges again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.case_file.matching_body import MatchingBody
from backbone_desktop.ui.case_file.matching_detail import MeasureDetail
from backbone_desktop.ui.case_file.matching_list import MeasureList
from backbone_desktop.ui.case_file.matching_presenter import LANES, lane_counts, lane_lines, staleness
from backbone_desktop.ui.case_file.matching_questions import QuestionList
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import ChipRow, EmptyState, button, label, row, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile, MeasureDecision, StoredAssessment
    from backbone_desktop.domain.codes import Decision
    from backbone_desktop.domain.verdict import Suggestion
    from backbone_desktop.ui.workspace import Workspace


class MatchingTab(QWidget):
    """Lanes, the measures of one lane, the chosen measure, and the questions."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self.chips = ChipRow(self._choose_lane, self.tr("判定"))
        self.chips.show_chips([(lane.value, lane.label, 0) for lane in LANES])
        self.assess = button(self.tr("重新評估"), self.assess_now, "primary")
        self.first = button(self.tr("開始評估"), self.assess_now, "primary")
        self._when = label("", "second", wrap=False)
        self._stale = tag("", Tone.WARN)
        self.list = MeasureList(workspace.theme)
        self.list.measure_chosen.connect(self._show_measure)
        self.detail = MeasureDetail(workspace, self._decide)
        self.questions = QuestionList(workspace.theme, self._go_to_fact)
        self.body = MatchingBody(self.list, self.detail, self.questions, workspace.settings)
        self._pages = QStackedWidget()
        self._lay_out()

    def show_file(self, file: CaseFile) -> None:
        """Show a case; the chosen lane and measure stay where they were for the same case."""
        known = self._file is not None and self._file.case.id == file.case.id
        assessed_before = known and self._file is not None and self._file.assessment is not None
        chosen = self.list.chosen if assessed_before else 0
        self._file = file
        self._pages.setCurrentIndex(0 if file.assessment is None else 1)
        if file.assessment is None:
            return
        self._show_head(file, file.assessment)
        if not assessed_before:
            self.chips.choose(_first_lane(file.assessment))
        self._show_lane(chosen)
        self.questions.show_suggestions(self._workspace.services.assessment.ask_next(file))

    def count(self, file: CaseFile) -> int | None:
        """Return how many measures fit, None before the first assessment."""
        return None if file.assessment is None else file.assessment.assessment.count(Verdict.ELIGIBLE)

    def assess_now(self) -> None:
        """Judge every measure anew and keep the result."""
        if self._file is None:
            return
        case, service = self._file.case.id, self._workspace.services.assessment
        self._allow(False)
        self._workspace.tasks.run(
            self.tr("評估措施"), lambda _control: service.assess(case), self._assessed, self._refused
        )

    def _assessed(self, _stored: StoredAssessment) -> None:
        self._allow(True)

    def _refused(self, refusal: object) -> None:
        self._allow(True)
        self._workspace.tasks.refused.emit(refusal)

    def _allow(self, allowed: bool) -> None:
        for each in (self.assess, self.first):
            each.setEnabled(allowed)

    def _show_head(self, file: CaseFile, stored: StoredAssessment) -> None:
        services, assessment = self._workspace.services, stored.assessment
        self.chips.show_chips(lane_counts(assessment))
        text = self.tr("評估於 {day}・{edition}年版")
        year = assessment.edition.split(".")[0]
        self._when.setText(text.format(day=format_roc(assessment.assessed_on), edition=year))
        reason = staleness(file, services.maintenance.on, services.catalogue.edition.digest)
        self._stale.setText(reason)
        self._stale.setVisible(bool(reason))

    def _choose_lane(self, _key: str) -> None:
        self._show_lane(0)

    def _show_lane(self, chosen: int) -> None:
        if self._file is None or self._file.assessment is None:
            return
        edition = self._workspace.services.catalogue.edition
        lane, assessment = Verdict(self.chips.current), self._file.assessment.assessment
        lines = lane_lines(assessment, lane, edition, self._file.decisions)
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
            self.detail.show_measure(self._file, verdict, _present(self._file, number))

    def _decide(self, number: int, decision: Decision, reason: str) -> None:
        if self._file is None:
            return
        case, before = self._file.case.id, _present(self._file, number)
        logbook, shell = self._workspace.services.logbook, self._workspace.shell

        def tell(word: MeasureDecision) -> None:
            text = self.tr("已記錄第 {number} 項：{decision}")
            said = text.format(number=number, decision=word.decision.label)
            if before is None:
                shell.notify(said, Tone.OK)
            else:
                shell.notify(
                    said,
                    Tone.OK,
                    self.tr("復原"),
                    lambda: self._decide(number, before.decision, before.reason),
                )

        self._workspace.tasks.run(
            self.tr("記錄決定"), lambda _control: logbook.decide(case, number, decision, reason), tell
        )

    def _go_to_fact(self, suggestion: Suggestion) -> None:
        if self._file is not None:
            self._workspace.shell.open_case(self._file.case.id, "profile", suggestion.fact)

    def _lay_out(self) -> None:
        never = EmptyState(
            self.tr("尚未評估"),
            self.tr("依目前的企業資料逐項判定全部措施，並保留每一項的理由；資料不足也可以先評估。"),
            (self.first,),
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(row(self.chips, self._when, 1, self.assess, spacing=Space.M))
        column.addWidget(self._stale)
        column.addWidget(self.body, 1)
        self._pages.addWidget(never)
        self._pages.addWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)


def _first_lane(stored: StoredAssessment) -> str:
    """Return the first lane that holds a measure."""
    return next((lane for lane in LANES if stored.assessment.count(lane)), LANES[0]).value


def _present(file: CaseFile, number: int) -> MeasureDecision | None:
    return next((each for each in file.decisions if each.measure == number), None)
