"""Periods: separators, inherited years, kept precision, and the refusal of what runs backwards."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.roc_date import DateRefused
from backbone_desktop.domain.roc_range import DateRange, PartialDate, PartOfMonth, parse_roc_range

PARTS: list[PartOfMonth] = ["early", "middle", "late"]
DATES = st.dates(min_value=date(1912, 1, 1), max_value=date(2100, 12, 31))
BOUNDS = st.one_of(
    DATES.map(PartialDate.of),
    DATES.map(lambda day: PartialDate(day.year, day.month)),
    st.builds(
        lambda day, part: PartialDate(day.year, day.month, part=part),
        DATES,
        st.sampled_from(PARTS),
    ),
)

FEBRUARY_TO_MARCH = DateRange(PartialDate(2016, 2, 15), PartialDate(2016, 3, 31))
APRIL_TO_JUNE = DateRange(PartialDate(2016, 4), PartialDate(2016, 6))


@pytest.mark.parametrize(
    "text",
    [
        "105/2/15~105/3/31",
        "105/2/15～105/3/31",
        "105/2/15-105/3/31",
        "105-02-15-105-03-31",
        "105-02-15-03-31",
        "105/2/15－3/31",
        "105/2/15~3/31",
        "105年2月15日至3月31日",
        "105 年 2 月 15 日至 105 年 3 月 31 日",
        "105年2月15至3月31日",
        "自民國 105年 2月 15日起，至民國 105年 3月 31日止",
        "105年2月15日起至105年3月31日止",
        "105年2月15日起105年3月31日止",
        "1050215~1050331",
        "2016-02-15～2016-03-31",
        "１０５／２／１５～３／３１",
    ],
)
def test_office_spellings_of_a_period_are_read(text: str) -> None:
    assert parse_roc_range(text) == FEBRUARY_TO_MARCH


@pytest.mark.parametrize(
    "text", ["105年4月~6月", "105 年 4 月至 6 月", "105年4~6月份", "105/4-6", "105-04~105-06", "105年4月-6月"]
)
def test_periods_of_months_keep_their_precision(text: str) -> None:
    period = parse_roc_range(text)
    assert period == APRIL_TO_JUNE
    assert period.label == "105年4月～105年6月"


@pytest.mark.parametrize("text", ["105/3/15-28", "105/3/15~28", "105年3月15日至28日", "105年3月15日~28"])
def test_right_end_inherits_year_and_month(text: str) -> None:
    assert parse_roc_range(text) == DateRange(PartialDate(2016, 3, 15), PartialDate(2016, 3, 28))


def test_vague_part_of_a_month_is_kept() -> None:
    period = parse_roc_range("105年10月中旬起")
    assert period == DateRange(PartialDate(2016, 10, part="middle"), None)
    assert period.label == "105年10月中旬起"
    assert parse_roc_range("105年10月上旬至下旬").end == PartialDate(2016, 10, part="late")
    assert parse_roc_range("105年10月上旬～11月中旬").end == PartialDate(2016, 11, part="middle")


@pytest.mark.parametrize("text", ["105/2/5起", "自105年2月5日起", "105/2/5~", "105年2月5日至"])
def test_missing_end_leaves_the_period_open(text: str) -> None:
    assert parse_roc_range(text) == DateRange(PartialDate(2016, 2, 5), None)


@pytest.mark.parametrize("text", ["至105年11月30日止", "105年11月30日止", "~105/11/30", "105/11/30為止"])
def test_missing_start_leaves_the_period_open(text: str) -> None:
    assert parse_roc_range(text) == DateRange(None, PartialDate(2016, 11, 30))


@pytest.mark.parametrize("text", ["105/4/29", "105-04-29", "2016-04-29"])
def test_single_date_is_a_period_of_that_day(text: str) -> None:
    assert parse_roc_range(text) == DateRange(PartialDate(2016, 4, 29), PartialDate(2016, 4, 29))


@pytest.mark.parametrize(
    "text",
    ["105/3/31~105/2/15", "105/11/1~1/31", "105/3/15-14", "105年6月～4月", "105/3/15～105年3月上旬"],
)
def test_end_before_start_is_refused(text: str) -> None:
    with pytest.raises(DateRefused):
        parse_roc_range(text)


@pytest.mark.parametrize(
    "text",
    ["", "~", "隨到隨審", "10月中旬", "4月~6月", "105/2/30~3/31", "105/2/15~3/32", "99/1/1~99/2/1", "105"],
)
def test_text_that_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(DateRefused) as refusal:
        parse_roc_range(text)
    assert refusal.value.remedy


def test_month_bound_may_hold_the_other_bound() -> None:
    assert DateRange(PartialDate(2016, 3, 15), PartialDate(2016, 3)).contains(date(2016, 3, 31))


@pytest.mark.parametrize(
    ("bound", "first", "last", "precision", "label"),
    [
        (PartialDate(2016, 3, 15), (3, 15), (3, 15), "day", "105/03/15"),
        (PartialDate(2016, 10), (10, 1), (10, 31), "month", "105年10月"),
        (PartialDate(2016, 10, part="early"), (10, 1), (10, 10), "part", "105年10月上旬"),
        (PartialDate(2016, 10, part="middle"), (10, 11), (10, 20), "part", "105年10月中旬"),
        (PartialDate(2016, 2, part="late"), (2, 21), (2, 29), "part", "105年2月下旬"),
    ],
)
def test_bound_knows_its_days_and_label(
    bound: PartialDate, first: tuple[int, int], last: tuple[int, int], precision: str, label: str
) -> None:
    assert (bound.first, bound.last) == (date(2016, *first), date(2016, *last))
    assert (bound.precision, bound.label) == (precision, label)


def test_impossible_bounds_are_refused() -> None:
    for year, month, day in ((2015, 2, 29), (2016, 13, None), (1911, 1, None), (2016, 4, 0)):
        with pytest.raises(DateRefused):
            PartialDate(year, month, day)
    with pytest.raises(DateRefused):
        PartialDate(2016, 10, 5, "early")


def test_bounds_sort_by_first_day() -> None:
    month, part, day = PartialDate(2016, 10), PartialDate(2016, 10, part="middle"), PartialDate(2016, 10, 5)
    assert sorted([part, month, day]) == [month, day, part]
    assert part >= month


def test_open_bounds_contain_everything_on_their_side() -> None:
    assert DateRange(None, None).contains(date.min)
    assert DateRange(None, None).label == "期間不限"
    assert not FEBRUARY_TO_MARCH.contains(date(2016, 2, 14))
    assert FEBRUARY_TO_MARCH.contains(date(2016, 2, 15))
    assert FEBRUARY_TO_MARCH.contains(date(2016, 3, 31))
    assert not FEBRUARY_TO_MARCH.contains(date(2016, 4, 1))


@given(BOUNDS)
def test_bound_is_read_back_from_its_label(bound: PartialDate) -> None:
    assert PartialDate.parse(bound.label) == bound
    assert bound.first <= bound.last


@given(BOUNDS, BOUNDS)
def test_period_is_read_back_from_its_label(one: PartialDate, other: PartialDate) -> None:
    start, end = sorted([one, other])
    for period in (DateRange(start, end), DateRange(start, None), DateRange(None, end)):
        assert parse_roc_range(period.label) == period


@given(DATES, DATES)
def test_hyphenated_iso_period_has_one_reading(one: date, other: date) -> None:
    start, end = sorted([one, other])
    assert parse_roc_range(f"{start}-{end}") == DateRange(PartialDate.of(start), PartialDate.of(end))


@given(BOUNDS, BOUNDS)
def test_order_is_total_and_agrees_with_equality(one: PartialDate, other: PartialDate) -> None:
    assert (one < other) + (one == other) + (other < one) == 1


def test_hyphens_that_can_be_read_in_two_ways_are_refused_with_both_readings() -> None:
    with pytest.raises(DateRefused) as refusal:
        parse_roc_range("105-05-06-07")
    assert "105/05/06～105/05/07" in refusal.value.detail
    assert "105年5月～105/06/07" in refusal.value.detail


def test_a_text_of_hyphens_is_refused_at_once() -> None:
    with pytest.raises(DateRefused, match="期間無法辨識"):
        parse_roc_range("-" * 30_000)
