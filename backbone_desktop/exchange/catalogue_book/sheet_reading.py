"""One sheet of the catalogue workbook as records: columns found by key, cells read as their column says.

Rule: a cell that cannot be read is noted and left out of its record; reading goes on to the last cell.
"""

from dataclasses import dataclass
from typing import Any

from backbone_desktop.domain.edition_book import BookProblem
from backbone_desktop.exchange.catalogue_book import layout
from backbone_desktop.exchange.catalogue_book.columns import CellRefused, Column, column_letter
from backbone_desktop.exchange.catalogue_book.places import BookProblems, BookRow
from backbone_desktop.exchange.sheets.table import Cell, CellFlaw, SheetRow, SheetTable, cell_text

_NO_SHEET = "活頁簿缺少這個工作表。"
_NO_KEYS = "隱藏的第 1 列（欄位代碼）不見了，請由匯出的活頁簿重新編輯。"
_NO_COLUMN = "缺少「{header}」這一欄（欄位代碼 {key}）。"
_STRANGE_COLUMN = "這一欄沒有可辨識的欄位代碼，請刪除這一欄，或把內容移到原有的欄位。"
_TWICE = "這一欄重複，請刪除其中一欄。"
_FLAWS = {
    CellFlaw.FORMULA_WITHOUT_VALUE: "公式沒有計算結果，請改填內容。",
    CellFlaw.ERROR_VALUE: "儲存格是錯誤值，請改填內容。",
}


@dataclass(frozen=True, slots=True)
class Record:
    """The values of one row that could be read, by key, and where they stand."""

    place: BookRow
    values: dict[str, Any]


def read_sheet(sheet: layout.Sheet, table: SheetTable | None, problems: BookProblems) -> list[Record]:
    """Read the rows below the headers; rows that say nothing are passed over."""
    if table is None:
        problems.add(BookProblem(sheet.name, 0, "", "", "", _NO_SHEET))
        return []
    top = {row.number: row for row in table.rows if row.number < layout.FIRST_ROW}
    keys = top.get(layout.KEY_ROW, SheetRow(layout.KEY_ROW, ()))
    headers = top.get(layout.HEADER_ROW, SheetRow(layout.HEADER_ROW, ()))
    columns = _columns(sheet, keys, headers, problems)
    if not columns:
        return []
    by_position = {keys.text(position - 1): headers.text(position - 1) for position in columns.values()}
    records: list[Record] = []
    for row in table.rows:
        if row.number >= layout.FIRST_ROW:
            place = BookRow(sheet.name, row, columns, by_position)
            values = _values(sheet, place, table, problems)
            if values or place.is_filled:
                records.append(Record(place, values))
    _refuse_strays(table, frozenset(columns.values()), problems)
    return records


def read_value(place: BookRow, column: Column, table: SheetTable, problems: BookProblems) -> Any:
    """Return the value of one cell; None for an empty one, or after noting why it cannot be read."""
    position = place.columns[column.key]
    flaw = table.flaws.get((place.row.number, position - 1))
    cell: Cell = place.row.cell(position - 1)
    if flaw is not None:
        problems.add(place.problem(column.key, _FLAWS[flaw]))
        return None
    if not cell_text(cell):
        return None
    try:
        return column.read(cell)
    except CellRefused as refusal:
        problems.add(place.problem(column.key, str(refusal)))
        return None


def _columns(
    sheet: layout.Sheet, keys: SheetRow, headers: SheetRow, problems: BookProblems
) -> dict[str, int]:
    found: dict[str, int] = {}
    for position in range(1, len(keys.cells) + 1):
        key = keys.text(position - 1)
        if key in found:
            letter, header = column_letter(position), headers.text(position - 1)
            problems.add(BookProblem(sheet.name, keys.number, letter, header, key, _TWICE))
        elif key in sheet.keys:
            found[key] = position
    if not found:
        problems.add(BookProblem(sheet.name, layout.KEY_ROW, "", "", "", _NO_KEYS))
        return {}
    for column in sheet.columns:
        if column.key not in found and column.key != layout.NAME_NOTE:
            message = _NO_COLUMN.format(header=column.header, key=column.key)
            problems.add(BookProblem(sheet.name, layout.KEY_ROW, "", column.header, "", message))
    return found


def _values(sheet: layout.Sheet, place: BookRow, table: SheetTable, problems: BookProblems) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in sheet.columns:
        if column.key in place.columns and column.key != layout.NAME_NOTE:
            value = read_value(place, column, table, problems)
            if value is not None:
                values[column.key] = value
    return values


def _refuse_strays(table: SheetTable, known: frozenset[int], problems: BookProblems) -> None:
    """Note each column without a key in which something stands, at the first cell that does."""
    noted: set[int] = set()
    for row in table.rows:
        for position in range(1, len(row.cells) + 1):
            if position not in known and position not in noted and row.text(position - 1):
                noted.add(position)
                letter = column_letter(position)
                given = row.text(position - 1)
                problems.add(BookProblem(table.name, row.number, letter, "", given, _STRANGE_COLUMN))
