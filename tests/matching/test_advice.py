"""What to ask next, against counting by brute force."""

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.criterion import Comparison, GroupKind
from backbone_desktop.domain.facts import (
    Certificate,
    FactContent,
    FactSheet,
    FactType,
    PastGuidance,
    StandingFact,
)
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.matching.advice import ask_next
from backbone_desktop.matching.engine import verdicts
from tests.matching.support import (
    ENDED,
    ON,
    VALID,
    criterion,
    edition_105,
    edition_of,
    facts_105,
    firms_strategy,
    group,
    holding,
    item_of,
    measure_of,
    observed,
    sheet_of,
)


def undetermined(sheet: FactSheet, edition: Edition | None = None) -> set[int]:
    found = verdicts(edition or edition_105(), [sheet], ON)
    return {number for number, (verdict,) in found.items() if verdict is Verdict.UNDETERMINED}


def every_answer(key: str) -> list[Any]:
    """Answers of a fact, found without looking at any criterion."""
    definition = facts_105()[key]
    codes = [choice.code for choice in definition.choices]
    match definition.type:
        case FactType.YES_NO:
            return [True, False]
        case FactType.CHOICE:
            return codes
        case FactType.CHOICES:
            return [(), *((code,) for code in codes), tuple(codes)]
        case FactType.CERTIFICATES:
            periods = [VALID, ENDED]
            one = [
                Certificate(kind, "", *valid, *guidance)
                for kind, valid, guidance in product(("potential", "outstanding"), periods, periods)
            ]
            return [(), *((each,) for each in one), *product(one, one)]
        case FactType.PAST_GUIDANCE:
            return [(), (PastGuidance("計畫", "工業局", date(2015, 1, 1), date(2015, 12, 31)),)]
        case _:
            return [0, 99, 100, 200, 201, 799, 801, 2_001, 20_000_000, 20_000_000_001]


def brute_force(contents: Mapping[str, FactContent], key: str) -> int:
    open_now = undetermined(sheet_of(contents))
    decided = set()
    for answer in every_answer(key):
        decided |= open_now - undetermined(sheet_of({**contents, key: answer}))
    return len(decided)


def test_for_an_unknown_firm_the_counts_are_those_of_brute_force() -> None:
    suggestions = ask_next(edition_105(), facts_105(), sheet_of({}), ON)
    for suggestion in suggestions:
        assert suggestion.decides == brute_force({}, suggestion.fact), suggestion.fact
    counts = [suggestion.decides for suggestion in suggestions]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.slow("tries every answer of every question")
@settings(max_examples=15)
@given(contents=firms_strategy())
def test_the_first_question_moves_at_least_as_many_measures_as_any_other(
    contents: Mapping[str, FactContent],
) -> None:
    suggestions = ask_next(edition_105(), facts_105(), sheet_of(contents), ON)
    unasked = [each.key for each in facts_105().asked if each.key not in contents]
    best = max((brute_force(contents, key) for key in unasked), default=0)
    assert max((each.decides for each in suggestions if each.fact in unasked), default=0) == best


def test_known_and_refused_facts_are_not_asked() -> None:
    sheet = FactSheet(
        {
            "registration_kind": StandingFact(observed("registration_kind", "company")),
            "is_manufacturer": StandingFact(observed("is_manufacturer", None, ConfirmationState.REFUSED)),
        },
        ON,
    )
    asked = {each.fact for each in ask_next(edition_105(), facts_105(), sheet, ON)}
    assert not asked & {"registration_kind", "is_manufacturer"}
    assert asked


def test_an_answer_that_was_not_known_is_asked_again() -> None:
    sheet = FactSheet({"own_brand": StandingFact(observed("own_brand", None))}, ON)
    edition = edition_of(measure_of(item_of(criterion("own_brand"))))
    (suggestion,) = ask_next(edition, facts_105(), sheet, ON)
    assert (suggestion.fact, suggestion.decides) == ("own_brand", 1)
    assert suggestion.question == facts_105()["own_brand"].question


def test_a_derived_fact_is_asked_by_its_source_within_what_is_known() -> None:
    guidance = criterion("guidance_period_current")
    holder = criterion("backbone_holder", Comparison.ONE_OF, values=("potential",))
    edition = edition_of(measure_of(item_of(guidance)), measure_of(item_of(holder), number=2))
    half_known = sheet_of({"certificates": (holding("potential", VALID, (None, None)),)})
    (suggestion,) = ask_next(edition, facts_105(), half_known, ON)
    assert (suggestion.fact, suggestion.decides) == ("certificates", 1)


def test_a_derived_no_may_decide_where_a_yes_does_not() -> None:
    edition = edition_of(measure_of(item_of(criterion("guidance_period_current"), criterion("own_brand"))))
    suggestions = ask_next(edition, facts_105(), sheet_of({}), ON)
    assert {each.fact: each.decides for each in suggestions} == {"certificates": 1, "own_brand": 1}


def test_a_fact_that_decides_nothing_alone_stands_last() -> None:
    pair = criterion("is_manufacturer"), criterion("is_logistics")
    readings = group(GroupKind.READINGS, group(GroupKind.ALL, *pair), group(GroupKind.ANY, *pair))
    edition = edition_of(measure_of(item_of(readings)), measure_of(item_of(criterion("own_brand")), number=2))
    suggestions = ask_next(edition, facts_105(), sheet_of({}), ON)
    assert [(each.fact, each.decides) for each in suggestions] == [
        ("own_brand", 1),
        ("is_manufacturer", 0),
        ("is_logistics", 0),
    ]


def test_nothing_is_asked_when_everything_is_decided() -> None:
    edition = edition_of(measure_of(item_of(criterion("own_brand"))))
    assert ask_next(edition, facts_105(), sheet_of({"own_brand": False}), ON) == ()
