"""The shapes in which the thirty responses come as workbooks.

Rule: texts are typed as texts, so that nothing becomes a formula that was not one.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from backbone_desktop.domain.questionnaire import Form
from tests.responses.shapes import Writer, roc_day
from tests.responses.spelling import Grid, Shape, Value, grid_of
from tests.responses.thirty import Given

MICROSOFT_FORMS = Shape(
    between=";",
    end=";",
    day=lambda day, _number: day,
    stamp=lambda day, _number: datetime.combine(day, time(15, 4, 5)),
    extra=(
        ("ID", lambda number: number + 1),
        ("Start time", lambda _number: datetime(2016, 2, 1, 8, 0)),  # noqa: DTZ001 - a cell knows no zone
        ("Email", lambda _number: "anonymous"),
        ("名稱", lambda _number: ""),
    ),
    typed=True,
)
TYPED = Shape(day=lambda day, _number: day, typed=True)

_ROC_FORMATS = ("[$-404]e/m/d", '[$-404]"民國"e"年"m"月"d"日"', "[$-404]e/mm/dd;@", "e/m/d")
_BUILT_IN = (27, 31, 36, 50, 57)
"""Numbers of formats that Excel's Chinese editions show as ROC days and no file spells out."""

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_Format = Callable[[int], str]


def write_workbook(
    path: Path, rows: Grid, *, above: Iterable[str] = (), day_format: _Format | None = None
) -> Path:
    """Write rows to the first sheet below lines of title."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for title in above:
        sheet.append([title])
    fill_sheet(sheet, rows, len(tuple(above)) + 1, day_format)
    workbook.save(path)
    return path


def fill_sheet(sheet: Worksheet, rows: Grid, first: int = 1, day_format: _Format | None = None) -> None:
    """Put rows into a sheet from a row on, days in formats chosen by their row."""
    for number, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            _put(sheet, number, column, value, day_format)


def _put(sheet: Worksheet, row: int, column: int, value: Value, day_format: _Format | None) -> None:
    if value in ("", None):
        return
    cell = sheet.cell(row, column)
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif isinstance(value, date) and day_format is not None:
        cell.number_format = day_format(row)


def _microsoft_forms(folder: Path, form: Form, responses: tuple[Given, ...]) -> Path:
    return write_workbook(folder / "forms.xlsx", grid_of(MICROSOFT_FORMS, form, responses))


def write_titled(folder: Path, form: Form, responses: tuple[Given, ...]) -> Path:
    """Two lines of title, headers in two merged rows, and a firm's number and name merged over its sites."""
    shape = replace(TYPED, between="\n")
    rows = grid_of(shape, form, responses)
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["中堅企業輔導需求問卷回覆彙整"])
    sheet.append(["製表：示範單位", None, "單位：新臺幣元"])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=8)
    titles = {each.code: each.title for each in form.sections}
    of_label = {each.label: titles[each.section] for each in form.questions}
    headers = [str(each) for each in rows[0]]
    fill_sheet(sheet, [[of_label[each] for each in headers], *rows], first=3)
    _merge_groups(sheet, [of_label[each] for each in headers])
    for column in (headers.index("統一編號") + 1, headers.index("企業名稱") + 1):
        _merge_equal(sheet, column, [row[headers.index("統一編號")] for row in rows[1:]], first=5)
    workbook.save(folder / "titled.xlsx")
    return folder / "titled.xlsx"


def _merge_groups(sheet: Worksheet, groups: list[str]) -> None:
    start = 0
    for at in range(1, len(groups) + 1):
        if at == len(groups) or groups[at] != groups[start]:
            sheet.merge_cells(start_row=3, end_row=3, start_column=start + 1, end_column=at)
            start = at


def _merge_equal(sheet: Worksheet, column: int, numbers: list[Value], first: int) -> None:
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[start] or not numbers[at]:
            if at - start > 1:
                sheet.merge_cells(
                    start_row=first + start, end_row=first + at - 1, start_column=column, end_column=column
                )
            start = at


def _east_asian(folder: Path, form: Form, responses: tuple[Given, ...]) -> Path:
    path = folder / "east-asian.xlsx"
    write_workbook(
        path,
        grid_of(TYPED, form, responses),
        day_format=lambda row: (*_ROC_FORMATS, *(f'yyyy"built-in {each}"' for each in _BUILT_IN))[row % 9],
    )
    path.write_bytes(_with_built_in_formats(path.read_bytes()))
    return path


def _with_built_in_formats(content: bytes) -> bytes:
    """Let the cells of the marked formats name the number of a built-in one instead."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            part = source.read(entry)
            if entry.filename == "xl/styles.xml":
                marked = re.findall(
                    rb'<numFmt numFmtId="(\d+)" formatCode="yyyy&quot;built-in (\d+)&quot;" ?/>', part
                )
                assert len(marked) == len(_BUILT_IN), part[:2000]
                for ours, theirs in marked:
                    part = part.replace(b'<xf numFmtId="%s"' % ours, b'<xf numFmtId="%s"' % theirs)
            target.writestr(entry.filename, part)
    return buffer.getvalue()


def _base_1904(folder: Path, form: Form, responses: tuple[Given, ...]) -> Path:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    fill_sheet(workbook.worksheets[0], grid_of(TYPED, form, responses))
    workbook.save(folder / "1904.xlsx")
    return folder / "1904.xlsx"


def write_typed(folder: Path, form: Form, responses: tuple[Given, ...]) -> Path:
    """Write the workbook of typed cells that LibreOffice makes its kinds of."""
    return write_workbook(folder / "thirty.xlsx", grid_of(TYPED, form, responses))


def _roc_texts(folder: Path, form: Form, responses: tuple[Given, ...]) -> Path:
    return write_workbook(folder / "roc.xlsx", grid_of(Shape(day=roc_day, between="\n"), form, responses))


WORKBOOK_WRITERS: dict[str, Writer] = {
    "Microsoft Forms": _microsoft_forms,
    "titles, two merged header rows, merged firms": write_titled,
    "dates in seven ROC spellings, as texts": _roc_texts,
    "dates in East-Asian formats": _east_asian,
    "days counted from 1904": _base_1904,
    "typed cells": write_typed,
}
