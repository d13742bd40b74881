"""Criteria held against what is known of a firm, in three values.

Rule: missing is never zero and never no. A grade is an int ordered NOT_MET < UNKNOWN < MET, so that *and*
and *or* of Kleene's logic are the smallest and the largest grade.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from backbone_desktop.domain.criterion import Comparison, Criterion, CriterionNode, GroupKind
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from decimal import Decimal

# One bit more per step, so that & and | are the smaller and the larger of two grades as well.
NOT_MET, UNKNOWN, MET = 0b00, 0b01, 0b11

OUTCOMES: Mapping[int, Outcome] = MappingProxyType(
    {NOT_MET: Outcome.NOT_MET, UNKNOWN: Outcome.UNKNOWN, MET: Outcome.MET}
)
VERDICTS: Mapping[int, Verdict] = MappingProxyType(
    {NOT_MET: Verdict.NOT_ELIGIBLE, UNKNOWN: Verdict.UNDETERMINED, MET: Verdict.ELIGIBLE}
)


@dataclass(frozen=True, slots=True)
class Membership:
    """A list of codes of which not everything is known: what it surely holds, and what it may hold."""

    held: frozenset[str]
    possible: frozenset[str]


Value = FactContent | Membership
"""What a criterion reads; None in its place is a value nobody knows."""

# The content's type is settled by the fact's definition when it is entered, hence Any.
Test = Callable[[Any], int]
Read = Callable[[str], Value | None]


def grade(node: CriterionNode, read: Read) -> int:
    """Return the grade of a criterion or group.

    Args:
        node: The demand.
        read: Gives the value of a fact key, None when it is unknown or refused.
    """
    if isinstance(node, Criterion):
        value = read(node.fact)
        return UNKNOWN if value is None else test_of(node)(value)
    return combine(node.kind, [grade(member, read) for member in node.members])


def missing_facts(node: CriterionNode, read: Read) -> list[str]:
    """Return the fact keys whose answers could still decide a demand, in print order.

    Args:
        node: The demand.
        read: Gives the value of a fact key, None when it is unknown or refused.
    """
    if grade(node, read) != UNKNOWN:
        return []
    if isinstance(node, Criterion):
        return [node.fact]
    grades = {grade(member, read) for member in node.members}
    if node.kind is GroupKind.READINGS and {MET, NOT_MET} <= grades:
        return []
    return [key for member in node.members for key in missing_facts(member, read)]


def combine(kind: GroupKind, grades: Sequence[int]) -> int:
    """Return the grade of a group from those of its members (at least one; exactly one for ``NOT``)."""
    match kind:
        case GroupKind.ALL:
            return min(grades)
        case GroupKind.ANY:
            return max(grades)
        case GroupKind.NOT:
            (only,) = grades
            return negated(only)
        case GroupKind.READINGS:
            return agreed(grades)


def negated(grade: int) -> int:
    """Return the grade of the opposite demand; what is unknown stays so."""
    return UNKNOWN if grade == UNKNOWN else MET - grade


def agreed(grades: Sequence[int]) -> int:
    """Return what all readings say, UNKNOWN as soon as two differ."""
    return grades[0] if len(set(grades)) == 1 else UNKNOWN


def test_of(criterion: Criterion) -> Test:
    """Return the function that grades a known value.

    Raises:
        ValueError: The criterion lacks the bound its comparison needs.
    """
    return _TESTS[criterion.comparison](criterion)


def _bound(criterion: Criterion, name: str) -> Any:
    bound = getattr(criterion, name)
    if bound is None:
        raise ValueError(f"criterion {criterion.id} compares {criterion.comparison} without {name}")
    return bound


def _at_least(criterion: Criterion) -> Test:
    low: int | Decimal = _bound(criterion, "low")
    if criterion.strict:
        return lambda value: MET if value > low else NOT_MET
    return lambda value: MET if value >= low else NOT_MET


def _at_most(criterion: Criterion) -> Test:
    high: int | Decimal = _bound(criterion, "high")
    if criterion.strict:
        return lambda value: MET if value < high else NOT_MET
    return lambda value: MET if value <= high else NOT_MET


def _between(criterion: Criterion) -> Test:
    low: int | Decimal = _bound(criterion, "low")
    high: int | Decimal = _bound(criterion, "high")
    if criterion.strict:
        return lambda value: MET if low < value < high else NOT_MET
    return lambda value: MET if low <= value <= high else NOT_MET


def _before(criterion: Criterion) -> Test:
    on = _bound(criterion, "on")
    if criterion.strict:
        return lambda value: MET if value < on else NOT_MET
    return lambda value: MET if value <= on else NOT_MET


def _after(criterion: Criterion) -> Test:
    on = _bound(criterion, "on")
    if criterion.strict:
        return lambda value: MET if value > on else NOT_MET
    return lambda value: MET if value >= on else NOT_MET


def _one_of(criterion: Criterion) -> Test:
    wanted = frozenset(criterion.values)

    def test(value: Any) -> int:
        if isinstance(value, str):
            return MET if value in wanted else NOT_MET
        if isinstance(value, Membership):
            if not wanted.isdisjoint(value.held):
                return MET
            return NOT_MET if wanted.isdisjoint(value.possible) else UNKNOWN
        return NOT_MET if wanted.isdisjoint(value) else MET

    return test


def _none_of(criterion: Criterion) -> Test:
    any_in_common = _one_of(criterion)
    return lambda value: negated(any_in_common(value))


def _is_true(_criterion: Criterion) -> Test:
    return lambda value: MET if value is True else NOT_MET


_TESTS: Mapping[Comparison, Callable[[Criterion], Test]] = MappingProxyType(
    {
        Comparison.AT_LEAST: _at_least,
        Comparison.AT_MOST: _at_most,
        Comparison.BETWEEN: _between,
        Comparison.ONE_OF: _one_of,
        Comparison.NONE_OF: _none_of,
        Comparison.IS_TRUE: _is_true,
        Comparison.BEFORE: _before,
        Comparison.AFTER: _after,
        Comparison.LOCATED_IN: _one_of,
    }
)
