"""Dates: every spelling an office produces, and the refusal of what the calendar does not hold."""

import contextlib
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.roc_date import (
    DateRefused,
    ParsedDate,
    RocMonth,
    SuspectedSerial,
    format_roc,
    format_roc_text,
    parse_roc_date,
    read_date_cell,
    roc_year,
)

FIRST_OF_MAY = date(2016, 5, 1)
DATES = st.dates(min_value=date(1912, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "105.5.1",
        "105/05/01",
        "105-05-01",
        "105年5月1日",
        "民國105年 5月 1日",
        "中華民國105年5月1日",
        "民國105.5.1",
        "1050501",
        "民國1050501",
        "１０５／５／１",
        "１０５年５月１日",
        "2016-05-01",
        "2016/5/1",
        "西元2016年5月1日",
        "20160501",
        " 105 / 5 / 1 ",
        "105–05–01",
        "105/5/1（日）",
        "105年5月1日星期日",
        "2016/5/1 下午 3:04:05",
        "2016/5/1 上午 12:00:00",
        "2016/5/1 3:04:05 PM",
        "2016-05-01 15:04",
        "2016-05-01T15:04:05",
        "2016-05-01T15:04:05.123+08:00",
        "2016-04-30T20:00:00+0400",
    ],
)
def test_office_spellings_are_read(text: str) -> None:
    assert parse_roc_date(text).value == FIRST_OF_MAY


def test_form_service_time_stamp_is_read() -> None:
    assert parse_roc_date("2016/2/5 下午 3:04:05") == ParsedDate(date(2016, 2, 5), at=time(15, 4, 5))


def test_time_stamp_in_universal_time_is_read_on_taiwans_calendar() -> None:
    parsed = parse_roc_date("2016-02-05T20:00:00Z")
    assert parsed.value == date(2016, 2, 6)
    assert "105/02/06" in parsed.warning


def test_two_digit_year_is_read_as_roc_with_a_warning() -> None:
    parsed = parse_roc_date("99.1.5")
    assert parsed.value == date(2010, 1, 5)
    assert "民國99年1月5日（2010年）" in parsed.warning


@pytest.mark.parametrize("text", ["099.1.5", "民國99.1.5", "99年1月5日", "0990105"])
def test_year_below_100_that_is_unmistakable_needs_no_warning(text: str) -> None:
    assert parse_roc_date(text) == ParsedDate(date(2010, 1, 5))


def test_weekday_that_contradicts_the_date_is_pointed_out() -> None:
    parsed = parse_roc_date("105/5/1（三）")
    assert parsed.value == FIRST_OF_MAY
    assert "星期日" in parsed.warning


@pytest.mark.parametrize("text", ["104/2/29", "1060229", "104年2月29日", "2015-02-29", "105/4/31"])
def test_day_the_calendar_lacks_is_refused(text: str) -> None:
    with pytest.raises(DateRefused) as refusal:
        parse_roc_date(text)
    assert text in refusal.value.detail
    assert refusal.value.remedy


def test_leap_day_of_a_leap_year_is_right() -> None:
    assert parse_roc_date("105/2/29") == ParsedDate(date(2016, 2, 29))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "未定",
        "105",
        "105/5",
        "105/5-1",
        "105/5/1/2",
        "5/3/15",
        "05/03/15",
        "000/1/1",
        "1911/1/1",
        "19111231",
        "民國2016年5月1日",
        "西元105年5月1日",
        "990105",
        "42444",
        "105/5/1日",
        "105/5/1 25:00",
        "105/5/1 下午 15:00",
        "105/5/1 早上",
        "2016-05-01T10:00+25:00",
        "9999-12-31T23:00:00Z",
    ],
)
def test_text_that_is_no_date_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(DateRefused):
        parse_roc_date(text)


def test_refusal_shows_an_excerpt_of_a_long_cell() -> None:
    with pytest.raises(DateRefused) as refusal:
        parse_roc_date("甲" * 30_000)
    assert len(refusal.value.detail) < 100


@given(DATES)
def test_formatted_dates_are_read_back_without_a_warning(day: date) -> None:
    roc = day.year - 1911
    for text in (
        format_roc(day),
        format_roc_text(day),
        day.isoformat(),
        f"{roc:03d}{day:%m%d}",
        f"{day:%Y%m%d}",
        f"民國 {roc} 年 {day.month} 月 {day.day} 日",
    ):
        assert parse_roc_date(text) == ParsedDate(day)


@given(st.text())
def test_any_text_is_either_read_or_refused(text: str) -> None:
    with contextlib.suppress(DateRefused):
        assert parse_roc_date(text).value.year >= 1912


