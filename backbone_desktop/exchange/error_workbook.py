"""The rows that were not taken, as a workbook that imports again once it is fixed.

A row whose firm sent the form again is left out: nothing in it is to be put right, and brought in alone it
would take the place of the later one.

Rule: original columns in original order and one more with the reasons, which the importer passes over. A
reason names the column as the file does, and its cell is tinted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl.cell import Cell as ExcelCell
from openpyxl.worksheet.worksheet import Worksheet

from backbone_desktop.domain.identifiers import mask_national_ids
from backbone_desktop.domain.intake import ColumnMatch, Gravity, Issue
from backbone_desktop.domain.questionnaire import Form
from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.mapping import REASON_HEADER
from backbone_desktop.exchange.sent_again import SENT_AGAIN
from backbone_desktop.exchange.sheets.table import Cell, CellFlaw, cell_text
from backbone_desktop.exchange.text_fit import LINES_A_ROW, row_height, wrapped_lines
from backbone_desktop.exchange.workbook import (
    cell_at,
    new_workbook,
    put_date,
    put_number,
    put_text,
    save_workbook,
    set_up_print,
)

_SHEET = "退回資料"
_LOST = frozenset(CellFlaw)
"""What the file held of such a cell cannot be written again, so that its blank is explained."""
_WIDTH = 18
_REASON_WIDTH = 60


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One row as it came, and why it was not taken."""

    cells: Sequence[Cell]
    issues: Sequence[Issue]


@dataclass(frozen=True, slots=True)
class SourceColumns:
    """The columns of the source in their order, and how they were understood.

    Attributes:
        form: What the columns answer; a reason found in the casebook names its label for a question.
    """

    headers: Sequence[str]
    matches: Sequence[ColumnMatch]
    form: Form

    def by_label(self) -> Mapping[str, str]:
        """Return the header by the label of the question that its column answers."""
        answered: dict[str, str] = {}
        for each in self.matches:
            answered.setdefault(each.question, each.column)
        return {each.label: answered[each.code] for each in self.form.questions if each.code in answered}


def write_error_workbook(columns: SourceColumns, rows: Iterable[RejectedRow], out: Path) -> None:
    """Write the rejected rows.

    Args:
        columns: All columns of the source.
        rows: The rejected ones, cells in the same order; national ids are masked.
        out: Where the workbook goes.

    Raises:
        ExportError: It could not be written; a file that stood there is unchanged.
    """
    workbook = new_workbook(_SHEET)
    sheet = workbook.worksheets[0]
    headers, by_label = columns.headers, columns.by_label()
    for column, header in enumerate((*headers, REASON_HEADER), start=1):
        head = cell_at(sheet, 1, column)
        put_text(head, header, Look.HEADER)
        sheet.column_dimensions[head.column_letter].width = (
            _WIDTH if column <= len(headers) else _REASON_WIDTH
        )
    wrong = (row for row in rows if all(each.code != SENT_AGAIN for each in row.issues))
    for number, row in enumerate(wrong, start=2):
        _write_row(sheet, number, headers, RejectedRow(row.cells, _placed(row.issues, headers, by_label)))
    sheet.freeze_panes = "A2"
    set_up_print(sheet, "1:1", landscape=True)
    save_workbook(workbook, out, _SHEET)


def _placed(
    issues: Iterable[Issue], headers: Sequence[str], by_label: Mapping[str, str]
) -> tuple[Issue, ...]:
    """Return the issues under the headers of the file where they name a question by its label."""
    return tuple(
        each if each.column in headers else replace(each, column=by_label.get(each.column, each.column))
        for each in issues
    )


def _write_row(sheet: Worksheet, number: int, headers: Sequence[str], row: RejectedRow) -> None:
    told = [each for each in row.issues if each.gravity is Gravity.ERROR or each.code in _LOST]
    wrong = {each.column for each in told}
    for column, header in enumerate(headers, start=1):
        value = row.cells[column - 1] if column <= len(row.cells) else None
        look = Look.FAULT if header and header in wrong else None
        _put(cell_at(sheet, number, column), value, look)
    reasons = "\n".join(map(_reason, told))
    put_text(cell_at(sheet, number, len(headers) + 1), reasons, Look.WARNING)
    lines = [len(wrapped_lines(each, _WIDTH)) for each in row.cells if isinstance(each, str)]
    most = max([len(wrapped_lines(reasons, _REASON_WIDTH)), *lines])
    sheet.row_dimensions[number].height = row_height(min(most, LINES_A_ROW))


def _put(cell: ExcelCell, value: Cell, look: Look | None) -> None:
    match value:
        case bool() | str() | datetime():
            put_text(cell, mask_national_ids(cell_text(value))[0], look or Look.TEXT)
        case int() | Decimal():
            put_number(cell, value, look or Look.NUMBER)
        case date():
            put_date(cell, value, look or Look.DATE)
        case None:
            put_text(cell, "", look or Look.TEXT)


def _reason(issue: Issue) -> str:
    place = f"【{issue.column}】" if issue.column else ""
    return f"{place}{issue.message}{issue.remedy}"
