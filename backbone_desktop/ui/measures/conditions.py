"""The conditions of an item as lines of text, groups before their members.

Rule: labels and citations are the catalogue's; how a group combines is said in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from backbone_desktop.domain.criterion import Criterion, CriterionGroup, GroupKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from backbone_desktop.domain.criterion import Condition, CriterionNode

_COMBINED: Mapping[GroupKind, str] = MappingProxyType(
    {
        GroupKind.ALL: "須全部符合",
        GroupKind.ANY: "符合其一即可",
        GroupKind.NOT: "不得符合",
        GroupKind.READINGS: "手冊有兩種讀法，結果不同時請洽詢",
    }
)
_ROLES: Mapping[Role, str] = MappingProxyType({Role.PRIORITY: "僅影響優先順序", Role.INFORMATION: "僅供參考"})
_IMPLIED = "手冊未載明條件"


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """One demand; ``remark`` says how a group combines or what the demand does."""

    depth: int
    text: str
    remark: str
    citation: str


def condition_lines(conditions: Iterable[Condition]) -> tuple[ConditionLine, ...]:
    """Return every demand in print order; a citation stands where it is not the line above's."""
    lines = []
    above = ""
    for condition in conditions:
        for depth, node in _nodes(condition.node, 0):
            combined = _COMBINED[node.kind] if isinstance(node, CriterionGroup) and _opens(node) else ""
            remarks = [combined] if node.label else []
            if depth == 0:
                remarks.append(_ROLES.get(condition.role, ""))
                remarks.append(_IMPLIED if condition.implied else "")
            citation = "" if node.citation == above else node.citation
            lines.append(
                ConditionLine(depth, node.label or combined, "・".join(filter(None, remarks)), citation)
            )
            above = node.citation
    return tuple(lines)


def _nodes(node: CriterionNode, depth: int) -> Iterator[tuple[int, CriterionNode]]:
    yield depth, node
    if isinstance(node, CriterionGroup) and _opens(node):
        for member in node.members:
            yield from _nodes(member, depth + 1)


def _opens(group: CriterionGroup) -> bool:
    """Whether the members say more than the group's own label; what must not hold is said by the label."""
    return group.kind is not GroupKind.NOT or not isinstance(group.members[0], Criterion)
