"""Where in the workbook a value of the edition came from.

Rule: each cell has at most one problem; what the reader of editions says of a value is said of its cell.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from backbone_desktop.domain.edition_book import BookProblem
from backbone_desktop.exchange.catalogue_book.columns import column_letter
from backbone_desktop.exchange.catalogue_book.layout import HEAD_SHEET, NAME_NOTE, SHEETS
from backbone_desktop.exchange.definitions.key_account import NOT_ASKED_FOR
from backbone_desktop.exchange.definitions.problems import Problem
from backbone_desktop.exchange.sheets.table import SheetRow

_STRAY = "這一列不應填寫這一欄。"
_SAME: Mapping[str, str] = MappingProxyType({})
_POSITION = re.compile(r"\[\d+\]$")


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row of a sheet as it was read; columns by their keys, positions from 1."""

    sheet: str
    row: SheetRow
    columns: Mapping[str, int]
    headers: Mapping[str, str]

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in it but what is only there to be looked at."""
        return any(self.row.text(at - 1) for key, at in self.columns.items() if key != NAME_NOTE)

    def problem(self, key: str, message: str) -> BookProblem:
        """Return a problem with one cell, or with the row when it has no such column."""
        column = self.columns.get(key)
        if column is None:
            return BookProblem(self.sheet, self.row.number, "", "", "", message)
        given = self.row.text(column - 1)
        return BookProblem(
            self.sheet, self.row.number, column_letter(column), self.headers.get(key, ""), given, message
        )


@dataclass(slots=True)
class BookProblems:
    """What was found so far, and which value stands in which row."""

    found: list[BookProblem] = field(default_factory=list)
    _rows: dict[tuple[str, str], BookRow] = field(default_factory=dict)
    _shown_at: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    _cells: set[tuple[str, int, str]] = field(default_factory=set)

    def add(self, problem: BookProblem) -> None:
        """Note a problem; a second one with the same cell only repeats the first in other words."""
        cell = (problem.sheet, problem.row, problem.column)
        if problem.column and cell in self._cells:
            return
        self._cells.add(cell)
        self.found.append(problem)

    def place(self, file: str, path: str, row: BookRow, shown_at: Mapping[str, str] = _SAME) -> None:
        """Note that the record at ``path`` stands in ``row``.

        Args:
            file: The file the record would stand in.
            path: Its path there.
            row: Where it stands instead.
            shown_at: For keys without a column of their own, the key of the column that answers for them; the
                empty key is the record as a whole.
        """
        self._rows[file, path] = row
        self._shown_at[file, path] = shown_at

    def take(self, problem: Problem) -> None:
        """Note what the reader of editions found, at the nearest cell that can be named."""
        path, key = problem.path, ""
        message = _STRAY if problem.sentence == NOT_ASKED_FOR else problem.sentence
        while (problem.file, path) not in self._rows and path:
            path, key = _owner(path)
        row = self._rows.get((problem.file, path))
        if row is None:
            self.add(BookProblem(HEAD_SHEET, 0, "", "", "", message))
        else:
            column = self._shown_at[problem.file, path].get(key, key)
            self.add(row.problem(column, message))

    def in_order(self) -> tuple[BookProblem, ...]:
        """Return what was found, sheet by sheet, row by row."""
        order = [HEAD_SHEET, *(sheet.name for sheet in SHEETS)]
        return tuple(
            sorted(
                self.found,
                key=lambda each: (order.index(each.sheet), each.row, len(each.column), each.column),
            )
        )


def _owner(path: str) -> tuple[str, str]:
    """Return the path of what holds a value, and the value's key in it; a place in a list has none."""
    listed = _POSITION.sub("", path)
    if listed != path:
        return listed, ""
    owner, _, key = path.rpartition(".")
    return owner, key
