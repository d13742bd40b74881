"""Step 4: what was imported, and what is to be done next.

Rule: the figures are those of the committed report; the next step is the one of the service thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from backbone_desktop.domain.intake import BatchKind, RowOutcome
from backbone_desktop.ui.intake.row_words import TONES
from backbone_desktop.ui.intake.undo_panel import UndoPanel
from backbone_desktop.ui.intake.undo_presenter import Phase, UndoState
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, card, clear, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.identifiers import BatchId
    from backbone_desktop.domain.intake import IntakeReport
    from backbone_desktop.ui.intake.import_state import ImportState
    from backbone_desktop.ui.workspace import Workspace

WIDTH = 620


class DoneStep(QWidget):
    """The counts and the ways on."""

    def __init__(
        self,
        workspace: Workspace,
        go_next: Callable[[], object],
        save: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._state: ImportState | None = None
        self.title = label("", "title")
        self.advice = label("")
        self.next = button(self.tr("逐一確認"), go_next, "primary")
        self.save = button(self.tr("另存退回列…"), save)
        self.leave = button(self.tr("回到問卷"), leave)
        self.take_back = button(self.tr("復原這次匯入…"), self._take_back)
        self.undo = UndoPanel(workspace)
        self.undo.moved.connect(self._follow_panel)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(Space.L)
        self._counts.setVerticalSpacing(Space.S)
        self._counts.setColumnStretch(2, 1)
        frame, column = card(padding=Space.XL)
        frame.setFixedWidth(WIDTH)
        column.setSpacing(Space.L)
        column.addWidget(self.title)
        column.addLayout(self._counts)
        column.addWidget(self.advice)
        column.addLayout(row(self.next, self.save, self.leave, 1, self.take_back))
        column.addWidget(self.undo)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addStretch(1)

    def show_state(self, state: ImportState) -> None:
        """Show the counts of a committed import."""
        if state.report is None or state.report.batch is None:
            return
        if self._state is not None and self._state.report is state.report:
            return
        self._state = state
        self.undo.presenter.leave()
        self._show_counts(state.report)
        self._show_words(state, undone=False)

    def undo_at_once(self, batch: BatchId) -> None:
        """Take back an import that was just made."""
        self.undo.presenter.go_now(self._workspace.services.batches.get(batch))

    def _take_back(self) -> None:
        if self._state is not None and self._state.report is not None and self._state.report.batch:
            batch = self._workspace.services.batches.get(self._state.report.batch)
            self.undo.presenter.begin(batch)

    def _follow_panel(self, panel: UndoState) -> None:
        self.take_back.setVisible(panel.phase is Phase.AWAY)
        if panel.phase is Phase.DONE and panel.batch is not None and self._state is not None:
            self._show_words(self._state, undone=panel.batch.undone)

    def _show_words(self, state: ImportState, *, undone: bool) -> None:
        """Say what was imported and what comes next, or that it is taken back."""
        self.next.setEnabled(not undone)
        self.save.setVisible(state.rejected > 0)
        roster = state.kind is BatchKind.ROSTER
        self.next.setText(self.tr("看企業清單") if roster else self.tr("逐一確認"))
        self.next.setAccessibleName(self.next.text())
        if undone:
            self.title.setText(self.tr("這次匯入已復原"))
            self.advice.setText(self.tr("個案簿回到匯入前的內容。改好檔案後可以再匯入，也可以重做這一批。"))
            return
        self.title.setText(self.tr("已匯入 {count:,} 列").format(count=state.importable))
        if roster:
            self.advice.setText(self.tr("新企業各開了一個個案。接下來可以產生問卷寄給企業，或先看企業清單。"))
        else:
            self.advice.setText(self.tr("匯入的答案都還未確認。接下來請逐一致電企業，向承辦人確認答案。"))

    def _show_counts(self, report: IntakeReport) -> None:
        clear(self._counts)
        meanings = {
            RowOutcome.NEW: self.tr("第一次進到個案簿"),
            RowOutcome.CHANGED: self.tr("與先前不同，已更新"),
            RowOutcome.UNCHANGED: self.tr("與個案簿相同，沒有動作"),
            RowOutcome.REJECTED: self.tr("沒有匯入；另存後可在檔案裡更正，再匯入一次"),
        }
        for line, outcome in enumerate(RowOutcome):
            count = label(f"{report.count(outcome):,}", "strong", wrap=False)
            self._counts.addWidget(tag(outcome.label, TONES[outcome]), line, 0)
            self._counts.addWidget(count, line, 1, Qt.AlignmentFlag.AlignRight)
            self._counts.addWidget(label(meanings[outcome], "second"), line, 2)
