"""What differs between two editions, said once and completely."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone_desktop.domain.criterion import Comparison
from backbone_desktop.domain.edition_change import ChangeKind, EditionChange
from backbone_desktop.domain.measure import Edition, Measure, Section, ServiceItem
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.service_group import GroupService
from backbone_desktop.exchange.definitions import read_edition, read_facts
from backbone_desktop.matching.edition_diff import diff_editions, paired
from tests.exchange.edition_strategies import editions
from tests.services.editions import edited, of_year

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"
FACTS = read_facts(RESOURCES)
SHIPPED = read_edition(RESOURCES / "catalogue" / "105", FACTS)
SILENT = {"digest", "id", "roc_year"}
"""What is no difference by itself."""

COUNTED = {(Section, "number"), (GroupService, "number")}
"""Numbers that follow from where a record stands."""

BOUNDLESS = {Comparison.IS_TRUE, Comparison.ONE_OF, Comparison.NONE_OF, Comparison.LOCATED_IN}
"""Comparisons without a bound that could be left out."""


def diff(old: Edition, new: Edition) -> tuple[EditionChange, ...]:
    return diff_editions(old, new, FACTS)


def with_item(measure: int, item: ServiceItem) -> Edition:
    def edit(each: Measure) -> Measure:
        if each.number != measure:
            return each
        return replace(each, items=tuple(item if old.number == item.number else old for old in each.items))

    return edited(SHIPPED, "105.2", edit)


@pytest.mark.slow("compares many editions")
@settings(max_examples=25)
@given(edition=editions(FACTS))
def test_an_edition_does_not_differ_from_itself(edition: Edition) -> None:
    assert diff(edition, replace(edition, id="105.999", digest="x")) == ()


def test_next_years_print_of_the_same_measures_differs_in_its_dates_only() -> None:
    changes = diff(SHIPPED, of_year(SHIPPED, 106, FACTS))
    assert {each.kind for each in changes} <= {ChangeKind.WINDOW, ChangeKind.CRITERION}
    assert any(each.kind is ChangeKind.WINDOW for each in changes)


def test_three_planted_changes_are_three_lines() -> None:
    item = SHIPPED.measure(12).item(1)
    (span, *spans), (term, *terms) = item.window.spans, item.money
    planted = replace(
        item,
        window=replace(item.window, spans=(replace(span, closes=PartialDate(2016, 4, 1)), *spans)),
        money=(replace(term, high_ntd=1_900_000), *terms),
        conditions=item.conditions[1:],
    )
    changes = diff(SHIPPED, with_item(12, planted))
    assert [each.kind for each in changes] == [ChangeKind.WINDOW, ChangeKind.CRITERION, ChangeKind.MONEY]
    assert all((each.new_measure, each.item) == (12, 1) for each in changes)
    window, condition, money = changes
    assert "105/04/01" in window.after
    assert "105/04/01" not in window.before
    assert (bool(condition.before), condition.after) == (True, "")
    assert "1,900,000 元" in money.after
    assert money.line.startswith("經費變更　第 12 項「協助傳統產業技術開發計畫(CITD)」服務項目 1　經費：")


def test_a_measure_that_is_gone_is_closed_and_one_that_is_new_is_added() -> None:
    new = replace(SHIPPED.measure(42), name="全新的措施", id="105-42")
    changed = replace(SHIPPED, id="106.1", roc_year=106, measures=(*SHIPPED.measures[:41], new))
    changes = [each for each in diff(SHIPPED, changed) if each.kind is not ChangeKind.WINDOW]
    assert [(each.kind, each.old_measure, each.new_measure) for each in changes] == [
        (ChangeKind.ADDED, None, 42), (ChangeKind.CLOSED, 42, None),
    ]  # fmt: skip


def test_within_one_year_another_name_for_a_number_is_a_renamed_measure() -> None:
    renamed = edited(SHIPPED, "105.2", lambda each: replace(each, name="改名") if each.number == 7 else each)
    (change,) = diff(SHIPPED, renamed)
    assert (change.kind, change.what, change.after) == (ChangeKind.TEXT, "名稱", "改名")


def test_a_measure_inserted_next_year_moves_the_others_without_a_line_for_each() -> None:
    first = replace(SHIPPED.measure(1), name="插入的措施", number=1)
    moved = tuple(replace(each, number=each.number + 1) for each in SHIPPED.measures)
    (change,) = diff(SHIPPED, replace(SHIPPED, id="106.1", roc_year=106, measures=(first, *moved)))
    assert (change.kind, change.name) == (ChangeKind.ADDED, "插入的措施")


def test_an_item_added_and_one_closed_are_told() -> None:
    measure = SHIPPED.measure(12)
    kept = edited(
        SHIPPED, "105.2", lambda each: replace(each, items=each.items[:-1]) if each.number == 12 else each
    )
    last = measure.items[-1]
    (closed,) = diff(SHIPPED, kept)
    assert (closed.kind, closed.item, closed.before) == (ChangeKind.CLOSED, last.number, last.name)
    (added,) = diff(kept, SHIPPED)
    assert (added.kind, added.item, added.after) == (ChangeKind.ADDED, last.number, last.name)


def test_only_another_place_in_the_brochure_is_told_with_the_places() -> None:
    item = SHIPPED.measure(12).item(1)
    window = replace(item.window, citation="105年版 第12項 另一處")
    (change,) = diff(SHIPPED, with_item(12, replace(item, window=window)))
    assert change.after.endswith("（出處：另一處）")
    assert change.before != change.after


def _altered(value: Any) -> Any:
    """Return another value of the same kind, or None when there is none to be made."""
    changes: dict[type, Callable[[Any], Any]] = {
        bool: lambda each: not each,
        Enum: lambda each: next(other for other in type(each) if other is not each),
        str: lambda each: f"{each}改",
        int: lambda each: each + 1,
        Decimal: lambda each: each + 1,
        PartialDate: lambda each: PartialDate(each.year, each.month % 12 + 1, part="early"),
        date: lambda each: each.replace(year=each.year + 1),
    }
    return next((change(value) for kind, change in changes.items() if isinstance(value, kind)), None)


def _variants(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield the record with one leaf altered, for every leaf; and the path of that leaf."""
    for each in fields(record):
        value = getattr(record, each.name)
        if each.name in SILENT or (type(record), each.name) in COUNTED or value is None:
            continue
        if each.name == "strict" and record.comparison in BOUNDLESS:
            continue
        for path, other in _changed_values(value):
            yield f"{each.name}{path}", replace(record, **{each.name: other})


