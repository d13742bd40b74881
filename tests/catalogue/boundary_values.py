"""Every way in which a firm can differ in what an item's hard conditions ask, bounds included."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product

from backbone_desktop.domain.criterion import Criterion, CriterionNode, Role, leaves
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.measure import ServiceItem
from backbone_desktop.matching.criteria import Membership, Value

Known = Mapping[str, Value | None]

STEPS = {
    FactType.INTEGER: Decimal(1),
    FactType.MONEY: Decimal(1),
    FactType.ROC_YEAR: Decimal(1),
    FactType.DECIMAL: Decimal(1),
    FactType.PERCENT: Decimal(1),
}
"""One unit of each numeric fact: a person, a dollar, a year, a kilowatt, a percent point."""

_STATUSES = [(), ("potential",), ("outstanding",), ("potential", "outstanding")]


def hard_nodes(item: ServiceItem) -> list[CriterionNode]:
    """Return the top-level nodes that decide an item."""
    return [condition.node for condition in item.conditions if condition.role is Role.HARD]


def bounds(criteria: Iterable[Criterion]) -> list[int | Decimal]:
    """Return the numbers criteria compare with."""
    found = {bound for each in criteria for bound in (each.low, each.high) if bound is not None}
    return sorted(found)


def firms(item: ServiceItem, facts: FactCatalogue) -> Iterator[Known]:
    """Yield every combination of the values that the item's hard conditions can tell apart, unknown too."""
    criteria = [leaf for node in hard_nodes(item) for leaf in leaves(node)]
    keys = list(dict.fromkeys(each.fact for each in criteria))
    columns = [[None, *values(key, [each for each in criteria if each.fact == key], facts)] for key in keys]
    for combination in product(*columns):
        yield dict(zip(keys, combination, strict=True))


def values(key: str, criteria: list[Criterion], facts: FactCatalogue) -> list[Value]:
    """Return the values of one fact worth trying."""
    definition = facts[key]
    if key == "backbone_holder":
        return [Membership(frozenset(each), frozenset(each)) for each in _STATUSES]
    if definition.type is FactType.YES_NO:
        return [True, False]
    if definition.type in STEPS:
        return [moved(bound, definition.type, step) for bound in bounds(criteria) for step in (-1, 0, 1)]
    codes = [choice.code for choice in definition.choices]
    if definition.type is FactType.CHOICE:
        return [*codes]
    assert definition.type is FactType.CHOICES, key
    return [(), *((code,) for code in codes), tuple(codes)]


def moved(bound: int | Decimal, fact_type: FactType, step: int) -> int | Decimal:
    """Return a bound moved by ``step`` units, as the fact would hold it."""
    value = Decimal(bound) + step * STEPS[fact_type]
    return value if fact_type in {FactType.DECIMAL, FactType.PERCENT} else int(value)
