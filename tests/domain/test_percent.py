"""Shares: %, 百分之, 成 and 折 in percent points."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.percent import PercentRefused, parse_percent


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("70%", "70"),
        ("20％", "20"),
        ("２．２５ ％", "2.25"),
        ("-5%", "-5"),
        ("120%", "120"),
        ("百分之七十", "70"),
        ("百分之五", "5"),
        ("百分之 70", "70"),
        ("9成", "90"),
        ("九成", "90"),
        ("9.5成", "95"),
        ("九成五", "95"),
        ("十成", "100"),
        ("7折", "70"),
        ("七折", "70"),
        ("1折", "10"),
        ("95折", "95"),
        ("七五折", "75"),
        ("8.5折", "85"),
        ("70", "70"),
        ("0", "0"),
    ],
)
def test_printed_shares_are_read(text: str, points: str) -> None:
    assert parse_percent(text) == Decimal(points)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "0.7",
        "1",
        "10折",
        "0折",
        "05折",
        "11成",
        "十成五",
        "百分之",
        "百分之七十%",
        "七十趴",
        "5‰",
        "1.2.3%",
        "成",
    ],
)
def test_text_that_is_no_share_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(PercentRefused) as refusal:
        parse_percent(text)
    assert refusal.value.remedy


@given(st.decimals(min_value=0, max_value=1000, places=2))
def test_written_shares_are_read_back(points: Decimal) -> None:
    assert parse_percent(f"{points}%") == points
