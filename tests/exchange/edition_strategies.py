"""Editions that hold whatever an edition may hold, for the laws of text and workbook.

Rule: everything drawn here is accepted by the reader; what it refuses is tested beside the reader.
"""

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from backbone_desktop.domain.codes import Aspect, Holder
from backbone_desktop.domain.criterion import (
    Comparison,
    Condition,
    Criterion,
    CriterionGroup,
    CriterionNode,
    GroupKind,
    Role,
)
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import FactDefinition, FactType
from backbone_desktop.domain.funding import (
    Deduction,
    Effect,
    FundingTest,
    MoneyKind,
    MoneyTerm,
    Per,
    Preference,
)
from backbone_desktop.domain.measure import (
    Applicant,
    ContactRole,
    Edition,
    Measure,
    MeasureContact,
    OddityNote,
    Section,
    ServiceItem,
    Website,
)
from backbone_desktop.domain.roc_date import ROC_OFFSET
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.service_group import GroupContact, GroupService, ServiceGroup
from backbone_desktop.domain.window import Window, WindowFlag, WindowKind, WindowSpan
from backbone_desktop.exchange.sheets.table import cell_text

if TYPE_CHECKING:
    from decimal import Decimal

YEAR = 105
AWKWARD = (
    "=1+1", "+886", "-5", "@x", "'單引號", "_x0041_", "105", "0012", "1e5", "TRUE", "是", "105/03/15",
    "a、b;c", "<&>", "臺北　市", "𠮷野家", "🙂", "「」", "a  b", "#name",
)  # fmt: skip


def _clean(text: str) -> str:
    """Return the text as a cell gives it back: without white space and invisible marks around it."""
    return cell_text(unicodedata.normalize("NFC", text))


drawn_texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=12
).map(_clean)
texts = st.one_of(st.sampled_from(AWKWARD), drawn_texts.filter(bool))
optional_texts = st.one_of(st.just(""), texts)
text_lists = st.lists(texts, max_size=3, unique=True).map(tuple)
amounts = st.integers(0, 10**17)
percents = st.decimals(0, 100, places=3)
IN_PERCENT = (MoneyKind.SUBSIDY_RATE, MoneyKind.LOAN_SHARE)
DRAWN_KINDS = (*IN_PERCENT, MoneyKind.GRANT_CEILING, MoneyKind.SELF_FUNDING, MoneyKind.FREE, MoneyKind.FEE)
relations = st.lists(st.sampled_from(FundingTest), max_size=3, unique=True).map(tuple)
exact_numbers = st.decimals(-(10**11), 10**11, places=4)
days = st.dates(date(1950, 1, 1), date(2060, 12, 31))


def citations(measure: int) -> st.SearchStrategy[str]:
    return texts.map(lambda text: f"{YEAR}年版 第{measure}項 {text}")


@st.composite
def bounds(draw: st.DrawFn) -> PartialDate:
    year, month = YEAR + ROC_OFFSET, draw(st.integers(1, 12))
    match draw(st.integers(0, 2)):
        case 0:
            return PartialDate(year, month, draw(st.integers(1, 28)))
        case 1:
            return PartialDate(year, month)
    return PartialDate(year, month, part=draw(st.sampled_from(("early", "middle", "late"))))


@st.composite
def spans(draw: st.DrawFn, place: int, opens: bool, closes: bool) -> WindowSpan:
    first, last = sorted((draw(bounds()), draw(bounds())))
    return WindowSpan(
        first if opens else None,
        last if closes else None,
        # Rounds that overlap are told apart by their labels.
        label=f"第 {place} 梯次 {draw(optional_texts)}".strip(),
        office=draw(optional_texts),
        tentative=draw(st.booleans()),
        inherited_year=draw(st.booleans()),
    )


@st.composite
def windows(draw: st.DrawFn, measure: int) -> Window:
    kind = draw(st.sampled_from(WindowKind))
    fewest = {WindowKind.ROUNDS: 2, WindowKind.ROLLING: 0, WindowKind.ANNOUNCED: 0, WindowKind.NOT_STATED: 0}
    count = 0 if kind is WindowKind.NOT_STATED else draw(st.integers(fewest.get(kind, 1), 3))
    opens, closes = kind is not WindowKind.DEADLINE_ONLY, kind is not WindowKind.START_ONLY
    return Window(
        kind,
        draw(citations(measure)),
        frozenset(draw(st.lists(st.sampled_from(WindowFlag)))),
        tuple(draw(spans(place, opens, closes)) for place in range(1, count + 1)),
        draw(optional_texts),
    )


