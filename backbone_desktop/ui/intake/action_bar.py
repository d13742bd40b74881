"""The buttons below the steps: what can be done with the rows, the way back, the way on.

Rule: the way on names what it will do; what is not open is not offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

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
        self.all_or_nothing = QCheckBox(self.tr("有退回的列就整批不匯入"))
        self.all_or_nothing.setToolTip(self.tr("全部的列都能匯入時才匯入；否則只匯入沒有退回的列"))
        self.all_or_nothing.toggled.connect(lambda on: presenter.demand_all(on=on))
        line = row(self.save, self.all_or_nothing, self.note, self.back, self.leave, self.next)
        line.setStretch(2, 1)
        self.setLayout(line)

    def show_state(self, state: ImportState) -> None:
        """Offer what is open now."""
        waiting, finished = state.waits, state.step is Step.DONE
        has_rejected = state.step is Step.PREVIEW and state.rejected > 0 and not waiting
        self.save.setVisible(has_rejected)
        self.all_or_nothing.setVisible(has_rejected)
        self.all_or_nothing.setChecked(state.all_or_nothing)
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
        match state.step:
            case Step.MAP if state.renames_to_confirm:
                return self.tr("請先回答上方疑似改名的欄位。")
            case Step.PREVIEW:
                return self._note_on_rows(state)
            case _:
                return ""

    def _note_on_rows(self, state: ImportState) -> str:
        if state.work is not None:
            return self.tr("正在依更正重新判定…")
        if not state.importable:
            return self.tr("沒有新增或變更的列，不需要匯入。")
        if state.rejected and state.all_or_nothing:
            return self.tr("有 {count:,} 列退回，依設定整批不匯入。").format(count=state.rejected)
        if state.rejected:
            return self.tr("退回的列不會匯入；可在上方更正，或另存後再匯入。")
        return self.tr("按下匯入之前，個案簿不會更動。")
