"""條件: what the brochure demands of a firm, as data with its citation.

Rule: a criterion names one fact, one comparison and one place in the brochure. Groups combine
criteria; nothing here evaluates them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backbone_desktop.domain.codes import LabelledCode


class Comparison(LabelledCode):
    """How a fact is held against a threshold."""

    AT_LEAST = "at_least", "不低於"
    AT_MOST = "at_most", "不高於"
    BETWEEN = "between", "介於"
    ONE_OF = "one_of", "屬於其中之一"
    NONE_OF = "none_of", "不屬於任何一個"
    IS_TRUE = "is_true", "為「是」"
    BEFORE = "before", "早於"
    AFTER = "after", "晚於"
    LOCATED_IN = "located_in", "位於"


class GroupKind(LabelledCode):
    """How the members of a group combine.

    ``READINGS`` holds the readings of an ambiguous print: decided where all agree, else undetermined.
    """

    ALL = "all", "全部符合"
    ANY = "any", "任一符合"
    NOT = "not", "不得符合"
    READINGS = "readings", "各種讀法"


class Role(LabelledCode):
    """What a top-level criterion does to the verdict: only ``HARD`` decides."""

    HARD = "hard", "必要"
    PRIORITY = "priority", "優先"
    INFORMATION = "information", "參考"


Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Criterion:
    """One comparison.

    Attributes:
        id: Unique within the item and never reused.
        label: The demand in our own zh-TW words.
        low, high: Bounds of number comparisons; ``at_least`` uses ``low``, ``at_most`` ``high``.
        values: Codes for ``one_of``, ``none_of``, ``located_in``.
        on: The date for ``before`` and ``after``.
        strict: The bound itself does not satisfy (「超過」, 「未滿」).
        citation: Edition, measure, heading and item in the brochure.
    """

    id: str
    label: str
    comparison: Comparison
    fact: str
    citation: str
    low: Number | None = None
    high: Number | None = None
    values: tuple[str, ...] = ()
    on: date | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """Several criteria under one connective; ``NOT`` has exactly one member."""

    id: str
    label: str
    kind: GroupKind
    members: tuple["CriterionNode", ...]
    citation: str


CriterionNode = Criterion | CriterionGroup


def leaves(node: CriterionNode) -> Iterator[Criterion]:
    """Yield the criteria under a node, in print order; a criterion is its own only leaf."""
    if isinstance(node, Criterion):
        yield node
    else:
        for member in node.members:
            yield from leaves(member)


@dataclass(frozen=True, slots=True)
class Condition:
    """A top-level criterion of an item with its role; ``implied`` marks one the brochure does not print."""

    node: CriterionNode
    role: Role = Role.HARD
    implied: bool = False
