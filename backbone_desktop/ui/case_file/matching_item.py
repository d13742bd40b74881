"""One service item of a measure: its verdict, reasons, period and money.

Rule: what is said of the firm is the stored assessment's; what is said of the item is the catalogue's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.matching_findings import FindingsTable, demand_labels, finding_rows
from backbone_desktop.ui.case_file.matching_presenter import VERDICT_TONES, window_words
from backbone_desktop.ui.case_file.matching_terms import money_groups, span_lines
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, label, row, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.measure import ServiceItem
    from backbone_desktop.domain.verdict import ItemVerdict
    from backbone_desktop.ui.case_file.matching_terms import TermGroup, TermWords

ASKING = "請洽"
TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


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
            self._add_money(item)

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

    def _add_money(self, item: ServiceItem) -> None:
        self._column.addSpacing(Space.XS)
        self._column.addWidget(label(self.tr("經費規定"), "strong"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(0, 1)
        for group in money_groups(item.money):
            self._add_group(grid, group)
        self._column.addLayout(grid)

    def _add_group(self, grid: QGridLayout, group: TermGroup) -> None:
        line = grid.rowCount()
        if len(group.terms) == 1:
            self._add_term(grid, line, group.terms[0])
        else:
            readings = QGridLayout()
            readings.setHorizontalSpacing(Space.L)
            for column, term in enumerate(group.terms):
                readings.setColumnStretch(column, 1)
                readings.addWidget(label(term.reading, "note"), 0, column)
                readings.addWidget(label(term.label, "second"), 1, column)
                if term.figure:
                    readings.addWidget(label(self._amount(term)), 2, column)
            grid.addLayout(readings, line, 0, 1, 2)
        if group.ask:
            # The catalogue names either an office or says in full what to ask whom.
            whole = ASKING in group.ask
            ask = group.ask if whole else self.tr("手冊未能確定，請洽{ask}").format(ask=group.ask)
            grid.addWidget(label(ask, "second", Tone.WARN), grid.rowCount(), 0, 1, 2)

    def _add_term(self, grid: QGridLayout, line: int, term: TermWords) -> None:
        words = label(term.label, "second")
        words.setToolTip(term.citation)
        grid.addWidget(words, line, 0)
        grid.addWidget(label(self._amount(term), wrap=False), line, 1, TOP_RIGHT)

    def _amount(self, term: TermWords) -> str:
        if not term.per or not term.figure:
            return term.figure
        return self.tr("{per} {figure}").format(per=term.per, figure=term.figure)
