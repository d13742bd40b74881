"""Every figure the brochure prints is in the catalogue, and the catalogue holds no figure it does not print.

``figures_105.txt`` is what ``extract_figures.py`` reads out of the brochure's text, without its sentences.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from backbone_desktop.domain.criterion import Criterion, CriterionNode, Role
from backbone_desktop.domain.funding import Effect, MoneyTerm, Preference
from backbone_desktop.domain.measure import Edition, Measure
from backbone_desktop.domain.roc_date import ROC_OFFSET
from backbone_desktop.domain.roc_range import PartialDate
from tests.catalogue.extract_figures import ADDRESS, PHONE, Figure, brochure_figures, figures_in

PRINTED = Path(__file__).with_name("figures_105.txt")
_PARTS = {"early": "上旬", "middle": "中旬", "late": "下旬"}


def printed() -> list[Figure]:
    rows = (line.split("\t") for line in PRINTED.read_text(encoding="utf-8").splitlines())
    return [Figure(int(number), heading, figure) for number, heading, figure in rows]


def printed_of(measure: Measure) -> set[str]:
    return {each.figure for each in printed() if each.measure == measure.number}


def nodes(node: CriterionNode) -> Iterator[CriterionNode]:
    yield node
    for member in () if isinstance(node, Criterion) else node.members:
        yield from nodes(member)


def texts(measure: Measure) -> Iterator[str]:
    """Yield the words a consultant reads; whom to ask and remarks on the print do not carry a figure."""
    yield from (measure.name, measure.summary, *(each.summary for each in measure.preferences))
    for item in measure.items:
        yield from (item.name, item.offer, item.audience, item.duration, item.window.note, *item.documents)
        yield from (each.label for condition in item.conditions for each in nodes(condition.node))
        yield from (each.label for each in item.money)


def amounts(terms: Iterator[MoneyTerm] | tuple[MoneyTerm, ...]) -> Iterator[str]:
    for term in terms:
        yield from (f"{each}元" for each in (term.low_ntd, term.high_ntd) if each is not None)
        yield from (percent(each) for each in (term.low_percent, term.high_percent) if each is not None)


def given(preference: Preference) -> Iterator[str]:
    if preference.ceiling_ntd is not None:
        yield f"{preference.ceiling_ntd}元"
    if preference.cap_percent is not None:
        yield percent(preference.cap_percent)
    if preference.amount is not None and preference.effect is Effect.POINTS:
        yield f"{preference.amount}分"
    elif preference.amount is not None:
        folds = preference.effect is Effect.DISCOUNT and preference.amount < 10
        yield percent(preference.amount * 10 if folds else preference.amount)


def percent(value: Decimal) -> str:
    return f"{value.normalize():f}%"


def bounds(measure: Measure) -> Iterator[str]:
    for item in measure.items:
        for span in item.window.spans:
            yield from (written(each) for each in (span.opens, span.closes) if each is not None)


def written(bound: PartialDate) -> str:
    month = f"{bound.year - ROC_OFFSET}/{bound.month:02}"
    return f"{month}/{bound.day:02}" if bound.day else month + _PARTS.get(bound.part or "", "")


def without_year(figure: str) -> str:
    """Return a date the way the print gives it when the year is only implied: 12/31, 6月."""
    parts = figure.split("/")
    if len(parts) < 2 or not figure.startswith("10") or not parts[1].isdigit():
        return figure
    return "/".join(str(int(each)) for each in parts[1:]) + ("月" if len(parts) == 2 else "")


def money_figures(measure: Measure) -> set[str]:
    found = {each for item in measure.items for each in amounts(item.money)}
    return found.union(*(given(each) for each in measure.preferences))


def addresses(measure: Measure) -> set[str]:
    in_texts = {figure for text in texts(measure) for _, figure in figures_in(text)}
    return {each.url for each in measure.websites} | set(filter(ADDRESS.match, in_texts))


def held(measure: Measure) -> set[str]:
    """Return every figure of a measure; a phone counts only where it can be dialled from."""
    read = {figure for text in texts(measure) for _, figure in figures_in(text) if not PHONE.match(figure)}
    dated = set(bounds(measure))
    phones = {phone for contact in measure.contacts for phone in contact.phones}
    return read | dated | set(map(without_year, dated)) | phones | addresses(measure) | money_figures(measure)


def unaccounted(edition: Edition) -> list[Figure]:
    held_by = {measure.number: held(measure) for measure in edition.measures}
    return [each for each in printed() if each.figure not in held_by[each.measure]]


def hard_thresholds(measure: Measure) -> set[Decimal]:
    return {
        Decimal(each)
        for item in measure.items
        for condition in item.conditions
        if condition.role is Role.HARD
        for node in nodes(condition.node)
        if isinstance(node, Criterion)
        for each in (node.low, node.high)
        if each is not None
    }


def test_every_printed_figure_is_in_the_catalogue(edition: Edition) -> None:
    assert unaccounted(edition) == []


def test_every_measure_has_printed_figures() -> None:
    assert {each.measure for each in printed()} == set(range(1, 43))


@pytest.mark.parametrize("number", range(1, 43))
def test_phones_and_addresses_are_printed_ones(edition: Edition, number: int) -> None:
    measure = edition.measure(number)
    phones = {phone for contact in measure.contacts for phone in contact.phones}
    assert (phones | addresses(measure)) - printed_of(measure) == set()


@pytest.mark.parametrize("number", range(1, 43))
def test_money_terms_and_preferences_hold_printed_figures(edition: Edition, number: int) -> None:
    measure = edition.measure(number)
    assert money_figures(measure) - printed_of(measure) == set()


@pytest.mark.parametrize("number", range(1, 43))
def test_windows_hold_printed_dates(edition: Edition, number: int) -> None:
    measure = edition.measure(number)
    found = printed_of(measure)
    assert [each for each in bounds(measure) if not {each, without_year(each)} & found] == []


@pytest.mark.parametrize("number", range(1, 43))
def test_bounds_whose_year_is_not_printed_say_so(edition: Edition, number: int) -> None:
    measure = edition.measure(number)
    found = printed_of(measure)
    for item in measure.items:
        for span in item.window.spans:
            ends = [written(each) for each in (span.opens, span.closes) if each is not None]
            implied = any(each not in found for each in ends)
            # 本(105)年度 before 6/30 names the year.
            assert span.inherited_year is implied or measure.number == 5, (item.id, ends)


@pytest.mark.parametrize("number", range(1, 43))
def test_thresholds_that_decide_are_printed(edition: Edition, number: int) -> None:
    measure = edition.measure(number)
    numbers = {Decimal(each.rstrip("元人瓩%")) for each in printed_of(measure) if each[-1] in "元人瓩%"}
    assert hard_thresholds(measure) - numbers == set()


def test_a_phone_taken_away_is_missed(edition: Edition) -> None:
    measure = edition.measure(37)
    contacts = tuple(replace(each, phones=()) for each in measure.contacts)
    robbed = tuple(
        replace(each, contacts=contacts) if each.number == 37 else each for each in edition.measures
    )
    missing = unaccounted(replace(edition, measures=robbed))
    assert {each.figure for each in missing} == {phone for old in measure.contacts for phone in old.phones}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每人 4萬 5 千元", ["45000元"]),
        ("3.75 萬元、1,400 元、三億元、200億以下", ["37500元", "1400元", "300000000元", "20000000000元"]),
        ("20~30萬元", ["200000元", "300000元"]),
        ("百分之七十、50％、9 成、7折、95 折", ["70%", "50%", "90%", "70%", "95%"]),
        ("105.07.1 至 105/9/30，另於 105 年 10 月中旬", ["105/07/01", "105/09/30", "105/10中旬"]),
        ("105 年 1 月 5 日至 12 月 31 日", ["105/01/05", "12/31"]),
        ("105 年 4 月~6月，6/30 止；104年 11月 19至", ["105/04", "6月", "6/30", "104/11/19"]),
        ("1.(02)2725-5200#1546\n2.(02)2725-5200#2862", ["(02)2725-5200#1546", "(02)2725-5200#2862"]),
        ("網站(http://a.tw/1/3\n082\n)", ["http://a.tw/1/3082"]),
        ("超過八百瓩、3-6 個月、第 2 項 4.0", ["800瓩", "3個月", "6個月"]),
        ("總人數1/2及1/5限制", ["1/2", "1/5"]),
    ],
)
def test_figures_are_read_however_they_are_printed(text: str, expected: list[str]) -> None:
    assert [figure for _, figure in figures_in(text)] == expected


def test_figures_stand_under_their_heading() -> None:
    entry = " 輔導措施名稱 甲\n提供服務項目\n¢輔導補助：\n●申請期間：105/01/02。\n相關網站 http://a.tw\n"
    assert brochure_figures(entry) == [
        Figure(1, "提供服務項目 輔導補助 申請期間", "105/01/02"),
        Figure(1, "相關網站", "http://a.tw"),
    ]
