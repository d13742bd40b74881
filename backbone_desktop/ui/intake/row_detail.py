"""All that is to be said about one row of a preview: issues with their remedies, values that differ.

Rule: the line in the table is cut where it must be; here nothing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from backbone_desktop.domain.intake import Gravity
from backbone_desktop.ui.intake.row_words import GRAVITY_TONES
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import card, label, row, scrolled, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.intake import CellChange, Issue, RowResult

TOP = Qt.AlignmentFlag.AlignTop


class RowDetail(QWidget):
    """A card below the table; hidden while the row's own line says it all."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("這一列的說明"))
        self._title = label("", "strong")
        self._area = scrolled(QWidget())
        frame, column = card(padding=Space.M)
        column.addWidget(self._title)
        column.addWidget(self._area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.hide()

    def show_row(self, result: RowResult | None) -> None:
        """Say everything about a row, or nothing."""
        if result is None or not (result.issues or result.changes):
            self.hide()
            return
        number = result.ubn or self.tr("無統編")
        title = self.tr("第 {row} 列・{name}（{ubn}）")
        name = result.name or self.tr("未填企業名稱")
        self._title.setText(title.format(row=result.row, name=name, ubn=number))
        self._area.setWidget(self._lines(result))
        self.show()

    def _lines(self, result: RowResult) -> QWidget:
        lines = QWidget()
        lines.setProperty("role", "scrolled")
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, Space.S, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(2, 1)
        for issue in sorted(result.issues, key=lambda each: each.gravity is not Gravity.ERROR):
            self._add_issue(grid, issue)
        for change in result.changes:
            self._add_change(grid, change)
        grid.setRowStretch(grid.rowCount(), 1)
        return lines

    def _add_issue(self, grid: QGridLayout, issue: Issue) -> None:
        tone = GRAVITY_TONES[issue.gravity]
        line = grid.rowCount()
        grid.addWidget(tag(issue.gravity.label, tone), line, 0, TOP)
        grid.addWidget(label(issue.column or self.tr("整列"), "strong", tone, wrap=False), line, 1, TOP)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(issue.message))
        if issue.remedy:
            words.addWidget(label(issue.remedy, "second"))
        grid.addLayout(words, line, 2)

    def _add_change(self, grid: QGridLayout, change: CellChange) -> None:
        line = grid.rowCount()
        grid.addWidget(tag(self.tr("變更"), Tone.WARN), line, 0, TOP)
        grid.addWidget(label(change.label, "strong", wrap=False), line, 1, TOP)
        parts = [self._before(change.before), label("→", "second", wrap=False)]
        parts.append(label(change.after, "strong", wrap=False))
        if change.confirmed:
            parts.append(tag(self.tr("原值已確認"), Tone.UNKNOWN))
        grid.addLayout(row(*parts, 1), line, 2)

    def _before(self, text: str) -> QLabel:
        words = label(text or self.tr("未填"), "second", wrap=False)
        font = words.font()
        font.setStrikeOut(bool(text))
        words.setFont(font)
        return words
