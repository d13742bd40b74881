"""Rows and cells as they stand in a file, before anybody knows what they mean.

Rule: row numbers are the sheet's own; a cell is never reshaped beyond making whole floats integers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

_EDGES = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\xad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""White space, and the invisible marks that come along when a text is pasted."""

Cell = str | int | Decimal | bool | date | datetime | None


class CellFlaw(StrEnum):
    """Why a cell that is not empty in the file has no value."""

    FORMULA_WITHOUT_VALUE = "formula-without-value"
    ERROR_VALUE = "error-value"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that holds something; ``number`` counts from 1, trailing empty cells are left out."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """Return the cell of a column counted from 0, None where the row has ended."""
        return self.cells[column] if column < len(self.cells) else None

    def text(self, column: int) -> str:
        """Return the cell as the text a person would quote."""
        return cell_text(self.cell(column))


@dataclass(frozen=True, slots=True)
class MergedCell:
    """A cell that stands over several rows; rows count from 1, the column from 0."""

    first_row: int
    last_row: int
    column: int


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One sheet; ``flaws`` by row number and column counted from 0, ``merged`` in the order of their rows."""

    name: str
    rows: tuple[SheetRow, ...]
    flaws: Mapping[tuple[int, int], CellFlaw] = field(default_factory=dict)
    merged: tuple[MergedCell, ...] = ()


def cell_text(cell: Cell) -> str:
    """Return a cell as text: dates in ISO form, truth values as 是 and 否, nothing for an empty cell."""
    match cell:
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case datetime():
            return cell.isoformat(" ", "seconds")
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:f}"
        case _:
            return str(cell).strip(_EDGES)
