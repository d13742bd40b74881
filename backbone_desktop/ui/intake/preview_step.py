"""Step 3: what the import would do, row by row.

Rule: the rows are the service's own result; filtering chooses among them and counts nothing anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.intake import RowOutcome
from backbone_desktop.ui.intake.corrections import Corrections
from backbone_desktop.ui.intake.import_state import Step
from backbone_desktop.ui.intake.pieces import PieceDelegate, text_of
from backbone_desktop.ui.intake.row_detail import RowDetail
from backbone_desktop.ui.intake.row_words import content_pieces, equation, outcome_pieces
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import ChipRow, EmptyState, card, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from backbone_desktop.domain.intake import IntakeReport, RowResult
    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.services.casework import CaseworkService
    from backbone_desktop.ui.intake.import_presenter import ImportPresenter
    from backbone_desktop.ui.intake.import_state import ImportState
    from backbone_desktop.ui.theme import Theme

ALL = ""
OUTCOME, CONTENT = 1, 4
SHARE_OF_DETAIL, SHARE_OF_CHOICE = 0.38, 0.52
"""Of the height; a list of firms to choose from takes more than the words on a row."""


class PreviewStep(QWidget):
    """Chips, the sum, the rows, and the detail of the one chosen."""

    def __init__(self, presenter: ImportPresenter, theme: Theme, casework: CaseworkService) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: tuple[IntakeReport | None, RowOutcome | None] = (None, None)
        self._questions: dict[str, Question] = {}
        self.chips = ChipRow(self._choose, self.tr("依結果篩選"))
        self.sum = label("", "second", wrap=False)
        self.remark = label("", "second", Tone.WARN)
        self.model: RecordTableModel[RowResult] = RecordTableModel(
            (
                Column(
                    self.tr("列"),
                    lambda each: str(each.row),
                    58,
                    numeric=True,
                    colour=lambda _row: theme.palette.muted,
                ),
                Column(self.tr("結果"), lambda each: each.outcome.label, 82),
                Column(self.tr("統編"), lambda each: each.ubn or "—", 104),
                Column(self.tr("企業"), lambda each: each.name or "—", 216, tip=lambda each: each.name),
                Column(self.tr("內容"), _content, 0, tip=_content),
            )
        )
        self.table = RecordTableView(self.model, self.tr("匯入預覽"), lambda _row: self.detail.take_focus())
        self._outcome_delegate = PieceDelegate(theme, outcome_pieces)
        self._content_delegate = PieceDelegate(theme, content_pieces)
        self.table.setItemDelegateForColumn(OUTCOME, self._outcome_delegate)
        self.table.setItemDelegateForColumn(CONTENT, self._content_delegate)
        self.table.selectionModel().currentChanged.connect(self._tell)
        self.detail = RowDetail(Corrections(presenter), casework)
        self._empty = EmptyState(
            self.tr("檔案裡沒有資料列"), self.tr("只讀到標題。請回上一步確認工作表，或選擇其他檔案。")
        )
        self._lay_out()

    def show_state(self, state: ImportState) -> None:
        """Show the rows of the chosen outcome; rows decided anew keep the place they are looked at."""
        self.setEnabled(state.work is None)
        if state.report is None or state.step is not Step.PREVIEW or self._shows(state):
            return
        decided_anew = self._shown[0] is not None and self._shown[0] is not state.report and self.isVisible()
        self._shown = (state.report, state.outcome)
        self._questions = {each.code: each for each in self._presenter.questions()}
        self.chips.current = state.outcome.value if state.outcome else ALL
        self._show_sums(state.report)
        rows = state.rows()
        place = self.table.currentIndex().row() if decided_anew else 0
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.detail.show_row(None, state, self._questions)
        if rows:
            place = self._next_wrong(rows, max(place, 0))
            self.table.setCurrentIndex(self.model.index(place, 0))
        if decided_anew and not self.detail.take_focus():
            self.table.setFocus()

    def _shows(self, state: ImportState) -> bool:
        """Whether these very rows are shown; comparing thousands of them would hold the window up."""
        report, outcome = self._shown
        return report is state.report and outcome is state.outcome

    @staticmethod
    def _next_wrong(rows: Sequence[RowResult], place: int) -> int:
        """Return the first rejected row from a place on, from the top if none follows, else the place."""
        wrong = (each for each, row in enumerate(rows) if row.outcome is RowOutcome.REJECTED)
        found = list(wrong)
        later = [each for each in found if each >= place]
        return (later or found or [min(place, len(rows) - 1)])[0]

    def _show_sums(self, report: IntakeReport) -> None:
        chips = [(ALL, self.tr("全部"), len(report.rows))]
        chips += [(outcome.value, outcome.label, report.count(outcome)) for outcome in RowOutcome]
        self.chips.show_chips(chips)
        wrong = report.count(RowOutcome.REJECTED)
        self.chips.tint(RowOutcome.REJECTED.value, Tone.BAD if wrong else Tone.NEUTRAL)
        self.sum.setText(equation(report))
        messages = [issue.message for issue in report.issues]
        self.remark.setText("　".join(messages[:1]))
        self.remark.setToolTip("\n".join(messages))
        self.remark.setVisible(bool(messages))

    def _choose(self, key: str) -> None:
        self._presenter.show_outcome(RowOutcome(key) if key else None)

    @Slot(QModelIndex)
    def _tell(self, current: QModelIndex) -> None:
        row = self.model.record(current.row()) if current.isValid() else None
        self.detail.show_row(row, self._presenter.state, self._questions)
        self._share_height()

    def _lay_out(self) -> None:
        frame, inside = card(padding=0)
        inside.setContentsMargins(1, Space.XS, 1, 1)
        inside.addWidget(self.table)
        inside.addWidget(self._empty)
        self._empty.hide()
        head = row(self.chips, self.sum, self.remark, 1, spacing=Space.M)
        head.setStretch(2, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(frame, 1)
        column.addWidget(self.detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the detail take its share of the height, and the rows the rest."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        share = SHARE_OF_DETAIL if self.detail.picker is None else SHARE_OF_CHOICE
        self.detail.setFixedHeight(int(self.height() * share))
        if (current := self.table.currentIndex()).isValid():
            self.table.scrollTo(current)


def _content(each: RowResult) -> str:
    return text_of(content_pieces(each))
