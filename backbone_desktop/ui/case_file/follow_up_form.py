"""The form for one entry of the log.

Rule: an entry is a draft until 記錄; recorded, it never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Channel
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import CaseId, FollowUpId
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.services.drafts import FollowUpDraft
from backbone_desktop.ui.case_file.fields import CodeBox, TextBox, field, fields_row, line_edit
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Tone
from backbone_desktop.ui.widgets import button, card, label, row

if TYPE_CHECKING:
    from datetime import date


def draft_of(entry: FollowUp) -> FollowUpDraft:
    """Begin with the words of an entry that is to be replaced."""
    return FollowUpDraft(
        on=format_roc(entry.on),
        channel=entry.channel,
        with_whom=entry.with_whom,
        text=entry.text,
        next_on="" if entry.next_on is None else format_roc(entry.next_on),
        next_step=entry.next_step,
        corrects=entry.id,
    )


class FollowUpForm(QWidget):
    """Date, channel, with whom, text, next step and its date."""

    typed = Signal()
    submitted = Signal()
    abandoned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._corrects: FollowUp | None = None
        self._title = label("", "heading")
        self._abandon = button(self.tr("取消更正"), self.abandoned.emit, "link")
        self.on = RocDateEdit()
        self.on.line.setAccessibleName(self.tr("聯繫日期"))
        self.channel: CodeBox[Channel] = CodeBox(tuple(Channel), self.tr("管道"))
        self.with_whom = line_edit(self.tr("聯繫對象"), self.tr("例：林副理"))
        self.text = TextBox(self.tr("追蹤內容"), 3, self.tr("談了什麼、承諾了什麼"))
        self.next_on = RocDateEdit()
        self.next_on.line.setAccessibleName(self.tr("下次日期"))
        self.next_step = line_edit(self.tr("下一步"), self.tr("例：電話確認自籌款證明"))
        self.hint = label("", "note", Tone.WARN)
        self.hint.hide()
        self.record = button(self.tr("記錄"), self.submitted.emit, "primary", self.tr("Ctrl+Enter"))
        self.text.submitted.connect(self.submitted)
        self.next_on.changed.connect(self._hint)
        self._tell_of_typing()
        frame, column = card()
        heading = row(self._abandon)
        heading.insertWidget(0, self._title, 1)
        column.addLayout(heading)
        column.addLayout(
            fields_row(
                (field(self.tr("日期"), self.on), 2),
                (field(self.tr("管道"), self.channel), 2),
                (field(self.tr("聯繫對象"), self.with_whom), 4),
            )
        )
        column.addWidget(field(self.tr("內容"), self.text))
        column.addLayout(
            fields_row(
                (field(self.tr("下次日期"), self.next_on), 2), (field(self.tr("下一步"), self.next_step), 6)
            )
        )
        column.addWidget(self.hint)
        advice = label(self.tr("記錄後不能修改；有誤時以新紀錄更正或撤回。"), "note")
        column.addLayout(row(advice, self.record))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setFocusProxy(self.text)

    def draft(self) -> FollowUpDraft:
        """Return what is typed."""
        return FollowUpDraft(
            on=self.on.line.text().strip(),
            channel=self.channel.code,
            with_whom=self.with_whom.text().strip(),
            text=self.text.text(),
            next_on=self.next_on.line.text().strip(),
            next_step=self.next_step.text().strip(),
            corrects=None if self._corrects is None else self._corrects.id,
        )

    def show_draft(self, draft: FollowUpDraft, corrects: FollowUp | None = None) -> None:
        """Show what was typed before, or a new form; ``corrects`` is the entry it is to replace."""
        self.on.set_text(draft.on)
        self.channel.set_code(draft.channel)
        self.with_whom.setText(draft.with_whom)
        self.text.set_text(draft.text)
        self.next_on.set_text(draft.next_on)
        self.next_step.setText(draft.next_step)
        self._corrects = corrects
        self._abandon.setVisible(corrects is not None)
        if corrects is None:
            self._title.setText(self.tr("新增追蹤紀錄"))
        else:
            day = format_roc(corrects.on)
            self._title.setText(self.tr("更正 {day} 的紀錄").format(day=day))

    def complaint(self) -> str:
        """Say what keeps the entry from being recorded, empty when nothing does."""
        if self.on.value is None:
            return self.tr("請填寫聯繫日期，例如 105/03/10。")
        if not self.next_on.valid:
            return self.tr("下次日期無法辨識，請改寫成例如 105/03/15。")
        return ""

    def entry(self, case: CaseId, on: date) -> FollowUp:
        """Return the entry to record, dated ``on`` where no date is typed."""
        draft = self.draft()
        return FollowUp(
            id=FollowUpId(""),
            case=case,
            on=self.on.value or on,
            channel=draft.channel,
            text=draft.text,
            with_whom=draft.with_whom,
            next_on=self.next_on.value,
            next_step=draft.next_step,
            corrects=draft.corrects,
        )

    def _tell_of_typing(self) -> None:
        self.text.textChanged.connect(self.typed)
        for line in (self.on.line, self.with_whom, self.next_on.line, self.next_step):
            line.textChanged.connect(lambda _text: self.typed.emit())
        self.channel.edited.connect(self.typed)

    def _hint(self, day: date | None) -> None:
        text = "" if day is None else holiday_hint(day)
        self.hint.setText(text)
        self.hint.setVisible(bool(text))


def holiday_hint(day: date) -> str:
    """Return a zh-TW sentence when offices do not work on a day, empty when they do."""
    from backbone_desktop.services import working_days  # noqa: PLC0415 - start-up: the calendar loads when first asked

    if working_days.is_working_day(day):
        return ""
    name = working_days.holiday_name(day) or "週末"
    following = format_roc(working_days.next_working_day(day))
    return f"{format_roc(day)} 是{name}，機關不上班；下一個上班日是 {following}。"
