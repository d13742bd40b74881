"""Reading the conditions of a service item.

Rule: a criterion names a fact that exists, with a comparison that fits the fact's type and a threshold the
comparison can use.
"""

import re
from collections.abc import Mapping

from backbone_desktop.domain.criterion import (
    Comparison,
    Condition,
    Criterion,
    CriterionGroup,
    CriterionNode,
    GroupKind,
    Number,
    Role,
)
from backbone_desktop.domain.facts import FactDefinition, FactType
from backbone_desktop.exchange.definitions.citation import Place
from backbone_desktop.exchange.definitions.toml_table import Table
from backbone_desktop.exchange.definitions.written_dates import read_day

DEEPEST = 5
"""Levels of groups; the brochure needs three."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_WHOLE = frozenset({FactType.INTEGER, FactType.MONEY, FactType.ROC_YEAR})
_EXACT = frozenset({FactType.DECIMAL, FactType.PERCENT})
_LISTED = frozenset({FactType.CHOICE, FactType.CHOICES})
_NUMBERS = _WHOLE | _EXACT
_VALUES = _LISTED | {FactType.TEXT, FactType.TEXTS}

_FITTING: Mapping[Comparison, frozenset[FactType]] = {
    Comparison.AT_LEAST: _NUMBERS,
    Comparison.AT_MOST: _NUMBERS,
    Comparison.BETWEEN: _NUMBERS,
    Comparison.ONE_OF: _VALUES,
    Comparison.NONE_OF: _VALUES,
    Comparison.IS_TRUE: frozenset({FactType.YES_NO}),
    Comparison.BEFORE: frozenset({FactType.DATE}),
    Comparison.AFTER: frozenset({FactType.DATE}),
    Comparison.LOCATED_IN: frozenset({FactType.CHOICE}),
}
_THRESHOLDS: Mapping[Comparison, frozenset[str]] = {
    Comparison.AT_LEAST: frozenset({"low"}),
    Comparison.AT_MOST: frozenset({"high"}),
    Comparison.BETWEEN: frozenset({"low", "high"}),
    Comparison.ONE_OF: frozenset({"values"}),
    Comparison.NONE_OF: frozenset({"values"}),
    Comparison.IS_TRUE: frozenset(),
    Comparison.BEFORE: frozenset({"on"}),
    Comparison.AFTER: frozenset({"on"}),
    Comparison.LOCATED_IN: frozenset({"values"}),
}
_FEWEST_MEMBERS = {GroupKind.ALL: 1, GroupKind.ANY: 1, GroupKind.NOT: 1, GroupKind.READINGS: 2}


class ConditionReader:
    """Reads the conditions of one item; ids are unique within it."""

    __slots__ = ("_facts", "_ids", "_place")

    def __init__(self, facts: Mapping[str, FactDefinition], place: Place) -> None:
        self._facts = facts
        self._place = place
        self._ids: set[str] = set()

    def read(self, table: Table) -> Condition:
        """Read one top-level condition with its role."""
        role = table.code("role", Role, Role.HARD) or Role.HARD
        implied = table.flag("implied", default=False)
        if implied and role is not Role.HARD:
            table.problem("implied", "僅必要條件可標示為手冊未載明。")
        return Condition(self._node(table, 1), role, implied)

    def _node(self, table: Table, depth: int) -> CriterionNode:
        identity, label, citation = self._identity(table), table.text("label"), self._place.citation(table)
        if "members" in table or "kind" in table:
            node: CriterionNode = self._group(table, identity, label, citation, depth)
        else:
            node = self._criterion(table, identity, label, citation)
        table.close()
        return node

    def _identity(self, table: Table) -> str:
        identity = table.text("id")
        if identity and not _ID.fullmatch(identity):
            table.problem("id", "條件代碼須為小寫英文字母、數字與連字號。")
        if identity in self._ids:
            table.problem("id", f"條件代碼「{identity}」在本服務項目內重複。")
        self._ids.add(identity)
        return identity

    def _group(self, table: Table, identity: str, label: str, citation: str, depth: int) -> CriterionGroup:
        kind = table.code("kind", GroupKind)
        members: tuple[CriterionNode, ...] = ()
        if depth > DEEPEST:
            table.problem("members", f"條件群組不可超過 {DEEPEST} 層。")
            table.tables("members")
        else:
            members = tuple(self._node(each, depth + 1) for each in table.tables("members"))
            if kind is not None and len(members) < _FEWEST_MEMBERS[kind]:
                table.problem("members", f"至少須有 {_FEWEST_MEMBERS[kind]} 個成員。")
        if kind is GroupKind.NOT and len(members) > 1:
            table.problem("members", "「not」只可有一個成員。")
        return CriterionGroup(identity, label, kind or GroupKind.ALL, members, citation)

    def _criterion(self, table: Table, identity: str, label: str, citation: str) -> Criterion:
        comparison = table.code("comparison", Comparison)
        fact = self._fact(table)
        strict = table.flag("strict", default=False)
        if comparison is None or fact is None:
            _pass_over_thresholds(table)
            return Criterion(identity, label, comparison or Comparison.IS_TRUE, "", citation)
        if fact.type not in _FITTING[comparison]:
            named, asked = (
                f"「{comparison.label}」（{comparison}）",
                f"「{fact.label}」（{fact.key}，{fact.type}）",
            )
            table.problem("comparison", f"{named}不適用於{asked}。")
            _pass_over_thresholds(table)
            return Criterion(identity, label, comparison, fact.key, citation)
        wanted = _THRESHOLDS[comparison]
        if strict and not wanted & {"low", "high", "on"}:
            table.problem("strict", f"「{comparison.label}」（{comparison}）沒有界限可言。")
        low, high = (_number(table, key, fact.type) if key in wanted else None for key in ("low", "high"))
        if low is not None and high is not None and low > high:
            table.problem("low", "下限大於上限。")
        return Criterion(
            id=identity,
            label=label,
            comparison=comparison,
            fact=fact.key,
            citation=citation,
            low=low,
            high=high,
            values=_values(table, fact) if "values" in wanted else (),
            on=read_day(table, "on") if "on" in wanted else None,
            strict=strict,
        )

    def _fact(self, table: Table) -> FactDefinition | None:
        key = table.text("fact")
        if key and key not in self._facts:
            table.problem("fact", f"「{key}」不是已定義的事實。")
        return self._facts.get(key)


def _pass_over_thresholds(table: Table) -> None:
    """Leave thresholds unjudged while the fact or the comparison they belong to is wrong."""
    table.ignore("low", "high", "values", "on")


def _number(table: Table, key: str, kind: FactType) -> Number | None:
    if kind in _WHOLE:
        return table.integer(key)
    if key not in table:
        table.problem(key, "缺少必填欄位。")
    return table.optional_decimal(key)


def _values(table: Table, fact: FactDefinition) -> tuple[str, ...]:
    values = table.texts("values")
    if not values:
        table.problem("values", "缺少可比對的值。")
    known = {choice.code for choice in fact.choices}
    if fact.type in _LISTED:
        for value in values:
            if value not in known:
                table.problem("values", f"「{value}」不是「{fact.label}」（{fact.key}）的選項。")
    return values
