"""The answers worth trying for a question: one for every way in which rules can tell answers apart.

Rule: only answers the fact allows, and only answers that agree with what is already known.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, pairwise

from backbone_desktop.domain.criterion import Criterion
from backbone_desktop.domain.facts import FactDefinition, FactType
from backbone_desktop.matching.criteria import Membership, Value
from backbone_desktop.matching.derived import DERIVATIONS, HOLDER, STATUSES, KnownFacts

Answer = dict[str, Value]
"""One way a question may be answered: the values it gives to the facts that rules read."""


def answers(definition: FactDefinition, criteria: list[Criterion], known: KnownFacts) -> Iterator[Answer]:
    """Yield the answers to try for a fact that is asked.

    Args:
        definition: The fact.
        criteria: Every criterion that reads the fact itself.
        known: What the answers must agree with.
    """
    derived = [key for key, derivation in DERIVATIONS.items() if derivation.source == definition.key]
    if derived:
        yield from _derived_answers(derived, known)
    else:
        yield from ({definition.key: value} for value in _allowed_values(definition, criteria))


def _derived_answers(keys: list[str], known: KnownFacts) -> Iterator[Answer]:
    """Yield every combination the derived facts may still turn out to have."""
    found: list[Answer] = [{}]
    for key in keys:
        found = [{**answer, key: value} for answer in found for value in _completions(key, known.value(key))]
    yield from found


def _completions(key: str, value: Value | None) -> list[Value]:
    if value is None and key == HOLDER:
        value = Membership(frozenset(), STATUSES)
    if isinstance(value, Membership):
        open_codes = sorted(value.possible - value.held)
        return [Membership(value.held.union(more), value.held.union(more)) for more in _subsets(open_codes)]
    return [True, False] if value is None else [value]


def _subsets(codes: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(codes, size) for size in range(len(codes) + 1))


def _allowed_values(definition: FactDefinition, criteria: list[Criterion]) -> Iterable[Value]:
    match definition.type:
        case FactType.YES_NO:
            return True, False
        case FactType.INTEGER | FactType.MONEY | FactType.ROC_YEAR:
            return _whole_numbers(_bounds(criteria))
        case FactType.DECIMAL | FactType.PERCENT:
            return _decimals(_bounds(criteria))
        case FactType.DATE:
            return _dates(criteria)
        case _:
            return _codes(definition, criteria)


def _bounds(criteria: list[Criterion]) -> list[int | Decimal]:
    found = {bound for each in criteria for bound in (each.low, each.high) if bound is not None}
    return sorted(found)


def _whole_numbers(bounds: list[int | Decimal]) -> Iterator[int]:
    """Yield every bound with its neighbours, none below zero."""
    near = {int(bound) + step for bound in bounds for step in (-1, 0, 1)}
    yield from sorted(number for number in near if number >= 0)


def _decimals(bounds: list[int | Decimal]) -> Iterator[Decimal]:
    """Yield every bound, a figure between any two neighbours, and one beyond either end, none below zero."""
    if not bounds:
        return
    exact = [Decimal(bound) for bound in bounds]
    between = [(low + high) / 2 for low, high in pairwise(exact)]
    yield from (each for each in (exact[0] / 2, *exact, *between, exact[-1] + 1) if each >= 0)


def _dates(criteria: list[Criterion]) -> Iterator[date]:
    days = sorted({each.on for each in criteria if each.on is not None})
    for day in days:
        yield from (day - timedelta(days=1), day, day + timedelta(days=1))


def _codes(definition: FactDefinition, criteria: list[Criterion]) -> Iterator[Value]:
    """Yield every code alone; of a list also none and all of them; of a free text one nobody mentions."""
    mentioned = sorted({code for each in criteria for code in each.values})
    codes = [choice.code for choice in definition.choices] or mentioned
    if definition.type is FactType.CHOICE:
        yield from codes
    elif definition.type is FactType.TEXT:
        yield from (*codes, "")
    else:
        yield from ((), *((code,) for code in codes), tuple(codes))
