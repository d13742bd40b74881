"""What would change a verdict: remedies are true, smallest, and never ask a firm to shrink."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import combinations

import pytest
from hypothesis import given, settings

from backbone_desktop.domain.criterion import Comparison, CriterionNode, GroupKind
from backbone_desktop.domain.facts import (
    Certificate,
    FactContent,
    FactDefinition,
    FactSheet,
    FactType,
    PastGuidance,
)
from backbone_desktop.domain.remedy import Remedy
from backbone_desktop.domain.verdict import ItemVerdict, Verdict
from backbone_desktop.matching.assumption import assuming
from backbone_desktop.matching.compiled import hard_nodes
from backbone_desktop.matching.criteria import VERDICTS, grade
from backbone_desktop.matching.derived import KnownFacts
from backbone_desktop.matching.engine import assess
from backbone_desktop.matching.remedies import Advice, RemedyFinder
from benchmarks.firms import invent_firms
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
    sheet_of,
)

ELIGIBLE, UNDETERMINED, NOT_ELIGIBLE = Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE
NODES = {item.id: hard_nodes(item.conditions) for measure in edition_105().measures for item in measure.items}
Assumed = Mapping[str, FactContent]
NEVER_SHRUNK = ("employees", "rd_employees", "managers", "revenue")


def items_of(contents: Mapping[str, FactContent], assumed: Assumed | None = None) -> dict[str, ItemVerdict]:
    sheet = assuming(sheet_of(contents), assumed or {})
    assessment = assess(edition_105(), facts_105(), sheet, (), ON)
    return {item.item: item for measure in assessment.measures for item in measure.items}


def judged_alone(
    contents: Mapping[str, FactContent],
    *nodes: CriterionNode,
    facts: Mapping[str, FactDefinition] | None = None,
) -> ItemVerdict:
    edition = edition_of(measure_of(item_of(*nodes)))
    return assess(edition, facts or facts_105(), sheet_of(contents), (), ON).measures[0].items[0]


def steps(item: ItemVerdict) -> list[dict[str, str]]:
    return [{step.fact: step.after for step in each.steps} for each in item.remedies]


def taken(remedy: Remedy, left_out: int = 0) -> list[dict[str, FactContent]]:
    """Return every way of taking all steps but ``left_out``."""
    kept = combinations(remedy.steps, len(remedy.steps) - left_out)
    return [{step.fact: step.content for step in each} for each in kept]


def graded(sheet: FactSheet, assumed: Assumed, item: str) -> Verdict:
    """Grade the item's demands alone, which takes a hundredth of the time of judging the firm."""
    known = KnownFacts(assuming(sheet, assumed), ON)
    return VERDICTS[min(grade(node, known.value) for node in NODES[item])]


def judged_again(contents: Mapping[str, FactContent], assumed: Assumed, item: str) -> Verdict:
    """Judge the whole firm again, as trying the steps out does."""
    return items_of(contents, assumed)[item].verdict


def check(
    verdict: Verdict,
    advice: Advice | ItemVerdict,
    reached: Callable[[Assumed], Verdict],
) -> None:
    """Hold the remedies of an item against what they promise."""
    assert not (advice.remedies and advice.unchangeable)
    assert bool(advice.remedies or advice.unchangeable) or verdict is not NOT_ELIGIBLE
    assert len({each.steps for each in advice.remedies}) == len(advice.remedies) <= 5
    for remedy in advice.remedies:
        (together,) = taken(remedy)
        promised = ELIGIBLE if remedy.eligible else UNDETERMINED
        assert reached(together) is promised
        assert verdict is NOT_ELIGIBLE or (verdict is UNDETERMINED and remedy.eligible)
        for fewer in range(1, len(remedy.steps)):
            assert all(reached(part) is not promised for part in taken(remedy, fewer))
        assert all(facts_105()[step.fact].changeable for step in remedy.steps)
        assert all(step.fact not in NEVER_SHRUNK for step in remedy.steps)


@pytest.mark.slow("judges a thousand firms")
def test_remedies_of_a_thousand_invented_firms_are_true_and_smallest() -> None:
    remedies = 0
    for firm in invent_firms(1_000, facts_105(), seed=7):
        finder = RemedyFinder(KnownFacts(firm.sheet, ON), facts_105())
        for item, nodes in NODES.items():
            advice = finder.advice(nodes)
            reached = partial(graded, firm.sheet, item=item)
            check(reached({}), advice, reached)
            remedies += len(advice.remedies)
    assert remedies > 10_000


