"""The head of a case file: whose it is, its backbone status, where it stands, what comes next.

Rule: it shows what :mod:`header_presenter` says and tells which stage was pressed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Stage
from backbone_desktop.ui.case_file.header_presenter import THREAD, HeaderView
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, label, restyle, row, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NEXT = 44


class CaseHeader(QWidget):
    """Name, number, tags; six steps; the next dated thing."""

    stage_pressed = Signal(object)
    contradictions_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name_line = FlowLayout()
        self.shown_tags: list[QLabel] = []
        self._name = label("", "title", wrap=False)
        self._number = label("", "second", wrap=False)
        self.contradictions = button("", self.contradictions_pressed.emit, "chip")
        self.contradictions.setProperty("tone", Tone.BAD.value)
        self.contradictions.setToolTip(self.tr("來源說法不同的資料；按下以逐項決定"))
        for part in (self._name, self._number, self.contradictions):
            self._name_line.addWidget(part)
        self._next = label("", "second", wrap=False)
        self.steps: dict[Stage, QPushButton] = {stage: self._step(stage) for stage in THREAD}
        self._suspend = button(self.tr("暫停"), partial(self._press, Stage.SUSPENDED), "link")
        self._suspend.setToolTip(self.tr("暫時不推進這個個案；按任一步驟即可恢復"))
        self._close = button(self.tr("結案"), partial(self._press, Stage.CLOSED), "link")
        self._close.setToolTip(self.tr("服務完成；按任一步驟可重新開案"))
        self._lay_out()

    def show_view(self, view: HeaderView) -> None:
        """Show a case's head."""
        self._name.setText(view.name)
        self._number.setText(view.number)
        self._show_contradictions(view.contradictions)
        for old in self.shown_tags:
            self._name_line.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.shown_tags = [tag(text, tone) for text, tone in view.tags]
        for new in self.shown_tags:
            self._name_line.addWidget(new)
        for stage, state in view.steps:
            self._show_step(self.steps[stage], stage, state)
        self._suspend.setVisible(view.stage is not Stage.SUSPENDED)
        self._close.setVisible(view.stage is not Stage.CLOSED)
        self._show_next(view.next_text, view.next_tone)
        self._name_line.invalidate()

    def _show_contradictions(self, count: int) -> None:
        words = self.tr("資料有矛盾 {count} 項").format(count=count)
        self.contradictions.setText(words)
        self.contradictions.setAccessibleName(words)
        self.contradictions.setVisible(count > 0)

    def _show_step(self, step: QPushButton, stage: Stage, state: str) -> None:
        words = {"done": self.tr("已完成"), "now": self.tr("目前"), "ahead": self.tr("尚未開始")}[state]
        step.setProperty("state", state)
        step.setAccessibleName(self.tr("階段 {stage}，{state}").format(stage=stage.label, state=words))
        restyle(step)

    def _show_next(self, text: str, tone: Tone | None) -> None:
        self._next.setText(text if len(text) <= LONGEST_NEXT else f"{text[:LONGEST_NEXT]}…")
        self._next.setToolTip(text)
        self._next.setProperty("tone", "" if tone is None else tone.value)
        restyle(self._next)

    def _step(self, stage: Stage) -> QPushButton:
        step = button(stage.label, partial(self._press, stage), "step")
        step.setToolTip(self.tr("把個案移到「{stage}」").format(stage=stage.label))
        step.setProperty("place", _place(stage, THREAD))
        return step

    def _press(self, stage: Stage) -> None:
        self.stage_pressed.emit(stage)

    def _lay_out(self) -> None:
        thread, thread_line = QWidget(), row(*self.steps.values(), spacing=0)
        thread.setLayout(thread_line)
        self._step_line = FlowLayout()
        for part in (thread, self._suspend, self._close, self._next):
            self._step_line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._name_line)
        column.addLayout(self._step_line)


def _place(stage: Stage, thread: Sequence[Stage]) -> str:
    if stage is thread[0]:
        return "first"
    return "last" if stage is thread[-1] else "middle"
