"""The data sheets of a monthly follow-up sheet, for programs: enterprises, log, and what is unsettled.

Rule: row 1 holds the keys and never changes its words; one record a row, nothing merged, ids and codes kept.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from backbone_desktop.domain.codes import Channel, ConfirmationState, Stage, read_code
from backbone_desktop.domain.fact_codec import content_to_json
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.report import LogLine, MonthlyRow, MonthlySheet, OpenFact
from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.workbook import (
    ISO_DATE_FORMAT,
    cell_at,
    put_date,
    put_number,
    put_text,
    set_up_print,
)

FIRM_SHEET = "資料"
FIRM_KEYS = (
    "casebook",
    "consultant",
    "month",
    "case",
    "enterprise",
    "ubn",
    "name",
    "site",
    "county",
    "stage",
    "holder",
    "happened",
    "visits",
    "follow_ups",
    "open_needs",
    "unconfirmed",
    "next_step",
    "next_on",
    "overdue",
)
LOG_SHEET = "資料_紀錄"
LOG_KEYS = (
    "casebook",
    "month",
    "id",
    "case",
    "on",
    "ubn",
    "name",
    "kind",
    "channel",
    "with_whom",
    "text",
    "next_step",
    "next_on",
)
OPEN_SHEET = "資料_待確認"
OPEN_KEYS = ("casebook", "month", "case", "ubn", "name", "fact", "label", "value", "state")

_Datum = str | int | date | None
_ID_WIDTH, _TEXT_WIDTH = 38.0, 48.0
_WIDTH = 16.0
_WIDTHS: Mapping[str, float] = MappingProxyType(
    {
        "casebook": _ID_WIDTH,
        "consultant": _ID_WIDTH,
        "case": _ID_WIDTH,
        "enterprise": _ID_WIDTH,
        "id": _ID_WIDTH,
        "name": _TEXT_WIDTH,
        "happened": _TEXT_WIDTH,
        "text": _TEXT_WIDTH,
        "next_step": _TEXT_WIDTH,
        "fact": _ID_WIDTH,
        "label": _ID_WIDTH,
        "value": _TEXT_WIDTH,
    }
)
"""In characters. Nothing wraps, so that a record stays one line: what is printed is wide, not long."""


def write_data(workbook: Workbook, sheet: MonthlySheet) -> None:
    """Add the data sheets at the end of the workbook."""
    _write_records(workbook, FIRM_SHEET, FIRM_KEYS, (_firm(each, sheet) for each in sheet.rows))
    _write_records(workbook, LOG_SHEET, LOG_KEYS, (_line(each, sheet) for each in sheet.log))
    _write_records(workbook, OPEN_SHEET, OPEN_KEYS, (_open_fact(each, sheet) for each in sheet.open_facts))


def _write_records(
    workbook: Workbook, title: str, keys: Sequence[str], records: Iterable[Sequence[_Datum]]
) -> None:
    sheet = workbook.create_sheet(title)
    for column, key in enumerate(keys, start=1):
        put_text(cell_at(sheet, 1, column), key, Look.DATA)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(key, _WIDTH)
    for row, record in enumerate(records, start=2):
        for column, value in enumerate(record, start=1):
            if value not in (None, ""):
                _put(cell_at(sheet, row, column), value)
    sheet.freeze_panes = "A2"
    set_up_print(sheet, "1:1", landscape=True)


def _put(cell: Cell, value: _Datum) -> None:
    match value:
        case str():
            put_text(cell, value, Look.DATA)
        case date():
            put_date(cell, value, Look.DATA_NUMBER, ISO_DATE_FORMAT)
        case _:
            put_number(cell, value, Look.DATA_NUMBER)


def _firm(row: MonthlyRow, sheet: MonthlySheet) -> tuple[_Datum, ...]:
    stage = read_code(Stage, row.stage)
    return (
        sheet.casebook,
        sheet.consultant.id,
        sheet.month.code,
        row.case,
        row.enterprise,
        row.ubn,
        row.name,
        row.site,
        row.county,
        row.stage if stage is None else stage.value,
        row.holder,
        row.happened,
        row.visits,
        row.follow_ups,
        row.open_needs,
        row.unconfirmed,
        row.next_step,
        row.next_on,
        int(row.overdue),
    )


def _line(line: LogLine, sheet: MonthlySheet) -> tuple[_Datum, ...]:
    channel = read_code(Channel, line.channel)
    return (
        sheet.casebook,
        sheet.month.code,
        line.id,
        line.case,
        line.on,
        line.ubn,
        line.name,
        line.kind.value,
        line.channel if channel is None else channel.value,
        line.with_whom,
        line.text,
        line.next_step,
        line.next_on,
    )


def _open_fact(fact: OpenFact, sheet: MonthlySheet) -> tuple[_Datum, ...]:
    state = read_code(ConfirmationState, fact.state)
    return (
        sheet.casebook,
        sheet.month.code,
        fact.case,
        fact.ubn,
        fact.name,
        fact.fact,
        fact.label,
        _raw(fact.content),
        "unknown" if state is None else state.value,
    )


def _raw(content: FactContent | None) -> _Datum:
    """Return a content as a program reads it: numbers and dates as such, yes or no and lists as JSON."""
    match content:
        case None | str() | date():
            return content
        case Decimal():
            return str(content)
        case bool() | tuple():
            value = content_to_json(content)
            return json.dumps(value["list"] if isinstance(value, dict) else value, ensure_ascii=False)
        case _:
            return content
