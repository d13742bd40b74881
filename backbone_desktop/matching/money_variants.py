"""The ways in which one item's money can be read: by the firm's status, by reading and by circumstance.

Rule: a status that is not confirmed is never assumed in silence; the case without it comes first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.criterion import Role, leaves
from backbone_desktop.domain.funding import Effect, MoneyKind, MoneyTerm, Per, Preference
from backbone_desktop.domain.measure import Measure, ServiceItem
from backbone_desktop.matching.criteria import Membership, grade
from backbone_desktop.matching.derived import HOLDER, STATUSES

RAISING = frozenset({Effect.UPLIFT_PERCENT, Effect.HIGHER_RATE, Effect.HIGHER_CEILING})
"""Preferences that change an amount."""

_WITHOUT = "不計中堅企業優惠（身分未確認）"
_WITH = "若具{holder}身分（身分未確認）"
_ANY_HOLDER = "中堅企業"
_BY_SERVICE = "以整項服務計"
_BY_PERSON = "以每人計"
_EITHER = "卓越或潛力中堅企業"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to read an item.

    Attributes:
        names: What sets it apart, in the order status, reading, circumstance.
        terms: The printed terms that hold in it.
        others: Terms of circumstances it leaves out, to be shown beside it.
        preferences: Those that raise an amount and that the firm has in it.
        certain: Whether it rests on nothing but what was given.
        circumstances: The circumstances it takes to be so.
        reading: The choice among the readings of an ambiguous print.
        status_open: Whether the firm's status would settle something.
        holders: The statuses it takes the firm to have.
    """

    names: tuple[str, ...]
    terms: tuple[MoneyTerm, ...]
    others: tuple[MoneyTerm, ...]
    preferences: tuple[Preference, ...]
    certain: bool
    circumstances: tuple[str, ...]
    reading: tuple[str, ...]
    status_open: bool
    holders: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Status:
    name: str
    holders: frozenset[str]
    certain: bool


def variants(measure: Measure, item: ServiceItem, holders: frozenset[str] | None) -> Iterator[Variant]:
    """Yield the ways to read an item for a firm, those that promise least of what is unconfirmed first."""
    raising = tuple(raising_preferences(measure, item))
    for status in _statuses(item, raising, holders):
        held = [each for each in item.money if applies(each.holder, status.holders)]
        preferences = tuple(each for each in raising if applies(each.holder, status.holders))
        for reading, unit, circumstances in product(_readings(held), _units(held), _circumstances(held)):
            chosen = [each for each in held if not _spawns(each) or each.reading in reading]
            chosen = [_counted_per(unit, each) for each in chosen]
            terms = tuple(each for each in chosen if not each.when or each.when in circumstances)
            others = tuple(each for each in chosen if each not in terms)
            names = tuple(each for each in (status.name, *reading, unit, *circumstances) if each)
            yield Variant(
                names=names,
                terms=terms,
                others=others,
                preferences=preferences,
                certain=status.certain,
                circumstances=circumstances,
                reading=(*reading, unit),
                status_open=bool(status.name),
                holders=status.holders,
            )


def raising_preferences(measure: Measure, item: ServiceItem) -> Iterator[Preference]:
    """Yield the preferences of the item that change an amount."""
    for preference in measure.preferences:
        if preference.effect in RAISING and (not preference.items or item.number in preference.items):
            yield preference


def applies(holder: Holder | None, holders: frozenset[str]) -> bool:
    """Whether something printed for ``holder`` is for a firm with these statuses."""
    return holder is None or not holders.isdisjoint(_meant(holder))


def status_grade(item: ServiceItem, holders: frozenset[str] | None) -> tuple[int, str] | None:
    """Return how the firm stands to an item that is for backbone firms only, and where that is printed.

    Returns:
        None when the item asks for no status; else the grade of the demand, and its citation.
    """
    known = Membership(frozenset(), STATUSES) if holders is None else Membership(holders, holders)
    found = [
        (grade(condition.node, lambda _key: known), condition.node.citation)
        for condition in item.conditions
        if condition.role is Role.HARD and {leaf.fact for leaf in leaves(condition.node)} == {HOLDER}
    ]
    return min(found, default=None)


def _statuses(
    item: ServiceItem, raising: Sequence[Preference], holders: frozenset[str] | None
) -> tuple[_Status, ...]:
    if holders is not None:
        return (_Status("", holders, certain=True),)
    asked = [each.holder for each in raising]
    asked += [each.holder for each in item.money if each.holder is not None]
    if status_grade(item, holders) is not None:
        return (_Status(_WITH.format(holder=_ANY_HOLDER), STATUSES, certain=False),)
    if not asked:
        return (_Status("", frozenset(), certain=True),)
    meant = frozenset().union(*(_meant(each) for each in asked))
    return (
        _Status(_WITHOUT, frozenset(), certain=True),
        _Status(_WITH.format(holder=_words_for(asked)), meant, certain=False),
    )


def _words_for(asked: Sequence[Holder]) -> str:
    if Holder.NOT_DISTINGUISHED in asked:
        return _ANY_HOLDER
    return asked[0].label if len(set(asked)) == 1 and asked[0] is not Holder.BOTH else _EITHER


def _meant(holder: Holder) -> frozenset[str]:
    return frozenset({holder.value}) if holder.value in STATUSES else STATUSES


def _spawns(term: MoneyTerm) -> bool:
    """Whether a term is one of two readings of a figure; relations are held against one another instead."""
    return bool(term.reading) and not term.tests


def _readings(terms: Iterable[MoneyTerm]) -> Iterator[tuple[str, ...]]:
    """Yield every choice of one reading for each kind of figure that is read in two ways."""
    kinds: dict[MoneyKind, list[str]] = {}
    for term in filter(_spawns, terms):
        names = kinds.setdefault(term.kind, [])
        if term.reading not in names:
            names.append(term.reading)
    yield from product(*kinds.values())


def _units(terms: Iterable[MoneyTerm]) -> tuple[str, ...]:
    """Return the ways to count amounts of which the print does not say what they are counted per."""
    return (_BY_SERVICE, _BY_PERSON) if any(map(_is_uncounted, terms)) else ("",)


def _counted_per(unit: str, term: MoneyTerm) -> MoneyTerm:
    return replace(term, per=Per.PERSON) if unit == _BY_PERSON and _is_uncounted(term) else term


def _is_uncounted(term: MoneyTerm) -> bool:
    return term.per is Per.ITEM and (term.low_ntd is not None or term.high_ntd is not None)


def _circumstances(terms: Sequence[MoneyTerm]) -> Iterator[tuple[str, ...]]:
    """Yield every choice of circumstances, none of them first where the print has a figure for that."""
    groups: list[list[str]] = []
    ordered = sorted((each for each in terms if not each.additional), key=_group)
    for _key, found in groupby(ordered, key=_group):
        members = list(found)
        names = list(dict.fromkeys(each.when for each in members if each.when))
        always = any(not each.when and each.holder is None for each in members)
        if names:
            groups.append(["", *names] if always or len(names) == 1 else names)
    for choice in product(*groups):
        yield tuple(each for each in choice if each)


def _group(term: MoneyTerm) -> tuple[str, str]:
    return term.kind.value, term.per.value
