"""A file of rows whose columns are understood and whose rows are still to be read.

Rule: rows are read as they are asked for, so that they are decided and let go one by one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from backbone_desktop.domain.intake import ColumnMatch, Issue
from backbone_desktop.exchange.sheets.table import Cell

RowT_co = TypeVar("RowT_co", covariant=True)

ROWS_AT_BEGINNING = 200


@dataclass(frozen=True, slots=True)
class ParsedFile(Generic[RowT_co]):
    """What a file holds.

    Attributes:
        rows: Its rows, typed and validated, to be read once.
        count: How many there are at most; empty ones among them are left out.
        columns: What each column was taken for.
        headers: Of all columns, beside the cells of a row.
        issues: What concerns the file as a whole.
        beginning: The cells of the first rows as they came.
    """

    rows: Iterator[RowT_co]
    count: int
    columns: tuple[ColumnMatch, ...]
    headers: tuple[str, ...]
    issues: tuple[Issue, ...] = ()
    beginning: tuple[tuple[Cell, ...], ...] = ()
