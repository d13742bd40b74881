"""What holds for the money of every item of the edition, whatever the figures."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from backbone_desktop.domain.funding import Effect, MoneyKind, Per
from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.money import HIGHEST_NTD
from backbone_desktop.domain.money_sheet import (
    HolderGiven,
    LineRole,
    MoneyReading,
    MoneyRequest,
    MoneySheet,
    ResultKind,
)
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.matching.money_figures import share_down, share_up
from backbone_desktop.matching.money_sheet import money_sheet
from backbone_desktop.matching.money_variants import status_grade
from tests.exchange.edition_strategies import editions
from tests.matching.support import edition_105, facts_105

Place = tuple[Measure, ServiceItem]

PLACES = [(measure, item) for measure in edition_105().measures for item in measure.items]
GUARANTEE = next(each for each in PLACES if each[1].id == "105-39-1")
STATUSES = [each.holders for each in HolderGiven]
KNOWN = [each for each in STATUSES if each is not None]
COMPUTED = {ResultKind.GRANT, ResultKind.LOAN, ResultKind.GUARANTEE}
BEYOND = ("加碼另計", "加碼後只受")

costs = st.sampled_from([1, 1_001, 650_000, 1_200_001, 3_999_999, 4_000_000, 12_000_000, 10**9, HIGHEST_NTD])
sums = st.none() | st.integers(0, 10**9)
counts = st.none() | st.integers(1, 200)
places = st.sampled_from(PLACES)
requests = st.builds(
    MoneyRequest,
    cost_ntd=st.none() | costs | st.integers(1, 10**9),
    approved_ntd=sums,
    persons=counts,
    years=st.none() | st.integers(1, 5),
    capital_ntd=sums,
    own_ntd=sums,
    grants_ntd=sums,
    holders=st.sampled_from(STATUSES),
)


def sheet(place: Place, request: MoneyRequest) -> MoneySheet:
    return money_sheet(*place, request)


def results(place: Place, request: MoneyRequest) -> dict[str, int]:
    found = sheet(place, request).readings
    return {each.name: each.result_ntd for each in found if each.result_ntd is not None}


def is_barred(reading: MoneyReading) -> bool:
    return any(each.name == "限中堅企業" and each.outcome is Outcome.NOT_MET for each in reading.tests)


def grid() -> Iterator[MoneyRequest]:
    """Yield requests from nothing at all to figures at the edge of what is accepted."""
    amounts = (None, 0, 1_900_001, HIGHEST_NTD)
    for cost, approved, holders in product((None, 1, 1_001, 4_000_000, HIGHEST_NTD), amounts, STATUSES):
        yield MoneyRequest(cost, approved, holders=holders)
        yield MoneyRequest(cost, approved, 45, 2, 1_500_000, 1_900_000, 700_001, holders)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[1].id)
def test_every_item_has_a_sheet_for_every_request(place: Place) -> None:
    for request in grid():
        assert sheet(place, request).readings


def test_the_edition_has_82_items_to_try() -> None:
    assert len(PLACES) == 82


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(edition=editions(facts_105()), request=requests)
def test_an_edition_nobody_has_seen_yet_has_its_sheets_too(edition: Edition, request: MoneyRequest) -> None:
    for measure in edition.measures:
        assert all(money_sheet(measure, item, request).readings for item in measure.items)


@given(place=places, request=requests)
def test_every_line_test_and_note_is_printed_in_its_measure(place: Place, request: MoneyRequest) -> None:
    found = sheet(place, request)
    prefix = f"105年版 第{place[0].number}項 "
    for reading in found.readings:
        assert all(each.citation.startswith(prefix) and each.label for each in reading.lines)
        assert all(each.citation.startswith(prefix) and each.sentence for each in reading.tests)
    assert all(each.citation.startswith(prefix) and each.text for each in found.notes)


@given(place=places, request=requests)
def test_money_is_whole_and_never_negative(place: Place, request: MoneyRequest) -> None:
    for reading in sheet(place, request).readings:
        found = [
            reading.result_ntd,
            *(each.amount_ntd for each in reading.lines if each.role is not LineRole.OWN),
        ]
        assert all(each is None or (type(each) is int and each >= 0) for each in found)


@given(place=places, request=requests)
@example(place=GUARANTEE, request=MoneyRequest(cost_ntd=10_000_000, holders=frozenset()))
def test_the_line_that_bites_is_the_named_cap_of_a_result(place: Place, request: MoneyRequest) -> None:
    for reading in sheet(place, request).readings:
        bites = [each.label for each in reading.lines if each.binding]
        assert bites == ([reading.cap] if reading.cap else [])
        assert reading.result_ntd is not None or not bites


@given(place=places, request=requests)
def test_what_cannot_be_computed_says_what_it_wants(place: Place, request: MoneyRequest) -> None:
    for reading in sheet(place, request).readings:
        if reading.kind in COMPUTED and reading.result_ntd is None and not is_barred(reading):
            assert reading.wants


@given(place=places, request=requests)
def test_a_result_is_within_every_ceiling_of_its_reading(place: Place, request: MoneyRequest) -> None:
    measure, item = place
    points = [
        each.amount or Decimal(0) for each in measure.preferences if each.effect is Effect.UPLIFT_PERCENT
    ]
    for reading in sheet(place, request).readings:
        result = reading.result_ntd
        if result is None or reading.kind is not ResultKind.GRANT:
            continue
        stretch = 1 + Fraction(max(points, default=Decimal(0))) / 100 if _is_beyond(reading) else Fraction(1)
        for term in item.money:
            always = not (term.additional or term.when or term.reading)
            if always and term.kind is MoneyKind.GRANT_CEILING and term.per in (Per.CASE, Per.PLAN):
                assert result <= (term.high_ntd or 0) * stretch
        if request.cost_ntd is not None:
            assert result <= request.cost_ntd * stretch


@given(place=places, request=requests, cost=costs)
def test_a_result_is_within_the_highest_share_the_firm_may_have(
    place: Place, request: MoneyRequest, cost: int
) -> None:
    measure, item = place
    shares = [each.high_percent for each in item.money if each.kind is MoneyKind.SUBSIDY_RATE]
    shares += [each.amount for each in measure.preferences if each.effect is Effect.HIGHER_RATE]
    known = [each for each in shares if each is not None]
    for reading in sheet(place, replace(request, cost_ntd=cost)).readings:
        if reading.result_ntd is not None and shares and not _is_beyond(reading) and _has_share(item):
            assert reading.result_ntd <= share_down(cost, max(known))


@given(place=places, request=requests, more=st.integers(1, 10**8))
def test_a_larger_project_never_gets_less(place: Place, request: MoneyRequest, more: int) -> None:
    cost = request.cost_ntd or 1
    small, large = replace(request, cost_ntd=cost), replace(request, cost_ntd=cost + more)
    _never_less(place, small, large)


@given(place=places, request=requests, approved=st.integers(0, 10**8), more=st.integers(1, 10**8))
def test_a_larger_grant_as_approved_never_ends_in_less(
    place: Place, request: MoneyRequest, approved: int, more: int
) -> None:
    small, large = replace(request, approved_ntd=approved), replace(request, approved_ntd=approved + more)
    _never_less(place, small, large)


@given(place=places, request=requests, persons=st.integers(1, 200), more=st.integers(1, 200))
def test_more_persons_never_get_less(place: Place, request: MoneyRequest, persons: int, more: int) -> None:
    small, large = replace(request, persons=persons), replace(request, persons=persons + more)
    _never_less(place, small, large)


@given(place=places, request=requests, grants=st.integers(0, 10**8), more=st.integers(1, 10**8))
def test_grants_received_before_never_raise_a_result(
    place: Place, request: MoneyRequest, grants: int, more: int
) -> None:
    few, many = replace(request, grants_ntd=grants), replace(request, grants_ntd=grants + more)
    _never_less(place, many, few)


@given(place=places, request=requests, holders=st.sampled_from(KNOWN))
def test_the_first_reading_of_an_unknown_status_promises_no_more_than_any_status(
    place: Place, request: MoneyRequest, holders: frozenset[str]
) -> None:
    unknown = sheet(place, replace(request, holders=None)).first
    known = sheet(place, replace(request, holders=holders)).first
    if unknown.certain and unknown.kind in COMPUTED and known.result_ntd is not None:
        assert unknown.result_ntd is not None
        assert unknown.result_ntd <= known.result_ntd


@given(place=places, request=requests)
def test_what_rests_on_an_unknown_status_says_so(place: Place, request: MoneyRequest) -> None:
    for reading in sheet(place, replace(request, holders=None)).readings:
        if any(each.role is LineRole.UPLIFT for each in reading.lines):
            assert not reading.certain
            assert "身分未確認" in reading.name
    if status_grade(place[1], None) is not None:
        assert not any(each.certain for each in sheet(place, replace(request, holders=None)).readings)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[1].id)
def test_every_printed_term_of_an_item_is_on_its_sheet(place: Place) -> None:
    both = HolderGiven.BOTH.holders
    request = MoneyRequest(20_000_000, 1_000_000, 10, 1, 10**8, grants_ntd=0, holders=both)
    found = sheet(place, request).readings
    shown = [each.label for reading in found for each in reading.lines]
    shown += [test.name for reading in found for test in reading.tests]
    for term in place[1].money:
        names = [each.label for each in term.tests] or [term.label or term.kind.label]
        inclusive = [each.replace("＜", "≦") for each in names]
        assert any(each in one for each in inclusive for one in shown), term


@given(amount=st.integers(0, HIGHEST_NTD), percent=st.decimals(0, 200, places=3))
def test_what_is_received_is_rounded_down_and_what_is_paid_up(amount: int, percent: Decimal) -> None:
    exact = Fraction(amount) * Fraction(percent) / 100
    assert share_down(amount, percent) <= exact < share_down(amount, percent) + 1
    assert share_up(amount, percent) - 1 < exact <= share_up(amount, percent)


def _is_beyond(reading: MoneyReading) -> bool:
    return any(each in reading.name for each in BEYOND)


def _has_share(item: ServiceItem) -> bool:
    return any(each.kind is MoneyKind.SUBSIDY_RATE for each in item.money)


def _never_less(place: Place, small: MoneyRequest, large: MoneyRequest) -> None:
    """Compare readings of one name; a fee is no gain and is left out."""
    before, after = sheet(place, small), sheet(place, large)
    if before.first.kind not in COMPUTED:
        return
    less, more = results(place, small), results(place, large)
    for name in less.keys() & more.keys():
        assert less[name] <= more[name], name
    assert before.measure == after.measure
