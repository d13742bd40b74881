"""Where somebody is in a list while its lines are read anew.

Rule: lines are known again by a key of theirs, never by where they stood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from backbone_desktop.ui.record_table import RecordTableModel
    from backbone_desktop.ui.record_view import RecordTableView

RecordT = TypeVar("RecordT")
Flag = QItemSelectionModel.SelectionFlag


class KeptPlace(Generic[RecordT]):
    """The line looked at, the lines selected, and how far the list is scrolled."""

    def __init__(
        self,
        table: RecordTableView[RecordT],
        model: RecordTableModel[RecordT],
        key: Callable[[RecordT], Hashable],
    ) -> None:
        self._table, self._model, self._key = table, model, key
        current = table.currentIndex()
        self._current = key(model.record(current.row())) if current.isValid() else None
        self._selected = {key(model.record(each.row())) for each in table.selectionModel().selectedRows()}
        self._scrolled = table.verticalScrollBar().value()

    def look_again(self) -> None:
        """Look at the line looked at before, or at the first; what is looked at is not selected by it."""
        if self._model.rowCount():
            place = max(self._model.row_of(lambda each: self._key(each) == self._current), 0)
            index = self._model.index(place, 0)
            self._table.selectionModel().setCurrentIndex(index, Flag.NoUpdate)

    def restore(self) -> None:
        """Look at the line again, select what was selected and is still there, and scroll back."""
        self.look_again()
        if self._selected:
            chosen = QItemSelection()
            for first, last in _runs([self._key(each) in self._selected for each in self._model.records]):
                chosen.select(self._model.index(first, 0), self._model.index(last, 0))
            self._table.selectionModel().select(chosen, Flag.Select | Flag.Rows)
        self._table.verticalScrollBar().setValue(self._scrolled)


def _runs(chosen: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last place of every run of chosen lines."""
    first = None
    for place, is_chosen in enumerate((*chosen, False)):
        if is_chosen and first is None:
            first = place
        elif not is_chosen and first is not None:
            yield first, place - 1
            first = None
