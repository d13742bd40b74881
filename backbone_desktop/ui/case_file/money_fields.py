"""The field for a count the money calculator is told: persons, years.

Rule: what cannot be read as a count is marked and told what to type, never silently left out.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.ui.widgets import label, restyle


class CountEdit(QWidget):
    """A whole number, or nothing, with what to type instead beneath it."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("未知"))
        self.line.textEdited.connect(self._take)
        self._remark = label(self.tr("請輸入整數，例如 45。"), "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._remark)
        self._remark.hide()
        self.setFocusProxy(self.line)

    @property
    def count(self) -> int | None:
        """The number typed, None for none."""
        text = self.line.text().strip().replace(",", "").replace("，", "")
        return int(text) if text.isdecimal() else None

    @property
    def valid(self) -> bool:
        """Whether the text is empty or a whole number."""
        return self.count is not None or not self.line.text().strip()

    def set_count(self, count: int | None) -> None:
        """Show a number, or nothing."""
        self.line.setText("" if count is None else str(count))
        self._mark()

    def _take(self, _text: str) -> None:
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        self.line.setProperty("invalid", not self.valid)
        restyle(self.line)
        self._remark.setVisible(not self.valid)
