"""A line that stands for several cards and unfolds them: what is looked at often, in one line.

Rule: folded or not, the line says the most important of what is under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FoldCard(QFrame):
    """A title, a summary and a switch; what unfolds stands below it in the same column."""

    toggled = Signal(bool)

    def __init__(self, title: str, *contents: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._title, self._contents = title, contents
        self._summary = label("", "second")
        self._summary.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.switch = button("", self._toggle, "link")
        line = row(label(title, "heading", wrap=False), self._summary, self.switch, spacing=Space.M)
        line.setContentsMargins(Space.L, Space.S, Space.M, Space.S)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.fold(folded=True)

    @property
    def folded(self) -> bool:
        """Whether what stands below is hidden."""
        return self._folded

    def say(self, summary: str) -> None:
        """Show the most important in a line."""
        self._summary.setText(summary)

    def fold(self, *, folded: bool) -> None:
        """Hide or show what stands below."""
        self._folded = folded
        for content in self._contents:
            content.setVisible(not folded)
        words = self.tr("展開") if folded else self.tr("收合")
        self.switch.setText(words)
        self.switch.setAccessibleName(self.tr("{act}{title}").format(act=words, title=self._title))

    def _toggle(self) -> None:
        self.fold(folded=not self._folded)
        self.toggled.emit(self._folded)
