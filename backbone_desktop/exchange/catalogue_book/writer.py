"""Writing an edition as a workbook that a person reads, edits in Excel and gives back.

Rule: the same edition gives the same bytes; whatever the edition says stands in a cell whole.
"""

from pathlib import Path
from typing import Any

from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from backbone_desktop.domain.errors import ExportError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.catalogue_book import layout
from backbone_desktop.exchange.catalogue_book.columns import Column, Shape, column_letter
from backbone_desktop.exchange.catalogue_book.rows import Row, head_row, sheet_rows
from backbone_desktop.exchange.choice_lists import ChoiceLists
from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.text_fit import row_height, wrapped_lines
from backbone_desktop.exchange.workbook import (
    cell_at,
    new_workbook,
    put_money,
    put_number,
    put_text,
    save_workbook,
    set_up_print,
)

SPARE_ROWS = 300
"""Rows below the last one that still have drop-downs."""

_HEADING = "輔導措施目錄　{year}年版"
_ADVICE = """\
本活頁簿是一個年度版的全部內容。修改後存成 .xlsx，再匯入個案簿成為新的年度版；\
匯入時逐格檢查，有誤時列出工作表、列與欄，目錄不會有任何更動。
請先把「版本編號」改成較高的修訂序號（例如 105.1 改為 105.2）；\
新年度另改「民國年度」，並以「取代」把各表出處的年度改過來。
列的先後就是目錄的先後。可插入或刪除整列、調整欄寬；請保留工作表名稱與隱藏的第 1 列。\
各表的「措施編號」與「服務項目」指明該列屬於哪一項措施、哪一個服務項目；\
「措施名稱（對照用）」只供對照，匯入時不讀取。
申請期間有數段時，一段一列，種類、附帶說明、備註與出處只填第一列。\
條件群組的成員以「上層條件」指明所屬的群組。"""
_TALLEST = 409.0
"""Points; no spreadsheet program shows a taller row."""

_WIDTHS = {1: 4.0, 2: 26.0, 3: 84.0}


def write_catalogue_book(edition: Edition, facts: FactCatalogue, out: Path) -> str:
    """Write an edition; return the SHA-256 of the file's bytes.

    Args:
        edition: What is written, whole.
        facts: The facts its criteria read, for their names.
        out: Where the workbook goes.

    Raises:
        ExportError: It could not be written; a file that stood there is unchanged.
    """
    workbook = new_workbook(layout.HEAD_SHEET)
    _write_head(workbook.worksheets[0], edition)
    rows = sheet_rows(edition, facts)
    sheets = [workbook.create_sheet(sheet.name) for sheet in layout.SHEETS]
    lists = ChoiceLists(workbook, layout.LISTS_SHEET)
    for sheet, target in zip(layout.SHEETS, sheets, strict=True):
        _SheetWriter(target, with_facts(sheet, facts), lists).write(rows[sheet.name])
    return save_workbook(workbook, out, _HEADING.format(year=edition.roc_year))


def with_facts(sheet: layout.Sheet, facts: FactCatalogue) -> layout.Sheet:
    """Return the sheet with the names of the facts as the words of the column that names one."""
    return sheet.with_labels("fact", {key: each.label for key, each in facts.items()})


def _write_head(sheet: Worksheet, edition: Edition) -> None:
    put_text(cell_at(sheet, 1, layout.HEAD_LABEL_COLUMN), _HEADING.format(year=edition.roc_year), Look.TITLE)
    sheet.row_dimensions[1].height = 32
    paragraphs = _ADVICE.splitlines()
    for row, paragraph in enumerate(paragraphs, start=2):
        put_text(cell_at(sheet, row, layout.HEAD_LABEL_COLUMN), paragraph, Look.NOTE)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
        sheet.row_dimensions[row].height = _height([(paragraph, _WIDTHS[2] + _WIDTHS[3])])
    values = head_row(edition)
    for row, column in enumerate(layout.HEAD, start=len(paragraphs) + 3):
        _write_line(sheet, row, column, values.get(column.key))
    for position, width in _WIDTHS.items():
        sheet.column_dimensions[column_letter(position)].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.sheet_view.showGridLines = False
    set_up_print(sheet)


def _write_line(sheet: Worksheet, row: int, column: Column, value: Any) -> None:
    put_text(cell_at(sheet, row, 1), column.key, Look.NOTE)
    put_text(cell_at(sheet, row, layout.HEAD_LABEL_COLUMN), column.header, Look.LABEL)
    cell = cell_at(sheet, row, layout.HEAD_VALUE_COLUMN)
    _put(cell, column, value)
    sheet.row_dimensions[row].height = _height([(str(cell.value or ""), _WIDTHS[3])])
    if column.hint:
        _advise(sheet, column, cell.coordinate)


