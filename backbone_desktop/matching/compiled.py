"""An edition prepared for judging many firms at once: every distinct demand graded for all of them together.

Rule: the same comparisons and connectives as in ``criteria``, only shared. The grades of a demand stand in
one integer, one byte per firm; since a grade is two bits of which UNKNOWN sets the lower and MET both,
``&`` is the worst and ``|`` the best of two grades, for every firm in one operation.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_, or_

from backbone_desktop.domain.criterion import (
    Comparison,
    Condition,
    Criterion,
    CriterionNode,
    GroupKind,
    Role,
)
from backbone_desktop.domain.facts import FactSheet
from backbone_desktop.domain.measure import Edition, Measure
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.matching.criteria import MET, UNKNOWN, VERDICTS, Value, test_of
from backbone_desktop.matching.derived import DERIVATIONS, KnownFacts

Grades = list[int]
"""A filled-in table: at each place the grades of one demand, one byte per firm."""

_BATCH = 512
"""Firms graded together: measured best, as their sheets still fit the processor's cache."""

_Column = Sequence[Value | None]


def hard_nodes(conditions: Iterable[Condition]) -> list[CriterionNode]:
    """Return the demands that decide an item."""
    return [condition.node for condition in conditions if condition.role is Role.HARD]


class CompiledEdition:
    """The hard conditions of an edition as one table, a measure being the best of its items.

    Attributes:
        measures: The place of each measure's grades in the table, by measure number.
    """

    def __init__(self, edition: Edition) -> None:
        table = _Table()
        self.measures = {measure.number: table.measure(measure) for measure in edition.measures}
        self._size = table.size
        self._undecided = table.undecided
        self._leaves = {key: tuple(leaves) for key, leaves in table.leaves.items()}
        self._steps = tuple(table.steps)

    def verdicts(self, sheets: Sequence[FactSheet], on: date) -> dict[int, tuple[Verdict, ...]]:
        """Return for every measure's number the verdicts of the firms, in the order of their sheets."""
        at_place: dict[int, list[Verdict]] = {place: [] for place in self.measures.values()}
        for start in range(0, len(sheets), _BATCH):
            batch = sheets[start : start + _BATCH]
            grades = self.grades(batch, on)
            for place, found in at_place.items():
                found.extend(map(VERDICTS.__getitem__, grades[place].to_bytes(len(batch), "little")))
        complete = {place: tuple(found) for place, found in at_place.items()}
        return {number: complete[place] for number, place in self.measures.items()}

    def grades(self, sheets: Sequence[FactSheet], on: date) -> Grades:
        """Return the filled-in table of some firms."""
        lanes = _Lanes(len(sheets))
        grades = [0] * self._size
        grades[self._undecided] = lanes.low
        contents = [sheet.contents for sheet in sheets]
        known = [KnownFacts(sheet, on) for sheet in sheets]
        for key, leaves in self._leaves.items():
            column: _Column
            if key in DERIVATIONS:
                column = [each.value(key) for each in known]
            else:
                column = [each.get(key) for each in contents]
            for leaf in leaves:
                grades[leaf.place] = int.from_bytes(leaf.grade(column), "little")
        return self._combined(grades, lanes)

    def with_answer(self, grades: Grades, answer: dict[str, Value]) -> Grades:
        """Return the table of one firm as it would be if the facts in ``answer`` were known to be so."""
        changed = grades.copy()
        for key, value in answer.items():
            for leaf in self._leaves.get(key, ()):
                (changed[leaf.place],) = leaf.grade([value])
        return self._combined(changed, _Lanes(1))

    def _combined(self, grades: Grades, lanes: "_Lanes") -> Grades:
        for place, kind, members in self._steps:
            grades[place] = lanes.combine(kind, [grades[member] for member in members])
        return grades


class _Lanes:
    """The connectives of ``criteria.combine`` on the grades of ``count`` firms at once."""

    def __init__(self, count: int) -> None:
        self.low = int.from_bytes(bytes([UNKNOWN]) * count, "little")
        self.high = int.from_bytes(bytes([MET ^ UNKNOWN]) * count, "little")

    def combine(self, kind: GroupKind, members: list[int]) -> int:
        match kind:
            case GroupKind.ALL:
                return reduce(and_, members)
            case GroupKind.ANY:
                return reduce(or_, members)
            case GroupKind.NOT:
                (only,) = members
                return ((only & self.low) << 1 ^ self.high) | ((only & self.high) >> 1 ^ self.low)
            case GroupKind.READINGS:
                # Certain only where the worst reading is MET, excluded only where the best is NOT_MET.
                return (reduce(and_, members) & self.high) | (reduce(or_, members) & self.low)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A criterion's place in the table and how it grades the values of many firms."""

    place: int
    grade: Callable[[_Column], bytes]


class _Table:
    """Numbers the distinct demands of an edition; members always come before their group."""

    def __init__(self) -> None:
        self.size = 0
        self.leaves: dict[str, list[_Leaf]] = {}
        self.steps: list[tuple[int, GroupKind, tuple[int, ...]]] = []
        self._places: dict[object, int] = {}
        self.undecided = self._place("undecided")

    def measure(self, measure: Measure) -> int:
        if not measure.criteria_recorded:
            return self.undecided
        items = [self._item(item.conditions) for item in measure.items]
        return self._group(GroupKind.ANY, items) if items else self.undecided

    def _item(self, conditions: tuple[Condition, ...]) -> int:
        nodes = hard_nodes(conditions)
        return self._group(GroupKind.ALL, [self._node(node) for node in nodes]) if nodes else self.undecided

    def _node(self, node: CriterionNode) -> int:
        if isinstance(node, Criterion):
            return self._leaf(node)
        return self._group(node.kind, [self._node(member) for member in node.members])

    def _leaf(self, criterion: Criterion) -> int:
        same_demand = replace(criterion, id="", label="", citation="")
        if same_demand in self._places:
            return self._places[same_demand]
        place = self._place(same_demand)
        self.leaves.setdefault(criterion.fact, []).append(_Leaf(place, _column_grader(criterion)))
        return place

    def _group(self, kind: GroupKind, members: list[int]) -> int:
        distinct = sorted(set(members))
        if len(distinct) == 1 and kind is not GroupKind.NOT:
            return distinct[0]
        key = (kind, tuple(distinct))
        if key in self._places:
            return self._places[key]
        place = self._place(key)
        self.steps.append((place, kind, tuple(distinct)))
        return place

    def _place(self, key: object) -> int:
        place = self._places[key] = self.size
        self.size += 1
        return place


def _column_grader(criterion: Criterion) -> Callable[[_Column], bytes]:
    test = test_of(criterion)
    if criterion.comparison is Comparison.IS_TRUE:
        # Three values only: looked up instead of compared, which most demands allow.
        grades: dict[object, int] = {True: test(True), False: test(False), None: UNKNOWN}
        return lambda column: bytes(map(grades.__getitem__, column))
    return lambda column: bytes([UNKNOWN if value is None else test(value) for value in column])
