"""The 訪視診斷 sheet of a case summary: one block per visit, its findings under it.

Rule: a planned visit that did not take place is shown with its reason, not left out.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from openpyxl import Workbook

from backbone_desktop.domain.report import CaseSummary
from backbone_desktop.domain.roc_date import format_roc_text
from backbone_desktop.domain.visit import DiagnosisFinding, Visit
from backbone_desktop.exchange.page import Column, Page, Value
from backbone_desktop.exchange.summary_page import open_page

_SHEET = "訪視診斷"
_WIDTHS = (14, 10, 46, 34, 46, 30)
_COLUMNS = (
    Column("面向", carried=True),
    Column("程度"),
    Column("現況"),
    Column("原因"),
    Column("建議"),
    Column("建議措施"),
)
_VISIT = "{on}　{state}"
_HELD, _PLANNED, _NOT_VISITED = "已訪視", "預定訪視", "未到訪"
_MEASURE = "{number}　{name}"
_UNNAMED = "第 {number} 項措施"
_NO_VISIT = "尚無訪視紀錄。"
_NO_FINDING = "這次訪視沒有診斷發現。"
_BETWEEN = "、"
_LINE = "\n"


def write_visits(workbook: Workbook, summary: CaseSummary) -> None:
    """Write the sheet."""
    page = open_page(workbook, summary, _SHEET, _WIDTHS)
    page.finish(page.row, landscape=True)
    if not summary.file.visits:
        page.section(_SHEET)
        page.paragraph(_NO_VISIT)
    for visit in summary.file.visits:
        _write_visit(page, visit, summary)


def was_held(visit: Visit, on: date) -> bool:
    """Whether the visit took place by that date."""
    return not visit.not_visited and visit.on <= on


def _write_visit(page: Page, visit: Visit, summary: CaseSummary) -> None:
    state = _HELD if was_held(visit, summary.produced_on) else _NOT_VISITED if visit.not_visited else _PLANNED
    page.section(_VISIT.format(on=format_roc_text(visit.on), state=state))
    page.pairs([("日期", visit.on), *_described(visit)], (1, 5))
    if visit.findings or state == _HELD:
        rows = (_finding(each, summary.measure_names) for each in visit.findings)
        page.table(_COLUMNS, rows, _NO_FINDING)


def _described(visit: Visit) -> Iterator[tuple[Value, ...]]:
    described = (
        ("未到訪原因", visit.not_visited),
        ("地點", visit.place),
        ("目的", visit.purpose),
        ("訪視人員", _BETWEEN.join(visit.visitors)),
        ("專家", _BETWEEN.join(visit.experts)),
        ("企業出席", _BETWEEN.join(visit.attendees)),
        ("訪視紀要", visit.summary),
        ("遭遇困難", visit.obstacles),
    )
    return (each for each in described if each[1])


def _finding(finding: DiagnosisFinding, names: Mapping[int, str]) -> tuple[Value, ...]:
    measures = (
        _MEASURE.format(number=number, name=names[number])
        if number in names
        else _UNNAMED.format(number=number)
        for number in finding.measures
    )
    return (
        finding.aspect.label,
        finding.severity.label,
        finding.situation,
        finding.cause,
        finding.advice,
        _LINE.join(measures),
    )
