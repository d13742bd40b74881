"""What to ask next: the unknown facts by how many open verdicts an answer could settle.

Rule: a fact counts for an undetermined measure when at least one answer it allows decides that measure; a
refused fact is not asked again.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from backbone_desktop.domain.criterion import Criterion, leaves
from backbone_desktop.domain.facts import FactDefinition, FactSheet
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.verdict import Suggestion
from backbone_desktop.matching.answers import Answer, answers
from backbone_desktop.matching.compiled import CompiledEdition, Grades, hard_nodes
from backbone_desktop.matching.criteria import UNKNOWN, missing_facts
from backbone_desktop.matching.derived import KnownFacts, source_of


def ask_next(
    edition: Edition, facts: Mapping[str, FactDefinition], sheet: FactSheet, on: date
) -> tuple[Suggestion, ...]:
    """Return the facts worth asking, those whose answer could decide most measures first.

    Facts that decide equally many keep the order of ``facts``. A fact that is missing somewhere but decides
    nothing by itself stands last with 0.
    """
    known = KnownFacts(sheet, on)
    compiled = CompiledEdition(edition)
    grades = compiled.grades([sheet], on)
    criteria = _criteria_by_fact(edition)
    asked = _missing(edition, known)
    suggestions = [
        Suggestion(
            key,
            definition.question,
            _decided_by(answers(definition, criteria.get(key, []), known), compiled, grades),
        )
        for key, definition in facts.items()
        if key in asked and not sheet.refused(key)
    ]
    return tuple(sorted(suggestions, key=lambda suggestion: -suggestion.decides))


def _missing(edition: Edition, known: KnownFacts) -> frozenset[str]:
    nodes = (
        node
        for measure in edition.measures
        if measure.criteria_recorded
        for item in measure.items
        for node in hard_nodes(item.conditions)
    )
    return frozenset(source_of(key) for node in nodes for key in missing_facts(node, known.value))


def _decided_by(possible: Iterable[Answer], compiled: CompiledEdition, grades: Grades) -> int:
    """Count the undetermined measures that at least one of the answers decides."""
    open_places = {number: place for number, place in compiled.measures.items() if grades[place] == UNKNOWN}
    decided: set[int] = set()
    for answer in possible:
        after = compiled.with_answer(grades, answer)
        decided.update(number for number, place in open_places.items() if after[place] != UNKNOWN)
    return len(decided)


def _criteria_by_fact(edition: Edition) -> dict[str, list[Criterion]]:
    found: dict[str, list[Criterion]] = {}
    for measure in edition.measures:
        for item in measure.items:
            for node in hard_nodes(item.conditions):
                for criterion in leaves(node):
                    found.setdefault(criterion.fact, []).append(criterion)
    return found
