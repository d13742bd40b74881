"""Step 4: what was imported, and what is to be done next.

Rule: the figures are those of the committed report; the next step is the one of the service thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from backbone_desktop.domain.intake import BatchKind, RowOutcome
from backbone_desktop.ui.intake.row_words import TONES
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, card, clear, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.intake import IntakeReport
    from backbone_desktop.ui.intake.import_state import ImportState

WIDTH = 620


class DoneStep(QWidget):
    """The counts and the ways on."""

    def __init__(
        self, go_next: Callable[[], object], save: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        self.title = label("", "title")
        self.advice = label("")
        self.next = button(self.tr("逐一確認"), go_next, "primary")
        self.save = button(self.tr("另存退回列…"), save)
        self.leave = button(self.tr("回到問卷"), leave)
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
        column.addLayout(row(self.next, self.save, self.leave, 1))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addStretch(1)

    def show_state(self, state: ImportState) -> None:
        """Show the counts of a committed import."""
        if state.report is None:
            return
        self.title.setText(self.tr("已匯入 {count:,} 列").format(count=state.importable))
        self._show_counts(state.report)
        self.save.setVisible(state.rejected > 0)
        if state.kind is BatchKind.ROSTER:
            self.next.setText(self.tr("看企業清單"))
            self.advice.setText(self.tr("新企業各開了一個個案。接下來可以產生問卷寄給企業，或先看企業清單。"))
        else:
            self.next.setText(self.tr("逐一確認"))
            self.advice.setText(self.tr("匯入的答案都還未確認。接下來請逐一致電企業，向承辦人確認答案。"))
        self.next.setAccessibleName(self.next.text())

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
