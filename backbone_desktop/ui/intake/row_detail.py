"""All that is to be said about one row of a preview: issues with their remedies, values that differ.

Rule: the line in the table is cut where it must be; here nothing is, and what is wrong is put right here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from backbone_desktop.domain.correction import FIRM_CHOSEN, FIXED
from backbone_desktop.domain.intake import Gravity
from backbone_desktop.ui.intake.cell_editor import CellEditor
from backbone_desktop.ui.intake.corrections import editable_cells, has_chosen_firm, needs_firm
from backbone_desktop.ui.intake.firm_picker import FirmPicker
from backbone_desktop.ui.intake.row_words import GRAVITY_TONES, errors
from backbone_desktop.ui.theme import CONTROL_HEIGHT, Space, Tone
from backbone_desktop.ui.widgets import button, card, label, row, scrolled, tag

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.intake import CellChange, Issue, RowResult
    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.services.casework import CaseworkService
    from backbone_desktop.ui.intake.corrections import Corrections
    from backbone_desktop.ui.intake.import_state import ImportState

TOP = Qt.AlignmentFlag.AlignTop


class RowDetail(QWidget):
    """A card below the table; hidden while the row's own line says it all."""

    def __init__(self, corrections: Corrections, casework: CaseworkService) -> None:
        super().__init__()
        self._corrections, self._casework = corrections, casework
        self.editors: list[CellEditor] = []
        self.picker: FirmPicker | None = None
        self._unplaced: dict[str, CellEditor] = {}
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

    def show_row(
        self, result: RowResult | None, state: ImportState, questions: Mapping[str, Question]
    ) -> None:
        """Say everything about a row and offer what puts it right, or nothing."""
        self.editors, self.picker = [], None
        if result is None or not (result.issues or result.changes):
            self.hide()
            return
        number = result.ubn or self.tr("無統編")
        title = self.tr("第 {row} 列・{name}（{ubn}）")
        name = result.name or self.tr("未填企業名稱")
        self._title.setText(title.format(row=result.row, name=name, ubn=number))
        cells = editable_cells(state, result, questions)
        self.editors = [CellEditor(cell, self._corrections) for cell in cells]
        self._unplaced = {editor.cell.place.column: editor for editor in self.editors}
        lines = self._lines(result)
        self._area.setWidget(lines)
        self._keep_tab_order(lines)
        self.show()

    def take_focus(self) -> bool:
        """Let the first cell to be put right be typed at once; return False when there is none."""
        if not self.editors:
            return False
        self.editors[0].field.setFocus()
        self.editors[0].field.selectAll()
        return True

    def _keep_tab_order(self, lines: QWidget) -> None:
        """Let the tab key walk through what was just made; Qt would append it behind the whole window."""
        last: QWidget = self._area
        stops = [each for each in lines.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        # Qt orders nothing after a widget that takes no focus.
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for each in stops:
            QWidget.setTabOrder(last, each)
            last = each
        if stops:
            # Only a text without a control of its own is scrolled with the keys.
            self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lines(self, result: RowResult) -> QWidget:
        lines = QWidget()
        lines.setProperty("role", "scrolled")
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, Space.S, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(2, 1)
        for issue in errors(result):
            self._add_issue(grid, issue)
        if needs_firm(result):
            self._add_choice(grid, result)
        for issue in result.issues:
            if issue.gravity is not Gravity.ERROR:
                self._add_issue(grid, issue)
        for change in result.changes:
            self._add_change(grid, change)
        self._add_ways(grid, result)
        grid.setRowStretch(grid.rowCount(), 1)
        return lines

    def _add_choice(self, grid: QGridLayout, result: RowResult) -> None:
        """Offer the choice of the firm, next to why it is needed."""
        self.picker = FirmPicker(result, self._casework, self._corrections)
        line = grid.rowCount()
        grid.addLayout(_level(tag(self.tr("企業"), Tone.ACCENT)), line, 0, TOP)
        grid.addWidget(self.picker, line, 1, 1, 3)

    def _add_ways(self, grid: QGridLayout, result: RowResult) -> None:
        """Offer the cells to be typed anew that no issue names, and the way back from a chosen firm."""
        for column, editor in self._unplaced.items():
            line = grid.rowCount()
            grid.addLayout(_level(tag(self.tr("更正"), Tone.ACCENT)), line, 0, TOP)
            grid.addLayout(_level(label(column, "strong", wrap=False)), line, 1, TOP)
            grid.addLayout(_level(label(self.tr("可以在這裡更正"), "second")), line, 2, TOP)
            grid.addWidget(editor, line, 3, TOP)
        if has_chosen_firm(result):
            back = button(
                self.tr("取消指定的企業"), lambda: self._corrections.choose_firm(result, None), "link"
            )
            grid.addWidget(back, grid.rowCount(), 1, 1, 3)

    def _add_issue(self, grid: QGridLayout, issue: Issue) -> None:
        tone = GRAVITY_TONES[issue.gravity]
        line = grid.rowCount()
        is_corrected = issue.code in {FIXED, FIRM_CHOSEN}
        word = tag(self.tr("已更正"), Tone.ACCENT) if is_corrected else tag(issue.gravity.label, tone)
        tone = Tone.ACCENT if is_corrected else tone
        grid.addWidget(word, line, 0, TOP)
        grid.addWidget(label(issue.column or self.tr("整列"), "strong", tone, wrap=False), line, 1, TOP)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(issue.message))
        if issue.remedy:
            words.addWidget(label(issue.remedy, "second"))
        editor = self._unplaced.pop(issue.column, None)
        grid.addLayout(words, line, 2, 1, 1 if editor else 2)
        if editor is not None:
            grid.addWidget(editor, line, 3, TOP)

    def _add_change(self, grid: QGridLayout, change: CellChange) -> None:
        line = grid.rowCount()
        grid.addWidget(tag(self.tr("變更"), Tone.WARN), line, 0, TOP)
        grid.addWidget(label(change.label, "strong", wrap=False), line, 1, TOP)
        parts = [self._before(change.before), label("→", "second", wrap=False)]
        parts.append(label(change.after, "strong", wrap=False))
        if change.confirmed:
            parts.append(tag(self.tr("原值已確認"), Tone.UNKNOWN))
        grid.addLayout(row(*parts, 1), line, 2, 1, 2)

    def _before(self, text: str) -> QLabel:
        words = label(text or self.tr("未填"), "second", wrap=False)
        font = words.font()
        font.setStrikeOut(bool(text))
        words.setFont(font)
        return words


def _level(words: QWidget) -> QVBoxLayout:
    """Let words stand level with the text of the control beside them."""
    column = QVBoxLayout()
    column.setContentsMargins(0, max((CONTROL_HEIGHT - words.sizeHint().height()) // 2, 0), 0, 0)
    column.addWidget(words)
    return column
