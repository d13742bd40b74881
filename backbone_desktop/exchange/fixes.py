"""Cells that a person typed anew in the preview, put where the file's own cells enter.

Rule: what was typed goes through the same reading as what the file says; the file is not touched, and what
it said stays in the remark.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from backbone_desktop.domain.correction import FIXED, CellPlace
from backbone_desktop.domain.identifiers import mask_national_ids
from backbone_desktop.domain.intake import Gravity, Issue
from backbone_desktop.domain.text import quote
from backbone_desktop.exchange.mapping import Column
from backbone_desktop.exchange.sheets.table import Cell, SheetRow, cell_text

if TYPE_CHECKING:
    from backbone_desktop.exchange.table_reading import GivenCell

Fixes = Mapping[CellPlace, str]
NO_FIXES: Fixes = {}


def fixed_row(
    sheet: str, row: SheetRow, columns: Iterable[Column], fixes: Fixes
) -> tuple[SheetRow, list[Issue]]:
    """Return a row with its cells as a person corrected them, and a remark for each."""
    if not fixes:
        return row, []
    cells = list(row.cells)
    issues = []
    for column in columns:
        place = CellPlace(sheet, row.number, column.header)
        if (text := fixes.get(place)) is None:
            continue
        cells.extend([None] * (column.index + 1 - len(cells)))
        issues.append(_remark(place, cells[column.index], text))
        cells[column.index] = text.strip()
    return (SheetRow(row.number, tuple(cells)), issues) if issues else (row, [])


def fixed_entries(
    sheet: str, entries: Iterable["GivenCell"], fixes: Fixes
) -> tuple[tuple["GivenCell", ...], list[Issue]]:
    """Return the entries of a returned form as a person corrected them, and a remark for each."""
    issues: list[Issue] = []

    def fix() -> Iterator["GivenCell"]:
        for entry in entries:
            place = CellPlace(sheet, entry.row, entry.header)
            if (text := fixes.get(place)) is None:
                yield entry
                continue
            issues.append(_remark(place, entry.cell, text))
            yield entry._replace(cell=text.strip(), flaw=None)

    return tuple(fix()), issues


def _remark(place: CellPlace, before: Cell, text: str) -> Issue:
    """Say what a cell held and what was typed; national ids are masked in both."""
    given = mask_national_ids(cell_text(before))[0]
    typed = mask_national_ids(text.strip())[0]
    was = f"原為{quote(given)}" if given else "原為空白"
    now = f"更正為{quote(typed)}" if typed else "改為空白"
    message = f"已在預覽更正：{was}，{now}。"
    remedy = "來源檔沒有更動；要保留更正，請一併更正來源檔。"
    return Issue(place.sheet, place.row, place.column, FIXED, given, message, remedy, Gravity.WARNING)
