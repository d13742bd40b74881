"""One service item as the catalogue has it: offer, audience, window, conditions, money, documents.

Rule: nothing here is about a firm; what fits whom stands in the cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from backbone_desktop.ui.case_file.matching_presenter import window_words
from backbone_desktop.ui.measures.conditions import condition_lines
from backbone_desktop.ui.measures.money_table import MoneyTable
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import label, row, tag

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from backbone_desktop.domain.measure import ServiceItem
    from backbone_desktop.domain.verdict import WindowStatus
    from backbone_desktop.ui.measures.conditions import ConditionLine

TOP = Qt.AlignmentFlag.AlignTop
INDENT = 18
NAMES_WIDTH = 64


class ItemSection(QFrame):
    """A quiet panel with everything on one item, in reading order."""

    def __init__(self, item: ServiceItem, status: WindowStatus, guidance: str, *, recorded: bool) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self.setAccessibleName(self.tr("服務項目 {number}").format(number=item.number))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self._column.setSpacing(Space.S)
        self._column.addLayout(self._head(item, status))
        self._column.addWidget(label(item.offer))
        self._add_particulars(item, status, guidance)
        self._add_conditions(item, recorded=recorded)
        if item.money:
            self._heading(self.tr("經費規定"))
            self._column.addWidget(MoneyTable(item.money))

    def _head(self, item: ServiceItem, status: WindowStatus) -> QHBoxLayout:
        words = self.tr("{number}. {name}").format(number=item.number, name=item.name or item.kind)
        glance = window_words(status)
        head = row(tag(item.kind), tag(glance.words, glance.tone or Tone.NEUTRAL))
        head.insertWidget(0, label(words, "strong"), 1)
        return head

    def _add_particulars(self, item: ServiceItem, status: WindowStatus, guidance: str) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnMinimumWidth(0, NAMES_WIDTH)
        grid.setColumnStretch(1, 1)
        applicants = "、".join(each.label for each in item.applicants)
        pairs = (
            (self.tr("服務對象"), item.audience),
            (self.tr("申請者"), applicants),
            (self.tr("申請期間"), status.text),
            (self.tr("執行期間"), item.duration),
            (self.tr("應備文件"), "\n".join(item.documents)),
            (self.tr("輔導體系"), guidance),
        )
        for line, (name, words) in enumerate(pair for pair in pairs if pair[1]):
            grid.addWidget(label(name, "note", wrap=False), line, 0, TOP)
            grid.addWidget(label(words, "second"), line, 1)
        self._column.addLayout(grid)

    def _add_conditions(self, item: ServiceItem, *, recorded: bool) -> None:
        self._heading(self.tr("申請條件"))
        if not recorded:
            words = self.tr("條件尚未建檔，請依手冊並洽主辦單位確認。")
            self._column.addWidget(label(words, "second", Tone.WARN))
            return
        for line in condition_lines(item.conditions):
            self._column.addLayout(self._condition(line))

    def _condition(self, line: ConditionLine) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(line.depth * INDENT, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(self.tr("・"), wrap=False), 0, 0, TOP)
        grid.addWidget(label(line.text), 0, 1)
        below = "　".join(part for part in (line.remark, line.citation) if part)
        if below:
            grid.addWidget(label(below, "note"), 1, 1)
        return grid

    def _heading(self, words: str) -> None:
        self._column.addSpacing(Space.XS)
        self._column.addLayout(row(label(words, "strong", wrap=False), 1))
