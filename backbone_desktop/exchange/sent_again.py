"""A web form that one firm sent more than once: which of its rows a later one takes the place of.

Rule: only time stamps decide, and only between rows that name their firm alike; rows of which one cannot be
told earlier than the other stay what they are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import TypeVar

from backbone_desktop.domain.errors import Cancelled, UserError
from backbone_desktop.domain.intake import Gravity, Issue, stops_row
from backbone_desktop.domain.roc_date import ParsedDate, format_roc
from backbone_desktop.domain.text import fold, fold_name
from backbone_desktop.exchange.cell_reading import Remark
from backbone_desktop.exchange.day_reading import read_day
from backbone_desktop.exchange.fixes import Fixes, fixed_row
from backbone_desktop.exchange.mapping import Column, ColumnMapping
from backbone_desktop.exchange.sheets.merged import rows_below
from backbone_desktop.exchange.sheets.table import SheetRow, SheetTable
from backbone_desktop.exchange.table_reading import (
    IDENTITY,
    AskedColumn,
    ReadRow,
    RowReader,
    issue_at,
    text_of,
)

SENT_AGAIN = "sent-again"
"""The code of the remark on a row whose firm sent the form once more, later."""

_NAME = "enterprise_name"
KeyT = TypeVar("KeyT")

_ROWS_PER_POLL = 1_000


@dataclass(frozen=True, slots=True)
class _Sent:
    """When a row was sent."""

    row: SheetRow
    stamp: ParsedDate

    @property
    def told(self) -> str:
        """The time as a consultant reads it."""
        day, at = format_roc(self.stamp.value), self.stamp.at
        return day if at is None else f"{day} {at.isoformat('seconds')}"


def earlier_rows(
    table: SheetTable,
    mapping: ColumnMapping,
    sent: str,
    reader: RowReader,
    fixes: Fixes,
    cancelled: Callable[[], bool],
) -> Mapping[int, Issue]:
    """Return why a row is not taken, by its number, for every row whose firm sent the form again later.

    Args:
        table: The rows.
        mapping: Their columns.
        sent: The code of the question that says when a row was sent.
        reader: Of the form's cells.
        fixes: Cells typed anew in the preview.
        cancelled: Polled between rows.

    Raises:
        Cancelled: Stopped on request.
    """
    stamp = next((each for each in mapping.columns if each.question and each.question.code == sent), None)
    if stamp is None:
        return {}
    naming = [(each, each.question) for each in mapping.columns if each.question is not None]
    naming = [(column, question) for column, question in naming if question.code in IDENTITY]
    rows = _fixed_rows(table, mapping, fixes, cancelled)
    return {
        row.number: issue
        for alike in _several(rows, lambda row: _rough_name(row, naming))
        for of_firm in _several(alike, lambda row: _firm(reader.read_row(table, row, naming)))
        for row, issue in _earlier(table.name, stamp, of_firm)
    }


def _fixed_rows(
    table: SheetTable, mapping: ColumnMapping, fixes: Fixes, cancelled: Callable[[], bool]
) -> Iterator[SheetRow]:
    for position, row in enumerate(rows_below(table, mapping.header_row)):
        if position % _ROWS_PER_POLL == 0 and cancelled():
            raise Cancelled
        yield fixed_row(table.name, row, mapping.columns, fixes)[0]


def _several(rows: Iterable[SheetRow], key_of: Callable[[SheetRow], KeyT | None]) -> Iterator[list[SheetRow]]:
    """Yield the rows that share a key with others; those without one are left out."""
    sharing: dict[KeyT, list[SheetRow]] = {}
    for row in rows:
        if (key := key_of(row)) is not None:
            sharing.setdefault(key, []).append(row)
    return (each for each in sharing.values() if len(each) > 1)


def _rough_name(row: SheetRow, naming: Iterable[AskedColumn]) -> str:
    """Return what rows of one firm share before they are read: nearly every row is alone with it."""
    return next(
        (fold_name(row.text(column.index)) for column, question in naming if question.code == _NAME), ""
    )


def _firm(read: ReadRow) -> tuple[str, str, str] | None:
    """Return the 統一編號, name and site of a row as they are compared; None where one cannot be read."""
    ubn, name = text_of(read.answers, "ubn"), text_of(read.answers, _NAME)
    if stops_row(read.issues) or not (ubn or name):
        return None
    return ubn, fold_name(name), fold(text_of(read.answers, "site"))


def _earlier(sheet: str, column: Column, rows: Iterable[SheetRow]) -> Iterator[tuple[SheetRow, Issue]]:
    """Yield the rows of one firm that another was sent later than; none where one does not say when."""
    try:
        sent = [_Sent(row, _stamp(row, column)) for row in rows]
    except UserError:
        return
    by_time = all(each.stamp.at is not None for each in sent)
    moments = [_moment(each.stamp, by_time=by_time) for each in sent]
    last = max(moments)
    latest = sent[moments.index(last)]
    for each, moment in zip(sent, moments, strict=True):
        if moment < last:
            yield each.row, _issue(sheet, column, each, latest)


def _stamp(row: SheetRow, column: Column) -> ParsedDate:
    """Return when a row was sent; raises UserError where that cannot be told."""
    read = read_day(row.cell(column.index), column.header)
    if isinstance(read, ParsedDate):
        return read
    raise UserError("日期無法辨識", read.warning, "")


def _moment(stamp: ParsedDate, *, by_time: bool) -> datetime:
    """Return what rows are compared by: the second, or the day where one of them tells no more."""
    at = stamp.at if by_time and stamp.at is not None else time.min
    return datetime.combine(stamp.value, at)


def _issue(sheet: str, column: Column, own: _Sent, latest: _Sent) -> Issue:
    number = latest.row.number
    remark = Remark(
        SENT_AGAIN,
        f"同一家企業填了不只一次：第 {number} 列填於 {latest.told}，"
        f"這一列填於 {own.told}，較早，因此未匯入。",
        f"不必處理，以第 {number} 列為準；若應採用這一列，請在來源檔刪除第 {number} 列後再匯入；"
        "若是不同廠區，請在廠別欄分別註明。",
        Gravity.ERROR,
    )
    return issue_at(sheet, own.row.number, column.header, own.row.text(column.index), remark)
