"""A refusal in the place where it happened: what, why, what to do, and the way back.

Rule: it says the refusal's own three sentences and adds none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.errors import BackboneError


class RefusalCard(QFrame):
    """Hidden while nothing was refused."""

    def __init__(self, choose: Callable[[], object], dismiss: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", Tone.BAD.value)
        self.title = label("", "strong", Tone.BAD)
        self.detail = label("")
        self.remedy = label("", "second")
        self.choose = button(self.tr("選擇其他檔案…"), choose)
        words = QVBoxLayout()
        words.setSpacing(2)
        for each in (self.title, self.detail, self.remedy):
            words.addWidget(each)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.L, Space.M, Space.M, Space.M)
        line.setSpacing(Space.M)
        line.addLayout(words, 1)
        ways = QWidget()
        ways.setLayout(row(self.choose, button(self.tr("關閉"), dismiss, "link")))
        line.addWidget(ways, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_refusal(self, refusal: BackboneError | None) -> None:
        """Show a refusal, or put the card away."""
        if refusal is not None:
            parts = (refusal.title, refusal.detail, refusal.remedy)
            for words, text in zip((self.title, self.detail, self.remedy), parts, strict=True):
                words.setText(text)
                words.setVisible(bool(text))
            self.setAccessibleName(refusal.title)
            self.setAccessibleDescription(" ".join(parts[1:]))
        self.setVisible(refusal is not None)
