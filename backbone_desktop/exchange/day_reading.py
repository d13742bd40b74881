"""A cell that holds a day, and perhaps the time of day behind it, on Taiwan's calendar and clock.

Rule: a time stamp is read on the clock it was written on; where the cell does not name that, its header may.
"""

from dataclasses import replace
from decimal import Decimal

from backbone_desktop.domain.roc_date import (
    DateRefused,
    ParsedDate,
    SuspectedSerial,
    format_roc,
    parse_roc_date,
    read_date_cell,
)
from backbone_desktop.domain.text import fold, quote
from backbone_desktop.exchange.sheets.table import Cell, cell_text

TEXT_MARKS = "'’‘"
"""Typed before a number so that a spreadsheet program leaves it as it is."""

_UTC_COLUMNS = frozenset({"_submission_time"})
"""Headers, folded, of time stamps in universal time that do not say so themselves; KoboToolbox's."""


def read_day(cell: Cell, header: str) -> ParsedDate | SuspectedSerial:
    """Read a cell of a date column.

    Raises:
        DateRefused: It is not a date.
    """
    # A fraction in a date column is a time of day behind a day count.
    value = cell_text(cell).lstrip(TEXT_MARKS) if isinstance(cell, str) else cell
    parsed = read_date_cell(float(value) if isinstance(value, Decimal) else value)
    if isinstance(parsed, ParsedDate) and parsed.at is not None and fold(header) in _UTC_COLUMNS:
        return _from_utc(cell_text(value), parsed)
    return parsed


def _from_utc(text: str, written: ParsedDate) -> ParsedDate:
    """Return a time stamp of universal time as it is in Taiwan, unless it names a zone of its own."""
    try:
        local = parse_roc_date(f"{text}Z")
    except DateRefused:
        return written
    if local.value == written.value:
        return local
    told = f"{quote(text)}是世界標準時間（UTC），換算為臺灣時間後是 {format_roc(local.value)}。"
    return replace(local, warning=told)