def test_dates_are_shown_in_roc_years() -> None:
    assert format_roc(date(2016, 3, 15)) == "105/03/15"
    assert format_roc_text(date(2016, 3, 15)) == "105年3月15日"
    assert roc_year(date(1912, 1, 1)) == 1


def test_there_is_no_roc_year_zero() -> None:
    with pytest.raises(DateRefused):
        roc_year(date(1911, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        FIRST_OF_MAY,
        datetime(2016, 5, 1, 23, 59),  # noqa: DTZ001 - spreadsheet cells carry no zone
        datetime(2016, 4, 30, 20, 0, tzinfo=UTC),
        datetime(2016, 5, 1, 0, 0, tzinfo=timezone(timedelta(hours=8))),
        "105/5/1",
        "1050501",
        "1050501.0",
        1_050_501,
        1_050_501.0,
        20_160_501.0,
    ],
)
def test_date_cells_are_read(value: object) -> None:
    read = read_date_cell(value)
    assert isinstance(read, ParsedDate)
    assert (read.value, read.warning) == (FIRST_OF_MAY, "")


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (datetime(2016, 5, 1, 23, 59, 30), time(23, 59, 30)),  # noqa: DTZ001 - cells carry no zone
        (datetime(2016, 4, 30, 20, 0, tzinfo=UTC), time(4)),
        (datetime(2016, 5, 1), None),  # noqa: DTZ001 - a cell of a day alone
        (FIRST_OF_MAY, None),
        ("105/5/1", None),
        ("2016/5/1 15:04", time(15, 4)),
    ],
)
def test_the_time_of_day_is_told_where_one_was_written(value: object, at: time | None) -> None:
    read = read_date_cell(value)
    assert isinstance(read, ParsedDate)
    assert read.at == at


@pytest.mark.parametrize("value", [42_444, 42_444.0, 42_444.63, "42444", "42444.0", "４２４４４"])
def test_bare_serial_is_never_guessed(value: object) -> None:
    suspect = read_date_cell(value)
    assert suspect == SuspectedSerial(42_444, date(2016, 3, 15))
    assert isinstance(suspect, SuspectedSerial)
    assert suspect.as_date_1904 == date(2020, 3, 16)
    assert "「42444」" in suspect.warning
    assert "Excel 日期 105/03/15（1904 日期系統則為 109/03/16）" in suspect.warning


@pytest.mark.parametrize("number", [30_000, 60_000])
def test_serial_range_includes_its_bounds(number: int) -> None:
    assert isinstance(read_date_cell(number), SuspectedSerial)


def test_number_cell_that_lost_its_first_zero_is_read_with_a_warning() -> None:
    parsed = read_date_cell(871_103.0)
    assert isinstance(parsed, ParsedDate)
    assert parsed.value == date(1998, 11, 3)
    assert "補 0" in parsed.warning


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, b"x", "", "9" * 5_000, float("nan"), float("inf"), 0, -1, 29_999, 60_001),
        *(1_050_501.5, 201_605, 200_512, 871_103.5),
        *(date(1900, 1, 1), date(1904, 1, 1)),
    ],
)
def test_cell_that_is_no_date_is_refused(value: object) -> None:
    with pytest.raises(DateRefused):
        read_date_cell(value)


@pytest.mark.parametrize(
    "text", ["105-03", "105/3", "105年3月", "105年3月份", "民國105年3月", "10503", "2016-03"]
)
def test_month_spellings_are_read(text: str) -> None:
    assert RocMonth.parse(text) == RocMonth(105, 3)


@pytest.mark.parametrize("text", ["", "105", "105-13", "105-00", "000-01", "5/3", "1911-12", "105-03-01"])
def test_text_that_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(DateRefused):
        RocMonth.parse(text)


def test_month_knows_its_days_and_labels() -> None:
    month = RocMonth.of(date(2016, 2, 5))
    assert (month.first_day, month.last_day) == (date(2016, 2, 1), date(2016, 2, 29))
    assert month.contains(date(2016, 2, 29))
    assert not month.contains(date(2016, 3, 1))
    assert (month.label, month.code) == ("105年2月", "105-02")


@pytest.mark.parametrize(("year", "month"), [(0, 12), (105, 0), (105, 13), (8089, 1)])
def test_month_outside_the_calendar_is_refused(year: int, month: int) -> None:
    with pytest.raises(DateRefused):
        RocMonth(year, month)


@given(DATES)
def test_months_follow_each_other(day: date) -> None:
    month = RocMonth.of(day)
    assert month.next().previous() == month
    assert month < month.next()
    assert month.next().first_day == month.last_day + timedelta(days=1)
    assert RocMonth.parse(month.code) == RocMonth.parse(month.label) == month
