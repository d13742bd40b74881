"""The three lanes before and after, as three figures in a row.

Rule: a lane that did not change says so by showing one figure only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import clear, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.ui.case_file.comparison_presenter import LaneChange


class LaneFigures(QWidget):
    """符合 35 → 36, and so on."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.XL)

    def show_lanes(self, lanes: Iterable[LaneChange]) -> None:
        """Show the lanes."""
        clear(self._line)
        for lane in lanes:
            holder = QWidget()
            words = self.tr("{before} → {after}").format(before=lane.before, after=lane.after)
            figure = label(words if lane.before != lane.after else str(lane.after), "heading", wrap=False)
            figure.setAccessibleName(f"{lane.words} {words}")
            holder.setLayout(row(tag(lane.words, lane.tone), figure))
            self._line.addWidget(holder)
        self._line.addStretch(1)
