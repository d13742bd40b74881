"""Cells merged over several rows, such as a firm's name beside its sites, said for every row they stand over.

Rule: only what the sheet itself has merged is spread; an empty cell below a full one stays empty.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from backbone_desktop.exchange.sheets.table import Cell, SheetRow, SheetTable


def rows_below(table: SheetTable, header_row: int) -> tuple[SheetRow, ...]:
    """Return the rows below a header, each with what stands over it in a cell merged with rows above.

    Every cell is filled once at most, however many merged cells a hostile file lays over each other.
    """
    rows = [row for row in table.rows if row.number > header_row]
    if not table.merged:
        return tuple(rows)
    numbers = [row.number for row in rows]
    filled_to: dict[int, int] = {}
    given: dict[int, dict[int, Cell]] = {}
    for merged in table.merged:
        at = bisect_left(numbers, merged.first_row)
        overlaps = merged.first_row <= filled_to.get(merged.column, header_row)
        if overlaps or at == len(rows) or numbers[at] != merged.first_row:
            continue
        filled_to[merged.column] = merged.last_row
        cell = rows[at].cell(merged.column)
        for position in range(at + 1, bisect_right(numbers, merged.last_row)):
            given.setdefault(position, {})[merged.column] = cell
    for position, cells in given.items():
        rows[position] = _with_cells(rows[position], cells)
    return tuple(rows)


def _with_cells(row: SheetRow, given: Mapping[int, Cell]) -> SheetRow:
    width = max(len(row.cells), max(given) + 1)
    return SheetRow(row.number, tuple(given.get(column, row.cell(column)) for column in range(width)))