@pytest.mark.slow("judges many firms with every change")
@settings(max_examples=10, deadline=None)
@given(contents=firms_strategy())
def test_remedies_hold_when_the_whole_firm_is_judged_again(contents: Mapping[str, FactContent]) -> None:
    for key, item in items_of(contents).items():
        check(item.verdict, item, partial(judged_again, contents, item=key))


def test_the_facts_of_staff_and_revenue_are_never_changeable() -> None:
    assert not any(facts_105()[key].changeable for key in NEVER_SHRUNK)


def test_capital_for_41_is_short_by_five_million() -> None:
    item = items_of({"paid_in_capital": 15_000_000})["105-41-1"]
    (remedy,) = item.remedies
    (step,) = remedy.steps
    assert (step.fact, step.content) == ("paid_in_capital", 20_000_000)
    assert (step.before, step.after, step.distance) == ("15,000,000 元", "20,000,000 元", "5,000,000 元")
    assert "第41項" in step.citation
    assert "差 5,000,000 元" in step.sentence
    assert not remedy.eligible
    assert remedy.open_facts == ("registration_kind", "factory_registration")
    assert "登記別、工廠登記" in remedy.sentence


def test_all_that_is_lacking_stands_in_one_remedy() -> None:
    lacking: dict[str, FactContent] = {
        "registration_kind": "company",
        "paid_in_capital": 15_000_000,
        "factory_registration": False,
    }
    (remedy,) = items_of(lacking)["105-41-1"].remedies
    assert remedy.eligible
    assert [step.fact for step in remedy.steps] == ["paid_in_capital", "factory_registration"]


def test_too_many_staff_is_said_to_be_unchangeable_with_its_clause() -> None:
    item = items_of({"employees": 230})["105-34-1"]
    assert item.remedies == ()
    assert item.unchangeable == ("無可改變的條件：「員工 200人以下」（105年版 第34項 服務對象 1(1)）。",)


def test_guidance_once_received_cannot_be_undone() -> None:
    guided = PastGuidance("診斷計畫", "經濟部工業局", *VALID)
    item = items_of({"past_guidance": (guided,), "factory_registration": False})["105-34-2"]
    assert item.remedies == ()
    assert len(item.unchangeable) == 1
    assert "過去三年內未受工業局專案輔導" in item.unchangeable[0]


def test_an_ended_guidance_period_cannot_be_changed() -> None:
    item = items_of({"certificates": (holding("potential", VALID, ENDED),)})["105-39-1"]
    assert item.remedies == ()
    assert "仍在中堅企業輔導期間內" in item.unchangeable[0]


def test_a_firm_without_a_certificate_may_obtain_one_or_the_other() -> None:
    items = items_of({"certificates": ()})
    assert steps(items["105-5-1"]) == [{"certificates": "潛力中堅企業"}, {"certificates": "卓越中堅企業"}]
    for remedy in items["105-39-1"].remedies:
        assert not remedy.eligible
        assert remedy.open_facts == ("guidance_period_current",)


def test_a_certificate_that_ran_out_is_obtained_anew_beside_the_old_one() -> None:
    old = holding("potential", ENDED, ENDED)
    remedy = items_of({"certificates": (old,)})["105-5-1"].remedies[0]
    content = remedy.steps[0].content
    assert isinstance(content, tuple)
    assert content[0] == old
    assert len(content) == 2
    assert "潛力中堅企業證書已失效" in remedy.steps[0].before


def test_a_certificate_whose_dates_are_unknown_is_asked_for_and_not_obtained() -> None:
    assert items_of({"certificates": (Certificate("potential"),)})["105-8-1"].remedies == ()


def test_an_open_item_has_a_remedy_where_a_known_fact_fails() -> None:
    production: CriterionNode = group(
        GroupKind.ANY, criterion("factory_registration"), criterion("factory_registration_exempt")
    )
    item = judged_alone({"factory_registration": False}, production)
    assert item.verdict is UNDETERMINED
    assert steps(item) == [{"factory_registration": "是"}]
    assert judged_alone({}, production).remedies == ()


def test_partners_are_counted_by_the_firm() -> None:
    item = judged_alone({"partner_firms": 1}, criterion("partner_firms", Comparison.AT_LEAST, low=3))
    assert item.remedies[0].steps[0].distance == "2 家"


def test_the_lowest_sufficient_figure_is_named() -> None:
    capital = [criterion("paid_in_capital", Comparison.AT_LEAST, low=low) for low in (20_000_000, 80_000_000)]
    assert steps(judged_alone({"paid_in_capital": 1}, *capital)) == [{"paid_in_capital": "80,000,000 元"}]
    either = judged_alone({"paid_in_capital": 1}, group(GroupKind.ANY, *capital))
    assert steps(either) == [{"paid_in_capital": "20,000,000 元"}]


