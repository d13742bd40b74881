"""Every number the edition compares with, probed one unit below, at it, and one unit above.

What must come out is told twice: read off the brochure, and by a small oracle that knows only the comparison.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from backbone_desktop.domain.criterion import Comparison, Criterion, Role, leaves
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.matching.criteria import MET, NOT_MET, grade
from tests.catalogue.boundary_values import STEPS, bounds, moved
from tests.matching.support import edition_105, facts_105

_BELOW, _AT, _ABOVE = -1, 0, 1

PRINTED = {
    ("105-8-1", "rd-staff", 1): (False, True, True),
    ("105-8-1", "managers", 1): (False, True, True),
    ("105-13-2", "alliance", 2): (False, True, True),
    ("105-33-1", "contracted-power", 800): (False, False, True),
    ("105-34-1", "employees", 200): (True, True, False),
    ("105-34-2", "revenue", 20_000_000_000): (True, True, False),
    ("105-34-2", "employees", 100): (False, True, True),
    ("105-34-2", "employees", 2_000): (True, True, False),
    ("105-41-1", "capital", 20_000_000): (False, True, True),
    ("105-41-2", "capital", 20_000_000): (False, True, True),
    ("105-41-3", "capital", 20_000_000): (False, True, True),
}
"""Read off the brochure: item, condition, number; and whether one less, the number, and one more satisfy."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One number of one criterion."""

    item: str
    criterion: Criterion
    bound: int | Decimal

    @property
    def key(self) -> tuple[str, str, int]:
        return self.item, self.criterion.id, int(self.bound)


def probes(edition: Edition, facts: FactCatalogue) -> Iterator[Probe]:
    for measure in edition.measures:
        for item in measure.items:
            for condition in item.conditions:
                for leaf in leaves(condition.node):
                    if facts[leaf.fact].type in STEPS:
                        yield from (Probe(item.id, leaf, bound) for bound in bounds([leaf]))


def oracle(criterion: Criterion, value: int | Decimal) -> bool:
    """Say whether a value satisfies, from the words: at least, at most, between, and whether strictly."""
    assert criterion.comparison in {Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.BETWEEN}
    sides = {
        Comparison.AT_LEAST: [(criterion.low, 1)],
        Comparison.AT_MOST: [(criterion.high, -1)],
        Comparison.BETWEEN: [(criterion.low, 1), (criterion.high, -1)],
    }[criterion.comparison]
    distances = [(value - bound) * way for bound, way in sides if bound is not None]
    assert len(distances) == len(sides)
    return all(each > 0 or (each == 0 and not criterion.strict) for each in distances)


def outcomes(probe: Probe, facts: FactCatalogue) -> tuple[bool, ...]:
    """Return what the engine says one unit below the bound, at it, and one unit above."""
    kind = facts[probe.criterion.fact].type
    steps = [moved(probe.bound, kind, step) for step in (_BELOW, _AT, _ABOVE)]
    found = [grade(probe.criterion, {probe.criterion.fact: value}.get) for value in steps]
    assert set(found) <= {MET, NOT_MET}
    return tuple(each == MET for each in found)


PROBES = list(probes(edition_105(), facts_105()))


@pytest.mark.parametrize("probe", PROBES, ids=["{}-{}-{}".format(*probe.key) for probe in PROBES])
def test_a_threshold_decides_as_printed_one_unit_around_it(probe: Probe, facts: FactCatalogue) -> None:
    kind = facts[probe.criterion.fact].type
    values = [moved(probe.bound, kind, step) for step in (_BELOW, _AT, _ABOVE)]
    assert outcomes(probe, facts) == tuple(oracle(probe.criterion, value) for value in values)
    assert outcomes(probe, facts) == PRINTED[probe.key]


def test_no_threshold_escapes_the_probes() -> None:
    assert sorted(probe.key for probe in PROBES) == sorted(PRINTED)


def test_every_other_comparison_needs_no_number(edition: Edition, facts: FactCatalogue) -> None:
    probed = {probe.criterion for probe in PROBES}
    numeric = {Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.BETWEEN}
    dated = {Comparison.BEFORE, Comparison.AFTER}
    for measure in edition.measures:
        for item in measure.items:
            for leaf in (leaf for condition in item.conditions for leaf in leaves(condition.node)):
                assert leaf.comparison not in dated, f"{item.id} {leaf.id}: dates need probes of their own"
                assert (leaf.comparison in numeric) == (leaf in probed), f"{item.id} {leaf.id}"
                assert facts[leaf.fact].type in STEPS or leaf.comparison not in numeric


def test_a_number_between_two_units_is_told_apart_where_the_fact_has_decimals(facts: FactCatalogue) -> None:
    (probe,) = (each for each in PROBES if each.criterion.fact == "contracted_power_kw")
    just_above = Decimal(probe.bound) + Decimal("0.000001")
    assert grade(probe.criterion, {"contracted_power_kw": just_above}.get) == MET
    assert facts["contracted_power_kw"].type in STEPS


@pytest.mark.parametrize("shift", [_BELOW, _ABOVE])
def test_a_threshold_one_unit_off_is_noticed(shift: int, facts: FactCatalogue) -> None:
    for probe in PROBES:
        criterion = probe.criterion
        low = None if criterion.low is None else criterion.low + shift
        high = None if criterion.high is None else criterion.high + shift
        off = replace(probe, criterion=replace(criterion, low=low, high=high))
        assert outcomes(off, facts) != PRINTED[probe.key], probe.key


def test_a_bound_that_counts_where_it_should_not_is_noticed(facts: FactCatalogue) -> None:
    for probe in PROBES:
        turned = replace(probe.criterion, strict=not probe.criterion.strict)
        assert outcomes(replace(probe, criterion=turned), facts) != PRINTED[probe.key], probe.key


def test_only_hard_numbers_decide(edition: Edition, facts: FactCatalogue) -> None:
    deciding = {
        leaf.fact
        for measure in edition.measures
        for item in measure.items
        for condition in item.conditions
        if condition.role is Role.HARD
        for leaf in leaves(condition.node)
        if facts[leaf.fact].type in STEPS
    }
    assert deciding == {"contracted_power_kw", "employees", "paid_in_capital", "revenue"}
