"""Rows from CSV and TSV text.

Rule: rows are numbered as Excel shows them; nothing is stripped or typed.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import PurePath

from backbone_desktop.domain.errors import Cancelled, DataFileError
from backbone_desktop.exchange.sheets.guard import never, too_big_refusal
from backbone_desktop.exchange.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from backbone_desktop.exchange.sheets.table import Cell, SheetRow, SheetTable

DELIMITERS = (",", "\t", ";", "|")

_SAMPLE_RECORDS = 20
_SAMPLE_LENGTH = 64_000
_ROWS_PER_POLL = 200
_MOST_SEPARATORS = 200_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_END = "\uffff"
"""A last line of our own: what does not come out as a record of its own stands behind an open quote."""


def read_delimited(text: str, name: str, cancelled: Callable[[], bool] = never) -> SheetTable:
    """Read CSV or TSV text into one table, called as its file ``name`` without the ending.

    Row numbers count records as Excel does: a record with line breaks inside quotes is one row.

    Raises:
        DataFileError: Broken quoting, or more columns or cells than are read.
        Cancelled: Stopped on request.
    """
    rows: list[SheetRow] = []
    cells = 0
    record: list[str] = []
    delimiter = find_delimiter(text)
    lines = chain(_lines(text, delimiter, name), [_END])
    try:
        for number, record in enumerate(_records(lines, delimiter), start=1):
            if number % _ROWS_PER_POLL == 0 and cancelled():
                raise Cancelled
            if len(record) > MAX_COLUMNS:
                raise too_big_refusal(name, f"第 {number} 列有 {len(record)} 欄，超過 {MAX_COLUMNS} 欄。")
            cells += len(record)
            row = _row(record)
            if row:
                rows.append(SheetRow(number, row))
            _refuse_extent(len(rows), cells, name)
    except csv.Error as error:
        raise _broken(name) from error
    if record != [_END]:
        raise _broken(name)
    return SheetTable(PurePath(name).stem, tuple(rows[:-1]))


def _refuse_extent(rows: int, cells: int, name: str) -> None:
    if rows > MAX_ROWS:
        raise too_big_refusal(name, f"超過 {MAX_ROWS // 10_000} 萬列。")
    if cells > MAX_CELLS:
        raise too_big_refusal(name, f"超過 {MAX_CELLS // 10_000} 萬個儲存格。")


def _broken(name: str) -> DataFileError:
    return DataFileError(
        "CSV 檔內容有誤",
        f"「{name}」有一格的引號沒有結尾，或單一儲存格過長。",
        "請在 Excel 開啟並確認內容後，另存為 .xlsx 再匯入。",
    )


def find_delimiter(text: str) -> str:
    """Return the delimiter that cuts the first records into the most columns of one number."""

    def score(delimiter: str) -> tuple[int, int]:
        widths = _widths(text[:_SAMPLE_LENGTH], delimiter)
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(common) if common > 1 else 0, common)

    return max(DELIMITERS, key=score)


def _widths(sample: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for record in _records(_lines(sample, delimiter, ""), delimiter):
            if any(record):
                widths.append(len(record))
            if len(widths) == _SAMPLE_RECORDS:
                break
    except csv.Error:
        pass
    return widths


def _lines(text: str, delimiter: str, name: str) -> Iterator[str]:
    """Yield the lines with their ends, before any of them is cut into more cells than memory holds."""
    for match in _LINE.finditer(text):
        line = match[0]
        if len(line) > _MOST_SEPARATORS and line.count(delimiter) > _MOST_SEPARATORS:
            raise too_big_refusal(name, f"有一列超過 {MAX_COLUMNS} 欄。")
        yield line


def _records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter)


def _as_meant(text: str) -> str:
    """Return a cell without the formula office systems put around a number so that Excel keeps its zeros."""
    match = _KEPT_AS_TEXT.fullmatch(text) if text.startswith("=") else None
    return match[1] if match else text


def _row(record: list[str]) -> tuple[Cell, ...]:
    cells: list[Cell] = [_as_meant(each) if each.strip() else None for each in record]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)
