"""What a backbone status changes in a money sheet, and what it does not."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.funding import MoneyKind, MoneyTerm
from backbone_desktop.domain.money_sheet import (
    LineRole,
    MoneyInput,
    MoneyRequest,
    ResultKind,
)
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.matching.money_sheet import money_sheet
from tests.matching.money_support import (
    BOTH,
    NONE,
    OUTSTANDING,
    POTENTIAL,
    amounts,
    only,
    sheet,
)
from tests.matching.support import item_of, measure_of


@pytest.mark.parametrize(("measure", "raised"), [(11, 1_200_000), (12, 1_100_000)])
def test_an_outstanding_firm_has_the_uplift_of_measures_11_and_12(measure: int, raised: int) -> None:
    request = MoneyRequest(cost_ntd=4_000_000, approved_ntd=1_000_000, holders=OUTSTANDING)
    assert {each.result_ntd for each in sheet(measure, 1, request).readings} == {raised}


@pytest.mark.parametrize(("measure", "item"), [(13, 1), (13, 2), (13, 3), (36, 2)])
def test_an_outstanding_firm_has_no_uplift_of_measures_13_and_36(measure: int, item: int) -> None:
    request = MoneyRequest(cost_ntd=20_000_000, approved_ntd=1_000_000, holders=OUTSTANDING)
    for reading in sheet(measure, item, request).readings:
        assert reading.result_ntd == 1_000_000
        assert amounts(reading, LineRole.UPLIFT) == []
    raised = sheet(measure, item, replace(request, holders=POTENTIAL)).readings
    assert all(each.result_ntd in (1_100_000, 1_200_000) for each in raised)


@pytest.mark.parametrize("item", [1, 2])
def test_the_70_percent_of_measure_6_are_for_employees_of_potential_firms_only(item: int) -> None:
    request = MoneyRequest(cost_ntd=100_000, holders=OUTSTANDING)
    reading = only(6, item, request)
    assert reading.result_ntd == 50_000
    assert all(each.percent != 70 for each in reading.lines)
    assert only(6, item, replace(request, holders=POTENTIAL)).result_ntd == 70_000


@pytest.mark.parametrize(("holders", "shown"), [(OUTSTANDING, False), (POTENTIAL, True)])
def test_the_percentage_of_measure_35_is_a_score_and_for_potential_firms_only(
    holders: frozenset[str], shown: bool
) -> None:
    found = sheet(35, 1, MoneyRequest(cost_ntd=435_000, holders=holders))
    assert any("加分 10%" in each.text for each in found.notes) is shown
    assert found.first.result_ntd == 267_000
    assert not found.first.at_most


@pytest.mark.parametrize("holders", [NONE, POTENTIAL, OUTSTANDING, BOTH, None])
def test_measure_15_has_no_benefit_for_anyone(holders: frozenset[str] | None) -> None:
    found = sheet(15, 1, MoneyRequest(cost_ntd=10_000_000, grants_ntd=0, holders=holders))
    assert [each.result_ntd for each in found.readings] == [8_000_000, 8_000_000]
    assert all(each.certain for each in found.readings)


def test_a_status_nobody_confirmed_is_read_both_ways_and_never_given() -> None:
    without, held = sheet(11, 1, MoneyRequest(10_000_000, 4_500_000)).readings
    assert (without.result_ntd, without.certain) == (4_500_000, True)
    assert (held.result_ntd, held.certain) == (5_000_000, False)
    assert "身分未確認" in held.name
    assert MoneyInput.HOLDER in without.wants


def test_what_is_for_backbone_firms_only_is_not_given_to_another() -> None:
    barred = only(39, 1, MoneyRequest(cost_ntd=10_000_000, holders=NONE))
    assert (barred.result_ntd, barred.tests[0].outcome) == (None, Outcome.NOT_MET)
    assert not any(each.binding for each in barred.lines)
    open_status = only(39, 1, MoneyRequest(cost_ntd=10_000_000))
    assert not open_status.certain
    held = only(39, 1, MoneyRequest(cost_ntd=10_000_000, holders=OUTSTANDING))
    assert (held.result_ntd, held.kind) == (9_000_000, ResultKind.GUARANTEE)


def test_classes_keep_their_rates_for_firms_a_higher_rate_of_other_items_is_for() -> None:
    classes = sheet(6, 3, MoneyRequest(cost_ntd=1_000_000, holders=POTENTIAL)).readings
    assert [each.result_ntd for each in classes] == [300_000, 400_000]


def test_two_ways_to_a_higher_share_are_the_better_one_and_never_both() -> None:
    def share(percent: int, **fields: Any) -> MoneyTerm:
        return MoneyTerm(MoneyKind.LOAN_SHARE, "出處", high_percent=Decimal(percent), **fields)

    item = item_of(money=(share(70), share(75, holder=Holder.POTENTIAL), share(80, when="得獎")))
    request = MoneyRequest(cost_ntd=1_000, holders=POTENTIAL)
    readings = money_sheet(measure_of(item), item, request).readings
    assert [(each.name, each.result_ntd) for each in readings] == [("", 750), ("得獎", 800)]
    assert [amounts(each, LineRole.CEILING) for each in readings] == [[750], [800]]


def test_a_grant_for_another_status_only_leaves_nothing_to_compute() -> None:
    term = MoneyTerm(MoneyKind.GRANT_CEILING, "出處", high_ntd=1_000, holder=Holder.POTENTIAL)
    item = item_of(money=(term,))
    (reading,) = money_sheet(measure_of(item), item, MoneyRequest(5_000, holders=OUTSTANDING)).readings
    assert (reading.kind, reading.result_ntd, reading.lines) == (ResultKind.GRANT, None, ())


def test_a_higher_rate_that_stands_in_a_preference_only_counts() -> None:
    assert only(16, 3, MoneyRequest(cost_ntd=10_000, holders=POTENTIAL)).result_ntd == 7_000
    assert only(16, 3, MoneyRequest(cost_ntd=10_000, holders=NONE)).result_ntd == 5_000
