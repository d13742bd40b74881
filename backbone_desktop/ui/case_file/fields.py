"""The fields the tabs share: text boxes, segmented choices, amounts, code lists, labelled rows.

Rule: a field tells of an edit once it is finished, never at every key.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.money import format_ntd, format_ntd_text, parse_ntd
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import label, restyle

CodeT = TypeVar("CodeT", bound=LabelledCode)
BOX_PADDING = 18
RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextBox(QPlainTextEdit):
    """Several lines of text; Tab leaves it, Ctrl+Enter submits it."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, name: str, lines: int = 3, hint: str = "") -> None:
        super().__init__()
        self._entered = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + BOX_PADDING)

    def text(self) -> str:
        """Return what is written, without blanks at either end."""
        return self.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Show a text."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._entered = text

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell of the edit when the field is left."""
        super().focusOutEvent(event)
        if self.toPlainText() != self._entered:
            self._entered = self.toPlainText()
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit with Ctrl+Enter."""
        if event.key() in RETURNS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)


class Segments(QWidget):
    """A choice of a few words side by side; arrow keys move, Space or Enter chooses."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self.value = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for position, (key, words) in enumerate(options):
            segment = QPushButton(words)
            segment.setProperty("role", "segment")
            segment.setProperty("place", _place(position, len(options)))
            segment.setCheckable(True)
            segment.setAutoDefault(False)
            segment.setAccessibleName(f"{name} {words}")
            segment.clicked.connect(self._press(key))
            line.addWidget(segment)
            self._buttons[key] = segment
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_value(self, key: str) -> None:
        """Mark a choice without telling anybody."""
        self.value = key
        for each, segment in self._buttons.items():
            segment.setChecked(each == key)
        self.setFocusProxy(self._buttons.get(key, next(iter(self._buttons.values()))))

    def _press(self, key: str) -> Callable[[], None]:
        def press() -> None:
            self.set_value(key)
            self.chosen.emit(key)

        return press

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the focused word with Enter."""
        focused = next((key for key, each in self._buttons.items() if each.hasFocus()), "")
        if event.key() in RETURNS and focused:
            self._press(focused)()
            return
        super().keyPressEvent(event)


class AmountEdit(QWidget):
    """An amount in 元: grouped when left, with its reading in 億 and 萬 beneath; may be empty."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("例：200萬元"))
        self.line.editingFinished.connect(self._finish)
        self.line.textEdited.connect(self._read)
        self._reading = label("", "note")
        self.amount: int | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._reading)
        self._reading.hide()
        self.setFocusProxy(self.line)

    @property
    def valid(self) -> bool:
        """Whether the text is empty or an amount."""
        return self.amount is not None or not self.line.text().strip()

    def set_amount(self, amount: int | None) -> None:
        """Show an amount, or nothing."""
        self.line.setText("" if amount is None else format_ntd(amount))
        self._read(self.line.text())

    def _read(self, text: str) -> None:
        self.amount, remark = None, ""
        if text.strip():
            try:
                self.amount = parse_ntd(text)
                remark = format_ntd_text(self.amount)
            except UserError as refusal:
                remark = refusal.remedy
        self.line.setProperty("invalid", not self.valid)
        restyle(self.line)
        self._reading.setText(remark)
        self._reading.setVisible(bool(remark))

    def _finish(self) -> None:
        self._read(self.line.text())
        if self.amount is not None:
            self.line.setText(format_ntd(self.amount))
        self.edited.emit()


class QuietBox(QComboBox):
    """A list that leaves the wheel to the page, so that scrolling past never changes what is chosen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pass the wheel on."""
        event.ignore()


class CodeBox(QuietBox, Generic[CodeT]):
    """A list of codes by their labels."""

    edited = Signal()

    def __init__(self, codes: Sequence[CodeT], name: str) -> None:
        super().__init__()
        self._codes = tuple(codes)
        self.setAccessibleName(name)
        self.addItems([code.label for code in self._codes])
        self.activated.connect(lambda _row: self.edited.emit())

    @property
    def code(self) -> CodeT:
        """The chosen code."""
        return self._codes[max(self.currentIndex(), 0)]

    def set_code(self, code: CodeT) -> None:
        """Show a code."""
        self.setCurrentIndex(self._codes.index(code))


def keep_order(start: QWidget, *containers: QWidget) -> None:
    """Let Tab lead from ``start`` through what was put on the page later, in reading order."""
    previous = start
    for container in containers:
        for each in (container, *container.findChildren(QWidget)):
            if _takes_tab(each) and each.window() is start.window():
                QWidget.setTabOrder(previous, each)
                previous = each


def _takes_tab(widget: QWidget) -> bool:
    reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return reachable and widget.focusProxy() is None


def line_edit(name: str, hint: str = "", text: str = "") -> QLineEdit:
    """Return a line with an accessible name."""
    result = QLineEdit(text)
    result.setCursorPosition(0)
    result.setAccessibleName(name)
    result.setPlaceholderText(hint)
    return result


def field(name: str, editor: QWidget) -> QWidget:
    """Return an editor under its name."""
    result = QWidget()
    column = QVBoxLayout(result)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    words = label(name, "second", wrap=False)
    words.setBuddy(editor)
    column.addWidget(words)
    column.addWidget(editor)
    column.addStretch(1)
    return result


def fields_row(*editors: tuple[QWidget, int]) -> QHBoxLayout:
    """Return fields side by side, each with its share of the width."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(Space.M)
    for editor, share in editors:
        line.addWidget(editor, share)
    return line


def _place(position: int, count: int) -> str:
    if position == 0:
        return "first"
    return "last" if position == count - 1 else "middle"
