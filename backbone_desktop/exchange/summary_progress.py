"""The 申請與追蹤 sheet of a case summary: every application step with its money, and the log.

Rule: the log is shown whole; an entry corrected or taken back is marked, never dropped.
"""

from collections.abc import Iterator
from datetime import date

from openpyxl import Workbook

from backbone_desktop.domain.application import Application
from backbone_desktop.domain.follow_up import FollowUp, standing_entries
from backbone_desktop.domain.identifiers import FollowUpId
from backbone_desktop.domain.report import CaseSummary
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.exchange.page import Column, Flag, Value
from backbone_desktop.exchange.summary_page import open_page

_SHEET = "申請與追蹤"
_WIDTHS = (13, 13, 20, 56, 36, 13, 22)
_APPLICATION_COLUMNS = (
    Column("日期", carried=True),
    Column("狀態", carried=True),
    Column("金額（元）"),
    Column("措施"),
    Column("服務項目"),
    Column("目前狀態", 2),
)
_LOG_COLUMNS = (
    Column("日期", carried=True),
    Column("方式", carried=True),
    Column("對象"),
    Column("內容"),
    Column("下一步"),
    Column("下次日期"),
    Column("註記"),
)
_MONEY_NOTE = "金額為該狀態所申請、核定或撥付的數額。"
_NO_APPLICATION = "尚無申請案。"
_NO_ENTRY = "尚無追蹤紀錄。"
_MEASURE = "{number}　{name}"
_UNNAMED = "第 {number} 項措施"
_UNNAMED_ITEM = "第 {number} 個服務項目"
_OVERDUE = "逾期"
_CORRECTED = "已由 {on} 的紀錄更正"
_RETRACTED = "已於 {on} 撤回"
_CORRECTS = "更正 {on} 的紀錄"
_RETRACTS = "撤回 {on} 的紀錄"
_EARLIER = "先前"


def write_progress(workbook: Workbook, summary: CaseSummary) -> None:
    """Write the sheet."""
    page = open_page(workbook, summary, _SHEET, _WIDTHS)
    page.finish(page.row, landscape=True)
    page.section("申請案")
    page.paragraph(_MONEY_NOTE)
    steps = (step for each in summary.file.applications for step in _steps(each, summary))
    page.table(_APPLICATION_COLUMNS, steps, _NO_APPLICATION)
    page.section("追蹤紀錄")
    log = _Log(summary.file.follow_ups, summary.produced_on)
    page.table(_LOG_COLUMNS, (log.line(each) for each in summary.file.follow_ups), _NO_ENTRY)


def _steps(application: Application, summary: CaseSummary) -> Iterator[tuple[Value, ...]]:
    number = application.measure
    name = summary.measure_names.get(number)
    measure = _UNNAMED.format(number=number) if name is None else _MEASURE.format(number=number, name=name)
    item = _item_name(application, summary)
    for step in application.history:
        yield step.on, step.status.label, step.amount_ntd, measure, item, application.status.label


def _item_name(application: Application, summary: CaseSummary) -> str:
    stored = summary.file.assessment
    names = {
        (measure.number, item.number): item.name
        for measure in (stored.assessment.measures if stored else ())
        for item in measure.items
    }
    unnamed = _UNNAMED_ITEM.format(number=application.item)
    return names.get((application.measure, application.item), unnamed)


class _Log:
    """The follow-up log of one case as it is read on a date."""

    def __init__(self, entries: tuple[FollowUp, ...], on: date) -> None:
        self._on = on
        self._dates = {each.id: each.on for each in entries}
        self._later = {each.corrects: each for each in entries if each.corrects}
        self._standing = standing_entries(entries)

    def line(self, entry: FollowUp) -> tuple[Value, ...]:
        """Return the cells of one entry."""
        return (
            entry.on,
            entry.channel.label,
            entry.with_whom,
            entry.text,
            entry.next_step,
            entry.next_on,
            self._remark(entry),
        )

    def _remark(self, entry: FollowUp) -> Value:
        later = self._later.get(entry.id)
        if later is not None:
            return (_RETRACTED if later.retracts else _CORRECTED).format(on=format_roc(later.on))
        if self._is_overdue(entry):
            return Flag(_OVERDUE)
        if entry.corrects is None:
            return ""
        return (_RETRACTS if entry.retracts else _CORRECTS).format(on=self._date_of(entry.corrects))

    def _is_overdue(self, entry: FollowUp) -> bool:
        due = entry.next_on
        if due is None or due >= self._on or entry.retracts:
            return False
        return not any(each.on >= due for each in self._standing if each is not entry)

    def _date_of(self, entry: FollowUpId) -> str:
        on = self._dates.get(entry)
        return _EARLIER if on is None else format_roc(on)
