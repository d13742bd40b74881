"""An edition prepared for grading many firms: every distinct demand once, in the order it can be graded.

Rule: the same comparisons and connectives as in ``criteria``, only shared; a measure is the best of its
items, an item all of its hard conditions.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any

from backbone_desktop.domain.criterion import Condition, Criterion, CriterionNode, GroupKind, Role
from backbone_desktop.domain.facts import FactSheet
from backbone_desktop.domain.measure import Edition, Measure
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.matching.criteria import MET, UNKNOWN, Test, Value, agreed, test_of
from backbone_desktop.matching.derived import DERIVATIONS, KnownFacts

VERDICTS = (Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED, Verdict.ELIGIBLE)
"""The verdict of each grade."""

Grades = list[int]
# ``itemgetter`` gives one grade for one member and a tuple for several; hence Any.
_Step = tuple[int, Callable[[Grades], Any], Callable[[Any], int]]


def hard_nodes(conditions: Iterable[Condition]) -> list[CriterionNode]:
    """Return the demands that decide an item."""
    return [condition.node for condition in conditions if condition.role is Role.HARD]


class CompiledEdition:
    """The hard conditions of an edition as one table of grades, filled in once per firm.

    Attributes:
        measures: The grade's place in the table, by measure number.
    """

    def __init__(self, edition: Edition) -> None:
        table = _Table()
        self.measures = {measure.number: table.measure(measure) for measure in edition.measures}
        self._start = [UNKNOWN] * table.size
        self._steps = tuple(table.steps)
        self._tests = {key: tuple(tests) for key, tests in table.tests.items()}
        self._plain = tuple((key, tests) for key, tests in self._tests.items() if key not in DERIVATIONS)
        self._derived = tuple((key, tests) for key, tests in self._tests.items() if key in DERIVATIONS)

    @property
    def facts(self) -> frozenset[str]:
        """The keys of the facts some hard condition reads."""
        return frozenset(self._tests)

    def tested(self, key: str) -> bool:
        """Whether some hard condition reads that fact."""
        return key in self._tests

    def verdicts(self, sheet: FactSheet, on: date) -> dict[int, Verdict]:
        """Return the verdict of every measure by its number, for one firm on one date."""
        grades = self.grades(sheet, on)
        return {number: VERDICTS[grades[place]] for number, place in self.measures.items()}

    def grades(self, sheet: FactSheet, on: date) -> Grades:
        """Return the filled-in table of one firm."""
        grades = self._start.copy()
        content = sheet.content
        for key, tests in self._plain:
            value: Value | None = content(key)
            if value is not None:
                for place, test in tests:
                    grades[place] = test(value)
        derived = KnownFacts(sheet, on)
        for key, tests in self._derived:
            value = derived.value(key)
            if value is not None:
                for place, test in tests:
                    grades[place] = test(value)
        return self._combined(grades)

    def with_answer(self, grades: Grades, answer: dict[str, Value]) -> Grades:
        """Return a table of one firm as it would be if the facts in ``answer`` were known to be so."""
        changed = grades.copy()
        for key, value in answer.items():
            for place, test in self._tests.get(key, ()):
                changed[place] = test(value)
        return self._combined(changed)

    def _combined(self, grades: Grades) -> Grades:
        for place, members, combine in self._steps:
            grades[place] = combine(members(grades))
        return grades


class _Table:
    """Numbers the distinct demands of an edition; members always come before their group."""

    def __init__(self) -> None:
        self.size = 0
        self.tests: dict[str, list[tuple[int, Test]]] = {}
        self.steps: list[_Step] = []
        self._places: dict[object, int] = {}
        self._undecided = self._place("undecided")

    def measure(self, measure: Measure) -> int:
        if not measure.criteria_recorded:
            return self._undecided
        items = [self._item(item.conditions) for item in measure.items]
        return self._group(GroupKind.ANY, items) if items else self._undecided

    def _item(self, conditions: tuple[Condition, ...]) -> int:
        nodes = hard_nodes(conditions)
        return self._group(GroupKind.ALL, [self._node(node) for node in nodes]) if nodes else self._undecided

    def _node(self, node: CriterionNode) -> int:
        if isinstance(node, Criterion):
            return self._leaf(node)
        return self._group(node.kind, [self._node(member) for member in node.members])

    def _leaf(self, criterion: Criterion) -> int:
        same_demand = replace(criterion, id="", label="", citation="")
        if same_demand in self._places:
            return self._places[same_demand]
        place = self._place(same_demand)
        self.tests.setdefault(criterion.fact, []).append((place, test_of(criterion)))
        return place

    def _group(self, kind: GroupKind, members: list[int]) -> int:
        distinct = sorted(set(members))
        if len(distinct) == 1 and kind is not GroupKind.NOT:
            return distinct[0]
        key = (kind, tuple(distinct))
        if key in self._places:
            return self._places[key]
        place = self._place(key)
        self.steps.append((place, itemgetter(*distinct), _COMBINE[kind]))
        return place

    def _place(self, key: object) -> int:
        place = self._places[key] = self.size
        self.size += 1
        return place


def _mirrored(grade: int) -> int:
    return MET - grade


_COMBINE: dict[GroupKind, Callable[[Any], int]] = {
    GroupKind.ALL: min,
    GroupKind.ANY: max,
    GroupKind.NOT: _mirrored,
    GroupKind.READINGS: agreed,
}
