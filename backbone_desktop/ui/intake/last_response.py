"""What a firm answered last, beside the list of questionnaires.

Rule: it only shows; confirming is done in the case file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import EmptyState, button, card, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.form_tracking import GivenAnswer, GivenResponse, TrackedForm


WIDTH = 362


class LastResponse(QWidget):
    """The firm's name, the day, its answers in the order of the form, and the way to confirm them."""

    def __init__(self, confirm: Callable[[], object]) -> None:
        super().__init__()
        self.title = label("", "heading")
        self.about = label("", "second")
        self.missing = label("", "second")
        self.answers: RecordTableModel[GivenAnswer] = RecordTableModel(
            (
                Column(self.tr("題目"), lambda each: each.label, 0, tip=lambda each: each.label),
                Column(self.tr("答案"), lambda each: each.value, 124, tip=lambda each: each.value),
                Column(self.tr("狀態"), lambda each: each.state, 70),
            )
        )
        self.table = RecordTableView(self.answers, self.tr("上次的回覆"))
        self.confirm = button(self.tr("逐一確認"), confirm)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "plain")
        self._stack.addWidget(self.table)
        advice = self.tr("收到這家企業填回的問卷後，\n請按「匯入問卷回覆…」。")
        self._stack.addWidget(EmptyState(self.tr("尚無回覆"), advice))
        frame, column = card(padding=0)
        column.setContentsMargins(1, Space.M, 1, Space.S)
        words = QVBoxLayout()
        words.setContentsMargins(Space.L, 0, Space.L, 0)
        words.setSpacing(2)
        for each in (self.title, self.about, self.missing):
            words.addWidget(each)
        column.addLayout(words)
        column.addWidget(self._stack, 1)
        foot = row(1, self.confirm)
        foot.setContentsMargins(Space.M, Space.XS, Space.M, 0)
        column.addLayout(foot)
        self.setMinimumWidth(WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_response(self, form: TrackedForm | None, response: GivenResponse | None) -> None:
        """Show a firm's last response, or that there is none."""
        self.title.setText(self.tr("未選取企業") if form is None else form.title)
        self.answers.show(() if response is None else response.answers)
        self._stack.setCurrentIndex(1 if response is None else 0)
        self.confirm.setEnabled(response is not None)
        words = self.tr("{day} 回覆，共 {count} 題")
        about = (
            ""
            if response is None
            else words.format(day=format_roc(response.answered_on), count=len(response.answers))
        )
        missing = "" if form is None else "、".join(form.missing)
        for part, text in (
            (self.about, about),
            (self.missing, self.tr("缺必填：{labels}").format(labels=missing) if missing else ""),
        ):
            part.setText(text)
            part.setVisible(bool(text))
