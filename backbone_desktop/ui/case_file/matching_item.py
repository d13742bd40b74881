"""One service item of a measure: its verdict, reasons, period and money.

Rule: what is said of the firm is the stored assessment's; what is said of the item is the catalogue's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.matching_findings import FindingsTable, demand_labels, finding_rows
from backbone_desktop.ui.case_file.matching_presenter import VERDICT_TONES, window_words
from backbone_desktop.ui.case_file.matching_terms import span_lines
from backbone_desktop.ui.measures.money_table import MoneyTable
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, label, row, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.measure import ServiceItem
    from backbone_desktop.domain.verdict import ItemVerdict


class ItemSection(QWidget):
    """Everything on one item, in reading order."""

    def __init__(self, verdict: ItemVerdict, item: ServiceItem | None) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)
        name = label(verdict.name or verdict.kind, "strong", wrap=False)
        kind = label(verdict.kind, "second", wrap=False)
        words = tag(verdict.verdict.label, VERDICT_TONES[verdict.verdict])
        name.setMinimumWidth(1)
        head = QWidget()
        line = FlowLayout(head)
        for part in (name, words, kind):
            line.addWidget(part)
        self._column.addWidget(head)
        if item is not None:
            self._column.addWidget(label(item.offer, "second"))
        self._add_reasons(verdict, item)
        self._add_window(verdict, item)
        if item is not None and item.money:
            self._column.addSpacing(Space.XS)
            self._column.addWidget(label(self.tr("經費規定"), "strong"))
            self._column.addWidget(MoneyTable(item.money))

    def _add_reasons(self, verdict: ItemVerdict, item: ServiceItem | None) -> None:
        if verdict.findings:
            self._column.addWidget(FindingsTable(finding_rows(verdict.findings, demand_labels(item))))
        else:
            words = self.tr("條件尚未建檔，請依手冊並洽主辦單位確認。")
            self._column.addWidget(label(words, "second", Tone.WARN))

    def _add_window(self, verdict: ItemVerdict, item: ServiceItem | None) -> None:
        glance = window_words(verdict.window)
        heading = row(label(self.tr("申請期間"), "strong", wrap=False))
        if glance.tone is not None:
            heading.addWidget(tag(glance.words, glance.tone))
        heading.addStretch(1)
        self._column.addSpacing(Space.XS)
        self._column.addLayout(heading)
        self._column.addWidget(label(verdict.window.text, "second"))
        if item is None:
            return
        spans = span_lines(item.window)
        if len(spans) > 1:
            for line in spans:
                self._column.addWidget(label(line, "note"))
        if item.window.note:
            self._column.addWidget(label(item.window.note, "note"))
