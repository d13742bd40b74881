"""Choosing a fact to assume: a box to find it, and under it the facts worth trying.

Rule: with nothing typed it offers what decides most; Enter takes the first.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.fields import line_edit
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import FlowLayout, button, clear, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.ui.case_file.whatif_presenter import FactOffer


class FactChooser(QWidget):
    """The box and its offers."""

    chosen = Signal(str)

    def __init__(self, find: Callable[[str], tuple[FactOffer, ...]]) -> None:
        super().__init__()
        self._find = find
        self._offers: tuple[FactOffer, ...] = ()
        self.line = line_edit(self.tr("尋找要假設的資料"), self.tr("尋找資料，例：員工人數、淨值、工廠登記"))
        self.line.textChanged.connect(lambda _text: self.refresh())
        self.line.returnPressed.connect(self._take_first)
        self._none = label(self.tr("沒有符合的資料。"), "note")
        self._shown = QWidget()
        self._flow = FlowLayout(self._shown, Space.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.line)
        column.addWidget(self._none)
        column.addWidget(self._shown)
        self.setFocusProxy(self.line)

    def refresh(self) -> None:
        """Offer anew."""
        self._offers = self._find(self.line.text())
        clear(self._flow)
        for offer in self._offers:
            chip = button(offer.text, partial(self._take, offer.fact), "chip")
            chip.setAccessibleName(self.tr("假設「{fact}」").format(fact=offer.text))
            self._flow.addWidget(chip)
        self._none.setVisible(not self._offers and bool(self.line.text().strip()))
        self._shown.updateGeometry()

    def _take_first(self) -> None:
        if self._offers:
            self._take(self._offers[0].fact)

    def _take(self, fact: str) -> None:
        self.line.clear()
        self.chosen.emit(fact)
