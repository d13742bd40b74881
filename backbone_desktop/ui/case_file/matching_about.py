"""What the catalogue says of a measure around its verdicts: whose it is, its preferences, its misprints.

Rule: everything here is printed; only whether a preference applies is the assessment's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Aspect, Holder
from backbone_desktop.ui.case_file.matching_presenter import verdict_words
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, label, row, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.measure import Measure, MeasureContact
    from backbone_desktop.domain.verdict import MeasureVerdict
    from backbone_desktop.ui.workspace import Workspace

OFFICES_AT_HEAD = 2


class MeasureHead(QWidget):
    """The name, the verdict, and whom to ask."""

    money_pressed = Signal()

    def __init__(
        self, workspace: Workspace, verdict: MeasureVerdict, measure: Measure | None, warnings: int
    ) -> None:
        super().__init__()
        column = _column(self)
        words, tone = verdict_words(verdict)
        column.addWidget(label(verdict.name, "heading"))
        where = self.tr("第 {number} 項・{aspect}").format(
            number=verdict.number, aspect=Aspect(verdict.aspect).label
        )
        line = row(tag(words, tone), label(where, "second", wrap=False))
        if warnings:
            warned = tag(self.tr("提醒 {count} 則").format(count=warnings), Tone.WARN)
            warned.setToolTip(self.tr("依本個案簿的紀錄，不影響判定；見下方"))
            line.addWidget(warned)
        line.addStretch(1)
        column.addLayout(line)
        if measure is None:
            return
        look = button(self.tr("看措施"), partial(workspace.shell.open_measure, verdict.number), "link")
        look.setToolTip(self.tr("在「措施」頁查看全部內容"))
        money = button(self.tr("經費試算"), self.money_pressed.emit, "link", self.tr("到下方的經費試算"))
        line.addWidget(money)
        line.addWidget(look)
        column.addWidget(label(measure.summary, "second"))
        for contact in measure.contacts[:OFFICES_AT_HEAD]:
            column.addWidget(OfficeLine(workspace, contact))


class OtherOffices(QWidget):
    """The offices the head has no room for."""

    def __init__(self, workspace: Workspace, measure: Measure) -> None:
        super().__init__()
        column = _column(self)
        column.addWidget(label(self.tr("其他洽詢窗口"), "strong"))
        for contact in measure.contacts[OFFICES_AT_HEAD:]:
            column.addWidget(OfficeLine(workspace, contact))

    @staticmethod
    def has_anything(measure: Measure) -> bool:
        """Whether there are offices the head did not name."""
        return len(measure.contacts) > OFFICES_AT_HEAD


class OfficeLine(QWidget):
    """One office: who, and telephone numbers that are copied when pressed."""

    def __init__(self, workspace: Workspace, contact: MeasureContact) -> None:
        super().__init__()
        self._workspace = workspace
        line = FlowLayout(self, Space.XS)
        who = " ".join(part for part in (contact.region, contact.unit, contact.person) if part)
        words = self.tr("{role}：{who}").format(role=contact.role.label, who=who)
        name = label(words, "second", wrap=False)
        name.setMinimumWidth(1)
        name.setToolTip(words)
        line.addWidget(name)
        for phone in contact.phones:
            call = button(phone, partial(self._copy, phone), "link", self.tr("複製這支電話"))
            call.setAccessibleName(self.tr("複製電話 {phone}").format(phone=phone))
            line.addWidget(call)

    def _copy(self, phone: str) -> None:
        QGuiApplication.clipboard().setText(phone)
        self._workspace.shell.notify(self.tr("已複製 {phone}").format(phone=phone), Tone.NEUTRAL)


class Preferences(QWidget):
    """What backbone firms get here, and whether this one does."""

    def __init__(self, verdict: MeasureVerdict, measure: Measure | None) -> None:
        super().__init__()
        printed = () if measure is None else measure.preferences
        # Where the print does not tell the statuses apart, the line itself names whom to ask.
        asks = {
            (each.kind, each.citation): each.ask
            for each in printed
            if each.holder is not Holder.NOT_DISTINGUISHED
        }
        column = _column(self)
        column.addWidget(label(self.tr("中堅企業優惠"), "strong"))
        for line in verdict.preferences:
            words = tag(self.tr("適用"), Tone.OK) if line.certain else tag(self.tr("待確認"), Tone.UNKNOWN)
            heading = row(words)
            heading.addWidget(label(line.citation, "note"), 1)
            column.addLayout(heading)
            column.addWidget(label(line.text, tone=Tone.OK if line.certain else None))
            ask = asks.get((line.kind, line.citation), "")
            if ask:
                column.addWidget(label(ask, "second", Tone.WARN))


class PrintNotes(QWidget):
    """Where the print of a measure contradicts itself or leaves something open."""

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        column = _column(self)
        column.addWidget(label(self.tr("手冊印製疑義"), "strong"))
        for each in measure.notes:
            template = self.tr("{where}：{note}")
            column.addWidget(label(template.format(where=each.where, note=each.note), "note"))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    return column