def _comparisons(kind: FactType) -> list[Comparison]:
    numbers = [Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.BETWEEN]
    words = [Comparison.ONE_OF, Comparison.NONE_OF]
    return {
        **dict.fromkeys((FactType.INTEGER, FactType.MONEY, FactType.ROC_YEAR), numbers),
        **dict.fromkeys((FactType.DECIMAL, FactType.PERCENT), numbers),
        FactType.CHOICE: [*words, Comparison.LOCATED_IN],
        **dict.fromkeys((FactType.CHOICES, FactType.TEXT, FactType.TEXTS), words),
        FactType.YES_NO: [Comparison.IS_TRUE],
        FactType.DATE: [Comparison.BEFORE, Comparison.AFTER],
    }.get(kind, [])


@st.composite
def criteria(draw: st.DrawFn, key: str, facts: FactCatalogue, measure: int) -> Criterion:
    usable: list[FactDefinition] = [each for each in facts.values() if _comparisons(each.type)]
    fact = draw(st.sampled_from(usable))
    comparison = draw(st.sampled_from(_comparisons(fact.type)))
    whole = fact.type in {FactType.INTEGER, FactType.MONEY, FactType.ROC_YEAR}
    numbers: st.SearchStrategy[int | Decimal] = amounts if whole else exact_numbers
    low, high = sorted((draw(numbers), draw(numbers)))
    listed = comparison in {Comparison.ONE_OF, Comparison.NONE_OF, Comparison.LOCATED_IN}
    codes = [choice.code for choice in fact.choices]
    values = st.lists(st.sampled_from(codes) if codes else texts, min_size=1, max_size=3, unique=True)
    dated = comparison in {Comparison.BEFORE, Comparison.AFTER}
    bounded = dated or comparison in {Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.BETWEEN}
    return Criterion(
        key,
        draw(texts),
        comparison,
        fact.key,
        draw(citations(measure)),
        low=low if comparison in {Comparison.AT_LEAST, Comparison.BETWEEN} else None,
        high=high if comparison in {Comparison.AT_MOST, Comparison.BETWEEN} else None,
        values=tuple(draw(values)) if listed else (),
        on=draw(days) if dated else None,
        strict=bounded and draw(st.booleans()),
    )


@st.composite
def nodes(draw: st.DrawFn, key: str, facts: FactCatalogue, measure: int, depth: int = 1) -> CriterionNode:
    if depth > 3 or draw(st.booleans()):
        return draw(criteria(key, facts, measure))
    kind = draw(st.sampled_from(GroupKind))
    count = {GroupKind.NOT: 1, GroupKind.READINGS: 2}.get(kind) or draw(st.integers(1, 3))
    members = tuple(draw(nodes(f"{key}-{place}", facts, measure, depth + 1)) for place in range(1, count + 1))
    return CriterionGroup(key, draw(texts), kind, members, draw(citations(measure)))


@st.composite
def conditions(draw: st.DrawFn, facts: FactCatalogue, measure: int) -> tuple[Condition, ...]:
    first = Condition(draw(nodes("c1", facts, measure)), Role.HARD, draw(st.booleans()))
    more = [
        Condition(draw(nodes(f"c{place}", facts, measure)), draw(st.sampled_from(Role)))
        for place in range(2, 2 + draw(st.integers(0, 2)))
    ]
    return (first, *more)


@st.composite
def money(draw: st.DrawFn, measure: int) -> MoneyTerm:
    kind = draw(st.sampled_from(DRAWN_KINDS))
    ntd = sorted((draw(amounts), draw(amounts)))
    shares = sorted((draw(percents), draw(percents)))
    in_ntd, in_percent = kind is MoneyKind.GRANT_CEILING, kind in IN_PERCENT
    return MoneyTerm(
        kind,
        draw(citations(measure)),
        draw(st.sampled_from(Per)),
        draw(texts),
        low_ntd=ntd[0] if in_ntd and draw(st.booleans()) else None,
        high_ntd=ntd[1] if in_ntd else None,
        low_percent=shares[0] if in_percent and draw(st.booleans()) else None,
        high_percent=shares[1] if in_percent else None,
        tax_included=draw(st.booleans()),
        tentative=draw(st.booleans()),
        holder=draw(st.one_of(st.none(), st.sampled_from(Holder))),
        reading=draw(optional_texts),
        ask=draw(optional_texts),
        when=draw(optional_texts),
        additional=in_ntd and draw(st.booleans()),
        deduction=draw(st.none() | st.sampled_from(Deduction)) if kind is MoneyKind.LOAN_SHARE else None,
        tests=draw(relations) if kind is MoneyKind.SELF_FUNDING else (),
    )


