"""The first rows of a file as they stand in it, with the sheet's own row numbers and column letters.

Rule: nothing is interpreted here; a header is a row like any other.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.widgets import clear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.intake import SampleRow

NARROWEST, WIDEST = 64, 260
WIDE_CHARACTER, NARROW_CHARACTER, PADDING = 14, 8, 28
NUMBER_WIDTH = 56
LETTERS = 26


class SampleTable(QWidget):
    """A table with as many columns as the file."""

    def __init__(self) -> None:
        super().__init__()
        self.view: RecordTableView[SampleRow] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_rows(self, rows: Sequence[SampleRow]) -> None:
        """Show rows in place of those before."""
        width = max((len(row.cells) for row in rows), default=0)
        columns: list[Column[SampleRow]] = [
            Column(self.tr("列"), lambda row: str(row.number), NUMBER_WIDTH, numeric=True)
        ]
        columns.extend(
            Column(
                column_letters(place),
                partial(_cell, place=place),
                _width(rows, place),
                tip=partial(_cell, place=place),
            )
            for place in range(width)
        )
        model: RecordTableModel[SampleRow] = RecordTableModel(columns)
        model.show(rows)
        self.view = RecordTableView(model, self.tr("檔案開頭"))
        model.setParent(self.view)
        clear(self._column)
        self._column.addWidget(self.view)


def column_letters(place: int) -> str:
    """Return the name of a column counted from 0, as spreadsheets write it: A, B, … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, LETTERS)
        letters = chr(ord("A") + digit) + letters
    return letters


def _cell(row: SampleRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _width(rows: Sequence[SampleRow], place: int) -> int:
    """Return a width at which most of a column can be read."""
    longest = max(sum(map(_advance, _cell(row, place))) for row in rows)
    return min(max(longest + PADDING, NARROWEST), WIDEST)


def _advance(character: str) -> int:
    return WIDE_CHARACTER if east_asian_width(character) in {"W", "F"} else NARROW_CHARACTER
