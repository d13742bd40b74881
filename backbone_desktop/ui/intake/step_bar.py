"""The steps of an import as one bar: passed, present, ahead.

Rule: a passed step can be returned to; a step ahead cannot be jumped to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from backbone_desktop.ui.intake.import_state import Step
from backbone_desktop.ui.widgets import button, restyle, row

if TYPE_CHECKING:
    from collections.abc import Callable


class StepBar(QWidget):
    """Four steps side by side."""

    def __init__(self, chosen: Callable[[Step], object]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("匯入步驟"))
        self._titles = {
            Step.CHOOSE: self.tr("選擇檔案"),
            Step.MAP: self.tr("對應欄位"),
            Step.PREVIEW: self.tr("預覽"),
            Step.DONE: self.tr("完成"),
        }
        self._chosen = chosen
        self.parts = {step: self._part(step) for step in Step}
        self.setLayout(row(*self.parts.values(), spacing=0))

    def show_step(self, present: Step, *, busy: bool) -> None:
        """Mark the present step; those before it can be returned to unless the import is done or at work."""
        for step, part in self.parts.items():
            state = "now" if step is present else "done" if step < present else "ahead"
            if part.property("state") != state:
                part.setProperty("state", state)
                part.setAccessibleDescription(self._spoken(state))
                restyle(part)
            open_again = step < present < Step.DONE and not busy
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus if open_again else Qt.FocusPolicy.NoFocus)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not open_again)

    def _part(self, step: Step) -> QPushButton:
        words = self.tr("{number} {title}").format(number=step.value, title=self._titles[step])
        part = button(words, lambda: self._chosen(step), "step")
        place = {Step.CHOOSE: "first", Step.DONE: "last"}.get(step, "")
        part.setProperty("place", place)
        return part

    def _spoken(self, state: str) -> str:
        return {"now": self.tr("目前步驟"), "done": self.tr("已完成"), "ahead": self.tr("尚未到達")}[state]
