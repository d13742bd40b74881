"""The value of a fact in its row: a button that opens the editor, and the keys of the list of facts.

Rule: whatever the mouse can do to a row, its value can be told to do by keyboard.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from backbone_desktop.ui.case_file.fields import RETURNS
from backbone_desktop.ui.theme import CONTROL_HEIGHT, Space, Tone
from backbone_desktop.ui.widgets import label, restyle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

LEAST_WIDTH = 110
STEPS: Mapping[int, int] = MappingProxyType({Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1})


class ValueButton(QPushButton):
    """A value that opens its editor; long values wrap.

    Enter and F2 open the editor, ← and → fold and unfold the history, ↑ and ↓ go from fact to fact.
    """

    folded = Signal(bool)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "value")
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.words = label()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        self._column.addWidget(self.words)

    def show_value(self, text: str, *, known: bool, refused: bool = False) -> None:
        """Show a value; 未知 in its own colour, 拒答 as the answer it is."""
        self.words.setText(text)
        self.words.setProperty("tone", "" if known or refused else Tone.UNKNOWN.value)
        restyle(self.words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As large as its words."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the narrowest window."""
        return QSize(LEAST_WIDTH, CONTROL_HEIGHT)

    def heightForWidth(self, width: int) -> int:
        """Return the height its words need."""
        return max(CONTROL_HEIGHT, self._column.totalHeightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the editor, fold or unfold the history, or go to another fact."""
        key = event.key()
        if key in RETURNS or key == Qt.Key.Key_F2:
            self.click()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.folded.emit(key == Qt.Key.Key_Left)
        elif key in STEPS:
            self.moved.emit(STEPS[key])
        else:
            super().keyPressEvent(event)
