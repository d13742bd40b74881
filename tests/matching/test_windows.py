"""Every kind of window, with its flags, on the days that matter."""

from datetime import date
from typing import Any

import pytest

from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.verdict import WindowStatus
from backbone_desktop.domain.window import Window, WindowFlag, WindowKind, WindowSpan, WindowState
from backbone_desktop.matching.windows import window_status
from tests.matching.support import edition_105

OPEN, LATER, CLOSED, CANNOT_TELL, EXPIRED = (
    WindowState.OPEN,
    WindowState.OPENS_LATER,
    WindowState.CLOSED,
    WindowState.CANNOT_TELL,
    WindowState.EXPIRED_EDITION,
)
EXHAUSTED, ANNOUNCED_START, TENTATIVE, ROLLING = (
    WindowFlag.UNTIL_EXHAUSTED,
    WindowFlag.ANNOUNCED_START,
    WindowFlag.TENTATIVE,
    WindowFlag.ROLLING,
)


def span(opens: str, closes: str, **fields: Any) -> WindowSpan:
    return WindowSpan(
        PartialDate.parse(opens) if opens else None, PartialDate.parse(closes) if closes else None, **fields
    )


def window(kind: WindowKind, *spans: WindowSpan, flags: tuple[WindowFlag, ...] = ()) -> Window:
    return Window(kind, "出處", frozenset(flags), spans)


def status(judged: Window, day: str) -> WindowStatus:
    return window_status(judged, PartialDate.parse(day).first, 105)


DAYS = window(WindowKind.FIXED, span("105/01/15", "105/03/18"))
MONTHS = window(WindowKind.FIXED, span("105/01", "105/11"), flags=(EXHAUSTED,))
DEADLINE = window(WindowKind.DEADLINE_ONLY, span("", "105/06/30"), flags=(ROLLING,))
ANNOUNCED_DEADLINE = window(WindowKind.DEADLINE_ONLY, span("", "105/02/26"), flags=(ANNOUNCED_START,))
START = window(WindowKind.START_ONLY, span("105年10月中旬", ""))
AUGUST = window(WindowKind.YEARLY, span("105/08", "105/08"))
NOTICE = window(WindowKind.YEARLY, span("105/02", "105/03"), flags=(ANNOUNCED_START,))
ROUNDS = window(
    WindowKind.ROUNDS,
    span("105/01/26", "105/03/15", label="第一梯次"),
    span("105/05", "105/06", label="第二梯次", tentative=True),
)
PLANNED = window(WindowKind.FIXED, span("105/04/01", "105/06/30"), flags=(TENTATIVE,))


@pytest.mark.parametrize(
    ("judged", "day", "state", "days_left"),
    [
        (DAYS, "105/01/14", LATER, None),
        (DAYS, "105/01/15", OPEN, 63),
        (DAYS, "105/03/10", OPEN, 8),
        (DAYS, "105/03/18", OPEN, 0),
        (DAYS, "105/03/19", CLOSED, None),
        (DAYS, "106/01/01", EXPIRED, None),
        (MONTHS, "104/12/31", LATER, None),
        (MONTHS, "105/01/05", CANNOT_TELL, None),
        (MONTHS, "105/01/31", OPEN, None),
        (MONTHS, "105/10/31", OPEN, None),
        (MONTHS, "105/11/01", CANNOT_TELL, None),
        (MONTHS, "105/11/30", CANNOT_TELL, None),
        (MONTHS, "105/12/01", CLOSED, None),
        (DEADLINE, "105/03/10", OPEN, 112),
        (DEADLINE, "105/07/01", CLOSED, None),
        (ANNOUNCED_DEADLINE, "105/02/20", CANNOT_TELL, 6),
        (ANNOUNCED_DEADLINE, "105/02/27", CLOSED, None),
        (START, "105/10/10", LATER, None),
        (START, "105/10/15", CANNOT_TELL, None),
        (START, "105/10/20", OPEN, None),
        (START, "105/12/31", OPEN, None),
        (AUGUST, "105/07/31", LATER, None),
        (AUGUST, "105/08/01", OPEN, None),
        (AUGUST, "105/08/31", OPEN, None),
        (AUGUST, "105/09/01", CLOSED, None),
        (AUGUST, "106/08/15", EXPIRED, None),
        (NOTICE, "105/01/31", LATER, None),
        (NOTICE, "105/02/15", CANNOT_TELL, None),
        (NOTICE, "105/05/01", CANNOT_TELL, None),
        (ROUNDS, "105/03/15", OPEN, 0),
        (ROUNDS, "105/03/16", LATER, None),
        (ROUNDS, "105/05/15", CANNOT_TELL, None),
        (ROUNDS, "105/07/01", CANNOT_TELL, None),
        (PLANNED, "105/03/10", LATER, None),
        (PLANNED, "105/05/01", OPEN, None),
        (PLANNED, "105/07/01", CANNOT_TELL, None),
        (window(WindowKind.ROLLING), "105/03/10", OPEN, None),
        (window(WindowKind.ROLLING), "106/03/10", OPEN, None),
        (window(WindowKind.ROLLING, flags=(EXHAUSTED,)), "105/12/31", OPEN, None),
        (window(WindowKind.ROLLING, flags=(EXHAUSTED,)), "106/01/01", CANNOT_TELL, None),
        (window(WindowKind.ANNOUNCED), "105/03/10", CANNOT_TELL, None),
        (window(WindowKind.ANNOUNCED), "106/03/10", CANNOT_TELL, None),
        (window(WindowKind.NOT_STATED), "105/03/10", CANNOT_TELL, None),
        (window(WindowKind.FIXED), "105/03/10", CANNOT_TELL, None),
    ],
)
def test_a_window_says_no_more_than_the_print(
    judged: Window, day: str, state: WindowState, days_left: int | None
) -> None:
    found = status(judged, day)
    assert (found.state, found.days_left) == (state, days_left)
    assert found.kind is judged.kind
    assert found.text


