"""Times of day behind a date: they move it only when they name a zone."""

from datetime import date, datetime

import pytest

from backbone_desktop.domain.time_stamp import taiwan_time

DAY = date(2016, 2, 5)


@pytest.mark.parametrize(
    "tail", [" 00:00", " 23:59:59", " 下午 11:59:59", " 上午12:00", " 11:59 pm", "T15:04:05.5"]
)
def test_time_without_a_zone_leaves_the_date(tail: str) -> None:
    assert _date(tail) == DAY


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (" 15:04", datetime(2016, 2, 5, 15, 4)),  # noqa: DTZ001 - on Taiwan's clock
        (" 下午 3:04:05", datetime(2016, 2, 5, 15, 4, 5)),  # noqa: DTZ001 - on Taiwan's clock
        ("T20:04:05.250Z", datetime(2016, 2, 6, 4, 4, 5)),  # noqa: DTZ001 - on Taiwan's clock
    ],
)
def test_the_time_of_day_is_taiwans_to_the_second(tail: str, expected: datetime) -> None:
    assert taiwan_time(DAY, tail) == expected


def _date(tail: str) -> date | None:
    read = taiwan_time(DAY, tail)
    return None if read is None else read.date()


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("T15:59:59Z", date(2016, 2, 5)),
        ("T16:00:00Z", date(2016, 2, 6)),
        ("T00:30+09:00", date(2016, 2, 4)),
        ("T20:00-0500", date(2016, 2, 6)),
        (" 下午 4:00 Z", date(2016, 2, 6)),
        (" 3:04:05 下午 GMT+8", date(2016, 2, 5)),
        (" 12:04:05 上午 GMT+8", date(2016, 2, 5)),
        (" 15:59 UTC", date(2016, 2, 5)),
        (" 16:00 GMT", date(2016, 2, 6)),
        (" 00:30 GMT+09:00", date(2016, 2, 4)),
        (" 23:30+08", date(2016, 2, 5)),
    ],
)
def test_time_with_a_zone_gives_the_date_in_taiwan(tail: str, expected: date) -> None:
    assert _date(tail) == expected


@pytest.mark.parametrize(
    "tail",
    [
        "",
        " ",
        "12:00",
        " 24:00",
        " 下午 13:00",
        " 上午 0:30",
        " 12:60",
        " 12:00 +15:00",
        " 12:00 GMT8",
        " 12:00 CST",
    ],
)
def test_tail_that_is_no_time_gives_nothing(tail: str) -> None:
    assert taiwan_time(DAY, tail) is None


def test_zone_that_leads_out_of_the_calendar_gives_nothing() -> None:
    assert taiwan_time(date.max, "T23:00Z") is None
