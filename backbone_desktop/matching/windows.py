"""Windows judged on a date, with the vagueness of the print kept.

Rule: 「已截止」 is said only where the print proves it; a day is counted only to a printed day.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.roc_date import ROC_OFFSET, format_roc
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.verdict import WindowStatus
from backbone_desktop.domain.window import Window, WindowFlag, WindowKind, WindowSpan, WindowState

DATED_KINDS = frozenset(
    {
        WindowKind.FIXED,
        WindowKind.ROUNDS,
        WindowKind.START_ONLY,
        WindowKind.DEADLINE_ONLY,
        WindowKind.YEARLY,
    }
)
"""The kinds whose print names dates of the edition's year."""

_EXPIRED = "{roc_year}年版，已過期，請更新目錄"
_ROLLING = "隨到隨辦"
_ROLLING_LIMITED = "隨到隨辦，額滿或預算用罄即止"
_ROLLING_PAST = "{roc_year}年版載明隨到隨辦，年度已過，請先向主辦單位確認"
_ANNOUNCED = "依公告辦理，請留意主辦單位公告"
_NOT_STATED = "手冊未載明，請洽主辦單位"

_OPEN_UNTIL = "受理中，{closes} 截止，尚餘 {days} 日"
_OPEN_LAST_DAY = "受理中，今日（{closes}）截止"
_OPEN_VAGUE_END = "受理中，至 {closes_label}，未載明確切截止日"
_OPEN_NO_END = "受理中，未載明截止日"
_OPEN_TENTATIVE = "預訂 {period} 受理，目前在預訂期間內，請先洽詢"
_LATER = "尚未開始，{opens_label} 起受理"
_LATER_TENTATIVE = "尚未開始，預訂 {period} 受理"
_CLOSED = "已於 {closes_label} 截止"
_VAGUE_START = "{period}，未載明確切起日，請洽詢是否已受理"
_VAGUE_END = "{period}，未載明確切截止日，請洽詢是否仍受理"
_ANNOUNCED_START = "起日依公告，請洽詢是否已受理"
_ANNOUNCED_UNTIL = "起日依公告，{closes} 截止，尚餘 {days} 日，請洽詢是否已受理"
_TENTATIVE_PAST = "預訂 {period} 受理，預訂期間已過，請洽詢是否另有安排"

_LIMITED = "{status}（額滿或預算用罄即止）"
_NAMED = "{span}：{status}"

# A span that is open counts before one that may be, and that before one still to come.
_BEST_FIRST = (WindowState.OPEN, WindowState.CANNOT_TELL, WindowState.OPENS_LATER, WindowState.CLOSED)


@dataclass(frozen=True, slots=True)
class _JudgedSpan:
    span: WindowSpan
    state: WindowState
    template: str
    tentative: bool


def window_status(window: Window, on: date, roc_year: int) -> WindowStatus:
    """Judge a window on a date.

    Args:
        window: 申請期間 as printed.
        on: The as-of date.
        roc_year: The edition's ROC year; past it, no printed date says anything any more.
    """
    is_past = on.year > roc_year + ROC_OFFSET
    if window.kind in DATED_KINDS:
        if is_past:
            text = _EXPIRED.format(roc_year=roc_year)
            return WindowStatus(window.kind, WindowState.EXPIRED_EDITION, text)
        return _dated_status(window, on)
    if window.kind is WindowKind.ROLLING:
        is_limited = WindowFlag.UNTIL_EXHAUSTED in window.flags
        if is_past:
            state = WindowState.CANNOT_TELL if is_limited else WindowState.OPEN
            return WindowStatus(window.kind, state, _ROLLING_PAST.format(roc_year=roc_year))
        return WindowStatus(window.kind, WindowState.OPEN, _ROLLING_LIMITED if is_limited else _ROLLING)
    text = _ANNOUNCED if window.kind is WindowKind.ANNOUNCED else _NOT_STATED
    return WindowStatus(window.kind, WindowState.CANNOT_TELL, text)


def certain_day(bound: PartialDate | None) -> date | None:
    """Return the day of a bound printed to the day, None for a month or a part of one."""
    if bound is None or bound.first != bound.last:
        return None
    return bound.first


def is_tentative(window: Window, span: WindowSpan) -> bool:
    """Whether the span is printed as planned only."""
    return span.tentative or WindowFlag.TENTATIVE in window.flags


def span_name(span: WindowSpan) -> str:
    """Return the round or event, else the office, as printed; empty when neither is."""
    return span.label or span.office


