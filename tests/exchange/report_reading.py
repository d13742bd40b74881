"""Reading a written report back, by what stands in its cells rather than where."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def cells(sheet: Worksheet) -> Iterator[Cell]:
    """Give every cell that can hold a value, in reading order."""
    return (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell))


def plain(value: Any) -> Any:
    """Return a true date as a date; openpyxl reads it as midnight of that day."""
    return value.date() if isinstance(value, dt.datetime) else value


def texts(sheet: Worksheet) -> list[str]:
    """Return every text of a sheet in reading order."""
    return [cell.value for cell in cells(sheet) if isinstance(cell.value, str)]


def row_with(sheet: Worksheet, wanted: str | int) -> list[Any]:
    """Return the values of the first row in which a cell holds exactly this text or number."""
    for row in sheet.iter_rows(values_only=True):
        if wanted in row:
            return [plain(value) for value in row]
    message = f"{wanted!r} stands nowhere on {sheet.title}"
    raise AssertionError(message)


def header_row(sheet: Worksheet, header: str) -> int:
    """Return the number of the first row with a cell that holds this header."""
    return next(cell.row for cell in cells(sheet) if cell.value == header)


def column_under(sheet: Worksheet, header: str) -> list[Any]:
    """Return the values under a header, down to the first row without a value in its first column."""
    start = header_row(sheet, header)
    column = next(cell.column for cell in sheet[start] if cell.value == header)
    values = []
    for row in sheet.iter_rows(min_row=start + 1, values_only=True):
        if row[0] is None:
            break
        values.append(plain(row[column - 1]))
    return values
