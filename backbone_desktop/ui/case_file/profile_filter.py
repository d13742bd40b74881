"""Narrowing the facts: chips with counts, and a line for the name of a fact.

Rule: how the facts of a case were narrowed comes back with the case, as long as the window stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from backbone_desktop.ui.case_file.fields import line_edit
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import ChipRow

if TYPE_CHECKING:
    from collections.abc import Sequence

FIND_WIDTH = 176


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter and the words sought; empty ones show everything."""

    chip: str = ""
    sought: str = ""


class ProfileFilter(QWidget):
    """The line over the facts."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips = ChipRow(lambda _key: self.changed.emit(), self.tr("篩選基本資料"))
        self.line = line_edit(self.tr("尋找基本資料的項目"), self.tr("找項目，例：資本"))
        self.line.setClearButtonEnabled(True)
        self.line.setFixedWidth(FIND_WIDTH)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        line.addWidget(self.chips, 1)
        line.addWidget(self.line)

    @property
    def narrowing(self) -> Narrowing:
        """How the facts are narrowed now."""
        return Narrowing(self.chips.current, self.line.text())

    def narrow(self, narrowing: Narrowing) -> None:
        """Narrow without telling anybody."""
        self.chips.choose(narrowing.chip)
        self.line.blockSignals(True)
        self.line.setText(narrowing.sought)
        self.line.blockSignals(False)

    def show_counts(self, counts: Sequence[tuple[str, str, int]]) -> None:
        """Show how many facts each chip would show."""
        self.chips.show_chips(counts)
