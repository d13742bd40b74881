"""Money sheets by number, what is refused, and what a case brings along."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import Aspect, ConfirmationState, NeedState, Origin, Urgency
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import Certificate, FactContent, Observation
from backbone_desktop.domain.money import HIGHEST_NTD
from backbone_desktop.domain.money_sheet import MoneyRequest
from backbone_desktop.domain.need import Need
from tests.services.firms import one_firm

YEAR = (date(2016, 1, 1), date(2016, 12, 31))
POTENTIAL = Certificate("potential", "", *YEAR)
OUTSTANDING = Certificate("outstanding", "", *YEAR)
ENDED = Certificate("outstanding", "", date(2012, 1, 1), date(2015, 12, 31))
UNDATED = Certificate("outstanding")


def observed(key: str, content: FactContent) -> Observation:
    at = datetime(2016, 3, 1, tzinfo=UTC)
    return Observation(key, key, content, Origin.HAND, at.date(), ConfirmationState.CONFIRMED, at)


def need(text: str, budget: int | None, urgency: Urgency, **fields: Any) -> Need:
    return replace(Need(text, Aspect.TECHNOLOGY, (), text, urgency, budget_ntd=budget), **fields)


@pytest.fixture
def file(services: Services, tmp_path: Path) -> CaseFile:
    return replace(services.casework.open(one_firm(services, tmp_path)), observations=(), needs=())


def test_an_item_that_is_not_named_is_the_first_with_an_amount(services: Services) -> None:
    request = MoneyRequest(cost_ntd=12_000_000, holders=frozenset())
    assert services.funding.sheet(36, None, request).item == 2
    assert services.funding.sheet(12, None, request).item == 1
    assert services.funding.sheet(18, None, request).item == 1
    assert [each.item for each in services.funding.sheets(12, request)] == [1, 2, 3, 4]


@pytest.mark.parametrize(("measure", "item"), [(0, None), (43, None), (12, 0), (12, 5)])
def test_a_measure_or_an_item_that_is_not_there_is_refused(
    services: Services, measure: int, item: int | None
) -> None:
    with pytest.raises(UserError, match="沒有"):
        services.funding.sheet(measure, item, MoneyRequest(cost_ntd=1))


@pytest.mark.parametrize(
    "request_",
    [
        MoneyRequest(cost_ntd=0),
        MoneyRequest(cost_ntd=-1),
        MoneyRequest(cost_ntd=HIGHEST_NTD + 1),
        MoneyRequest(cost_ntd=1, approved_ntd=-1),
        MoneyRequest(cost_ntd=1, persons=0),
        MoneyRequest(cost_ntd=1, persons=1_000_001),
        MoneyRequest(cost_ntd=1, years=21),
        MoneyRequest(cost_ntd=1, capital_ntd=-1),
        MoneyRequest(cost_ntd=1, own_ntd=-1),
        MoneyRequest(cost_ntd=1, grants_ntd=HIGHEST_NTD + 1),
    ],
)
def test_figures_of_no_project_are_refused_with_a_remedy(services: Services, request_: MoneyRequest) -> None:
    with pytest.raises(UserError) as refusal:
        services.funding.sheet(12, 1, request_)
    assert all((refusal.value.title, refusal.value.detail, refusal.value.remedy))


def test_a_case_of_which_nothing_is_known_brings_nothing(services: Services, file: CaseFile) -> None:
    assert services.funding.defaults(file, 12, 1) == MoneyRequest()


def test_a_case_brings_its_capital_its_own_funds_and_its_status(services: Services, file: CaseFile) -> None:
    facts = (observed("paid_in_capital", 48_000_000), observed("certificates", (POTENTIAL, OUTSTANDING)))
    needs = (
        need("不急", 1, Urgency.LOW),
        need("急", 2_000_000, Urgency.HIGH),
        need("已結束", 3, Urgency.HIGH, state=NeedState.MET),
        need("其他面", 4, Urgency.HIGH, aspect=Aspect.OTHER),
        need("未填金額", None, Urgency.HIGH),
    )
    known = replace(file, observations=facts, needs=needs)
    assert services.funding.defaults(known, 12, 1) == MoneyRequest(
        capital_ntd=48_000_000, own_ntd=2_000_000, holders=frozenset({"potential", "outstanding"})
    )


def test_a_need_that_names_the_kind_of_the_item_goes_before_a_more_urgent_one(
    services: Services, file: CaseFile
) -> None:
    needs = (need("急", 1, Urgency.HIGH), need("輔導補助", 2, Urgency.LOW, item_kinds=("輔導補助",)))
    assert services.funding.defaults(replace(file, needs=needs), 12, 1).own_ntd == 2


@pytest.mark.parametrize(
    ("certificates", "holders"),
    [
        ((), frozenset()),
        ((ENDED,), frozenset()),
        ((UNDATED,), None),
        ((POTENTIAL, UNDATED), frozenset({"potential"})),
        ((OUTSTANDING,), frozenset({"outstanding"})),
    ],
)
def test_a_status_counts_on_the_day_and_is_open_where_its_dates_are(
    services: Services,
    file: CaseFile,
    certificates: tuple[Certificate, ...],
    holders: frozenset[str] | None,
) -> None:
    known = replace(file, observations=(observed("certificates", certificates),))
    assert services.funding.defaults(known, 11, 1).holders == holders
