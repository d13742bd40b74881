"""The buttons below the steps: what can be done with the rows, the way back, the way on.

Rule: the way on names what it will do; what is not open is not offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from backbone_desktop.ui.intake.import_state import ImportState, Step
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.ui.intake.import_presenter import ImportPresenter


class ActionBar(QWidget):
    """另存退回列 at the left; 上一步, 取消 and the primary button at the right."""

    def __init__(
        self, presenter: ImportPresenter, save: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        tip = self.tr("存成附退回原因的活頁簿，更正後可再匯入")
        self.save = button(self.tr("另存退回列…"), save, tip=tip)
        self.note = label("", "second")
        self.back = button(self.tr("上一步"), presenter.go_back, tip=self.tr("上一步（Alt+←）"))
        self.leave = button(self.tr("取消"), leave, tip=self.tr("離開匯入（Esc）"))
        self.next = button("", presenter.go_on, "primary")
        line = row(self.save, self.note, self.back, self.leave, self.next)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_state(self, state: ImportState) -> None:
        """Offer what is open now."""
        waiting, finished = state.work is not None, state.step is Step.DONE
        self.save.setVisible(state.step is Step.PREVIEW and state.rejected > 0 and not waiting)
        self.back.setVisible(state.step in {Step.MAP, Step.PREVIEW} and not waiting)
        self.leave.setVisible(not finished and not waiting)
        self.next.setVisible(state.sample is not None and not finished and not waiting)
        self.next.setEnabled(state.can_go_on)
        words = self.tr("下一步")
        if state.step is Step.PREVIEW:
            words = self.tr("匯入 {count:,} 列").format(count=state.importable)
        self.next.setText(words)
        self.next.setAccessibleName(words)
        self.note.setText("" if waiting else self._note(state))

    def _note(self, state: ImportState) -> str:
        if state.step is not Step.PREVIEW:
            return ""
        if not state.importable:
            return self.tr("沒有新增或變更的列，不需要匯入。")
        if state.rejected:
            return self.tr("退回的列不會匯入；另存後更正，可再匯入一次。")
        return self.tr("按下匯入之前，個案簿不會更動。")
