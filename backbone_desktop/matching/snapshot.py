"""What an assessment was made from, in the words a consultant read then.

Rule: only facts with a standing observation and open needs are kept, in an order that is always the same.
"""

from collections.abc import Iterable, Mapping

from backbone_desktop.domain.codes import ConfirmationState, NeedState
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactDefinition, FactSheet, StandingFact
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.verdict import FactSeen, NeedSeen
from backbone_desktop.matching.evidence import ASSUMED_TEXT, CONTRADICTED_TEXT

_CONTRADICTED = "{state}・{contradicted}"


def facts_seen(sheet: FactSheet, facts: Mapping[str, FactDefinition]) -> tuple[FactSeen, ...]:
    """Return the facts of the sheet in the order of their definitions."""
    return tuple(_fact(definition, sheet[key]) for key, definition in facts.items() if key in sheet)


def needs_seen(needs: Iterable[Need]) -> tuple[NeedSeen, ...]:
    """Return the open needs, each distinct one once, in the order of aspect, urgency and text."""
    seen = {
        NeedSeen(need.aspect.value, need.item_kinds, need.text, need.urgency.value)
        for need in needs
        if need.state is NeedState.OPEN
    }
    return tuple(sorted(seen, key=lambda each: (each.aspect, each.urgency, each.text, each.item_kinds)))


def _fact(definition: FactDefinition, fact: StandingFact) -> FactSeen:
    observation = fact.observation
    value = format_content(definition, fact.content)
    if fact.assumed:
        return FactSeen(definition.key, definition.label, value, ASSUMED_TEXT, observation.as_of, "")
    origin, as_of = observation.origin.label, observation.as_of
    return FactSeen(definition.key, definition.label, value, origin, as_of, _state(fact))


def _state(fact: StandingFact) -> str:
    state: ConfirmationState = fact.observation.state
    if not fact.contradicted_by:
        return state.label
    return _CONTRADICTED.format(state=state.label, contradicted=CONTRADICTED_TEXT)
