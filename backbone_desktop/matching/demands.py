"""Thresholds in words: what a criterion demands, and how far a firm's figure is from it.

Rule: one place per phrase; figures and labels enter through named fields.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType

from backbone_desktop.domain.criterion import Comparison, Criterion, CriterionGroup, GroupKind
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactContent, FactDefinition
from backbone_desktop.matching.criteria import Value

_PHRASES: Mapping[tuple[Comparison, bool], str] = MappingProxyType(
    {
        (Comparison.AT_LEAST, False): "{low}以上",
        (Comparison.AT_LEAST, True): "超過 {low}",
        (Comparison.AT_MOST, False): "{high}以下",
        (Comparison.AT_MOST, True): "未滿 {high}",
        (Comparison.BETWEEN, False): "{low}以上、{high}以下",
        (Comparison.BETWEEN, True): "超過 {low}、未滿 {high}",
        (Comparison.BEFORE, False): "{on}（含）以前",
        (Comparison.BEFORE, True): "{on} 以前（不含當日）",
        (Comparison.AFTER, False): "{on}（含）以後",
        (Comparison.AFTER, True): "{on} 以後（不含當日）",
        (Comparison.ONE_OF, False): "{values}",
        (Comparison.NONE_OF, False): "不得為{values}",
        (Comparison.LOCATED_IN, False): "位於{values}",
        (Comparison.IS_TRUE, False): "是",
    }
)
_NEGATED_TRUE = "否"
_NEGATED = "不得為{phrase}"

_GROUP_PHRASES: Mapping[GroupKind, str] = MappingProxyType(
    {
        GroupKind.ALL: "所列 {count} 項均須符合",
        GroupKind.ANY: "所列 {count} 項至少符合一項",
        GroupKind.NOT: "不得有所列情形",
        GroupKind.READINGS: "手冊可作 {count} 種解讀",
    }
)

_ANY_OF = "或"
_UNORDERED = frozenset({Comparison.ONE_OF, Comparison.NONE_OF, Comparison.LOCATED_IN, Comparison.IS_TRUE})


def demand_phrase(criterion: Criterion, definition: FactDefinition) -> str:
    """Return the threshold in zh-TW, e.g. ``200 人以下`` or ``公司登記或商業登記``."""
    strict = criterion.strict and criterion.comparison not in _UNORDERED
    return _PHRASES[criterion.comparison, strict].format(
        low=_amount(definition, criterion.low),
        high=_amount(definition, criterion.high),
        on=_amount(definition, criterion.on),
        values=_ANY_OF.join(choice_labels(definition, criterion.values)),
    )


def negated_phrase(criterion: Criterion, definition: FactDefinition) -> str:
    """Return the threshold of a criterion that must not hold."""
    if criterion.comparison is Comparison.IS_TRUE:
        return _NEGATED_TRUE
    return _NEGATED.format(phrase=demand_phrase(criterion, definition))


def group_phrase(group: CriterionGroup) -> str:
    """Return what a group demands of its members."""
    return _GROUP_PHRASES[group.kind].format(count=len(group.members))


def choice_labels(definition: FactDefinition, codes: Iterable[str]) -> list[str]:
    """Return the zh-TW labels of codes; a code the fact does not list stands for itself."""
    labels = {choice.code: choice.label for choice in definition.choices}
    return [labels.get(code, code) for code in codes]


def shortfall(criterion: Criterion, value: Value) -> int | Decimal | None:
    """Return how much a figure lacks (positive) or has too much (negative); None when no bound is missed.

    Zero says that the figure equals a bound that does not itself satisfy.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    if criterion.low is not None and value <= criterion.low:
        return criterion.low - value
    if criterion.high is not None and value >= criterion.high:
        return criterion.high - value
    return None


def _amount(definition: FactDefinition, bound: FactContent | None) -> str:
    return "" if bound is None else format_content(definition, bound)
