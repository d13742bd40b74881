"""One cell of a row, typed anew where its reason stands.

Rule: what is typed is handed on when Return or the button says so; leaving the field changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, row

if TYPE_CHECKING:
    from backbone_desktop.ui.intake.corrections import Corrections, EditableCell

WIDTH = 220


class CellEditor(QWidget):
    """The field, 更正, and 還原 once the cell was typed anew."""

    def __init__(self, cell: EditableCell, corrections: Corrections) -> None:
        super().__init__()
        self._cell, self._corrections = cell, corrections
        self.field = QLineEdit(cell.text)
        self.field.setFixedWidth(WIDTH)
        self.field.setAccessibleName(self.tr("更正「{column}」").format(column=cell.place.column))
        self.field.setPlaceholderText(self.tr("留白即不匯入這一格"))
        self.field.returnPressed.connect(self.fix)
        parts: list[QWidget | int] = [self.field]
        parts.append(button(self.tr("更正"), self.fix, tip=self.tr("以輸入的內容重新判定（Enter）")))
        if cell.proposed:
            words = self.tr("當作 {day}").format(day=cell.proposed)
            parts.append(button(words, lambda: corrections.fix(cell.place, cell.proposed), "link"))
        if cell.fixed:
            parts.append(button(self.tr("還原"), self.restore, "link", self.tr("改回檔案的內容")))
        self.setLayout(row(*parts, 1, spacing=Space.S))
        self.setFocusProxy(self.field)

    @property
    def cell(self) -> EditableCell:
        """The cell it types anew."""
        return self._cell

    def fix(self) -> None:
        """Hand on what is typed."""
        if self.field.text() != self._cell.text or not self._cell.fixed:
            self._corrections.fix(self._cell.place, self.field.text())

    def restore(self) -> None:
        """Take the correction back."""
        self._corrections.fix(self._cell.place, None)
