"""The ways a measure can be sorted out: what it is about, when, for whom, with which money, by which agency.

Rule: a measure bears a mark of every value it has; filters only compare marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import Aspect, Holder, LabelledCode
from backbone_desktop.domain.funding import MoneyKind
from backbone_desktop.domain.measure import ContactRole
from backbone_desktop.domain.window import WindowState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from backbone_desktop.domain.measure import Edition, Measure
    from backbone_desktop.domain.verdict import WindowStatus


class Facet(LabelledCode):
    """One way of sorting."""

    ASPECT = "aspect", "面向"
    WINDOW = "window", "申請期間"
    MONEY = "money", "經費"
    HOLDER = "holder", "優惠對象"
    KIND = "kind", "服務類型"
    AGENCY = "agency", "主辦機關"


class MoneySort(LabelledCode):
    """What a firm can expect of an item's money, coarsely."""

    GRANT = "grant", "有補助款"
    LOAN = "loan", "貸款或保證"
    FREE = "free", "免費服務"
    PAID = "paid", "廠商付費"
    NOT_STATED = "not_stated", "未載明金額"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of one facet; for kinds and agencies the value is the printed word itself."""

    facet: Facet
    value: str


@dataclass(frozen=True, slots=True)
class Option:
    """A mark a consultant can ask for, and its words."""

    mark: Mark
    words: str


NO_BENEFIT = "none"
_NO_BENEFIT_WORDS = "無中堅企業優惠"
_HOLDERS: Mapping[Holder, tuple[Holder, ...]] = MappingProxyType(
    {
        Holder.OUTSTANDING: (Holder.OUTSTANDING,),
        Holder.POTENTIAL: (Holder.POTENTIAL,),
        Holder.BOTH: (Holder.OUTSTANDING, Holder.POTENTIAL),
        Holder.NOT_DISTINGUISHED: (Holder.NOT_DISTINGUISHED,),
    }
)
_MONEY: Mapping[MoneyKind, MoneySort] = MappingProxyType(
    {
        MoneyKind.GRANT_CEILING: MoneySort.GRANT,
        MoneyKind.GRANT_AMOUNT: MoneySort.GRANT,
        MoneyKind.SUBSIDY_RATE: MoneySort.GRANT,
        MoneyKind.LOAN_CEILING: MoneySort.LOAN,
        MoneyKind.LOAN_SHARE: MoneySort.LOAN,
        MoneyKind.RATE_MARKUP: MoneySort.LOAN,
        MoneyKind.GUARANTEE_CEILING: MoneySort.LOAN,
        MoneyKind.GUARANTEE_SHARE: MoneySort.LOAN,
        MoneyKind.FREE: MoneySort.FREE,
        MoneyKind.FREE_QUOTA: MoneySort.FREE,
        MoneyKind.FEE: MoneySort.PAID,
        MoneyKind.FULL_PRICE: MoneySort.PAID,
        MoneyKind.DISCOUNT: MoneySort.PAID,
    }
)


def marks_of(measure: Measure, windows: Iterable[WindowStatus]) -> frozenset[Mark]:
    """Return every mark of a measure; ``windows`` are its items' windows judged on the as-of date."""
    return frozenset(
        (
            Mark(Facet.ASPECT, measure.aspect),
            *(Mark(Facet.WINDOW, window.state) for window in windows),
            *(Mark(Facet.KIND, item.kind) for item in measure.items),
            *(Mark(Facet.MONEY, each) for each in _money(measure)),
            *(Mark(Facet.HOLDER, each) for each in _holders(measure)),
            *(Mark(Facet.AGENCY, each) for each in _agencies(measure)),
        )
    )


def options_of(edition: Edition) -> Mapping[Facet, Sequence[Option]]:
    """Return what can be asked for in an edition: codes in order, frequent printed words first."""
    measures = edition.measures
    kinds = [sorted({item.kind for item in measure.items}) for measure in measures]
    holders = (Holder.OUTSTANDING, Holder.POTENTIAL, Holder.NOT_DISTINGUISHED)
    return {
        Facet.ASPECT: _coded(Facet.ASPECT, Aspect),
        Facet.WINDOW: _coded(Facet.WINDOW, WindowState),
        Facet.MONEY: _coded(Facet.MONEY, MoneySort),
        Facet.HOLDER: (
            *_coded(Facet.HOLDER, holders),
            Option(Mark(Facet.HOLDER, NO_BENEFIT), _NO_BENEFIT_WORDS),
        ),
        Facet.KIND: _printed(Facet.KIND, kinds),
        Facet.AGENCY: _printed(Facet.AGENCY, [_agencies(measure) for measure in measures]),
    }


def _coded(facet: Facet, codes: Iterable[LabelledCode]) -> tuple[Option, ...]:
    return tuple(Option(Mark(facet, code.value), code.label) for code in codes)


def _printed(facet: Facet, words: Sequence[Sequence[str]]) -> tuple[Option, ...]:
    """Return an option for each printed word, by how many measures print it, then in print order."""
    counts: dict[str, int] = {}
    for of_measure in words:
        for word in of_measure:
            counts[word] = counts.get(word, 0) + 1
    frequent = sorted(counts, key=lambda word: -counts[word])
    return tuple(Option(Mark(facet, word), word) for word in frequent)


def _money(measure: Measure) -> Iterator[MoneySort]:
    for item in measure.items:
        sorts = {_MONEY[term.kind] for term in item.money if term.kind in _MONEY}
        yield from sorts or (MoneySort.NOT_STATED,)


def _holders(measure: Measure) -> Iterator[str]:
    benefits = [each for each in measure.preferences if each.is_benefit]
    if not benefits:
        yield NO_BENEFIT
    for each in benefits:
        yield from _HOLDERS[each.holder]


def _agencies(measure: Measure) -> tuple[str, ...]:
    organisers = (each.unit for each in measure.contacts if each.role is ContactRole.ORGANISER)
    return tuple(dict.fromkeys(organisers))
