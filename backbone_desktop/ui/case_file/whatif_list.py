"""The facts being assumed, one row each.

Rule: a row stays while its fact is assumed, so that what is being typed in it is never lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.whatif_row import AssumptionRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.ui.case_file.whatif_presenter import Assumption


class AssumptionList(QWidget):
    """Rows by fact key, in the order the facts were chosen."""

    changed = Signal(str, object)
    dropped = Signal(str)
    recorded = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, AssumptionRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_assumptions(self, assumptions: Iterable[Assumption]) -> None:
        """Add a row for each fact that has none; the others only tell whether they still differ."""
        for assumption in assumptions:
            key = assumption.definition.key
            if key in self.rows:
                self.rows[key].show_difference(differs=assumption.differs)
                continue
            made = self.rows[key] = AssumptionRow(assumption)
            made.changed.connect(self.changed)
            made.dropped.connect(self.dropped)
            made.recorded.connect(self.recorded)
            self._column.addWidget(made)

    def remove(self, key: str) -> None:
        """Take the row of a fact away, if there is one."""
        gone = self.rows.pop(key, None)
        if gone is not None:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def clear(self) -> None:
        """Take every row away."""
        for key in list(self.rows):
            self.remove(key)