@pytest.mark.parametrize(("strict", "reached"), [(False, "20,000,000 元"), (True, "20,000,001 元")])
def test_a_bound_that_does_not_satisfy_itself_is_passed(strict: bool, reached: str) -> None:
    demand = criterion("paid_in_capital", Comparison.AT_LEAST, low=20_000_000, strict=strict)
    assert steps(judged_alone({"paid_in_capital": 1}, demand)) == [{"paid_in_capital": reached}]


@pytest.mark.parametrize("fact", ["paid_in_capital", "partner_firms", "employees"])
def test_no_figure_is_ever_lowered(fact: str) -> None:
    changeable = {**facts_105(), fact: replace(facts_105()[fact], changeable=True)}
    too_much = criterion(fact, Comparison.AT_MOST, high=200)
    assert judged_alone({fact: 230}, too_much, facts=changeable).remedies == ()
    within = criterion(fact, Comparison.BETWEEN, low=100, high=200)
    assert judged_alone({fact: 230}, within, facts=changeable).remedies == ()
    not_so_much = group(GroupKind.NOT, criterion(fact, Comparison.AT_LEAST, low=200))
    assert judged_alone({fact: 230}, not_so_much, facts=changeable).remedies == ()


def test_what_must_not_hold_is_ended() -> None:
    item = judged_alone({"tax_arrears": True}, group(GroupKind.NOT, criterion("tax_arrears")))
    assert steps(item) == [{"tax_arrears": "否"}]
    assert item.remedies[0].steps[0].threshold == "否"


def test_clauses_that_cannot_hold_together_are_said_to() -> None:
    public = criterion("public_company")
    brand = group(GroupKind.ALL, criterion("own_brand"), group(GroupKind.NOT, public))
    item = judged_alone(
        {"public_company": False, "own_brand": False},
        group(GroupKind.ANY, public, group(GroupKind.NOT, criterion("own_brand"))),
        group(GroupKind.NOT, criterion("is_manufacturer")),
        brand,
    )
    assert (item.verdict, item.remedies, len(item.unchangeable)) == (NOT_ELIGIBLE, (), 1)
    assert "無法同時符合" in item.unchangeable[0]


LACKING = ("factory_registration", "own_brand", "public_company", "export_registration", "net_worth_positive")


def all_changeable(*facts: str) -> dict[str, FactDefinition]:
    """Return the facts, these among those advice may propose to change."""
    return {**facts_105(), **{each: replace(facts_105()[each], changeable=True) for each in facts}}


def test_a_blocked_clause_is_named_however_many_others_fail() -> None:
    demands = [criterion(fact) for fact in (*LACKING, "is_manufacturer")]
    known = dict.fromkeys((*LACKING, "is_manufacturer"), False)
    item = judged_alone(known, *demands, facts=all_changeable(*LACKING))
    assert item.remedies == ()
    assert len(item.unchangeable) == 1
    assert item.unchangeable[0].startswith(f"無可改變的條件：「{demands[-1].label}」")


def test_a_demand_for_more_than_was_tried_is_not_called_changeable() -> None:
    changeable = all_changeable(*LACKING)
    demand = group(GroupKind.ALL, *(criterion(fact) for fact in LACKING))
    item = judged_alone(dict.fromkeys(LACKING, False), demand, facts=changeable)
    assert (item.remedies, item.unchangeable) == ((), ("改變 4 項以內的資料，無法符合全部條件。",))
    apart = judged_alone(dict.fromkeys(LACKING, False), *demand.members, facts=changeable)
    assert "可個別改變" in apart.unchangeable[0]


def test_readings_that_differ_afterwards_are_left_to_the_organiser() -> None:
    readings = group(GroupKind.READINGS, criterion("own_brand"), criterion("is_manufacturer"))
    item = judged_alone({"own_brand": False, "is_manufacturer": False}, readings)
    (remedy,) = item.remedies
    assert (remedy.eligible, remedy.open_facts) == (False, ())
    assert "讀法不一" in remedy.sentence


def test_codes_are_added_to_those_there_are() -> None:
    awards = replace(facts_105()["award_kinds"], changeable=True)
    assert awards.type is FactType.CHOICES
    demands = [
        criterion("award_kinds", Comparison.ONE_OF, values=(code,))
        for code in ("taiwan_excellence", "moea_award")
    ]
    item = judged_alone(
        {"award_kinds": ("design_rd_award",)}, *demands, facts={**facts_105(), "award_kinds": awards}
    )
    (remedy,) = item.remedies
    assert remedy.steps[0].content == ("design_rd_award", "taiwan_excellence", "moea_award")
