"""Every item of the edition of ROC year 105 against cases that were reasoned out from the brochure.

The cases stand in ``golden/``, one file per measure; its README says how to edit them.
"""

from collections import defaultdict
from dataclasses import replace
from functools import cache

import pytest

from backbone_desktop.domain.criterion import CriterionGroup, GroupKind, leaves
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.verdict import Finding, ItemVerdict, Outcome, Verdict
from backbone_desktop.matching.criteria import VERDICTS, grade
from backbone_desktop.matching.engine import assess
from tests.catalogue.boundary_values import firms, hard_nodes
from tests.catalogue.golden_cases import (
    ALL_MET,
    BETWEEN,
    BETWEEN_NAMES,
    GOLDEN,
    MISSING,
    TWO_READINGS,
    GoldenCase,
    golden_cases,
)
from tests.matching.support import sheet_of

CASES = list(golden_cases())


@cache
def cases_of_items() -> dict[str, list[GoldenCase]]:
    found: defaultdict[str, list[GoldenCase]] = defaultdict(list)
    for case in CASES:
        found[case.item].append(case)
    return dict(found)


def located(edition: Edition, item_id: str) -> tuple[Measure, ServiceItem]:
    return next(
        (measure, item) for measure in edition.measures for item in measure.items if item.id == item_id
    )


def judged(case: GoldenCase, edition: Edition, facts: FactCatalogue) -> ItemVerdict:
    """Judge the case as a consultant's would be: the whole engine, on the day of the case."""
    measure, item = located(edition, case.item)
    alone = replace(edition, measures=(measure,))
    assessment = assess(alone, facts, sheet_of(case.contents(facts), case.on), (), case.on)
    return next(each for each in assessment.measures[0].items if each.item == item.id)


def explained(verdict: ItemVerdict, item: ServiceItem, facts: FactCatalogue) -> set[str]:
    """Return what settles a verdict in the words of the golden files."""
    hard = {node.id: node for node in hard_nodes(item)}

    def clauses(outcome: Outcome) -> set[str]:
        told: list[Finding] = [each for each in verdict.findings if each.outcome is outcome]
        nodes = [hard[each.criterion] for each in told if each.criterion in hard]
        return {f"{node.label}（{node.citation}）" for node in nodes}

    match verdict.verdict:
        case Verdict.ELIGIBLE:
            return {ALL_MET}
        case Verdict.NOT_ELIGIBLE:
            return clauses(Outcome.NOT_MET)
        case Verdict.UNDETERMINED if verdict.missing_facts:
            return {facts[key].label for key in verdict.missing_facts}
        case Verdict.UNDETERMINED:
            return clauses(Outcome.UNKNOWN)


def expected(case: GoldenCase) -> set[str]:
    if case.key.startswith(MISSING):
        return set(case.key.removeprefix(MISSING).split(BETWEEN_NAMES))
    return set(case.key.removeprefix(TWO_READINGS).split(BETWEEN))


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_a_golden_firm_gets_its_verdict_for_the_reason_given(
    case: GoldenCase, edition: Edition, facts: FactCatalogue
) -> None:
    _, item = located(edition, case.item)
    verdict = judged(case, edition, facts)
    assert verdict.verdict is case.verdict
    assert explained(verdict, item, facts) == expected(case)
    is_disagreement = case.verdict is Verdict.UNDETERMINED and not verdict.missing_facts
    assert case.key.startswith(TWO_READINGS) == is_disagreement


def test_every_measure_has_its_file_and_every_item_its_cases(edition: Edition) -> None:
    assert [path.name for path in sorted(GOLDEN.glob("105-*.md"))] == [
        f"105-{measure.number:02}.md" for measure in edition.measures
    ]
    for path in GOLDEN.glob("105-*.md"):
        number = int(path.stem.removeprefix("105-"))
        assert path.read_text(encoding="utf-8").startswith(
            f"# 第{number}項　{edition.measure(number).name}\n"
        )
    assert list(cases_of_items()) == [item.id for measure in edition.measures for item in measure.items]
    assert len({(case.item, case.facts) for case in CASES}) == len(CASES)


def test_every_verdict_an_item_can_reach_has_a_case_and_no_other(
    edition: Edition, facts: FactCatalogue
) -> None:
    for measure in edition.measures:
        for item in measure.items:
            nodes = hard_nodes(item)
            reached = {
                VERDICTS[min(grade(node, known.get) for node in nodes)] for known in firms(item, facts)
            }
            assert {case.verdict for case in cases_of_items()[item.id]} == reached, item.id


def test_every_hard_condition_excludes_some_golden_firm(edition: Edition) -> None:
    for measure in edition.measures:
        for item in measure.items:
            cases = cases_of_items()[item.id]
            excluding = set().union(
                *(expected(case) for case in cases if case.verdict is Verdict.NOT_ELIGIBLE)
            )
            demanded = {f"{node.label}（{node.citation}）" for node in hard_nodes(item)}
            assert demanded <= excluding, item.id


def test_every_fact_a_hard_condition_reads_is_missed_once(edition: Edition, facts: FactCatalogue) -> None:
    for measure in edition.measures:
        for item in measure.items:
            cases = cases_of_items()[item.id]
            missed = set().union(*(expected(case) for case in cases if case.key.startswith(MISSING)))
            read = {leaf.fact for node in hard_nodes(item) for leaf in leaves(node)}
            assert {facts[facts[key].derived_from or key].label for key in read} == missed, item.id


def test_every_item_read_in_two_ways_has_a_firm_on_which_they_differ(edition: Edition) -> None:
    divided = {case.item for case in CASES if case.key.startswith(TWO_READINGS)}
    groups = {
        item.id: {node.kind for node in hard_nodes(item) if isinstance(node, CriterionGroup)}
        for measure in edition.measures
        for item in measure.items
    }
    assert divided == {item for item, kinds in groups.items() if GroupKind.READINGS in kinds}