def _dated_status(window: Window, on: date) -> WindowStatus:
    if not window.spans:
        return WindowStatus(window.kind, WindowState.CANNOT_TELL, _NOT_STATED)
    best = min((_judge(window, span, on) for span in window.spans), key=_preferred)
    opens = certain_day(best.span.opens)
    closes = certain_day(best.span.closes)
    counts = closes is not None and best.state in {WindowState.OPEN, WindowState.CANNOT_TELL}
    days_left = (closes - on).days if counts and closes is not None and not best.tentative else None
    text = _text(window, best, days_left)
    return WindowStatus(window.kind, best.state, text, opens, closes, _not_negative(days_left))


def _not_negative(days: int | None) -> int | None:
    return None if days is None or days < 0 else days


def _preferred(judged: _JudgedSpan) -> tuple[int, date]:
    """Sort key: the better state; the sooner end or beginning; of the closed ones the last to close."""
    span = judged.span
    if judged.state is WindowState.CLOSED and span.closes is not None:
        return _BEST_FIRST.index(judged.state), date.min + (date.max - span.closes.last)
    bound = span.opens if judged.state is WindowState.OPENS_LATER else span.closes
    return _BEST_FIRST.index(judged.state), date.max if bound is None else bound.last


def _judge(window: Window, span: WindowSpan, on: date) -> _JudgedSpan:
    tentative = is_tentative(window, span)
    for rule in (_after_end, _before_start, _start_by_announcement, _vague_start, _vague_end):
        found = rule(window, span, on)
        if found is not None:
            return _JudgedSpan(span, *found, tentative)
    if tentative:
        return _JudgedSpan(span, WindowState.OPEN, _OPEN_TENTATIVE, tentative)
    return _JudgedSpan(span, WindowState.OPEN, _open_template(span, on), tentative)


_Judgement = tuple[WindowState, str] | None
_Rule = Callable[[Window, WindowSpan, date], _Judgement]


def _after_end(window: Window, span: WindowSpan, on: date) -> _Judgement:
    if span.closes is None or on <= span.closes.last:
        return None
    if is_tentative(window, span):
        return WindowState.CANNOT_TELL, _TENTATIVE_PAST
    if _is_time_of_notice(window):
        return WindowState.CANNOT_TELL, _ANNOUNCED_START
    return WindowState.CLOSED, _CLOSED


def _before_start(window: Window, span: WindowSpan, on: date) -> _Judgement:
    if span.opens is None or on >= span.opens.first:
        return None
    return WindowState.OPENS_LATER, _LATER_TENTATIVE if is_tentative(window, span) else _LATER


def _start_by_announcement(window: Window, span: WindowSpan, _on: date) -> _Judgement:
    if WindowFlag.ANNOUNCED_START not in window.flags:
        return None
    counts = certain_day(span.closes) is not None and not is_tentative(window, span)
    return WindowState.CANNOT_TELL, _ANNOUNCED_UNTIL if counts else _ANNOUNCED_START


def _vague_start(_window: Window, span: WindowSpan, on: date) -> _Judgement:
    # A single month printed as the whole period (每年8月) is open throughout.
    if span.opens is None or span.opens == span.closes or on >= span.opens.last:
        return None
    return WindowState.CANNOT_TELL, _VAGUE_START


def _vague_end(_window: Window, span: WindowSpan, on: date) -> _Judgement:
    if span.closes is None or span.opens == span.closes or certain_day(span.closes) is not None:
        return None
    return (WindowState.CANNOT_TELL, _VAGUE_END) if on >= span.closes.first else None


def _is_time_of_notice(window: Window) -> bool:
    """Whether the printed months say when the notice appears, not when applications end."""
    return window.kind is WindowKind.YEARLY and WindowFlag.ANNOUNCED_START in window.flags


def _open_template(span: WindowSpan, on: date) -> str:
    if span.closes is None:
        return _OPEN_NO_END
    closes = certain_day(span.closes)
    if closes is None:
        return _OPEN_VAGUE_END
    return _OPEN_LAST_DAY if closes == on else _OPEN_UNTIL


def _text(window: Window, judged: _JudgedSpan, days_left: int | None) -> str:
    closes = certain_day(judged.span.closes)
    text = judged.template.format(
        period=_period(judged.span),
        opens_label=_label(judged.span.opens),
        closes_label=_label(judged.span.closes),
        closes="" if closes is None else format_roc(closes),
        days=days_left,
    )
    is_over = judged.state is WindowState.CLOSED
    if WindowFlag.UNTIL_EXHAUSTED in window.flags and not is_over:
        text = _LIMITED.format(status=text)
    name = span_name(judged.span)
    return _NAMED.format(span=name, status=text) if name else text


def _label(bound: PartialDate | None) -> str:
    return "" if bound is None else bound.label


def _period(span: WindowSpan) -> str:
    if span.opens is None or span.closes is None:
        return _label(span.opens or span.closes)
    if span.opens == span.closes:
        return span.opens.label
    return f"{span.opens.label}至{span.closes.label}"
