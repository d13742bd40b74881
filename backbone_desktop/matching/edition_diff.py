"""Two editions compared: what a newer one adds, closes and changes.

Rule: the same measure is the one of the same name, or within one year of the same number; numbers and
citations that only follow from the year are no difference.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from backbone_desktop.domain.criterion import Condition
from backbone_desktop.domain.edition_change import ChangeKind, EditionChange
from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.text import fold
from backbone_desktop.matching.edition_fields import edition_fields, item_fields, measure_fields
from backbone_desktop.matching.edition_words import (
    Said,
    condition_said,
    contact_said,
    money_said,
    preference_said,
    window_said,
)

RecordT = TypeVar("RecordT")
Key = Callable[[Any], object]

_CITED = "{words}（出處：{place}）"
_WEBSITE = "網站"
_CONTACT = "聯絡單位"
_WINDOW = "申請期間"
_MONEY = "經費"
_CONDITION = "條件"
_PREFERENCE = "中堅企業優惠"
_NOTE = "校註"
_MEASURE = "措施"
_ITEM = "服務項目"


def diff_editions(
    old: Edition, new: Edition, facts: Mapping[str, FactDefinition]
) -> tuple[EditionChange, ...]:
    """Return the differences: the edition's own first, then by measure in the newer order, the closed last.

    Args:
        old: The edition that was.
        new: The edition that is; of the same year or of another.
        facts: For the words of thresholds.
    """
    return tuple(_Comparison(old, new, facts).changes())


@dataclass(frozen=True, slots=True)
class _Where:
    """Which measure, and which of its items, is being compared."""

    old: int | None = None
    new: int | None = None
    name: str = ""
    item: int | None = None

    def change(self, kind: ChangeKind, what: str, before: str, after: str) -> EditionChange:
        return EditionChange(kind, what, before, after, self.old, self.new, self.name, self.item)


class _Comparison:
    """One comparison of two editions."""

    def __init__(self, old: Edition, new: Edition, facts: Mapping[str, FactDefinition]) -> None:
        self._old = old
        self._new = new
        self._facts = facts
        self._same_year = old.roc_year == new.roc_year

    def changes(self) -> Iterator[EditionChange]:
        yield from _texts(_Where(), edition_fields(self._old), edition_fields(self._new))
        keys = same_thing(same_numbers=self._same_year)
        closed: list[Measure] = []
        for before, after in paired(self._old.measures, self._new.measures, keys):
            if after is None:
                closed += [] if before is None else [before]
            elif before is None:
                where = _Where(None, after.number, after.name)
                yield where.change(ChangeKind.ADDED, _MEASURE, "", after.name)
            else:
                yield from self._of_measure(before, after)
        for gone in closed:
            where = _Where(gone.number, None, gone.name)
            yield where.change(ChangeKind.CLOSED, _MEASURE, gone.name, "")

    def _of_measure(self, old: Measure, new: Measure) -> Iterator[EditionChange]:
        where = _Where(old.number, new.number, new.name)
        before, after = measure_fields(old, self._old), measure_fields(new, self._new)
        if self._same_year:
            before["編號"], after["編號"] = str(old.number), str(new.number)
        yield from _texts(where, before, after)
        yield from self._of_items(where, old.items, new.items)
        yield from _lists(
            where,
            (ChangeKind.PREFERENCE, _PREFERENCE),
            (old.preferences, new.preferences),
            preference_said,
            (lambda each: (each.kind, each.effect, each.items), lambda each: each.effect),
        )
        yield from _lists(
            where,
            (ChangeKind.CONTACT, _CONTACT),
            (old.contacts, new.contacts),
            contact_said,
            (lambda each: (each.role, each.unit, each.person), lambda each: (each.role, each.unit)),
        )
        yield from _lists(
            where,
            (ChangeKind.CONTACT, _WEBSITE),
            (old.websites, new.websites),
            lambda each: Said(f"{each.title} {each.url}"),
            (lambda each: each.title, lambda each: each.url),
        )
        yield from _lists(
            where,
            (ChangeKind.TEXT, _NOTE),
            (old.notes, new.notes),
            lambda each: Said(f"{each.where}：{each.note}", each.code),
            (lambda each: (each.code, each.where), lambda each: each.code),
        )

    def _of_items(
        self, where: _Where, old: Sequence[ServiceItem], new: Sequence[ServiceItem]
    ) -> Iterator[EditionChange]:
        for before, after in paired(old, new, same_thing(same_numbers=True)):
            if before is None and after is not None:
                there = _Where(where.old, where.new, where.name, after.number)
                yield there.change(ChangeKind.ADDED, _ITEM, "", after.name)
            elif after is None and before is not None:
                there = _Where(where.old, where.new, where.name, before.number)
                yield there.change(ChangeKind.CLOSED, _ITEM, before.name, "")
            elif before is not None and after is not None:
                there = _Where(where.old, where.new, where.name, after.number)
                yield from self._of_item(there, before, after)

    def _of_item(self, where: _Where, old: ServiceItem, new: ServiceItem) -> Iterator[EditionChange]:
        before, after = item_fields(old), item_fields(new)
        if self._same_year:
            before["項目編號"], after["項目編號"] = str(old.number), str(new.number)
        yield from _texts(where, before, after)
        windows = ((old.window,), (new.window,))
        yield from _lists(where, (ChangeKind.WINDOW, _WINDOW), windows, window_said, (lambda _: None,))
        yield from _lists(
            where,
            (ChangeKind.CRITERION, _CONDITION),
            (old.conditions, new.conditions),
            self._condition_said,
            (lambda each: each.node.id,),
        )
        yield from _lists(
            where,
            (ChangeKind.MONEY, _MONEY),
            (old.money, new.money),
            money_said,
            (
                lambda each: (each.kind, each.per, each.label, each.holder, each.reading),
                lambda each: each.kind,
            ),
        )

    def _condition_said(self, condition: Condition) -> Said:
        return condition_said(condition, self._facts)


def paired(
    old: Sequence[RecordT], new: Sequence[RecordT], keys: Sequence[Key]
) -> Iterator[tuple[RecordT | None, RecordT | None]]:
    """Yield what belongs together, in the newer order, then what only the older has.

    Args:
        old: The records that were.
        new: The records that are.
        keys: Ways to tell that two are the same thing, the surest first; each pairs what those before left.
    """
    partners: dict[int, int] = {}
    for key in keys:
        free = [place for place in range(len(old)) if place not in partners.values()]
        for place, record in enumerate(new):
            if place in partners:
                continue
            partner = next((each for each in free if key(old[each]) == key(record)), None)
            if partner is not None:
                partners[place] = partner
                free.remove(partner)
    for place, record in enumerate(new):
        yield (old[partners[place]] if place in partners else None), record
    yield from ((record, None) for place, record in enumerate(old) if place not in partners.values())


def same_thing(*, same_numbers: bool) -> tuple[Key, ...]:
    """Return how to tell measures or items of two editions as one: by name, then perhaps by number."""
    by_name: Key = lambda each: fold(each.name)  # noqa: E731 - a key like those written in place
    return (by_name, lambda each: each.number) if same_numbers else (by_name,)


def _texts(where: _Where, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[EditionChange]:
    for what, text in before.items():
        if text != after[what]:
            yield where.change(ChangeKind.TEXT, what, text, after[what])


def _lists(
    where: _Where,
    subject: tuple[ChangeKind, str],
    records: tuple[Sequence[RecordT], Sequence[RecordT]],
    said: Callable[[RecordT], Said],
    keys: Sequence[Key],
) -> Iterator[EditionChange]:
    old, new = records
    in_old, in_new = [said(each) for each in old], [said(each) for each in new]
    gone = [each for each in old if not _takes(in_new, said(each))]
    come = [each for each in new if not _takes(in_old, said(each))]
    for before, after in paired(gone, come, keys):
        told = _contrast(None if before is None else said(before), None if after is None else said(after))
        yield where.change(*subject, *told)


def _takes(rest: list[Said], words: Said) -> bool:
    """Take one out of the rest; say whether it was there."""
    if words in rest:
        rest.remove(words)
        return True
    return False


def _contrast(before: Said | None, after: Said | None) -> tuple[str, str]:
    if before is None or after is None:
        return ("" if before is None else before.words), ("" if after is None else after.words)
    if before.words != after.words:
        return before.words, after.words
    return _with_place(before), _with_place(after)


def _with_place(said: Said) -> str:
    return _CITED.format(words=said.words, place=said.place)
