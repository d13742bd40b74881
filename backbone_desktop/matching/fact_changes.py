"""Which facts differ between two assessments, one zh-TW sentence each.

Rule: a fact that keeps its value and was settled in between is told too, for it stands on firmer ground.
"""

from collections.abc import Mapping, Sequence

from backbone_desktop.domain.comparison import FactChange
from backbone_desktop.domain.fact_text import UNKNOWN_TEXT
from backbone_desktop.domain.verdict import FactSeen

_FACT_LEARNT = "取得「{label}」的資料：{after}（{basis_after}）。"
_FACT_GONE = "「{label}」由「{before}」（{basis_before}）改為未知。"
_FACT_CHANGED = "「{label}」由「{before}」（{basis_before}）改為「{after}」（{basis_after}）。"
_FACT_SETTLED = "「{label}」仍為「{after}」，由{basis_before}改為{basis_after}。"
_BETWEEN = "・"


def fact_changes(
    before: Sequence[FactSeen] | None, after: Sequence[FactSeen] | None
) -> tuple[FactChange, ...]:
    """Return what differs between the facts two assessments were made from, in the order of the later one.

    None stands for an assessment that did not keep its facts; then nothing can be said of them.
    """
    if before is None or after is None:
        return ()
    old: Mapping[str, FactSeen] = {each.key: each for each in before}
    new: Mapping[str, FactSeen] = {each.key: each for each in after}
    # A key that only the older one has follows those the newer one orders.
    keys = dict.fromkeys((*new, *old))
    changes = (_fact_change(old.get(key), new.get(key)) for key in keys)
    return tuple(each for each in changes if each is not None)


def _fact_change(before: FactSeen | None, after: FactSeen | None) -> FactChange | None:
    there = after or before
    if there is None or (before is not None and after is not None and _same(before, after)):
        return None
    values = {
        "before": UNKNOWN_TEXT if before is None else before.value,
        "after": UNKNOWN_TEXT if after is None else after.value,
    }
    sentence = _fact_template(values).format(
        label=there.label, basis_before=_basis(before), basis_after=_basis(after), **values
    )
    return FactChange(there.key, there.label, sentence=sentence, **values)


def _fact_template(values: Mapping[str, str]) -> str:
    if values["before"] == values["after"]:
        return _FACT_SETTLED
    if values["before"] == UNKNOWN_TEXT:
        return _FACT_LEARNT
    return _FACT_GONE if values["after"] == UNKNOWN_TEXT else _FACT_CHANGED


def _same(before: FactSeen, after: FactSeen) -> bool:
    return (before.value, before.origin, before.state) == (after.value, after.origin, after.state)


def _basis(fact: FactSeen | None) -> str:
    if fact is None:
        return UNKNOWN_TEXT
    return _BETWEEN.join(part for part in (fact.origin, fact.state) if part)