class _SheetWriter:
    """Writes one sheet of rows."""

    def __init__(self, target: Worksheet, sheet: layout.Sheet, lists: ChoiceLists) -> None:
        self._target = target
        self._sheet = sheet
        self._lists = lists

    def write(self, rows: list[Row]) -> None:
        """Write headers, rows and drop-downs, and set the sheet up."""
        for position, column in enumerate(self._sheet.columns, start=1):
            put_text(cell_at(self._target, layout.KEY_ROW, position), column.key, Look.NOTE)
            put_text(cell_at(self._target, layout.HEADER_ROW, position), column.header, Look.HEADER)
            self._target.column_dimensions[column_letter(position)].width = column.width
        for number, row in enumerate(rows, start=layout.FIRST_ROW):
            self._write_row(number, row)
        self._guide(len(rows) + layout.FIRST_ROW - 1)
        self._finish(len(rows) + layout.FIRST_ROW - 1)

    def _write_row(self, number: int, row: Row) -> None:
        texts = []
        for position, column in enumerate(self._sheet.columns, start=1):
            cell = cell_at(self._target, number, position)
            _put(cell, column, row.get(column.key))
            texts.append((str(cell.value or ""), float(column.width)))
        self._target.row_dimensions[number].height = _height(texts)

    def _guide(self, last: int) -> None:
        for position, column in enumerate(self._sheet.columns, start=1):
            letter = column_letter(position)
            cells = f"{letter}{layout.FIRST_ROW}:{letter}{last + SPARE_ROWS}"
            choices = _choices(column)
            if choices:
                _offer(self._target, column, cells, self._lists.range_of(choices))
            elif column.hint:
                _advise(self._target, column, cells)

    def _finish(self, last: int) -> None:
        target = self._target
        target.row_dimensions[layout.KEY_ROW].hidden = True
        target.row_dimensions[layout.HEADER_ROW].height = 36
        first = f"{column_letter(self._sheet.frozen + 1)}{layout.FIRST_ROW}"
        target.freeze_panes = first
        right = column_letter(len(self._sheet.columns))
        target.auto_filter.ref = f"A{layout.HEADER_ROW}:{right}{max(last, layout.FIRST_ROW)}"
        target.sheet_view.zoomScale = 90
        set_up_print(target, f"{layout.HEADER_ROW}:{layout.HEADER_ROW}", landscape=True)


def _put(cell: Cell, column: Column, value: Any) -> None:
    look = Look.HINT if column.key == layout.NAME_NOTE else Look.TEXT
    if value is None:
        cell.style = look.value
        return
    shown = column.shown(value)
    if isinstance(shown, str):
        if not put_text(cell, shown, look):
            raise ExportError(
                "目錄無法匯出", f"「{column.header}」的內容超過一格所能容納。", "請先把內容分成數項或縮短。"
            )
    elif column.money and isinstance(shown, int):
        put_money(cell, shown)
    else:
        put_number(cell, shown, Look.DATE if column.shape is Shape.WHOLE else Look.NUMBER)


def _height(texts: list[tuple[str, float]]) -> float:
    """Return the height of a row that shows all of these texts in their columns, as far as a row can grow."""
    lines = max(len(wrapped_lines(text, width)) for text, width in texts)
    return min(row_height(lines), _TALLEST)


def _choices(column: Column) -> tuple[str, ...]:
    if column.shape is Shape.FLAG:
        return ("是", "否")
    return tuple((column.labels or {}).values()) if column.shape is Shape.CODE else ()


def _offer(sheet: Worksheet, column: Column, cells: str, formula: str) -> None:
    validation = DataValidation(type="list", formula1=formula, allow_blank=True)
    validation.errorTitle = "不在選項中"
    validation.error = f"「{column.header}」請由清單選取。"
    validation.showErrorMessage = True
    _prompt(validation, column)
    validation.add(cells)
    sheet.add_data_validation(validation)


def _advise(sheet: Worksheet, column: Column, cells: str) -> None:
    validation = DataValidation(allow_blank=True)
    _prompt(validation, column)
    validation.add(cells)
    sheet.add_data_validation(validation)


def _prompt(validation: DataValidation, column: Column) -> None:
    if column.hint:
        validation.promptTitle = column.header[:30]
        validation.prompt = column.hint[:250]
        validation.showInputMessage = True
