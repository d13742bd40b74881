"""Amounts in whole 元: every printed spelling, exact or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.money import (
    HIGHEST_NTD,
    MoneyRefused,
    NtdRange,
    format_ntd,
    format_ntd_text,
    parse_ntd,
    parse_ntd_range,
    to_thousands,
)

AMOUNTS = st.integers(min_value=-HIGHEST_NTD, max_value=HIGHEST_NTD)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12億1,147萬元", 1_211_470_000),
        ("12億 1,147 萬元", 1_211_470_000),
        ("4萬5千元", 45_000),
        ("26萬 7 千元", 267_000),
        ("0.49萬元", 4_900),
        ("3.75 萬元", 37_500),
        ("45.5 萬", 455_000),
        ("新臺幣三億元", 300_000_000),
        ("新台幣 1,000 萬元", 10_000_000),
        ("500萬元（含稅）", 5_000_000),
        ("500萬（含稅）元", 5_000_000),
        ("新臺幣 500萬元整(含稅)", 5_000_000),
        ("NT$1,211,470,000", 1_211_470_000),
        ("nt$ 500", 500),
        ("NTD 500", 500),
        ("$500", 500),
        ("１，５００，０００", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1500000", 1_500_000),
        ("1500000.0", 1_500_000),
        ("6,000 元", 6_000),
        ("壹佰萬元整", 1_000_000),
        ("4萬5元", 40_005),
        ("-500", -500),
        ("負3萬元", -30_000),
        ("-NT$500", -500),
        ("0", 0),
    ],
)
def test_printed_amounts_are_read(text: str, amount: int) -> None:
    assert parse_ntd(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        *("", "元", "萬元", "面議", "1,50,000", "100 200", "4萬5", "三萬五", "5元5元", "5元(含稅)元"),
        *(
            "0.5元",
            "0.00001萬元",
            "1500000.5",
            "1e6",
            "US$500",
            "500萬元（未稅）",
            "20~30萬元",
            "70%",
            "10000兆元",
        ),
    ],
)
def test_text_that_is_no_exact_amount_is_refused(text: str) -> None:
    with pytest.raises(MoneyRefused) as refusal:
        parse_ntd(text)
    assert refusal.value.detail
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20~30萬元", 200_000, 300_000),
        ("20～30 萬元", 200_000, 300_000),
        ("20-30萬元", 200_000, 300_000),
        ("20萬至30萬元", 200_000, 300_000),
        ("20萬元到30萬元", 200_000, 300_000),
        ("2~3千萬元", 20_000_000, 30_000_000),
        ("二十至三十萬元", 200_000, 300_000),
        ("5,000元~1萬元", 5_000, 10_000),
        ("5,000~1萬元", 5_000, 10_000),
        ("20~30萬元（含稅）", 200_000, 300_000),
        ("1,000-2,000", 1_000, 2_000),
        ("500萬元（含稅）", 5_000_000, 5_000_000),
        ("-500", -500, -500),
    ],
)
def test_printed_spans_are_read(text: str, low: int, high: int) -> None:
    assert parse_ntd_range(text) == NtdRange(low, high)


@pytest.mark.parametrize("text", ["", "~", "30萬元~20萬元", "10~20~30萬元", "20萬~", "~30萬元"])
def test_span_that_is_incomplete_or_runs_backwards_is_refused(text: str) -> None:
    with pytest.raises(MoneyRefused):
        parse_ntd_range(text)


def test_amounts_are_shown_grouped_in_tables_and_with_units_in_text() -> None:
    assert format_ntd(1_211_470_000) == "1,211,470,000"
    assert format_ntd_text(1_211_470_000) == "12億1,147萬元"
    assert format_ntd_text(45_000) == "4萬5,000元"
    assert format_ntd_text(0) == "0元"
    assert format_ntd(-4_500) == "-4,500"
    assert format_ntd_text(-45_000) == "-4萬5,000元"
    assert NtdRange(200_000, 300_000).label == "20萬元～30萬元"
    assert NtdRange(200_000, 200_000).label == "20萬元"


@given(AMOUNTS)
def test_shown_amounts_are_read_back(amount: int) -> None:
    assert parse_ntd(format_ntd(amount)) == amount
    assert parse_ntd(format_ntd_text(amount)) == amount


@given(st.integers(min_value=0, max_value=HIGHEST_NTD), st.integers(min_value=0, max_value=HIGHEST_NTD))
def test_shown_spans_are_read_back(one: int, other: int) -> None:
    span = NtdRange(*sorted((one, other)))
    assert parse_ntd_range(span.label) == span


@pytest.mark.parametrize(
    ("amount", "thousands"),
    [(0, 0), (499, 0), (500, 1), (1_499, 1), (1_500, 2), (2_500, 3), (-499, 0), (-500, -1), (-2_500, -3)],
)
def test_thousands_round_half_up(amount: int, thousands: int) -> None:
    assert to_thousands(amount) == thousands


@given(AMOUNTS)
def test_rounding_to_thousands_is_within_half_and_mirrors(amount: int) -> None:
    assert abs(to_thousands(amount) * 1000 - amount) <= 500
    assert to_thousands(-amount) == -to_thousands(amount)
