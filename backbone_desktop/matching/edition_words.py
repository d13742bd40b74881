"""What an edition says of one thing, in one line: for comparing editions and for showing what differs.

Rule: two things that differ in what they say differ in their words, but for the place they are cited from.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from backbone_desktop.domain.criterion import Condition, Criterion, CriterionGroup, CriterionNode
from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.funding import MoneyTerm, Preference
from backbone_desktop.domain.measure import MeasureContact
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.window import Window, WindowSpan
from backbone_desktop.matching.demands import demand_phrase

_IMPLIED = "手冊未載明"
_TENTATIVE = "預訂"
_INHERITED = "年度未印出"
_TAX_INCLUDED = "含稅"
_AT_MOST = "最高"
_ONLY_ITEMS = "限服務項目 {items}"
_READING = "讀法：{reading}"
_ASK = "洽詢：{ask}"
_WHEN = "適用情形：{when}"
_ADDITIONAL = "另計"
_CEILING = "提高至 {amount} 元"
_CAP = "合計不超過 {percent}%"
_PLACE = re.compile(r"^\d+年版 第\d+項 ")


@dataclass(frozen=True, slots=True)
class Said:
    """The words for one thing, and where it is printed within its measure."""

    words: str
    place: str = ""


def window_said(window: Window) -> Said:
    """Return the kind, the flags, every stretch and the remark."""
    flags = sorted(each.label for each in window.flags)
    parts = (window.kind.label, *flags, *(_span_words(each) for each in window.spans), window.note)
    return Said(_joined(parts), _place(window.citation))


def money_said(term: MoneyTerm) -> Said:
    """Return what a term grants or costs."""
    parts = (
        term.kind.label,
        term.label,
        term.per.label,
        _range(term.low_ntd, term.high_ntd, " 元"),
        _range(term.low_percent, term.high_percent, "%"),
        _TAX_INCLUDED if term.tax_included else "",
        _TENTATIVE if term.tentative else "",
        "" if term.holder is None else term.holder.label,
        _READING.format(reading=term.reading) if term.reading else "",
        _ASK.format(ask=term.ask) if term.ask else "",
        _WHEN.format(when=term.when) if term.when else "",
        _ADDITIONAL if term.additional else "",
        "" if term.deduction is None else term.deduction.label,
        "、".join(each.label for each in term.tests),
    )
    return Said(_joined(parts), _place(term.citation))


def preference_said(preference: Preference) -> Said:
    """Return what a preference does, for whom and how far."""
    amount = "" if preference.amount is None else _figure(preference.amount)
    parts = (
        preference.kind,
        preference.effect.label,
        preference.holder.label,
        f"{_AT_MOST} {amount}" if preference.at_most else amount,
        "" if preference.ceiling_ntd is None else _CEILING.format(amount=_figure(preference.ceiling_ntd)),
        "" if preference.cap_percent is None else _CAP.format(percent=_figure(preference.cap_percent)),
        preference.summary,
        _only(preference.items),
        _ASK.format(ask=preference.ask) if preference.ask else "",
    )
    return Said(_joined(parts), _place(preference.citation))


def contact_said(contact: MeasureContact) -> Said:
    """Return who is reached where."""
    phones = "、".join(contact.phones)
    parts = (contact.role.label, contact.unit, contact.region, contact.person, phones, _only(contact.items))
    return Said(_joined(parts))


def condition_said(condition: Condition, facts: Mapping[str, FactDefinition]) -> Said:
    """Return a condition with its role, its members and the thresholds that decide it."""
    parts = (
        condition.role.label,
        _node_words(condition.node, facts),
        _IMPLIED if condition.implied else "",
    )
    return Said(_joined(parts), "；".join(_places(condition.node)))


def _node_words(node: CriterionNode, facts: Mapping[str, FactDefinition]) -> str:
    if isinstance(node, CriterionGroup):
        members = "；".join(_node_words(each, facts) for each in node.members)
        return f"{node.label}［{node.kind.label}：{members}］"
    definition = facts.get(node.fact)
    threshold = "" if definition is None else f"{definition.label} {demand_phrase(node, definition)}"
    return f"{node.label}（{threshold or node.fact}）"


def _places(node: CriterionNode) -> Iterable[str]:
    yield _place(node.citation)
    if not isinstance(node, Criterion):
        for member in node.members:
            yield from _places(member)


def _span_words(span: WindowSpan) -> str:
    opens = "" if span.opens is None else span.opens.label
    closes = "" if span.closes is None else span.closes.label
    notes = ((_TENTATIVE, span.tentative), (_INHERITED, span.inherited_year))
    remarks = "、".join(word for word, holds in notes if holds)
    words = " ".join(part for part in (span.label, span.office, f"{opens}～{closes}") if part)
    return f"{words}（{remarks}）" if remarks else words


def _range(low: int | Decimal | None, high: int | Decimal | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if low == high and low is not None:
        return f"{_figure(low)}{unit}"
    return f"{'' if low is None else _figure(low)}～{'' if high is None else _figure(high)}{unit}"


def _figure(value: int | Decimal) -> str:
    return format_ntd(value) if isinstance(value, int) else f"{value.normalize():f}"


def _only(items: Iterable[int]) -> str:
    numbers = "、".join(str(each) for each in items)
    return _ONLY_ITEMS.format(items=numbers) if numbers else ""


def _joined(parts: Iterable[str]) -> str:
    return "，".join(part for part in parts if part)


def _place(citation: str) -> str:
    """Return a citation without the year and the number, which change with every brochure."""
    return _PLACE.sub("", citation)