@pytest.mark.parametrize(
    ("judged", "day", "text"),
    [
        (DAYS, "105/03/10", "受理中，105/03/18 截止，尚餘 8 日"),
        (DAYS, "105/03/18", "受理中，今日（105/03/18）截止"),
        (DAYS, "106/01/01", "105年版，已過期，請更新目錄"),
        (ROUNDS, "105/03/10", "第一梯次：受理中，105/03/15 截止，尚餘 5 日"),
        (ROUNDS, "105/04/01", "第二梯次：尚未開始，預訂 105年5月至105年6月 受理"),
        (MONTHS, "105/06/01", "受理中，至 105年11月，未載明確切截止日（額滿或預算用罄即止）"),
        (ANNOUNCED_DEADLINE, "105/02/20", "起日依公告，105/02/26 截止，尚餘 6 日，請洽詢是否已受理"),
    ],
)
def test_the_text_says_what_the_state_means(judged: Window, day: str, text: str) -> None:
    assert status(judged, day).text == text


def test_of_several_offices_the_open_one_counts_and_is_named() -> None:
    offices = window(
        WindowKind.FIXED,
        span("104/11/19", "105/01/29", office="竹科"),
        span("105/01/01", "105/02/25", office="中科"),
        span("104/12/01", "105/01/31", office="南科"),
    )
    assert status(offices, "105/01/30").text.startswith("南科：受理中")
    assert status(offices, "105/02/10").text.startswith("中科：受理中")
    closed = status(offices, "105/03/01")
    assert closed.state is CLOSED
    assert "105/02/25" in closed.text


def test_days_of_the_span_are_given_only_where_they_are_printed() -> None:
    assert (status(DAYS, "105/03/10").opens, status(DAYS, "105/03/10").closes) == (
        date(2016, 1, 15),
        date(2016, 3, 18),
    )
    assert (status(MONTHS, "105/06/01").opens, status(MONTHS, "105/06/01").closes) == (None, None)


def test_past_its_year_every_dated_window_of_the_edition_has_expired() -> None:
    dated = {"fixed", "rounds", "start_only", "deadline_only", "yearly"}
    for measure in edition_105().measures:
        for item in measure.items:
            state = window_status(item.window, date(2017, 1, 1), 105).state
            assert (state is EXPIRED) == (item.window.kind.value in dated)


def test_no_window_of_the_edition_closes_before_its_printed_end() -> None:
    for measure in edition_105().measures:
        for item in measure.items:
            for month in range(1, 13):
                day = date(2016, month, 28)
                if window_status(item.window, day, 105).state is CLOSED:
                    assert all(each.closes and each.closes.last < day for each in item.window.spans)
