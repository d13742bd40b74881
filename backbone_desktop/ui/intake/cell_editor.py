"""One cell of a row, typed anew where its reason stands.

Rule: what is typed is handed on when Return or the button says so; leaving the field changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row, tag

if TYPE_CHECKING:
    from backbone_desktop.ui.intake.corrections import Corrections, EditableCell

WIDTH = 260
NAME_WIDTH = 108


class CellEditor(QWidget):
    """The header, the field, 更正, and 還原 once the cell was typed anew."""

    def __init__(self, cell: EditableCell, corrections: Corrections) -> None:
        super().__init__()
        self._cell, self._corrections = cell, corrections
        self.field = QLineEdit(cell.text)
        self.field.setFixedWidth(WIDTH)
        self.field.setAccessibleName(self.tr("更正「{column}」").format(column=cell.place.column))
        self.field.setPlaceholderText(self.tr("留白即不匯入這一格"))
        self.field.returnPressed.connect(self.fix)
        name = label(cell.place.column, "strong", Tone.BAD if cell.wrong else None, wrap=False)
        name.setMinimumWidth(NAME_WIDTH)
        parts: list[QWidget | int] = [name, self.field]
        parts.append(button(self.tr("更正"), self.fix, tip=self.tr("以輸入的內容重新判定（Enter）")))
        if cell.fixed:
            parts.append(tag(self.tr("已在預覽更正"), Tone.ACCENT))
            tip = self.tr("改回檔案的內容")
            parts.append(button(self.tr("還原"), self.restore, "link", tip))
        self.setLayout(row(*parts, 1, spacing=Space.S))
        self.setFocusProxy(self.field)

    def fix(self) -> None:
        """Hand on what is typed."""
        if self.field.text() != self._cell.text or not self._cell.fixed:
            self._corrections.fix(self._cell.place, self.field.text())

    def restore(self) -> None:
        """Take the correction back."""
        self._corrections.fix(self._cell.place, None)
