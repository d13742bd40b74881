"""The filters as chips with counts; those asked for less often wait behind 「更多篩選」.

Rule: a chip that is chosen is always in view, wherever it belongs.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from backbone_desktop.ui.measures.facets import Facet
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import FlowLayout, button, clear, label, scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backbone_desktop.ui.measures.facets import Mark
    from backbone_desktop.ui.measures.presenter import Chip, ChipGroup

ALWAYS = (Facet.ASPECT, Facet.WINDOW)
PANEL_HEIGHT = 196
TOP = Qt.AlignmentFlag.AlignTop


class ChipGroupRow(QWidget):
    """The chips of one facet; any number may be chosen."""

    def __init__(self, name: str, toggled: Callable[[Mark], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._toggled = toggled
        self._line = FlowLayout(self, Space.XS)
        self.chips: dict[Mark, QPushButton] = {}

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show chips, keeping the widgets of those that were there."""
        if list(self.chips) != [chip.mark for chip in chips]:
            clear(self._line)
            self.chips = {chip.mark: self._chip(chip.mark) for chip in chips}
        for chip in chips:
            widget = self.chips[chip.mark]
            words = f"{chip.words} {chip.count}"
            if widget.text() != words:
                widget.setText(words)
                widget.setAccessibleName(words)
            widget.setChecked(chip.chosen)
            # Nothing to be found behind it, so the tab key need not stop there.
            widget.setEnabled(chip.chosen or chip.count > 0)

    def _chip(self, mark: Mark) -> QPushButton:
        chip = button("", partial(self._toggled, mark), "chip")
        chip.setCheckable(True)
        self._line.addWidget(chip)
        return chip


class FilterBar(QWidget):
    """Two rows of chips that are always there, and the rest in a panel below them."""

    toggled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._groups = {facet: ChipGroupRow(facet.label, self.toggled.emit) for facet in Facet}
        self._standing_in = ChipGroupRow(self.tr("其他已選的篩選"), self.toggled.emit)
        self.more = button(self.tr("更多篩選"), self._open_panel, "chip")
        self.more.setCheckable(True)
        self.more.setToolTip(self.tr("依經費、優惠對象、服務類型與主辦機關篩選"))
        self.panel = self._build_panel()
        self.panel.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(self._always())
        column.addWidget(self._standing_in)
        column.addWidget(self.panel)

    def show_groups(self, groups: Sequence[ChipGroup]) -> None:
        """Show every facet's chips."""
        for group in groups:
            self._groups[group.facet].show_chips(group.chips)
        behind = [
            chip for group in groups if group.facet not in ALWAYS for chip in group.chips if chip.chosen
        ]
        self._standing_in.show_chips(behind)
        self._show_standing_in()

    def chip(self, mark: Mark) -> QPushButton:
        """Return the chip of a mark."""
        return self._groups[mark.facet].chips[mark]

    def _open_panel(self) -> None:
        self.panel.setVisible(self.more.isChecked())
        self._show_standing_in()

    def _show_standing_in(self) -> None:
        self._standing_in.setVisible(bool(self._standing_in.chips) and not self.more.isChecked())

    def _always(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for line, facet in enumerate(ALWAYS):
            grid.addWidget(label(facet.label, "note", wrap=False), line, 0)
            grid.addWidget(self._groups[facet], line, 1)
        grid.addWidget(self.more, 0, 2, TOP)
        return grid

    def _build_panel(self) -> QFrame:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for line, facet in enumerate(facet for facet in Facet if facet not in ALWAYS):
            name = label(facet.label, "note", wrap=False)
            name.setContentsMargins(0, Space.XS, 0, 0)
            grid.addWidget(name, line, 0, TOP)
            grid.addWidget(self._groups[facet], line, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        frame = QFrame()
        frame.setProperty("role", "card")
        area = scrolled(content)
        area.setAccessibleName(self.tr("更多篩選"))
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(area)
        frame.setFixedHeight(PANEL_HEIGHT)
        return frame
