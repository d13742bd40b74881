"""提醒: what our own records say beside a verdict, with its source and what can be done about it.

Rule: a warning is never dressed as a verdict; it says that it changes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from backbone_desktop.domain.measure_warning import WarningKind
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.measure_warning import MeasureWarning, UntoldGuidance


@dataclass(frozen=True, slots=True)
class Warnings:
    """What there is to say beside one measure.

    Attributes:
        untold: Guidance our applications gave that the firm's facts do not tell.
        list_known: Whether the firm's list of guidance received before is known, even if empty.
    """

    lines: tuple[MeasureWarning, ...] = ()
    untold: tuple[UntoldGuidance, ...] = ()
    list_known: bool = True


class WarningList(QFrame):
    """The warnings on one measure."""

    guidance_recorded = Signal(str, bool)

    def __init__(self, warnings: Warnings, item_names: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._warnings, self._names = warnings, item_names
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XS)
        head = label(self.tr("提醒"), "strong", wrap=False)
        column.addLayout(row(head, label(self.tr("依本個案簿的紀錄，不影響判定"), "note", wrap=False), 1))
        for each in warnings.lines:
            column.addSpacing(Space.XS)
            about = row(tag(each.kind.label, Tone.WARN))
            about.addWidget(label(self._items(each), "note"), 1)
            column.addLayout(about)
            column.addWidget(label(each.text))
            column.addWidget(label(each.source, "note"))
        if any(each.kind is WarningKind.LOOK_BACK for each in warnings.lines):
            for untold in warnings.untold:
                self._add_untold(column, untold)

    def _items(self, warning: MeasureWarning) -> str:
        if len(warning.items) == len(self._names):
            return ""
        names = (self._names[number - 1] for number in warning.items if number <= len(self._names))
        return "、".join(name for name in names if name)

    def _add_untold(self, column: QVBoxLayout, untold: UntoldGuidance) -> None:
        column.addSpacing(Space.XS)
        column.addWidget(label(untold.text, "second"))
        known = self._warnings.list_known
        words = self.tr("列入輔導紀錄") if known else self.tr("列入，且這就是全部輔導紀錄")
        tip = (
            self.tr("補進企業的曾受輔導紀錄，之後的評估會納入")
            if known
            else self.tr("企業其他的輔導紀錄還不知道；確定沒有其他輔導時才按，否則請先問清")
        )
        act = button(words, partial(self.guidance_recorded.emit, untold.application, not known), "", tip)
        column.addLayout(row(act, 1))
