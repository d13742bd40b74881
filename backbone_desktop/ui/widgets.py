"""The small parts every page is made of: labels by role, tags, chips, cards, rules, empty states.

Rule: a part takes its words and its tone; how it looks is the style sheet's.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from backbone_desktop.ui.theme import Space, Tone


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def label(text: str = "", role: str = "", tone: Tone | None = None, *, wrap: bool = True) -> QLabel:
    """Return a label; roles are title, heading, strong, second, note, or none for body text."""
    result = QLabel(text)
    result.setProperty("role", role)
    result.setProperty("tone", "" if tone is None else tone.value)
    result.setWordWrap(wrap)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if not wrap:
        result.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return result


def tag(text: str, tone: Tone = Tone.NEUTRAL) -> QLabel:
    """Return a short word on a coloured ground."""
    result = label(text, "tag", tone, wrap=False)
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return result


def button(text: str, pressed: Callable[[], object], role: str = "", tip: str = "") -> QPushButton:
    """Return a push button; role ``primary`` at most once a page, ``link`` inside text."""
    result = QPushButton(text)
    result.setProperty("role", role)
    result.setAccessibleName(text)
    result.setToolTip(tip)
    result.setAutoDefault(False)
    result.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    result.clicked.connect(lambda _checked=False: pressed())
    return result


def card(*, padding: int = Space.L) -> tuple[QFrame, QVBoxLayout]:
    """Return a bordered surface and its column."""
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(padding, padding, padding, padding)
    column.setSpacing(Space.S)
    return frame, column


def rule() -> QFrame:
    """Return a faint horizontal line."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def row(*parts: QWidget | int, spacing: int = Space.S) -> QHBoxLayout:
    """Return widgets side by side; a number is a stretch of that weight."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            line.addStretch(part)
        else:
            line.addWidget(part)
    return line


def scrolled(content: QWidget) -> QScrollArea:
    """Return ``content`` in a vertical scroll area without a frame."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    content.setProperty("role", "scrolled")
    area.setWidget(content)
    return area


def bring_into_view(area: QScrollArea, *parts: QWidget, above: int = 0) -> None:
    """Scroll to each part, the last in sight in any case; what was just put on the page is laid out first."""

    def scroll() -> None:
        # A row that grew tells the card it stands in, the card its page: each by an event of its own.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for part in parts:
            area.ensureWidgetVisible(part, 0, above)

    QTimer.singleShot(0, parts[-1], scroll)


def clear(layout: QLayout) -> None:
    """Remove and destroy everything in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class EmptyState(QWidget):
    """What a list shows when there is nothing in it: why, and what to do next."""

    def __init__(self, title: str, advice: str, actions: Sequence[QPushButton] = ()) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(2)
        for text, role in ((title, "heading"), (advice, "second")):
            words = label(text, role)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addSpacing(Space.S)
        column.addLayout(row(1, *actions, 1))
        column.addStretch(3)


class ChipRow(QWidget):
    """Filters as chips with counts; exactly one is chosen."""

    def __init__(self, chosen: Callable[[str], object], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._chosen = chosen
        self._chips: dict[str, QPushButton] = {}
        self._line = FlowLayout(self)
        self.current = ""

    def show_chips(self, chips: Sequence[tuple[str, str, int]]) -> None:
        """Show (key, words, count) chips, keeping the chosen one when it is still there."""
        keys = [key for key, _words, _count in chips]
        if keys != list(self._chips):
            clear(self._line)
            self._chips = {key: self._chip(key) for key in keys}
        for key, words, count in chips:
            self._chips[key].setText(f"{words} {count:,}")
            self._chips[key].setAccessibleName(f"{words} {count:,}")
        self.choose(self.current if self.current in self._chips else keys[0])

    def tint(self, key: str, tone: Tone) -> None:
        """Colour a chip that wants to be looked at; its words say why."""
        self._chips[key].setProperty("tone", tone.value)
        restyle(self._chips[key])

    def choose(self, key: str) -> None:
        """Mark a chip as chosen without telling anybody."""
        self.current = key
        for each, chip in self._chips.items():
            chip.setChecked(each == key)

    def _chip(self, key: str) -> QPushButton:
        chip = button("", lambda: self._press(key), "chip")
        chip.setCheckable(True)
        self._line.addWidget(chip)
        return chip

    def _press(self, key: str) -> None:
        self.choose(key)
        self._chosen(key)


class FlowLayout(QLayout):
    """Widgets in reading order, wrapping to a new line where the width ends."""

    def __init__(self, parent: QWidget | None = None, spacing: int = Space.S) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = spacing
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """Count the items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Its height follows its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that a width needs."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything on one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() + self._gap for hint in hints)
        return QSize(max(width - self._gap, 0), max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the widest item."""
        hints = [item.minimumSize() for item in self._items]
        widest = max((hint.width() for hint in hints), default=0)
        return QSize(widest, max((hint.height() for hint in hints), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Lay lines one under the other, what stands on a line centred on it; return the height used."""
        top = rect.y()
        for line in self._lines(rect.width()):
            tallest = max(hint.height() for _item, hint in line)
            left = rect.x()
            for item, hint in line:
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (tallest - hint.height()) // 2), hint))
                left += hint.width() + self._gap
            top += tallest + self._gap
        return max(top - self._gap - rect.y(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            # What can do with less room than it wishes is cut rather than drawn past the edge.
            hint.setWidth(min(hint.width(), max(width, item.minimumSize().width())))
            if not lines or used + hint.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((item, hint))
            used += hint.width() + self._gap
        return lines
