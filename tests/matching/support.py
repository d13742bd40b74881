"""Firms, facts and small editions for the tests of matching."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from backbone_desktop.domain.codes import Aspect, ConfirmationState, Origin
from backbone_desktop.domain.criterion import (
    Comparison,
    Condition,
    Criterion,
    CriterionGroup,
    CriterionNode,
    GroupKind,
)
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import (
    Certificate,
    FactContent,
    FactDefinition,
    FactSheet,
    FactType,
    Observation,
    PastGuidance,
    StandingFact,
)
from backbone_desktop.domain.measure import Applicant, Edition, Measure, ServiceItem
from backbone_desktop.domain.verdict import Assessment, MeasureVerdict
from backbone_desktop.domain.window import Window, WindowKind
from backbone_desktop.exchange.definitions.edition_file import read_edition
from backbone_desktop.exchange.definitions.facts_file import read_facts

ON = date(2016, 3, 10)
RESOURCES = Path(__file__).parents[2] / "resources"

Bounds = tuple[date | None, date | None]

VALID = (date(2015, 1, 1), date(2017, 12, 31))
ENDED = (date(2012, 1, 1), date(2015, 12, 31))


@cache
def facts_105() -> FactCatalogue:
    return read_facts(RESOURCES)


@cache
def edition_105() -> Edition:
    return read_edition(RESOURCES / "catalogue" / "105", facts_105())


def observed(
    key: str,
    content: FactContent | None,
    state: ConfirmationState = ConfirmationState.UNCONFIRMED,
    origin: Origin = Origin.RESPONSE,
) -> Observation:
    return Observation(key, key, content, origin, ON, state, datetime(2016, 3, 1, tzinfo=UTC))


def sheet_of(contents: Mapping[str, FactContent], on: date = ON) -> FactSheet:
    return FactSheet({key: StandingFact(observed(key, content)) for key, content in contents.items()}, on)


def holding(kind: str, valid: Bounds = VALID, guidance: Bounds = VALID) -> Certificate:
    return Certificate(kind, "", *valid, *guidance)


def judged(assessment: Assessment, number: int) -> MeasureVerdict:
    return next(measure for measure in assessment.measures if measure.number == number)


def criterion(fact: str, comparison: Comparison = Comparison.IS_TRUE, **fields: Any) -> Criterion:
    return Criterion(f"{fact}-{comparison}", f"條件{fact}", comparison, fact, "出處", **fields)


def group(kind: GroupKind, *members: CriterionNode) -> CriterionGroup:
    return CriterionGroup(f"{kind}", "一組條件", kind, members, "出處")


def item_of(*nodes: CriterionNode, number: int = 1, kind: str = "輔導補助", **fields: Any) -> ServiceItem:
    defaults = {"window": Window(WindowKind.ROLLING, "出處"), **fields}
    return ServiceItem(
        id=f"105-1-{number}",
        number=number,
        name=f"項目{number}",
        kind=kind,
        offer="",
        audience="",
        applicants=(Applicant.FIRM,),
        conditions=tuple(Condition(node) for node in nodes),
        **defaults,
    )


def measure_of(*items: ServiceItem, number: int = 1, aspect: Aspect = Aspect.OTHER, **fields: Any) -> Measure:
    return Measure(f"105-{number}", number, aspect, 1, f"措施{number}", "", items, (), **fields)


def edition_of(*measures: Measure) -> Edition:
    return replace(edition_105(), measures=measures)


_DAYS = st.none() | st.sampled_from([date(2012, 1, 1), date(2013, 3, 10), ON, date(2017, 12, 31)])
_KINDS = st.sampled_from(["potential", "outstanding"])
_AGENCIES = st.sampled_from(["", "經濟部工業局", "經濟部商業司"])
_CERTIFICATE = st.builds(Certificate, _KINDS, st.just(""), _DAYS, _DAYS, _DAYS, _DAYS)
_GUIDANCE = st.builds(PastGuidance, st.just("計畫"), _AGENCIES, _DAYS, _DAYS)
_COUNTS = st.sampled_from([0, 1, 99, 100, 200, 201, 2_000, 2_001])
_AMOUNTS = st.sampled_from([0, 19_999_999, 20_000_000, 20_000_000_000, 20_000_000_001])
_FIGURES = st.sampled_from([Decimal(0), Decimal(800), Decimal("800.1")])
_CONTENTS: Mapping[FactType, st.SearchStrategy[FactContent]] = {
    FactType.YES_NO: st.booleans(),
    FactType.INTEGER: _COUNTS,
    FactType.ROC_YEAR: st.integers(100, 105),
    FactType.MONEY: _AMOUNTS,
    FactType.DECIMAL: _FIGURES,
    FactType.PERCENT: _FIGURES,
    FactType.DATE: st.just(date(2000, 1, 1)),
    FactType.TEXT: st.just("25"),
    FactType.TEXTS: st.just(("日本",)),
    FactType.CERTIFICATES: st.lists(_CERTIFICATE, max_size=2).map(tuple),
    FactType.PAST_GUIDANCE: st.lists(_GUIDANCE, max_size=2).map(tuple),
}


def contents_strategy(definition: FactDefinition) -> st.SearchStrategy[FactContent]:
    """Contents a fact allows, near the thresholds of the edition."""
    codes = [choice.code for choice in definition.choices]
    if definition.type is FactType.CHOICE:
        return st.sampled_from(codes)
    if definition.type is FactType.CHOICES:
        return st.lists(st.sampled_from(codes), unique=True, max_size=2).map(tuple)
    return _CONTENTS[definition.type]


@cache
def firms_strategy() -> st.SearchStrategy[dict[str, FactContent]]:
    """Firms of which anything may be known or not."""
    asked = {each.key: contents_strategy(each) for each in facts_105().asked}
    return st.fixed_dictionaries({}, optional=asked)
