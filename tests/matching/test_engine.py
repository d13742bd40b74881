"""Verdicts: the laws every one obeys, and firms whose verdicts the brochure settles."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.criterion import Comparison, CriterionNode, GroupKind
from backbone_desktop.domain.facts import Certificate, FactContent, PastGuidance
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.verdict import Assessment, Outcome, Verdict
from backbone_desktop.matching.criteria import UNKNOWN, VERDICTS, grade
from backbone_desktop.matching.derived import KnownFacts
from backbone_desktop.matching.engine import ENGINE_VERSION, assess, verdicts
from tests.matching.support import (
    ON,
    criterion,
    edition_105,
    edition_of,
    facts_105,
    firms_strategy,
    group,
    holding,
    item_of,
    judged,
    measure_of,
    sheet_of,
)

ELIGIBLE, UNDETERMINED, NOT_ELIGIBLE = Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE

RISK_MANAGED: dict[str, FactContent] = {
    "is_manufacturer": True,
    "employees": 230,
    "factory_registration": True,
    "past_guidance": (),
    "credit_record_clean": True,
    "customs_record_clean": True,
    "tax_arrears": False,
}


def assessed(
    contents: Mapping[str, FactContent], edition: Edition | None = None, on: date = ON
) -> Assessment:
    return assess(edition or edition_105(), facts_105(), sheet_of(contents, on), (), on)


def one_by_one(contents: Mapping[str, FactContent], edition: Edition | None = None) -> dict[int, Verdict]:
    found = verdicts(edition or edition_105(), [sheet_of(contents)], ON)
    return {number: column[0] for number, column in found.items()}


def test_an_assessment_names_what_it_was_judged_by() -> None:
    assessment = assessed({})
    edition = edition_105()
    assert (assessment.edition, assessment.edition_digest) == (edition.id, edition.digest)
    assert (assessment.engine_version, assessment.assessed_on) == (ENGINE_VERSION, ON)


def test_recent_guidance_of_the_bureau_excludes_from_34() -> None:
    guided = PastGuidance("診斷計畫", "經濟部工業局", date(2014, 1, 1), date(2014, 12, 31))
    measure = judged(assessed({**RISK_MANAGED, "past_guidance": (guided,)}), 34)
    assert measure.verdict is NOT_ELIGIBLE
    sentence = next(each.sentence for each in measure.items[1].findings if each.fact == "idb_guidance_3y")
    assert "診斷計畫，經濟部工業局，103/01/01 至 103/12/31" in sentence


@pytest.mark.parametrize(("accident", "order", "verdict"), [
    (True, True, ELIGIBLE),
    (False, False, NOT_ELIGIBLE),
    (True, False, UNDETERMINED),
])  # fmt: skip
def test_readings_of_34_decide_only_where_they_agree(accident: bool, order: bool, verdict: Verdict) -> None:
    safety: dict[str, FactContent] = {
        "major_accident_2y": accident,
        "labour_inspection_order": order,
        "employees": 200,
    }
    item = judged(assessed({**RISK_MANAGED, **safety}), 34).items[0]
    assert item.verdict is verdict
    if verdict is UNDETERMINED:
        assert item.missing_facts == ()
        assert any("需洽詢" in finding.sentence for finding in item.findings)


def test_only_hard_conditions_decide() -> None:
    found = judged(assessed({**RISK_MANAGED, "work_environment_willing": False}), 34)
    assert found.items[1].verdict is ELIGIBLE


def test_unrecorded_criteria_decide_nothing_and_say_so() -> None:
    item = item_of(criterion("is_manufacturer"))
    edition = edition_of(measure_of(item, criteria_recorded=False))
    measure = judged(assessed({"is_manufacturer": True}, edition), 1)
    assert (measure.verdict, measure.recorded) == (UNDETERMINED, False)
    assert measure.reasons[0].startswith("條件尚未建檔")
    assert one_by_one({"is_manufacturer": True}, edition) == {1: UNDETERMINED}


def test_an_item_without_any_hard_condition_admits_nobody() -> None:
    edition = edition_of(measure_of(item_of()))
    assert judged(assessed({}, edition), 1).verdict is UNDETERMINED
    assert one_by_one({}, edition) == {1: UNDETERMINED}


@pytest.mark.slow("judges many firms twice")
@given(contents=firms_strategy())
def test_verdicts_with_and_without_reasons_are_the_same(contents: Mapping[str, FactContent]) -> None:
    assessment = assessed(contents)
    assert one_by_one(contents) == {each.number: each.verdict for each in assessment.measures}
    for measure in assessment.measures:
        for item in measure.items:
            assert all(finding.sentence.endswith("。") for finding in item.findings)
            if item.verdict is NOT_ELIGIBLE:
                assert any(each.outcome is Outcome.NOT_MET and each.citation for each in item.findings)


def test_demands_that_differ_only_in_strictness_are_kept_apart() -> None:
    bounds = [criterion("employees", Comparison.AT_MOST, high=200, strict=strict) for strict in (False, True)]
    edition = edition_of(*(measure_of(item_of(node), number=n) for n, node in enumerate(bounds, start=1)))
    assert one_by_one({"employees": 200}, edition) == {1: ELIGIBLE, 2: NOT_ELIGIBLE}


def test_firms_judged_together_get_what_each_gets_alone() -> None:
    firms: list[dict[str, FactContent]] = [
        {},
        RISK_MANAGED,
        {"paid_in_capital": 15_000_000},
        {"certificates": (holding("potential"),)},
    ]
    together = verdicts(edition_105(), [sheet_of(each) for each in firms * 200], ON)
    alone = [one_by_one(each) for each in firms]
    for number, column in together.items():
        assert list(column) == [each[number] for each in alone] * 200


@given(data=st.data())
def test_learning_a_date_of_a_certificate_never_flips_a_decided_verdict(data: st.DataObject) -> None:
    bounds = ("valid_from", "valid_to", "guidance_from", "guidance_to")
    days = st.sampled_from([date(2015, 1, 1), ON, date(2017, 12, 31)])
    known = {bound: data.draw(st.none() | days) for bound in bounds}
    full = {bound: day or data.draw(days) for bound, day in known.items()}
    kind = data.draw(st.sampled_from(["potential", "outstanding"]))
    before = one_by_one({"certificates": (Certificate(kind, "", **known),)})
    after = one_by_one({"certificates": (Certificate(kind, "", **full),)})
    assert all(after[number] is verdict for number, verdict in before.items() if verdict is not UNDETERMINED)


LEAVES = st.sampled_from([
    criterion("a"),
    criterion("b"),
    criterion("n", Comparison.AT_LEAST, low=100),
    criterion("n", Comparison.AT_MOST, high=200),
    criterion("c", Comparison.NONE_OF, values=("x",)),
])  # fmt: skip


def _groups(members: st.SearchStrategy[CriterionNode]) -> st.SearchStrategy[CriterionNode]:
    several = st.lists(members, min_size=1, max_size=3)
    kinds = st.sampled_from([GroupKind.ALL, GroupKind.ANY, GroupKind.READINGS])
    return st.builds(lambda kind, found: group(kind, *found), kinds, several) | st.builds(
        lambda member: group(GroupKind.NOT, member), members
    )


NODES = st.recursive(LEAVES, _groups, max_leaves=8)
VALUES: dict[str, st.SearchStrategy[FactContent]] = {
    "a": st.booleans(),
    "b": st.booleans(),
    "n": st.integers(98, 202),
    "c": st.sampled_from("xy"),
}


@given(node=NODES, known=st.fixed_dictionaries({}, optional=VALUES), data=st.data())
def test_learning_never_flips_any_criterion(
    node: CriterionNode, known: dict[str, FactContent], data: st.DataObject
) -> None:
    before = grade(node, KnownFacts(sheet_of(known), ON).value)
    full = {key: known[key] if key in known else data.draw(values) for key, values in VALUES.items()}
    assert before in {UNKNOWN, grade(node, KnownFacts(sheet_of(full), ON).value)}


@given(nodes=st.lists(NODES, min_size=1, max_size=3), known=st.fixed_dictionaries({}, optional=VALUES))
def test_grading_many_firms_at_once_follows_the_same_logic(
    nodes: list[CriterionNode], known: dict[str, FactContent]
) -> None:
    edition = edition_of(measure_of(item_of(*nodes)))
    sheets = [sheet_of({}), sheet_of(known), sheet_of({})]
    read = KnownFacts(sheet_of(known), ON).value
    expected = min(grade(node, read) for node in nodes)
    (column,) = verdicts(edition, sheets, ON).values()
    assert column[1] is VERDICTS[expected]
