"""Every fact that a criterion reads can become known: by a question of the form, or from another fact."""

from collections.abc import Iterator

from backbone_desktop.domain.criterion import Criterion, leaves
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.questionnaire import Form, QuestionRole
from backbone_desktop.exchange.form_file import read_form, read_roster_form
from backbone_desktop.matching.derived import DERIVATIONS
from tests.catalogue.conftest import RESOURCES


def criteria(edition: Edition) -> Iterator[tuple[str, Criterion]]:
    for measure in edition.measures:
        for item in measure.items:
            for condition in item.conditions:
                yield from ((item.id, leaf) for leaf in leaves(condition.node))


def asked_by(form: Form) -> set[str]:
    return {question.fact for question in form.questions if question.role is QuestionRole.FACT}


def test_every_fact_of_a_criterion_is_asked_or_derived_from_what_is_asked(
    edition: Edition, facts: FactCatalogue
) -> None:
    asked = asked_by(read_form(RESOURCES, "105", facts))
    for item, criterion in criteria(edition):
        source = facts[criterion.fact].derived_from or criterion.fact
        assert source in asked, f"{item} {criterion.id}: {source}"


def test_a_derived_fact_is_never_asked_and_is_computed(edition: Edition, facts: FactCatalogue) -> None:
    asked = asked_by(read_form(RESOURCES, "105", facts))
    derived = {leaf.fact for _, leaf in criteria(edition) if facts[leaf.fact].derived_from}
    assert derived == {"backbone_holder", "guidance_period_current", "idb_guidance_3y"}
    assert derived & asked == set()
    assert {key: DERIVATIONS[key].source for key in derived} == {
        key: facts[key].derived_from for key in derived
    }


def test_a_roster_may_tell_every_fact_of_a_criterion_but_past_guidance(
    edition: Edition, facts: FactCatalogue
) -> None:
    columns = asked_by(read_roster_form(RESOURCES, facts))
    sources = {facts[leaf.fact].derived_from or leaf.fact for _, leaf in criteria(edition)}
    assert sources - columns == {"past_guidance"}


def test_a_question_offers_every_code_a_criterion_looks_for(edition: Edition, facts: FactCatalogue) -> None:
    form = read_form(RESOURCES, "105", facts)
    whole = {each.fact: each for each in form.questions if each.fact and not each.part}
    kinds = {choice.code for choice in form.question("certificate_1_kind").choices}
    for item, criterion in criteria(edition):
        if criterion.values:
            offered = (
                kinds
                if criterion.fact == "backbone_holder"
                else {choice.code for choice in whole[criterion.fact].choices}
            )
            assert set(criterion.values) <= offered, f"{item} {criterion.id}"
