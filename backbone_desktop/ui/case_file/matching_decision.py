"""The consultant's own word on a measure, beside the verdict.

Rule: setting a measure aside needs a reason, written where the button is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Decision
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QPushButton

    from backbone_desktop.domain.case import MeasureDecision


class DecisionBar(QWidget):
    """Three choices, the present one marked; 不建議 opens a line for its reason."""

    def __init__(self, decide: Callable[[Decision, str], object]) -> None:
        super().__init__()
        self._decide = decide
        self._present: Decision | None = None
        self.choices: dict[Decision, QPushButton] = {
            Decision.PROPOSE: self._choice(self.tr("建議申請"), Decision.PROPOSE),
            Decision.HOLD: self._choice(self.tr("保留"), Decision.HOLD),
            Decision.SET_ASIDE: self._choice(self.tr("不建議…"), Decision.SET_ASIDE),
        }
        self._words = label("", "second")
        self._words.setAccessibleName(self.tr("目前的決定"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("為什麼不建議這項措施（必填）"))
        self.reason.setAccessibleName(self.tr("不建議的理由"))
        self.reason.textChanged.connect(self._allow)
        self.reason.returnPressed.connect(self._set_aside)
        self.record = button(self.tr("記錄"), self._set_aside)
        cancel = button(self.tr("取消"), self._close_reason, "link")
        self._reason_line = QWidget()
        line = row(self.reason, self.record, cancel)
        self._reason_line.setLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(row(*self.choices.values(), 1))
        column.addWidget(self._reason_line)
        column.addWidget(self._words)
        self.show_decision(None)

    def show_decision(self, decision: MeasureDecision | None) -> None:
        """Mark the present decision, or none."""
        self._present = None if decision is None else decision.decision
        self._reason_line.hide()
        self.reason.clear()
        self._mark()
        if decision is None:
            self._words.setText(self.tr("尚未決定。判定由條件而來，要不要建議由您決定。"))
            return
        template = (
            self.tr("{day} 決定「{decision}」：{reason}")
            if decision.reason
            else self.tr("{day} 決定「{decision}」")
        )
        self._words.setText(
            template.format(
                day=format_roc(decision.on), decision=decision.decision.label, reason=decision.reason
            )
        )

    def _choice(self, text: str, decision: Decision) -> QPushButton:
        choice = button(text, lambda: self._press(decision), "chip")
        choice.setCheckable(True)
        return choice

    def _press(self, decision: Decision) -> None:
        self._mark()
        if decision is Decision.SET_ASIDE:
            self._reason_line.show()
            self.reason.setFocus()
            self._allow()
        elif decision is not self._present:
            self._reason_line.hide()
            self._decide(decision, "")

    def _mark(self) -> None:
        for decision, choice in self.choices.items():
            choice.setChecked(decision is self._present)

    def _allow(self) -> None:
        self.record.setEnabled(bool(self.reason.text().strip()))

    def _set_aside(self) -> None:
        if self.record.isEnabled():
            self._decide(Decision.SET_ASIDE, self.reason.text().strip())

    def _close_reason(self) -> None:
        self._reason_line.hide()
        self.choices[Decision.SET_ASIDE].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the reason with Escape."""
        if event.key() == Qt.Key.Key_Escape and self._reason_line.isVisible():
            self._close_reason()
        else:
            super().keyPressEvent(event)
