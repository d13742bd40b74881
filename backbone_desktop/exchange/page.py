"""A printed sheet filled from the top: titles, labelled values, sections and tables on one column grid.

Rule: the kind of a value decides its cell (text, true date, whole number); every row is as high as its text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.text_fit import row_height, row_pieces
from backbone_desktop.exchange.workbook import (
    cell_at,
    clean_text,
    put_date,
    put_money,
    put_number,
    put_text,
    set_up_print,
)

CONTINUED = "（續）"
"""Begins a cell in which the text of the row above goes on."""

_TITLE_POINTS = 32.0


@dataclass(frozen=True, slots=True)
class Flag:
    """A text that asks for attention; it says so in words, its colour only helps."""

    text: str


Value = str | int | date | Flag | None
"""What a cell may hold; a whole number is shown with grouped digits, None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        header: zh-TW.
        span: How many columns of the grid it takes.
        carried: Repeated in the rows on which a long text of the same line goes on.
    """

    header: str
    span: int = 1
    carried: bool = False


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a value stands: first column from 1, columns taken, width in units, looks of text and date."""

    column: int
    span: int
    width: float
    look: Look
    date_look: Look = Look.DATE
    carried: bool = False


class Page:
    """One sheet being written; ``widths`` is its column grid in units of column width."""

    def __init__(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        self._sheet = sheet
        self._widths = tuple(widths)
        self._row = 0
        for index, width in enumerate(self._widths, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width

    @property
    def row(self) -> int:
        """The last row written, from 1."""
        return self._row

    def title(self, text: str) -> None:
        """Write the title of the sheet, a fixed wording that fits one line."""
        self._row += 1
        put_text(cell_at(self._sheet, self._row, 1), text, Look.TITLE)
        self._sheet.row_dimensions[self._row].height = _TITLE_POINTS

    def paragraph(self, text: str, look: Look = Look.NOTE) -> None:
        """Write a text across all columns."""
        self._write([text], [self._slot(1, len(self._widths), look)])

    def section(self, text: str) -> None:
        """Begin a section after an empty row."""
        self._row += 1
        self.paragraph(text, Look.SECTION)

    def pairs(self, pairs: Iterable[Sequence[Value]], spans: Sequence[int]) -> None:
        """Write rows of labels, each followed by its value; ``spans`` are the grid columns of each cell."""
        looks = [Look.LABEL, Look.TEXT] * (len(spans) // 2)
        slots = [replace(each, date_look=Look.TEXT) for each in self._slots(spans, looks)]
        for row in pairs:
            self._write(row, slots)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Value]], empty: str) -> None:
        """Write a header and the rows under it, or the sentence ``empty`` when there are none."""
        spans = [each.span for each in columns]
        self._write([each.header for each in columns], self._slots(spans, [Look.HEADER] * len(spans)))
        slots = self._slots(spans, [Look.TEXT] * len(spans), [each.carried for each in columns])
        header = self._row
        for row in rows:
            self._write(row, slots)
        if self._row == header:
            self.paragraph(empty)

    def blank(self, looks: Sequence[tuple[str, Look, int]], height: float) -> None:
        """Write one row of fixed height, to be filled in by hand: text, look and span of each cell."""
        slots = self._slots([span for _, _, span in looks], [look for _, look, _ in looks])
        self._write([text for text, _, _ in looks], slots)
        self._sheet.row_dimensions[self._row].height = height

    def finish(self, title_rows: int, *, landscape: bool = False, still_columns: int = 0) -> None:
        """Repeat the first rows on every printed page and hold them, and columns, still on the screen."""
        set_up_print(self._sheet, f"1:{title_rows}", landscape=landscape)
        self._sheet.freeze_panes = f"{get_column_letter(still_columns + 1)}{title_rows + 1}"
        self._sheet.sheet_view.showGridLines = False

    def filter_from(self, header_row: int) -> None:
        """Let the table whose header stands in ``header_row`` be filtered, down to the last row written."""
        self._sheet.auto_filter.ref = f"A{header_row}:{get_column_letter(len(self._widths))}{self._row}"

    def _slots(
        self, spans: Sequence[int], looks: Sequence[Look], carried: Sequence[bool] = ()
    ) -> list[_Slot]:
        slots, column = [], 1
        for index, (span, look) in enumerate(zip(spans, looks, strict=True)):
            slots.append(self._slot(column, span, look, carried=bool(carried) and carried[index]))
            column += span
        return slots

    def _slot(self, column: int, span: int, look: Look, *, carried: bool = False) -> _Slot:
        width = sum(self._widths[column - 1 : column - 1 + span])
        return _Slot(column, span, width, look, carried=carried)

    def _write(self, values: Sequence[Value], slots: Sequence[_Slot]) -> None:
        pieces = [_pieces(value, slot) for value, slot in zip(values, slots, strict=True)]
        for part in range(max(len(each) for each in pieces)):
            self._row += 1
            most = 1
            for slot, parts in zip(slots, pieces, strict=True):
                value, lines = _part(parts, part, slot)
                most = max(most, lines)
                self._put(value, slot)
            self._sheet.row_dimensions[self._row].height = row_height(most)

    def _put(self, value: Value, slot: _Slot) -> None:
        cell = cell_at(self._sheet, self._row, slot.column)
        match value:
            case None | "":
                put_number(cell, None, slot.look)
            case str():
                put_text(cell, value, slot.look)
            case Flag(text):
                put_text(cell, text, Look.WARNING)
            case date():
                put_date(cell, value, slot.date_look)
            case int():
                put_money(cell, value)
        if slot.span > 1:
            last = slot.column + slot.span - 1
            self._sheet.merge_cells(
                start_row=self._row, start_column=slot.column, end_row=self._row, end_column=last
            )


def _pieces(value: Value, slot: _Slot) -> list[tuple[Value, int]]:
    if not isinstance(value, str | Flag):
        return [(value, 1)]
    text = value if isinstance(value, str) else value.text
    pieces = row_pieces(clean_text(text), slot.width)
    marked = [pieces[0], *((CONTINUED + piece, lines + 1) for piece, lines in pieces[1:])]
    return [(piece if isinstance(value, str) else Flag(piece), lines) for piece, lines in marked]


def _part(parts: list[tuple[Value, int]], index: int, slot: _Slot) -> tuple[Value, int]:
    if index < len(parts):
        return parts[index]
    return parts[0] if slot.carried else (None, 1)
