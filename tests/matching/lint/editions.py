"""Small editions, each about one thing, for the tests of the lint."""

from dataclasses import replace
from typing import Any

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.criterion import Comparison, Criterion
from backbone_desktop.domain.funding import Effect, MoneyKind, MoneyTerm, Preference
from backbone_desktop.domain.measure import ContactRole, Edition, Measure, MeasureContact, Website
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.window import Window, WindowKind, WindowSpan
from tests.matching.support import criterion, edition_105, edition_of, item_of, measure_of

PHONE = "(02)2345-0001#1"


def office(
    unit: str = "甲機關",
    person: str = "王小姐",
    *phones: str,
    role: ContactRole = ContactRole.ORGANISER,
    **fields: Any,
) -> MeasureContact:
    return MeasureContact(role, unit, person, phones or (PHONE,), **fields)


def listing(*contacts: MeasureContact, **fields: Any) -> Edition:
    return edition_of(replace(measure_of(item_of(), **fields), contacts=contacts))


def executors(unit: str, *persons: str, **fields: Any) -> tuple[MeasureContact, ...]:
    return tuple(
        office(unit, person, f"(02)2345-00{place:02}", role=ContactRole.EXECUTOR, **fields)
        for place, person in enumerate(persons, start=11)
    )


def on_sites(*urls: str) -> Edition:
    return edition_of(
        *(
            measure_of(item_of(), number=number, websites=(Website("網站", url),))
            for number, url in enumerate(urls, start=1)
        )
    )


def in_window(kind: WindowKind, *spans: WindowSpan, citation: str = "出處", **fields: Any) -> Edition:
    return edition_of(measure_of(item_of(window=Window(kind, citation, spans=spans, **fields))))


def span(opens: str = "", closes: str = "", **fields: Any) -> WindowSpan:
    first = PartialDate.parse(opens) if opens else None
    last = PartialDate.parse(closes) if closes else None
    return WindowSpan(first, last, **fields)


def costing(*terms: MoneyTerm, **fields: Any) -> Edition:
    return edition_of(measure_of(item_of(money=terms, **fields)))


def term(kind: MoneyKind, citation: str = "出處", **fields: Any) -> MoneyTerm:
    return MoneyTerm(kind, citation, **fields)


def preferring(*preferences: Preference) -> Edition:
    return edition_of(measure_of(item_of(), preferences=preferences))


def preference(effect: Effect, kind: str = "其他", holder: Holder = Holder.BOTH, **fields: Any) -> Preference:
    return Preference(kind, effect, holder, fields.pop("summary", "優惠"), "出處", **fields)


def demanding(*nodes: Any, **fields: Any) -> Edition:
    item = item_of(*nodes)
    return edition_of(measure_of(replace(item, **fields)))


def saying(offer: str, summary: str = "", number: int = 1) -> Edition:
    return edition_of(replace(measure_of(replace(item_of(), offer=offer), number=number), summary=summary))


def holder(*statuses: str) -> Criterion:
    return criterion("backbone_holder", Comparison.ONE_OF, values=statuses)


def named_as_its_section(number: int) -> Measure:
    measure = measure_of(item_of(), number=number)
    return replace(measure, name=edition_105().sections[measure.section - 1].title)
