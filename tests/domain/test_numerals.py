"""Numbers before a unit: exact, and unread when they could mean two."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.numerals import read_number

CHINESE_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1,500,000", 1_500_000),
        ("12億1,147萬", 1_211_470_000),
        ("26萬7千", 267_000),
        ("3千萬", 30_000_000),
        ("2千5百萬", 25_000_000),
        ("4萬5000", 45_000),
        ("三億", 300_000_000),
        ("一億零五萬", 100_050_000),
        ("三千五百二十一", 3_521),
        ("一千零五", 1_005),
        ("兩百", 200),
        ("十五", 15),
        ("十萬", 100_000),
        ("一萬零五十", 10_050),
        ("壹佰貳拾萬", 1_200_000),
        ("一兆二千億", 1_200_000_000_000),
        ("零", 0),
    ],
)
def test_numbers_are_read(text: str, value: int) -> None:
    assert read_number(text) == value


def test_decimals_are_exact() -> None:
    assert read_number("0.49萬") == 4_900
    assert read_number("0.1") == Fraction(1, 10)


@pytest.mark.parametrize("text", ["4萬5", "三萬五", "三百五", "一億二", "2千5", "4萬500"])
def test_number_that_people_read_in_two_ways_is_read_only_before_a_unit(text: str) -> None:
    assert read_number(text) is None
    assert read_number(text, closed=True) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "萬",
        "億5",
        "百萬",
        "1,50,000",
        "1.2.3",
        "5.",
        ".5",
        "1萬2億",
        "1億20000萬",
        "五五",
        "3萬3萬",
        "甲",
        "9" * 41,
    ],
)
def test_text_that_is_no_number_is_not_read(text: str) -> None:
    assert read_number(text, closed=True) is None


def chinese(number: int) -> str:
    """Write 1–9999 the long way, with 零 for every gap."""
    text = ""
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            text += CHINESE_DIGITS[digit] + name
        elif text and number % step and not text.endswith("零"):
            text += "零"
    return text


@given(st.integers(min_value=1, max_value=9_999), st.integers(min_value=1, max_value=9_999))
def test_chinese_numerals_are_read_back(ten_thousands: int, rest: int) -> None:
    assert read_number(chinese(rest)) == rest
    gap = "零" if rest < 1_000 else ""
    assert read_number(f"{chinese(ten_thousands)}萬{gap}{chinese(rest)}") == ten_thousands * 10_000 + rest


@given(st.text(alphabet="0123456789,.零一二五九十百千萬億兆"))
def test_any_text_is_read_or_left_alone(text: str) -> None:
    value = read_number(text)
    assert value is None or value >= 0
