"""The laws of matching, held by 1,000 random firms over the real edition, items and measures alike.

Rule: the firms lie near the thresholds of the edition, and of each of them anything may be known or not.
"""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.facts import FactContent, FactSheet, StandingFact
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.verdict import Assessment, Verdict
from backbone_desktop.matching.advice import ask_next
from backbone_desktop.matching.engine import assess
from tests.matching.support import (
    ON,
    contents_strategy,
    edition_105,
    edition_of,
    facts_105,
    firms_strategy,
    observed,
    sheet_of,
)

pytestmark = pytest.mark.slow("judges a thousand firms")

Contents = Mapping[str, FactContent]
Verdicts = dict[tuple[int, int], Verdict]

MEASURE = 0
"""Stands in an item's place for the measure itself."""

learnt_by_400, learnt_by_200, moved_by_200, added_to_100, refused_by_100 = (
    settings(max_examples=count) for count in (400, 200, 200, 100, 100)
)


def assessed(contents: Contents, edition: Edition | None = None) -> Assessment:
    return assess(edition or edition_105(), facts_105(), sheet_of(contents), (), ON)


def verdicts_of(assessment: Assessment) -> Verdicts:
    """Return every verdict by measure and item; item 0 is the measure itself."""
    found = {(each.number, MEASURE): each.verdict for each in assessment.measures}
    items = (
        ((each.number, item.number), item.verdict) for each in assessment.measures for item in each.items
    )
    return found | dict(items)


def flipped(before: Verdicts, after: Verdicts) -> dict[tuple[int, int], tuple[Verdict, Verdict]]:
    """Return the verdicts that were decided and now are another."""
    return {
        place: (verdict, after[place])
        for place, verdict in before.items()
        if verdict is not Verdict.UNDETERMINED and after[place] is not verdict
    }


@learnt_by_400
@given(contents=firms_strategy(), data=st.data())
def test_learning_an_unknown_fact_never_flips_a_decided_verdict(
    contents: Contents, data: st.DataObject
) -> None:
    unknown = [each for each in facts_105().asked if each.key not in contents]
    if not unknown:
        return
    learnt = data.draw(st.sampled_from(unknown))
    told = data.draw(contents_strategy(learnt))
    before = verdicts_of(assessed(contents))
    assert flipped(before, verdicts_of(assessed({**contents, learnt.key: told}))) == {}


@learnt_by_200
@given(contents=firms_strategy(), learnt=firms_strategy())
def test_learning_many_facts_at_once_never_flips_a_decided_verdict(
    contents: Contents, learnt: Contents
) -> None:
    before = verdicts_of(assessed(contents))
    assert flipped(before, verdicts_of(assessed({**learnt, **contents}))) == {}


@moved_by_200
@given(contents=firms_strategy(), random=st.randoms(use_true_random=False))
def test_the_order_of_facts_and_measures_changes_nothing(contents: Contents, random: Random) -> None:
    measures = list(edition_105().measures)
    random.shuffle(measures)
    keys = list(contents)
    random.shuffle(keys)
    shuffled = assessed({key: contents[key] for key in keys}, edition_of(*measures))
    assert shuffled.measures == assessed(contents).measures


@added_to_100
@given(contents=firms_strategy(), left_out=st.integers(1, 42))
def test_adding_a_measure_changes_no_other_verdict_or_reason(contents: Contents, left_out: int) -> None:
    fewer = edition_of(*(each for each in edition_105().measures if each.number != left_out))
    without = {each.number: (each.verdict, each.items) for each in assessed(contents, fewer).measures}
    whole = {each.number: (each.verdict, each.items) for each in assessed(contents).measures}
    del whole[left_out]
    assert without == whole


@refused_by_100
@given(contents=firms_strategy(), data=st.data())
def test_a_refusal_decides_no_more_than_not_knowing_and_is_not_asked_again(
    contents: Contents, data: st.DataObject
) -> None:
    unknown = [each.key for each in facts_105().asked if each.key not in contents]
    if not unknown:
        return
    key = data.draw(st.sampled_from(unknown))
    known = sheet_of(contents)
    refusal = StandingFact(observed(key, None, ConfirmationState.REFUSED))
    refused = FactSheet({**known, key: refusal}, ON)
    after = assess(edition_105(), facts_105(), refused, (), ON)
    assert verdicts_of(after) == verdicts_of(assessed(contents))
    assert key not in {each.fact for each in ask_next(edition_105(), facts_105(), refused, ON)}


def test_a_flip_would_be_seen() -> None:
    """The comparison itself: a decided verdict that changes is told, an open one that is decided is not."""
    eligible, open_, excluded = Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE
    before = {(1, MEASURE): eligible, (1, 1): eligible, (2, 1): open_}
    assert flipped(before, {(1, MEASURE): eligible, (1, 1): excluded, (2, 1): excluded}) == {
        (1, 1): (eligible, excluded)
    }
