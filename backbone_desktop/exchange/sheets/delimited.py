"""Rows from CSV and TSV text.

Rule: rows are numbered as Excel shows them; nothing is stripped or typed.
"""

import csv
import io
from collections.abc import Callable, Iterator

from backbone_desktop.domain.errors import Cancelled, DataFileError
from backbone_desktop.exchange.sheets.guard import never, too_big_refusal
from backbone_desktop.exchange.sheets.sheet_scan import MAX_CELLS, MAX_COLUMNS
from backbone_desktop.exchange.sheets.table import Cell, SheetRow, SheetTable

DELIMITERS = (",", "\t", ";", "|")

_SAMPLE_RECORDS = 20
_SAMPLE_LENGTH = 64_000
_ROWS_PER_POLL = 200


def read_delimited(text: str, name: str, cancelled: Callable[[], bool] = never) -> SheetTable:
    """Read CSV or TSV text into one table named after the file.

    Row numbers count records as Excel does: a record with line breaks inside quotes is one row.

    Raises:
        DataFileError: Broken quoting, or more columns or cells than are read.
        Cancelled: Stopped on request.
    """
    rows: list[SheetRow] = []
    cells = 0
    try:
        for number, record in enumerate(_records(text, find_delimiter(text)), start=1):
            if number % _ROWS_PER_POLL == 0 and cancelled():
                raise Cancelled
            cells += len(record)
            if len(record) > MAX_COLUMNS:
                raise too_big_refusal(name, f"第 {number} 列有 {len(record)} 欄，超過 {MAX_COLUMNS} 欄。")
            if cells > MAX_CELLS:
                raise too_big_refusal(name, f"超過 {MAX_CELLS // 10_000} 萬個儲存格。")
            row = _row(record)
            if row:
                rows.append(SheetRow(number, row))
    except csv.Error as error:
        raise DataFileError(
            "CSV 檔內容有誤",
            f"「{name}」有一格的引號沒有結尾，或單一儲存格過長。",
            "請在 Excel 開啟並確認內容後，另存為 .xlsx 再匯入。",
        ) from error
    return SheetTable(name, tuple(rows))


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
        for record in _records(sample, delimiter):
            if any(record):
                widths.append(len(record))
            if len(widths) == _SAMPLE_RECORDS:
                break
    except csv.Error:
        pass
    return widths


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _row(record: list[str]) -> tuple[Cell, ...]:
    cells: list[Cell] = [each if each.strip() else None for each in record]
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)
