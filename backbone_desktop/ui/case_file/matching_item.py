"""One service item of a measure: its verdict in a line, and unfolded its reasons, remedies, period and money.

Rule: what is said of the firm is the stored assessment's; what is said of the item is the catalogue's. A
folded item is not built, so that a measure with many items opens as fast as one with a single item.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.matching_clause import item_clause_words
from backbone_desktop.ui.case_file.matching_findings import (
    FindingsTable,
    demand_labels,
    finding_rows,
    reasons_as_table,
)
from backbone_desktop.ui.case_file.matching_plan import PlanFold
from backbone_desktop.ui.case_file.matching_presenter import VERDICT_TONES, window_words
from backbone_desktop.ui.case_file.matching_terms import span_lines
from backbone_desktop.ui.case_file.remedy_list import RemedyList
from backbone_desktop.ui.measures.money_table import MoneyTable
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.measure import Measure, ServiceItem
    from backbone_desktop.domain.verdict import ItemVerdict
    from backbone_desktop.ui.case_file.matching_findings import FindingRow
    from backbone_desktop.ui.workspace import Workspace


class ItemSection(QWidget):
    """Everything on one item, in reading order."""

    fact_pressed = Signal(str)
    assumed = Signal(object)
    unfolded = Signal(int, bool)

    def __init__(
        self, workspace: Workspace, verdict: ItemVerdict, measure: Measure | None, *, alone: bool
    ) -> None:
        super().__init__()
        self._workspace, self._verdict = workspace, verdict
        self._measure = measure
        self._item = None if measure is None else _item(measure, verdict.number)
        self._body: QWidget | None = None
        self.switch = button("", self.toggle, "link")
        if alone:
            self.switch.hide()
        self._clause = label(item_clause_words(verdict, _labels(workspace)), "second")
        self._clause.setProperty("tone", VERDICT_TONES[verdict.verdict].value)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        self._column.addWidget(self._head())
        self._column.addWidget(self._clause)
        self._say()

    @property
    def open(self) -> bool:
        """Whether the reasons are in view."""
        return self._body is not None and not self._body.isHidden()

    def unfold(self) -> None:
        """Bring the reasons into view."""
        if self._body is None:
            self._build()
        elif self._body.isHidden():
            self._body.show()
        self._say()

    def toggle(self) -> None:
        """Unfold or fold on request, which is told."""
        if self._body is not None and not self._body.isHidden():
            self._body.hide()
            self._say()
        else:
            self.unfold()
        self.unfolded.emit(self._verdict.number, self.open)

    def _head(self) -> QWidget:
        verdict = self._verdict
        name = label(verdict.name or verdict.kind, "strong", wrap=False)
        name.setMinimumWidth(1)
        head = QWidget()
        line = FlowLayout(head)
        line.addWidget(name)
        line.addWidget(tag(verdict.verdict.label, VERDICT_TONES[verdict.verdict]))
        line.addWidget(label(verdict.kind, "second", wrap=False))
        line.addWidget(self.switch)
        return head

    def _say(self) -> None:
        words = self.tr("收合") if self.open else self.tr("看理由")
        self.switch.setText(words)
        name = self._verdict.name or self._verdict.kind
        self.switch.setAccessibleName(self.tr("{act}：{item}").format(act=words, item=name))
        self._clause.setHidden(self.open or not self._clause.text())

    def _build(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        if self._item is not None:
            column.addWidget(label(self._item.offer, "second"))
        self._add_reasons(column)
        if RemedyList.has_anything(self._verdict):
            remedies = RemedyList(self._verdict)
            remedies.assumed.connect(self.assumed)
            column.addWidget(remedies)
        self._add_window(column)
        if self._item is not None and self._item.money:
            column.addSpacing(Space.XS)
            column.addWidget(label(self.tr("經費規定"), "strong"))
            column.addWidget(MoneyTable(self._item.money))
        self._column.addWidget(self._body)
        self._body.show()

    def _add_reasons(self, column: QVBoxLayout) -> None:
        if self._verdict.findings:
            facts = {key: each.label for key, each in self._workspace.services.catalogue.facts.items()}
            rows = finding_rows(self._verdict.findings, demand_labels(self._item), facts)
            table = FindingsTable(rows)
            table.fact_pressed.connect(self.fact_pressed)
            column.addWidget(table)
            copy = button(
                self.tr("複製理由"),
                partial(self._copy, rows),
                "link",
                self.tr("以表格複製這個項目的判定理由"),
            )
            column.addLayout(row(1, copy))
        else:
            words = self.tr("條件尚未建檔，請依手冊並洽主辦單位確認。")
            column.addWidget(label(words, "second", Tone.WARN))

    def _copy(self, rows: tuple[FindingRow, ...]) -> None:
        QGuiApplication.clipboard().setText(reasons_as_table(rows))
        self._workspace.shell.notify(self.tr("已複製判定理由"), Tone.NEUTRAL)

    def _add_window(self, column: QVBoxLayout) -> None:
        window = self._verdict.window
        glance = window_words(window)
        heading = row(label(self.tr("申請期間"), "strong", wrap=False))
        if glance.tone is not None:
            heading.addWidget(tag(glance.words, glance.tone))
        heading.addStretch(1)
        column.addSpacing(Space.XS)
        column.addLayout(heading)
        column.addWidget(label(window.text, "second"))
        if self._item is None or self._measure is None:
            return
        spans = span_lines(self._item.window)
        if len(spans) > 1:
            for line in spans:
                column.addWidget(label(line, "note"))
        if self._item.window.note:
            column.addWidget(label(self._item.window.note, "note"))
        column.addWidget(PlanFold(self._workspace, self._measure.number, self._item.number))


def _item(measure: Measure, number: int) -> ServiceItem | None:
    return next((each for each in measure.items if each.number == number), None)


def _labels(workspace: Workspace) -> Mapping[str, str]:
    return {key: each.label for key, each in workspace.services.catalogue.facts.items()}
