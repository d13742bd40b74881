"""What a firm could change to satisfy one clause, given what is known of it.

Rule: only facts whose definition allows it. Figures only grow, statuses and codes are only added, and what is
not known is asked for, never changed. A demand to be rid of something is met by a yes that becomes a no.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, cast

from backbone_desktop.domain.criterion import Comparison, Criterion, CriterionNode, GroupKind, Number
from backbone_desktop.domain.facts import Certificate, FactContent, FactDefinition, FactType
from backbone_desktop.matching.criteria import MET, NOT_MET, Membership, Read, Value, test_of
from backbone_desktop.matching.derived import (
    DERIVATIONS,
    HOLDER,
    KnownFacts,
    certificates,
    source_of,
    years_before,
)

_CERTIFICATE_YEARS = 3
"""How long a certificate to be obtained is taken to run; rules only see that it covers the day."""

_FIGURES = frozenset({FactType.INTEGER, FactType.MONEY, FactType.DECIMAL, FactType.PERCENT})
_ADDS = frozenset({Comparison.ONE_OF, Comparison.LOCATED_IN})
_JUST_ABOVE = 1


@dataclass(frozen=True, slots=True)
class Option:
    """One content a fact could be brought to.

    Attributes:
        fact: The key of the asked fact.
        gains: What is gained by it, so that an option gaining a part of another's is the smaller one.
        content: The content itself.
        values: What rules would then read, by fact key, derived facts included.
        clause: The first clause that fails for want of it.
        negated: The clause must not hold.
        codes: The codes added, in the order of the clause; empty unless codes are what is added.
        distance: How much a figure grows, None for anything else.
    """

    fact: str
    gains: frozenset[object]
    content: FactContent
    values: Mapping[str, Value | None]
    clause: Criterion
    negated: bool
    codes: tuple[str, ...] = ()
    distance: Number | None = None


@dataclass(frozen=True, slots=True)
class _Wish:
    """A clause that a known value fails, and one thing whose gain would satisfy it."""

    clause: Criterion
    negated: bool
    gain: object


def options(
    nodes: Iterable[CriterionNode], known: KnownFacts, read: Read, definitions: Mapping[str, FactDefinition]
) -> dict[str, list[Option]]:
    """Return the options by asked fact, in the order of the definitions; smaller ones come first.

    Args:
        nodes: The demands.
        known: What the firm has.
        read: Gives the value of a fact key, as ``known`` would.
        definitions: The facts.
    """
    wishes: dict[str, list[_Wish]] = {}
    for node in nodes:
        for clause, negated in _failing(node, read, negated=False):
            found = [_Wish(clause, negated, gain) for gain in _gains(clause, negated, read, definitions)]
            if found:
                wishes.setdefault(clause.fact, []).extend(found)
    if not wishes:
        return {}
    return {
        source_of(key): list(_options(definitions[key], wishes[key], known))
        for key in definitions
        if key in wishes
    }


def _failing(node: CriterionNode, read: Read, *, negated: bool) -> Iterator[tuple[Criterion, bool]]:
    """Yield the clauses whose known value is not what the demand around them wants."""
    if isinstance(node, Criterion):
        value = read(node.fact)
        if value is not None and test_of(node)(value) == (MET if negated else NOT_MET):
            yield node, negated
        return
    inner = negated ^ (node.kind is GroupKind.NOT)
    for member in node.members:
        yield from _failing(member, read, negated=inner)


def _gains(
    clause: Criterion, negated: bool, read: Read, definitions: Mapping[str, FactDefinition]
) -> Iterator[object]:
    """Yield what would satisfy a failing clause, each by itself."""
    definition = definitions[clause.fact]
    if not (definition.changeable and definitions[source_of(clause.fact)].changeable):
        return
    value = read(clause.fact)
    if definition.type is FactType.YES_NO and clause.comparison is Comparison.IS_TRUE:
        yield not negated
    elif definition.type in _FIGURES:
        yield from _larger_figure(clause, negated, cast("Number", value))
    elif clause.comparison in _ADDS and not negated:
        yield from _new_codes(clause, value)


def _larger_figure(clause: Criterion, negated: bool, value: Number) -> Iterator[Number]:
    """Yield the smallest larger figure that the clause wants."""
    bound, strict = (clause.high, not clause.strict) if negated else (clause.low, clause.strict)
    if bound is not None:
        wanted = bound + _JUST_ABOVE if strict else bound
        if wanted > value and (test_of(clause)(wanted) == MET) is not negated:
            yield wanted


def _new_codes(clause: Criterion, value: Value | None) -> Iterator[str]:
    if isinstance(value, Membership):
        # A status the firm may hold already is to be confirmed, not to be obtained.
        yield from (code for code in clause.values if code not in value.possible)
    else:
        yield from clause.values


def _options(definition: FactDefinition, wishes: list[_Wish], known: KnownFacts) -> Iterator[Option]:
    first: dict[Any, _Wish] = {}
    for wish in wishes:
        first.setdefault(wish.gain, wish)
    for gained in _sets(definition, list(first)):
        wish, source = first[gained[-1]], source_of(definition.key)
        content = _content(definition, gained, known)
        yield Option(
            fact=source,
            gains=frozenset((definition.key, gain) for gain in gained),
            content=content,
            values=_read(source, content, known.on),
            clause=wish.clause,
            negated=wish.negated,
            codes=gained if definition.type is FactType.CHOICES else (),
            distance=gained[-1] - known.value(definition.key) if definition.type in _FIGURES else None,
        )


def _sets(definition: FactDefinition, gains: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Yield what one option gains: a figure all those below it, codes in any combination, else one thing."""
    if definition.type in _FIGURES:
        figures = sorted(gains)
        yield from (tuple(figures[:count]) for count in range(1, len(figures) + 1))
    elif definition.type is FactType.CHOICES:
        yield from (each for size in range(1, len(gains) + 1) for each in combinations(gains, size))
    else:
        yield from ((gain,) for gain in gains)


def _content(definition: FactDefinition, gained: tuple[Any, ...], known: KnownFacts) -> FactContent:
    """Return what the asked fact would hold."""
    if definition.key == HOLDER:
        held = known.sheet.content(source_of(HOLDER))
        return (*certificates(held or ()), *(_certificate(kind, known.on) for kind in gained))
    if definition.type is FactType.CHOICES:
        held = known.sheet.content(definition.key)
        return (*cast("tuple[str, ...]", held or ()), *gained)
    return cast("FactContent", gained[-1])


def _certificate(kind: str, on: date) -> Certificate:
    return Certificate(kind, "", on, years_before(on, -_CERTIFICATE_YEARS))


def _read(source: str, content: FactContent, on: date) -> dict[str, Value | None]:
    derived = {
        key: derivation.compute(content, on)
        for key, derivation in DERIVATIONS.items()
        if derivation.source == source
    }
    return {source: content, **derived}
