"""One recorded entry of the log.

Rule: an entry taken back is shown with the reason beside it, never hidden.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.case_file.fields import line_edit
from backbone_desktop.ui.case_file.header_presenter import overdue_words
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row, tag

if TYPE_CHECKING:
    from datetime import date

    from backbone_desktop.ui.case_file.log_state import LogEntry


class LogEntryCard(QFrame):
    """Date, channel, with whom, text, next step; and how to take it back."""

    retracted = Signal(object, str)
    correct_pressed = Signal(object)

    def __init__(self, shown: LogEntry, on: date, *, pending: bool) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._entry = shown.entry
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        self._column.setSpacing(Space.XS)
        self._show_head(shown)
        stands = shown.taken_back_by is None and not shown.entry.retracts
        self._column.addWidget(label(shown.entry.text, "" if stands else "second"))
        if stands:
            self._show_next(shown, on, pending=pending)
        elif shown.taken_back_by is not None:
            self._show_reason(shown)
        self.reason = line_edit(self.tr("撤回理由"), self.tr("例：記錯企業"))
        self.reason.returnPressed.connect(self._submit)
        self._ask = QWidget()
        submit = button(self.tr("撤回這筆"), self._submit)
        cancel = button(self.tr("取消"), self._ask.hide, "link")
        asking = row(self.reason, submit, cancel)
        asking.setContentsMargins(0, Space.XS, 0, 0)
        self._ask.setLayout(asking)
        self._ask.hide()
        self._column.addWidget(self._ask)

    def ask_reason(self) -> None:
        """Ask why the entry is taken back."""
        self._ask.show()
        self.reason.setFocus()

    def _show_head(self, shown: LogEntry) -> None:
        entry = shown.entry
        parts: list[QWidget | int] = [
            label(format_roc(entry.on), "strong", wrap=False),
            tag(entry.channel.label),
        ]
        if entry.with_whom:
            parts.append(label(entry.with_whom, "second", wrap=False))
        if entry.retracts:
            parts.append(tag(self.tr("撤回說明"), Tone.WARN))
        elif shown.taken_back_by is not None:
            retracted = shown.taken_back_by.retracts
            parts.append(tag(self.tr("已撤回") if retracted else self.tr("已更正"), Tone.WARN))
        parts += [1, label(entry.consultant, "note", wrap=False)]
        if shown.taken_back_by is None and not entry.retracts:
            take_back = button(self.tr("撤回…"), self.ask_reason, "link")
            take_back.setAccessibleName(self.tr("撤回 {day} 的紀錄").format(day=format_roc(entry.on)))
            correct = button(self.tr("更正…"), partial(self.correct_pressed.emit, entry), "link")
            correct.setAccessibleName(self.tr("更正 {day} 的紀錄").format(day=format_roc(entry.on)))
            parts += [correct, take_back]
        self._column.addLayout(row(*parts))

    def _show_next(self, shown: LogEntry, on: date, *, pending: bool) -> None:
        entry = shown.entry
        if entry.next_on is None and not entry.next_step:
            return
        day = self.tr("未訂日期") if entry.next_on is None else format_roc(entry.next_on)
        text = self.tr("下一步：{day}　{step}").format(day=day, step=entry.next_step)
        parts: list[QWidget | int] = [label(text, "second", wrap=False)]
        if pending and entry.next_on is not None:
            words, tone = overdue_words(entry.next_on, on)
            parts.append(tag(words, tone))
        self._column.addLayout(row(*parts, 1))

    def _show_reason(self, shown: LogEntry) -> None:
        later = shown.taken_back_by
        if later is not None:
            text = (
                self.tr("{day} 撤回，理由：{reason}") if later.retracts else self.tr("{day} 更正為：{reason}")
            )
            self._column.addWidget(
                label(text.format(day=format_roc(later.on), reason=later.text), "note", Tone.WARN)
            )

    def _submit(self) -> None:
        self.retracted.emit(self._entry, self.reason.text())
