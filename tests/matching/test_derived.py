"""Facts computed on a date from certificates and past guidance."""

from datetime import date, timedelta
from typing import Any

import pytest

from backbone_desktop.domain.facts import Certificate, PastGuidance
from backbone_desktop.matching.criteria import Membership
from backbone_desktop.matching.derived import (
    KnownFacts,
    backbone_holder,
    guidance_period_current,
    idb_guidance_3y,
    source_of,
    years_before,
)
from tests.matching.support import ENDED, ON, VALID, holding, sheet_of

DAY = timedelta(days=1)


def membership(held: str, possible: str) -> Membership:
    return Membership(frozenset(held.split()), frozenset(possible.split()))


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ((), membership("", "")),
        ((holding("potential"),), membership("potential", "potential")),
        ((holding("potential", ENDED),), membership("", "")),
        ((holding("potential", (ON, ON)),), membership("potential", "potential")),
        ((holding("potential", (ON + DAY, None)),), membership("", "")),
        ((holding("potential", (None, ON - DAY)),), membership("", "")),
        ((holding("potential", (None, VALID[1])),), membership("", "potential")),
        ((holding("potential", (None, None)), holding("potential")), membership("potential", "potential")),
        ((holding("potential", ENDED), holding("outstanding")), membership("outstanding", "outstanding")),
    ],
)
def test_a_status_is_held_while_its_certificate_is_valid(
    certificates: tuple[Certificate, ...], expected: Any
) -> None:
    assert backbone_holder(certificates, ON) == expected


@pytest.mark.parametrize(
    ("certificates", "expected"),
    [
        ((), False),
        ((holding("potential", VALID, VALID),), True),
        ((holding("potential", VALID, ENDED),), False),
        ((holding("potential", VALID, (None, None)),), None),
        ((holding("potential", VALID, (None, None)), holding("outstanding", ENDED, VALID)), True),
        ((holding("potential", VALID, (None, ON - DAY)),), False),
    ],
)
def test_only_the_guidance_period_says_whether_it_runs(
    certificates: tuple[Certificate, ...], expected: Any
) -> None:
    assert guidance_period_current(certificates, ON) is expected


CUTOFF = date(2013, 3, 10)


@pytest.mark.parametrize(
    ("agency", "began", "ended", "expected"),
    [
        ("經濟部工業局", date(2012, 1, 1), CUTOFF, True),
        ("經濟部工業局", date(2012, 1, 1), CUTOFF - DAY, False),
        ("工業局", None, CUTOFF, True),
        ("產業發展署", date(2015, 1, 1), None, True),
        ("經濟部 工業局", date(2012, 1, 1), None, None),
        ("經濟部工業局", None, None, None),
        ("經濟部工業局", ON + DAY, None, False),
        ("經濟部工業局", None, ON + DAY, None),
        ("經濟部工業局", date(2015, 1, 1), ON + DAY, True),
        ("經濟部商業司", date(2015, 1, 1), date(2015, 12, 31), False),
        ("", date(2015, 1, 1), date(2015, 12, 31), None),
        ("", date(2010, 1, 1), date(2010, 12, 31), False),
    ],
)
def test_guidance_of_the_bureau_counts_for_three_calendar_years(
    agency: str, began: date | None, ended: date | None, expected: Any
) -> None:
    assert idb_guidance_3y((PastGuidance("計畫", agency, began, ended),), ON) is expected


def test_no_guidance_at_all_says_no_and_one_sure_entry_decides() -> None:
    sure = PastGuidance("甲計畫", "工業局", date(2015, 1, 1), date(2015, 12, 31))
    assert idb_guidance_3y((), ON) is False
    assert idb_guidance_3y((PastGuidance("乙計畫"), sure), ON) is True


def test_three_years_before_a_leap_day_is_the_last_of_february() -> None:
    assert years_before(date(2016, 2, 29), 3) == date(2013, 2, 28)
    assert years_before(date(2016, 3, 10), 3) == CUTOFF


def test_a_derived_fact_without_its_source_is_unknown_and_names_it() -> None:
    known = KnownFacts(sheet_of({}), ON)
    assert known.value("backbone_holder") is None
    assert source_of("backbone_holder") == source_of("guidance_period_current") == "certificates"
    assert source_of("idb_guidance_3y") == "past_guidance"
    assert source_of("employees") == "employees"


def test_a_certificate_kind_is_read_from_the_sheet() -> None:
    known = KnownFacts(sheet_of({"certificates": (Certificate("outstanding", "", *VALID),)}), ON)
    assert known.value("backbone_holder") == membership("outstanding", "outstanding")
    assert known.value("guidance_period_current") is None
