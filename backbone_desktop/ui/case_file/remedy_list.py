"""怎樣才會符合: what the firm could change so that an item opens, and what nothing it does would change.

Rule: a remedy is shown as the engine proved it; trying it out stores nothing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.remedy import Remedy, RemedyStep
    from backbone_desktop.domain.verdict import ItemVerdict

SHOWN_FIRST = 2


class RemedyList(QFrame):
    """The ways into one item, fewest steps first; more of them on request."""

    assumed = Signal(object)

    def __init__(self, item: ItemVerdict) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._item = item
        self.tries: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._column.setSpacing(Space.S)
        self._column.addWidget(label(self._title(), "strong", wrap=False))
        for sentence in item.unchangeable:
            self._column.addWidget(label(sentence, "second"))
        self._add(item.remedies[:SHOWN_FIRST])
        rest = item.remedies[SHOWN_FIRST:]
        if rest:
            words = self.tr("再看 {count} 種做法").format(count=len(rest))
            self._more = button(words, partial(self._show_rest, rest), "link")
            self._column.addLayout(row(self._more, 1))

    @staticmethod
    def has_anything(item: ItemVerdict) -> bool:
        """Whether there is anything to say on an item."""
        return bool(item.remedies or item.unchangeable)

    def _title(self) -> str:
        return self.tr("怎樣才會符合") if self._item.remedies else self.tr("目前無法改變")

    def _show_rest(self, rest: Sequence[Remedy]) -> None:
        self._more.hide()
        self._add(rest)
        self.tries[SHOWN_FIRST].setFocus()

    def _add(self, remedies: Sequence[Remedy]) -> None:
        for remedy in remedies:
            self._column.addWidget(label(remedy.sentence))
            several = len(remedy.steps) > 1
            for step in remedy.steps:
                self._column.addWidget(self._step(step, told=several))
            attempt = button(
                self.tr("套用這個假設"),
                partial(self._assume, remedy),
                "link",
                self.tr("在「假設試算」裡看全部措施會怎麼變，不會寫入資料"),
            )
            attempt.setAccessibleName(self.tr("套用這個假設：{way}").format(way=remedy.sentence))
            self.tries.append(attempt)
            state = (
                tag(self.tr("做到即符合"), Tone.OK)
                if remedy.eligible
                else tag(self.tr("做到後仍有待確認"), Tone.UNKNOWN)
            )
            self._column.addLayout(row(state, attempt, 1))

    def _step(self, step: RemedyStep, *, told: bool) -> QWidget:
        """Return how far a step is and which clause asks for it; a lone step is told by its remedy."""
        holder = QFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        if told:
            column.addWidget(label(step.sentence, "second"))
        source = QWidget()
        line = FlowLayout(source, Space.S)
        if step.distance:
            line.addWidget(tag(self.tr("差 {distance}").format(distance=step.distance), Tone.WARN))
        citation = label(step.citation, "note", wrap=False)
        citation.setMinimumWidth(1)
        line.addWidget(citation)
        column.addWidget(source)
        return holder

    def _assume(self, remedy: Remedy) -> None:
        self.assumed.emit({step.fact: step.content for step in remedy.steps})
