"""Values of one fact that differ, side by side, for the consultant to decide between.

Rule: nothing is preferred by its place but the one in force stands first; a third value is always possible.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.ui.case_file.profile_presenter import Candidate

CARD_WIDTH = 204


class ConflictPanel(QWidget):
    """One card for each value, and the way to a value of one's own."""

    chosen = Signal(str)
    other = Signal()

    def __init__(self, fact: str, candidates: Sequence[Candidate], indent: int) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("「{fact}」有矛盾的內容").format(fact=fact))
        self.choices: list[QPushButton] = []
        cards = FlowLayout()
        for candidate in candidates:
            cards.addWidget(self._card(fact, candidate))
        self.third = button(self.tr("都不對，填入其他內容"), self.other.emit, "link")
        self.third.setProperty("place", "lead")
        column = QVBoxLayout(self)
        column.setContentsMargins(indent, 0, 0, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(
            label(self.tr("來源說法不同，請向企業確認後擇一；判定暫依目前計入的內容。"), "second", Tone.BAD)
        )
        column.addLayout(cards)
        column.addLayout(row(self.third, 1))

    def _card(self, fact: str, candidate: Candidate) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "inset")
        frame.setFixedWidth(CARD_WIDTH)
        words = self.tr("維持這個值") if candidate.counts else self.tr("採用這個值")
        choose = button(words, partial(self.chosen.emit, candidate.observation))
        choose.setAccessibleName(
            self.tr("{act}：{fact} {value}，{source}").format(
                act=words, fact=fact, value=candidate.value, source=candidate.source
            )
        )
        choose.setToolTip(self.tr("記為顧問指定；之後仍可收回"))
        self.choices.append(choose)
        column = QVBoxLayout(frame)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(label(candidate.value, "strong"))
        column.addWidget(label(candidate.source, "note"))
        tags = FlowLayout(spacing=Space.XS)
        if candidate.counts:
            tags.addWidget(tag(self.tr("目前計入"), Tone.ACCENT))
        tags.addWidget(tag(*candidate.state))
        column.addLayout(tags)
        column.addStretch(1)
        column.addLayout(row(choose, 1))
        return frame
