"""The process in which a workbook from outside is parsed; it may die and takes nothing with it.

Rule: the file comes on standard input, JSON lines go out, and nothing but the parser is imported.

Lines: ``{"sheet": name, "rows": height, "merged": [[first row, last row, column], …]}`` opens a sheet,
``[number, [cell, …]]`` is a row, ``{"end": bytes}`` closes with the peak of memory; ``{"refused": code}``
stands instead of all that follows. Rows count from 1 and columns from 0. A cell is null, a text, a truth
value, an integer, or ``{"n": decimal}``, ``{"d": date}``, ``{"t": date and time}``.
"""

import io
import json
import math
import sys
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, TextIO

from backbone_desktop.exchange.sheets.child_limits import limit_process, peak_memory
from backbone_desktop.exchange.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_OUTPUT, MAX_ROWS
from backbone_desktop.exchange.sheets.ods_merged import Merged, merged_in_ods

_EXACT_INTEGER = 2**53
_MAX_MERGED = 200_000
_ZIP = b"PK"
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class _TooMuch(Exception):  # noqa: N818 - a limit reached, reported as a code
    pass


def main() -> None:
    """Limit this process, parse standard input, write the lines."""
    limit_process()
    sheet = sys.argv[-1] if sys.argv[-1].startswith("sheet:") else "sheet:"
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="\n")
    try:
        _send_sheets(sys.stdin.buffer.read(), sheet.removeprefix("sheet:"), out)
    except MemoryError:
        _send(out, {"refused": "memory"})
    except _TooMuch:
        _send(out, {"refused": "output"})
    except _parser_errors():
        _send(out, {"refused": "damaged"})
    else:
        _send(out, {"end": peak_memory()})
    out.flush()


def _parser_errors() -> tuple[type[Exception], ...]:
    from python_calamine import CalamineError  # noqa: PLC0415 - limits are set before the parser is loaded

    return (CalamineError, OSError, ValueError, OverflowError)


def _send_sheets(content: bytes, wanted: str, out: TextIO) -> None:
    from python_calamine import SheetTypeEnum, load_workbook  # noqa: PLC0415 - as above

    workbook = load_workbook(io.BytesIO(content))
    in_ods = merged_in_ods(content) if content.startswith(_ZIP) else {}
    budget = _Budget()
    for entry in workbook.sheets_metadata:
        if entry.typ is not SheetTypeEnum.WorkSheet or (wanted and entry.name != wanted):
            continue
        sheet = workbook.get_sheet_by_name(entry.name)
        merged = _merged(sheet) or in_ods.get(entry.name, [])
        _send(out, {"sheet": entry.name, "rows": sheet.total_height, "merged": merged[:_MAX_MERGED]})
        # Rows come from the first one of the sheet, but their cells only from the first used column.
        margin = [None] * (sheet.start[1] if sheet.start else 0)
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = _cells(row)
            if cells:
                budget.take(len(margin) + len(cells), _send(out, [number, margin + cells]))


class _Budget:
    """What may still be sent of one workbook."""

    def __init__(self) -> None:
        self._rows, self._cells, self._characters = MAX_ROWS, MAX_CELLS, MAX_OUTPUT

    def take(self, width: int, characters: int) -> None:
        """Account for one row.

        Raises:
            _TooMuch: A limit is passed.
        """
        self._rows -= 1
        self._cells -= width
        self._characters -= characters
        if width > MAX_COLUMNS or min(self._rows, self._cells, self._characters) < 0:
            raise _TooMuch


def _merged(sheet: Any) -> list[Merged]:
    """Return the cells merged over several rows."""
    return sorted(
        (top + 1, bottom + 1, left)
        for (top, left), (bottom, _) in sheet.merged_cell_ranges or ()
        if top < bottom
    )


def _send(out: TextIO, message: Any) -> int:
    line = _ENCODER.encode(message)
    out.write(line + "\n")
    return len(line)


def _cells(row: Iterable[Any]) -> list[Any]:
    cells = [_cell(each) for each in row]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _cell(value: Any) -> Any:
    match value:
        case "":
            return None
        case str() | bool() | int():
            return value
        case float():
            return _number(value)
        case timedelta():
            return _hours(value)
        case _:
            return _day(value)


def _day(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    return {"d": value.isoformat()} if isinstance(value, date) else str(value)


def _hours(span: timedelta) -> str:
    """Return a length of time as spreadsheet programs show it, such as 72:00:00."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def _number(value: float) -> Any:
    if not math.isfinite(value):
        return None
    if abs(value) >= _EXACT_INTEGER:
        return {"n": repr(value)}
    if value.is_integer():
        return int(value)
    # What a calculation leaves behind the fifteenth digit is not shown by any spreadsheet program.
    shown = float(f"{value:.15g}")
    return int(shown) if shown.is_integer() else {"n": repr(shown)}
