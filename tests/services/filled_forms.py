"""Questionnaire workbooks filled in as a firm would."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from backbone_desktop.exchange.form_layout import CODE_COLUMN, ENTRY_COLUMN, FORM_SHEET


def fill_form(path: Path, entries: Mapping[str, str]) -> Path:
    """Type entries, by the hidden code beside them, into a questionnaire and save it."""
    book = load_workbook(path)
    left = dict(entries)
    for row in book[FORM_SHEET].iter_rows():
        code = str(row[CODE_COLUMN - 1].value or "")
        if code in left:
            row[ENTRY_COLUMN - 1].value = left.pop(code)
    assert not left, f"the form has no {left}"
    book.save(path)
    return path
