"""What keeps a measure out of the first lane, in one line: the clause that excludes, or what is not known.

Rule: only hard findings speak; the words are the stored assessment's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.criterion import Role
from backbone_desktop.domain.fact_text import NO_TEXT, UNKNOWN_TEXT, YES_TEXT
from backbone_desktop.domain.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backbone_desktop.domain.verdict import Finding, ItemVerdict, MeasureVerdict

_EXCLUDED = "排除：{clauses}"
_MISSING = "尚缺 {count} 項：{labels}"
_UNCLEAR = "待確認：{clauses}"
_WITH_VALUE = "{clause}（本企業：{value}）"
_OF_ITEM = "{item}－{clause}"
_BETWEEN_CLAUSES = "；"
_BETWEEN_LABELS = "、"
_SILENT = frozenset({"", UNKNOWN_TEXT, YES_TEXT, NO_TEXT})


def clause_words(measure: MeasureVerdict, labels: Mapping[str, str]) -> str:
    """Say in one line why a measure is not among those that fit; empty when it is.

    Args:
        measure: The judged measure.
        labels: zh-TW names of facts by key.
    """
    if measure.verdict is Verdict.NOT_ELIGIBLE:
        return _excluded(measure.items)
    if measure.verdict is Verdict.UNDETERMINED:
        return _undetermined(measure, labels)
    return ""


def item_clause_words(item: ItemVerdict, labels: Mapping[str, str]) -> str:
    """Say in one line why an item does not fit, or not yet; empty when it does."""
    if item.verdict is Verdict.NOT_ELIGIBLE:
        return _EXCLUDED.format(clauses=_BETWEEN_CLAUSES.join(_failing(item)))
    if item.verdict is Verdict.UNDETERMINED:
        return _missing(item.missing_facts, labels) or _unclear(item.findings)
    return ""


def _excluded(items: Iterable[ItemVerdict]) -> str:
    clauses = {item.name: tuple(_failing(item)) for item in items}
    first = next(iter(clauses.values()), ())
    if all(each == first for each in clauses.values()):
        return _EXCLUDED.format(clauses=_BETWEEN_CLAUSES.join(first))
    named = [
        _OF_ITEM.format(item=name, clause=_BETWEEN_CLAUSES.join(found)) for name, found in clauses.items()
    ]
    return _EXCLUDED.format(clauses=_BETWEEN_CLAUSES.join(named))


def _failing(item: ItemVerdict) -> list[str]:
    return [_clause(each) for each in item.findings if _is(each, Outcome.NOT_MET)]


def _is(finding: Finding, outcome: Outcome) -> bool:
    return finding.role == Role.HARD and finding.outcome is outcome


def _clause(finding: Finding) -> str:
    words = finding.label or finding.threshold
    if finding.value in _SILENT:
        return words
    return _WITH_VALUE.format(clause=words, value=finding.value)


def _undetermined(measure: MeasureVerdict, labels: Mapping[str, str]) -> str:
    open_items = [each for each in measure.items if each.verdict is Verdict.UNDETERMINED]
    facts = dict.fromkeys(fact for each in open_items for fact in each.missing_facts)
    if facts:
        return _missing(tuple(facts), labels)
    return _unclear(finding for each in open_items for finding in each.findings)


def _missing(facts: tuple[str, ...], labels: Mapping[str, str]) -> str:
    if not facts:
        return ""
    names = _BETWEEN_LABELS.join(labels.get(each, each) for each in facts)
    return _MISSING.format(count=len(facts), labels=names)


def _unclear(findings: Iterable[Finding]) -> str:
    clauses = dict.fromkeys(each.label or each.threshold for each in findings if _is(each, Outcome.UNKNOWN))
    return _UNCLEAR.format(clauses=_BETWEEN_CLAUSES.join(clauses)) if clauses else ""