def _changed_values(value: Any) -> Iterator[tuple[str, Any]]:
    match value:
        case tuple():
            for place, each in enumerate(value):
                for path, other in _changed_values(each):
                    yield f"[{place}]{path}", (*value[:place], other, *value[place + 1 :])
        case frozenset():
            yield from ((f"-{each}", value - {each}) for each in value)
        case _ if _altered(value) is not None:
            yield "", _altered(value)
        case _:
            yield from ((f".{path}", other) for path, other in _variants(value))


@pytest.mark.parametrize("number", [7, 12, 13, 29, 34])
def test_whatever_is_altered_in_a_measure_is_told(number: int) -> None:
    measure = SHIPPED.measure(number)
    small = replace(SHIPPED, measures=(measure,))
    count = 0
    for path, other in _variants(measure):
        assert diff(small, replace(small, measures=(other,))), path
        count += 1
    assert count > 60


def test_whatever_is_altered_in_the_edition_itself_is_told() -> None:
    bare = replace(SHIPPED, measures=())
    for path, other in _variants(bare):
        assert diff(bare, other), path


@given(old=st.lists(st.integers(0, 5)), new=st.lists(st.integers(0, 5)))
def test_pairing_leaves_nobody_out_and_takes_nobody_twice(old: list[int], new: list[int]) -> None:
    pairs = list(paired(old, new, (lambda each: each, lambda each: each % 2)))
    assert [after for _, after in pairs if after is not None] == new
    assert sorted(before for before, _ in pairs if before is not None) == sorted(old)