@st.composite
def preferences(draw: st.DrawFn, measure: int, items: tuple[int, ...]) -> Preference:
    effect = draw(st.sampled_from(Effect))
    figures = effect is not Effect.NONE
    return Preference(
        draw(texts),
        effect,
        draw(st.sampled_from(Holder)),
        draw(texts),
        draw(citations(measure)),
        items=items,
        amount=draw(st.one_of(st.none(), exact_numbers)) if figures else None,
        at_most=draw(st.booleans()),
        ceiling_ntd=draw(st.one_of(st.none(), amounts)) if figures else None,
        cap_percent=draw(st.one_of(st.none(), percents)) if figures else None,
        ask=draw(texts),
    )


@st.composite
def items(draw: st.DrawFn, facts: FactCatalogue, measure: int, number: int) -> ServiceItem:
    systems = tuple(draw(st.lists(st.integers(1, 11), max_size=3, unique=True)))
    return ServiceItem(
        id=f"{YEAR}-{measure}-{number}",
        number=number,
        name=draw(texts),
        kind=draw(texts),
        offer=draw(texts),
        audience=draw(texts),
        applicants=tuple(draw(st.lists(st.sampled_from(Applicant), min_size=1, unique=True))),
        window=draw(windows(measure)),
        conditions=draw(conditions(facts, measure)),
        money=tuple(draw(st.lists(money(measure), max_size=2))),
        duration=draw(optional_texts),
        documents=draw(text_lists),
        guidance_systems=systems,
        guidance_basis=draw(texts) if systems else "",
    )


@st.composite
def measures(draw: st.DrawFn, facts: FactCatalogue, number: int, sections: tuple[Section, ...]) -> Measure:
    section = draw(st.sampled_from(sections))
    count = draw(st.integers(1, 2))
    limited = st.sampled_from([(), (1,), tuple(range(1, count + 1))])
    contact = st.builds(
        MeasureContact,
        st.sampled_from(ContactRole),
        texts,
        optional_texts,
        text_lists,
        optional_texts,
        limited,
    )
    industries = tuple(draw(st.lists(st.integers(1, 6), max_size=2, unique=True)))
    urls = texts.map(lambda text: "".join(text.split())).filter(bool)
    return Measure(
        id=f"{YEAR}-{number}",
        number=number,
        aspect=section.aspect,
        section=section.number,
        name=f"{draw(texts)} {number}",
        summary=draw(texts),
        items=tuple(draw(items(facts, number, place)) for place in range(1, count + 1)),
        contacts=tuple(draw(st.lists(contact, min_size=1, max_size=2))),
        websites=tuple(draw(st.lists(st.builds(Website, texts, urls), max_size=2))),
        preferences=tuple(
            draw(st.lists(limited.flatmap(lambda some: preferences(number, some)), max_size=2))
        ),
        core_industries=industries,
        core_industries_basis=draw(texts) if industries else "",
        notes=tuple(draw(st.lists(st.builds(OddityNote, texts, texts, texts), max_size=2))),
        criteria_recorded=draw(st.booleans()),
    )


@st.composite
def editions(draw: st.DrawFn, facts: FactCatalogue) -> Edition:
    """Draw an edition without its digest."""
    aspects = draw(st.lists(st.sampled_from(Aspect), min_size=1, max_size=3))
    sections = tuple(Section(place, aspect, draw(texts)) for place, aspect in enumerate(aspects, start=1))
    services = draw(st.lists(st.tuples(texts, texts), max_size=2))
    group = ServiceGroup(
        name=draw(texts),
        host=draw(texts),
        programme=draw(texts),
        website=draw(texts),
        address=draw(texts),
        fax=draw(texts),
        email=draw(texts),
        contacts=tuple(draw(st.lists(st.builds(GroupContact, texts, texts, texts), max_size=2))),
        services=tuple(GroupService(place, *each) for place, each in enumerate(services, start=1)),
        objectives=draw(text_lists),
        funds_used_ntd=draw(st.one_of(st.none(), amounts)),
    )
    count = draw(st.integers(1, 3))
    return Edition(
        id=f"{YEAR}.{draw(st.integers(1, 999))}",
        roc_year=YEAR,
        title=draw(texts),
        publisher=draw(texts),
        sections=sections,
        measures=tuple(draw(measures(facts, number, sections)) for number in range(1, count + 1)),
        digest="",
        group=group,
    )
