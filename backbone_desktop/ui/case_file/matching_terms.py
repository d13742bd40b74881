"""Money terms and periods of an item in words, as printed.

Rule: figures are the catalogue's; where the print has two readings both are shown, with whom to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from backbone_desktop.domain.funding import MoneyKind
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.window import WindowFlag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from backbone_desktop.domain.funding import MoneyTerm
    from backbone_desktop.domain.window import Window, WindowSpan

_NTD = "{amount} 元"
_SPAN = "{low}～{high}"
_PERCENT = "{percent}%"
_TAX = "{figure}（含稅）"
_TENTATIVE = "{text}（預訂）"
_OPEN_END = "{opens} 起"
_OPEN_START = "至 {closes}"
_LABELLED = "{label}：{period}"
_KIND_ONLY = frozenset({MoneyKind.FREE, MoneyKind.NEGOTIATED, MoneyKind.NO_GRANT})


@dataclass(frozen=True, slots=True)
class TermWords:
    """One printed figure; ``reading`` names which of two readings it is, empty when there is one."""

    label: str
    figure: str
    per: str
    reading: str
    citation: str


@dataclass(frozen=True, slots=True)
class TermGroup:
    """One term, or the readings of one term side by side; ``ask`` says whom to ask."""

    terms: tuple[TermWords, ...]
    ask: str


def money_groups(terms: Sequence[MoneyTerm]) -> tuple[TermGroup, ...]:
    """Return terms in print order, the readings of one term together."""
    groups: list[TermGroup] = []
    for (_kind, has_readings), found in groupby(terms, key=lambda each: (each.kind, bool(each.reading))):
        members = list(found)
        if has_readings:
            asks = dict.fromkeys(each.ask for each in members if each.ask)
            groups.append(TermGroup(tuple(_term(each) for each in members), "、".join(asks)))
        else:
            groups.extend(TermGroup((_term(each),), each.ask) for each in members)
    return tuple(groups)


def figure_text(term: MoneyTerm) -> str:
    """Return the figure of a term, empty where the print has none."""
    figure = _range(_ntd(term.low_ntd), _ntd(term.high_ntd)) or _range(
        _percent(term.low_percent), _percent(term.high_percent)
    )
    if figure and term.tax_included:
        figure = _TAX.format(figure=figure)
    return _TENTATIVE.format(text=figure) if figure and term.tentative else figure


def span_lines(window: Window) -> tuple[str, ...]:
    """Return the printed stretches of a window, one line each."""
    return tuple(_span(each, WindowFlag.TENTATIVE in window.flags) for each in window.spans)


def _term(term: MoneyTerm) -> TermWords:
    figure = figure_text(term) or (term.kind.label if term.kind in _KIND_ONLY else "")
    return TermWords(
        label=term.label or term.kind.label,
        figure=figure,
        per=term.per.label if figure_text(term) else "",
        reading=term.reading,
        citation=term.citation,
    )


def _range(low: str, high: str) -> str:
    if low and high and low != high:
        return _SPAN.format(low=low, high=high)
    return high or low


def _ntd(amount: int | None) -> str:
    return "" if amount is None else _NTD.format(amount=format_ntd(amount))


def _percent(share: Decimal | None) -> str:
    return "" if share is None else _PERCENT.format(percent=f"{share.normalize():f}")


def _span(span: WindowSpan, tentative: bool) -> str:
    opens = "" if span.opens is None else span.opens.label
    closes = "" if span.closes is None else span.closes.label
    if opens and closes:
        period = opens if opens == closes else _SPAN.format(low=opens, high=closes)
    else:
        period = _OPEN_END.format(opens=opens) if opens else _OPEN_START.format(closes=closes)
    if tentative or span.tentative:
        period = _TENTATIVE.format(text=period)
    name = span.label or span.office
    return _LABELLED.format(label=name, period=period) if name else period
