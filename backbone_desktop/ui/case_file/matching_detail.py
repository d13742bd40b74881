"""The chosen measure: who runs it, its items with their reasons, its preferences, the consultant's word.

Rule: it shows one measure of one stored assessment and is built anew for another.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.case_file.matching_decision import DecisionBar
from backbone_desktop.ui.case_file.matching_item import ItemSection
from backbone_desktop.ui.case_file.matching_presenter import verdict_words
from backbone_desktop.ui.case_file.money_calculator import MoneyCalculator
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, clear, label, row, rule, scrolled, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.case import CaseFile, MeasureDecision
    from backbone_desktop.domain.codes import Decision
    from backbone_desktop.domain.measure import Measure, MeasureContact, ServiceItem
    from backbone_desktop.domain.verdict import MeasureVerdict, PreferenceLine
    from backbone_desktop.ui.workspace import Workspace


class MeasureDetail(QFrame):
    """A card that scrolls, with the decision always in view at its foot."""

    def __init__(self, workspace: Workspace, decide: Callable[[int, Decision, str], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._workspace = workspace
        self._number = 0
        self._content = QWidget()
        self._column = _column()
        self._below = _column()
        self.money = MoneyCalculator(workspace)
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        whole.setSpacing(Space.L)
        whole.addLayout(self._column)
        whole.addWidget(self.money)
        whole.addLayout(self._below)
        whole.addStretch(1)
        self._area = scrolled(self._content)
        self._area.setAccessibleName(self.tr("措施的判定理由"))
        self.decision = DecisionBar(lambda decision, reason: decide(self._number, decision, reason))
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        foot.addWidget(self.decision)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(rule())
        outer.addLayout(foot)

    def show_none(self) -> None:
        """Say that the lane holds no measure to look at."""
        self._number = 0
        self._clear()
        self._column.addWidget(label(self.tr("沒有措施可看，請改選其他判定。"), "second"))
        self.money.hide()
        self.decision.hide()

    def show_measure(self, file: CaseFile, verdict: MeasureVerdict, decision: MeasureDecision | None) -> None:
        """Show a measure of a case with the present decision on it."""
        same = verdict.number == self._number
        place = self._area.verticalScrollBar().value() if same else 0
        self._number = verdict.number
        self._clear()
        measure = self._in_force(verdict)
        self._add_head(verdict, measure)
        for each in verdict.items:
            self._column.addSpacing(Space.S)
            item = None if measure is None else _item(measure, each.number)
            self._column.addWidget(ItemSection(each, item))
        self.money.setVisible(measure is not None)
        if measure is not None:
            self.money.show_measure(file, verdict)
        if verdict.preferences:
            self._add_preferences(verdict.preferences, measure)
        if measure is not None:
            self._add_notes(measure)
        self._order_keys()
        self.decision.show()
        self.decision.show_decision(decision)
        self._area.verticalScrollBar().setValue(place)

    def _clear(self) -> None:
        clear(self._column)
        clear(self._below)

    def _in_force(self, verdict: MeasureVerdict) -> Measure | None:
        """Return the catalogue's measure, None when the assessment's edition had one more."""
        measures = self._workspace.services.catalogue.edition.measures
        return next((each for each in measures if each.number == verdict.number), None)

    def _add_head(self, verdict: MeasureVerdict, measure: Measure | None) -> None:
        words, tone = verdict_words(verdict)
        self._column.addWidget(label(verdict.name, "heading"))
        where = self.tr("第 {number} 項・{aspect}").format(
            number=verdict.number, aspect=Aspect(verdict.aspect).label
        )
        line = row(tag(words, tone), label(where, "second", wrap=False), 1)
        self._column.addLayout(line)
        if measure is None:
            return
        look = button(self.tr("看措施"), partial(self._workspace.shell.open_measure, verdict.number), "link")
        look.setToolTip(self.tr("在「措施」頁查看全部內容"))
        line.addWidget(look)
        self._column.addWidget(label(measure.summary, "second"))
        for contact in measure.contacts:
            self._column.addWidget(self._office(contact))

    def _office(self, contact: MeasureContact) -> QWidget:
        office = QWidget()
        line = FlowLayout(office, Space.XS)
        who = " ".join(part for part in (contact.region, contact.unit, contact.person) if part)
        template = self.tr("{role}：{who}")
        words = template.format(role=contact.role.label, who=who)
        name = label(words, "second", wrap=False)
        name.setMinimumWidth(1)
        name.setToolTip(words)
        line.addWidget(name)
        for phone in contact.phones:
            call = button(phone, partial(self._copy, phone), "link", self.tr("複製這支電話"))
            call.setAccessibleName(self.tr("複製電話 {phone}").format(phone=phone))
            line.addWidget(call)
        return office

    def _order_keys(self) -> None:
        """Let the tab key go through what was just built before it comes to the decision."""
        keep_order(self._area, self._content)

    def _copy(self, phone: str) -> None:
        QGuiApplication.clipboard().setText(phone)
        self._workspace.shell.notify(self.tr("已複製 {phone}").format(phone=phone), Tone.NEUTRAL)

    def _add_preferences(self, lines: tuple[PreferenceLine, ...], measure: Measure | None) -> None:
        asks = (
            {} if measure is None else {(each.kind, each.citation): each.ask for each in measure.preferences}
        )
        self._below.addWidget(label(self.tr("中堅企業優惠"), "strong"))
        for line in lines:
            words = tag(self.tr("適用"), Tone.OK) if line.certain else tag(self.tr("待確認"), Tone.UNKNOWN)
            heading = row(words)
            heading.addWidget(label(line.citation, "note"), 1)
            self._below.addLayout(heading)
            self._below.addWidget(label(line.text, tone=Tone.OK if line.certain else None))
            ask = asks.get((line.kind, line.citation), "")
            if ask:
                self._below.addWidget(label(ask, "second", Tone.WARN))

    def _add_notes(self, measure: Measure) -> None:
        if not measure.notes:
            return
        self._below.addWidget(label(self.tr("手冊印製疑義"), "strong"))
        for each in measure.notes:
            template = self.tr("{where}：{note}")
            self._below.addWidget(label(template.format(where=each.where, note=each.note), "note"))


def _column() -> QVBoxLayout:
    result = QVBoxLayout()
    result.setSpacing(Space.S)
    return result


def _item(measure: Measure, number: int) -> ServiceItem | None:
    return next((each for each in measure.items if each.number == number), None)
