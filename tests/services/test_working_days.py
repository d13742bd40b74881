"""Working days of Taiwan's government calendar, make-up Saturdays included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.services.working_days import holiday_name, is_working_day, next_working_day


@pytest.mark.parametrize(
    "day",
    [
        date(2016, 3, 10),
        date(2016, 1, 30),  # Saturday, made up for 12 February
        date(2016, 6, 4),  # Saturday, made up for 10 June
    ],
)
def test_weekdays_and_make_up_saturdays_are_working_days(day: date) -> None:
    assert is_working_day(day)
    assert holiday_name(day) is None


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2016, 2, 8), "春節"),
        (date(2016, 2, 12), "放假日（105/01/30 補班）"),
        (date(2016, 2, 29), "和平紀念日（補假）"),
        (date(2016, 4, 4), "兒童節、民族掃墓節"),
        (date(2016, 10, 10), "國慶日"),
    ],
)
def test_holidays_are_named_and_not_worked(day: date, name: str) -> None:
    assert not is_working_day(day)
    assert holiday_name(day) == name


def test_ordinary_weekend_is_not_worked_and_has_no_name() -> None:
    assert not is_working_day(date(2016, 3, 12))
    assert holiday_name(date(2016, 3, 12)) is None


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2016, 3, 10), date(2016, 3, 11)),
        (date(2016, 3, 11), date(2016, 3, 14)),
        (date(2016, 2, 5), date(2016, 2, 15)),  # over the New Year week
        (date(2016, 1, 29), date(2016, 1, 30)),  # to a make-up Saturday
        (date(2015, 12, 31), date(2016, 1, 4)),  # over the turn of the year
    ],
)
def test_next_working_day_skips_what_is_not_worked(day: date, following: date) -> None:
    assert next_working_day(day) == following


@given(st.dates(min_value=date(1998, 1, 1), max_value=date(2099, 12, 31)))
def test_next_working_day_is_the_first_one_later(day: date) -> None:
    following = next_working_day(day)
    assert day < following
    assert is_working_day(following)
    between = (day + timedelta(days=step) for step in range(1, (following - day).days))
    assert not any(is_working_day(each) for each in between)
