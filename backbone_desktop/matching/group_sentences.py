"""What is said of several criteria that stand together: all, any, none, or readings of one clause.

Rule: a sentence is one template with named fields, chosen by the kind of the group and its grade.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from backbone_desktop.domain.criterion import CriterionGroup, GroupKind
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.matching.criteria import MET, NOT_MET, UNKNOWN

_ALL_MET = "符合「{demand}」：{details}，{count} 項要求均符合。"
_ALL_NOT_MET = "不符合「{demand}」：{details}，未達到{failing}的要求。"
_ANY_MET = "符合「{demand}」：{details}，已符合{fitting}。"
_ANY_NOT_MET = "不符合「{demand}」：{details}，所列 {count} 項均不符合。"
_NONE_MET = "符合「{demand}」：{details}，沒有所列情形。"
_NONE_NOT_MET = "不符合「{demand}」：{details}，有所列情形。"
_GROUP_UNKNOWN = "尚無法判斷「{demand}」：{details}。"
_READINGS_MET = "符合「{demand}」：手冊可作 {count} 種解讀，每一種都符合；{details}。"
_READINGS_NOT_MET = "不符合「{demand}」：手冊可作 {count} 種解讀，每一種都不符合；{details}。"
_READINGS_DIFFER = (
    "需洽詢「{demand}」：手冊可作 {count} 種解讀，依{fitting}為符合，依{failing}為不符合；{details}，"
    "請洽主辦單位。"
)
_READINGS_UNKNOWN = "尚無法判斷「{demand}」：手冊可作 {count} 種解讀；{details}。"

_QUOTED = "「{label}」"
_BETWEEN = "、"

_GROUP_SENTENCES: Mapping[tuple[GroupKind, int], str] = MappingProxyType(
    {
        (GroupKind.ALL, MET): _ALL_MET,
        (GroupKind.ALL, NOT_MET): _ALL_NOT_MET,
        (GroupKind.ALL, UNKNOWN): _GROUP_UNKNOWN,
        (GroupKind.ANY, MET): _ANY_MET,
        (GroupKind.ANY, NOT_MET): _ANY_NOT_MET,
        (GroupKind.ANY, UNKNOWN): _GROUP_UNKNOWN,
        (GroupKind.NOT, MET): _NONE_MET,
        (GroupKind.NOT, NOT_MET): _NONE_NOT_MET,
        (GroupKind.NOT, UNKNOWN): _GROUP_UNKNOWN,
        (GroupKind.READINGS, MET): _READINGS_MET,
        (GroupKind.READINGS, NOT_MET): _READINGS_NOT_MET,
        (GroupKind.READINGS, UNKNOWN): _READINGS_UNKNOWN,
    }
)


def group_sentence(group: CriterionGroup, graded: int, outcomes: Sequence[Outcome], details: str) -> str:
    """Return the sentence on a group.

    Args:
        group: The group.
        graded: What it comes to.
        outcomes: Those of its members, in their order.
        details: What is known of the facts its members read.
    """
    by_outcome = list(zip(group.members, outcomes, strict=True))
    fitting = [member.label for member, outcome in by_outcome if outcome is Outcome.MET]
    failing = [member.label for member, outcome in by_outcome if outcome is Outcome.NOT_MET]
    template = _GROUP_SENTENCES[group.kind, graded]
    if template is _READINGS_UNKNOWN and fitting and failing:
        template = _READINGS_DIFFER
    return template.format(
        demand=group.label,
        count=len(group.members),
        details=details,
        fitting=_quoted(fitting),
        failing=_quoted(failing),
    )


def _quoted(labels: Iterable[str]) -> str:
    return _BETWEEN.join(_QUOTED.format(label=label) for label in labels)
