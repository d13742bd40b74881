"""The rows of all facts in their groups; at most one is unfolded.

Rule: the row being worked on stays in sight, though saving may just have taken it out of the filter.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.fact_groups import grouped
from backbone_desktop.ui.case_file.fact_row import FactRow
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import card, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backbone_desktop.domain.facts import FactDefinition
    from backbone_desktop.ui.case_file.profile_presenter import FactView


class FactList(QWidget):
    """Cards of rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, FactRow] = {}
        self._groups: list[tuple[QFrame, tuple[str, ...]]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.M)

    def build(self, definitions: Iterable[FactDefinition]) -> None:
        """Build a row for each fact, in named groups."""
        for title, members in grouped(definitions):
            frame, inside = card()
            inside.setSpacing(0)
            inside.addWidget(label(title, "heading"))
            inside.addSpacing(Space.XS)
            for definition in members:
                fact_row = FactRow(definition)
                fact_row.moved.connect(self._move)
                self.rows[definition.key] = fact_row
                inside.addWidget(fact_row)
            self._column.addWidget(frame)
            self._groups.append((frame, tuple(each.key for each in members)))

    @property
    def unfolded(self) -> str:
        """The fact whose history is shown, empty for none."""
        return next((key for key, fact_row in self.rows.items() if fact_row.detail is not None), "")

    def show_views(self, views: Mapping[str, FactView]) -> None:
        """Show every fact as it stands."""
        with self._laid_out_once():
            for key, fact_row in self.rows.items():
                fact_row.show_view(views[key])

    def narrow(self, shown: frozenset[str]) -> int:
        """Show these rows and those being worked on; return how many are in sight."""
        in_sight = {
            key
            for key, fact_row in self.rows.items()
            if key in shown or fact_row.editor is not None or fact_row.detail is not None
        }
        with self._laid_out_once():
            for key, fact_row in self.rows.items():
                fact_row.setVisible(key in in_sight)
        for frame, keys in self._groups:
            frame.setVisible(not in_sight.isdisjoint(keys))
        return len(in_sight)

    def finish(self) -> None:
        """Tell of everything that was entered and not yet told."""
        for fact_row in self.rows.values():
            fact_row.finish()

    def leave(self) -> None:
        """Close every editor and fold everything, nothing entered lost."""
        self.finish()
        for fact_row in self.rows.values():
            fact_row.leave()
            fact_row.fold()

    def fold_others(self, key: str) -> None:
        """Fold every history but one."""
        for other, fact_row in self.rows.items():
            if other != key:
                fact_row.fold()

    @contextmanager
    def _laid_out_once(self) -> Iterator[None]:
        """Lay the groups out when all is done; Qt would do so anew for every part that comes into sight."""
        layouts = [found for frame, _keys in self._groups if (found := frame.layout()) is not None]
        for each in layouts:
            each.setEnabled(False)
        try:
            yield
        finally:
            for each in layouts:
                each.setEnabled(True)
                each.invalidate()

    def _move(self, key: str, steps: int) -> None:
        in_sight = [each for each in self._in_order() if not self.rows[each].isHidden()]
        place = in_sight.index(key) + steps
        if 0 <= place < len(in_sight):
            self.rows[in_sight[place]].value.setFocus()

    def _in_order(self) -> Iterable[str]:
        return (key for _frame, keys in self._groups for key in keys)
