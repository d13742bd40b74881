"""Counting the steps of an application back from the day its window closes.

Rule: only a printed day, or one the consultant names, is counted from; without one the order stands alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from backbone_desktop.domain.backward_plan import BackwardPlan, DayUnit, Lead, LeadTimes, PlanStep, StepKind
from backbone_desktop.domain.measure import Measure, ServiceItem
from backbone_desktop.domain.window import Window, WindowState
from backbone_desktop.matching.windows import (
    DATED_KINDS,
    certain_day,
    is_tentative,
    span_name,
    window_status,
)

IsWorkingDay = Callable[[date], bool]

_BASIS = "截止日前 {days} {unit}（{remark}）"
_BEGIN = "開始準備「{document}」"
_CLOSING = "申請截止"
_NAMED_CLOSING = "申請截止（{window}）"
_GIVEN = "截止日由顧問指定。"
_NO_DAY = "手冊沒有可以倒推的截止日（{status}），以下只列先後順序。"
_NO_DOCUMENTS = "手冊未載明應備文件，請向承辦窗口索取。"
_PASSED = "有 {count} 個步驟的日期已過，請先確認來得及再申請。"


def backward_plan(
    measure: Measure,
    item: ServiceItem,
    leads: LeadTimes,
    on: date,
    roc_year: int,
    is_working_day: IsWorkingDay,
    closes: date | None = None,
) -> BackwardPlan:
    """Plan the application for one item.

    Args:
        measure: The measure, for its name.
        item: The item applied for; its documents each become a step.
        leads: Our estimates of how long things take.
        on: The as-of date; a step before it is marked as passed.
        roc_year: The edition's ROC year; past it no printed day counts.
        is_working_day: Tells whether offices work on a day.
        closes: The closing day if the consultant knows it better than the print.
    """
    printed = None if closes is not None else next_closing(item.window, on, roc_year)
    day, window = (closes, "") if printed is None else printed
    source = item.window.citation if closes is None else _GIVEN
    steps = sorted(_steps(item, leads), key=lambda step: -step.lead.weight if step.lead else 0)
    if day is not None:
        steps = [_dated(step, day, on, is_working_day) for step in (*steps, _closing(window, source))]
        steps.sort(key=lambda step: step.on or day)
    status = window_status(item.window, on, roc_year).text
    remarks = _remarks(item, steps, day, status, given=closes is not None)
    return BackwardPlan(
        measure.number, measure.name, item.number, item.name, on, day, window, tuple(steps), tuple(remarks)
    )


def next_closing(window: Window, on: date, roc_year: int) -> tuple[date, str] | None:
    """Return the soonest printed and settled closing day from ``on``, with its round, or None."""
    if window.kind not in DATED_KINDS or window_status(window, on, roc_year).state in _NOTHING_LEFT:
        return None
    days = (
        (closes, span_name(span))
        for span in window.spans
        if (closes := certain_day(span.closes)) is not None and not is_tentative(window, span)
    )
    return min(((day, name) for day, name in days if day >= on), default=None)


def days_back(closes: date, lead: Lead, is_working_day: IsWorkingDay) -> date:
    """Return the day that lies ``lead`` before the closing day, which is not counted itself."""
    if lead.unit is DayUnit.CALENDAR:
        return closes - timedelta(days=lead.days)
    day, left = closes, lead.days
    while left:
        day -= timedelta(days=1)
        left -= is_working_day(day)
    return day


_NOTHING_LEFT = frozenset({WindowState.EXPIRED_EDITION, WindowState.CLOSED})


def _steps(item: ServiceItem, leads: LeadTimes) -> Iterator[PlanStep]:
    for each in leads.steps:
        yield _step(StepKind.STEP, each.label, each.lead, leads.remark)
    for document in item.documents:
        text = _BEGIN.format(document=document)
        yield _step(StepKind.DOCUMENT, text, leads.of_document(document), leads.remark)


def _closing(window: str, source: str) -> PlanStep:
    text = _NAMED_CLOSING.format(window=window) if window else _CLOSING
    return PlanStep(StepKind.CLOSING, text, None, None, passed=False, basis=source)


def _step(kind: StepKind, text: str, lead: Lead, remark: str) -> PlanStep:
    basis = _BASIS.format(days=lead.days, unit=lead.unit.label, remark=remark)
    return PlanStep(kind, text, lead, None, passed=False, basis=basis)


def _dated(step: PlanStep, closes: date, on: date, is_working_day: IsWorkingDay) -> PlanStep:
    day = closes if step.lead is None else days_back(closes, step.lead, is_working_day)
    return replace(step, on=day, passed=day < on)


def _remarks(
    item: ServiceItem, steps: list[PlanStep], day: date | None, status: str, *, given: bool
) -> Iterator[str]:
    if given:
        yield _GIVEN
    if day is None:
        yield _NO_DAY.format(status=status)
    if not item.documents:
        yield _NO_DOCUMENTS
    passed = sum(step.passed for step in steps)
    if passed:
        yield _PASSED.format(count=passed)
