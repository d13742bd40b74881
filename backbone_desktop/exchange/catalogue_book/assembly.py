"""The records of all sheets put together to the tables an edition is read from.

Rule: whatever a row says of its owner is looked up by number; a row without an owner is noted, never dropped
silently.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.exchange.catalogue_book import layout
from backbone_desktop.exchange.catalogue_book.criteria_rows import read_conditions
from backbone_desktop.exchange.catalogue_book.layout import ITEM, MEASURE, WINDOW_KEYS, Sheet
from backbone_desktop.exchange.catalogue_book.places import BookProblems
from backbone_desktop.exchange.catalogue_book.sheet_reading import Record
from backbone_desktop.exchange.definitions.edition_tree import Tree

Records = Mapping[str, Sequence[Record]]

_OF_MEASURE: Mapping[str, Sheet] = {
    "preferences": layout.PREFERENCES,
    "contacts": layout.CONTACTS,
    "websites": layout.WEBSITES,
    "notes": layout.NOTES,
}
_OF_ITEM = (layout.CRITERIA, layout.WINDOWS, layout.MONEY)
_MEASURE_SHOWN_AT = {"": "number", "items": "number", "contacts": "number"}
_ITEM_SHOWN_AT = {"": "number", "conditions": "number", "window": "number"}
_WINDOW_SHOWN_AT = {"": "kind", "spans": "kind"}
_ROW_SHOWN_AT = {"": MEASURE}
_SPAN_SHOWN_AT = {"": "opens"}

_NO_OWNER = "缺少{header}。"
_NO_MEASURE = "「措施」工作表沒有編號 {number} 的措施。"
_NO_ITEM = "「服務項目」工作表沒有第 {measure} 項措施的第 {item} 個服務項目。"
_OUT_OF_ORDER = "措施須依序編號，此處應為 {wanted}。"
_ITEM_OUT_OF_ORDER = "服務項目須依序編號，此處應為 {wanted}。"
_NO_WINDOW = "「申請期間」工作表沒有這個服務項目的列。"
_OTHER_HEAD = "同一服務項目的第二段期間起，這一欄須留空。"
_NO_SPAN = "第二段期間起，每一列至少須有起日或迄日。"


def measure_file(number: int) -> str:
    """Return the name by which problems speak of a measure."""
    return f"measure-{number}"


class Assembly:
    """One putting together."""

    def __init__(self, records: Records, facts: FactCatalogue, problems: BookProblems) -> None:
        self._records = records
        self._facts = facts
        self._problems = problems
        self._owned: dict[tuple[str, int, int], list[Record]] = {}

    def measures(self) -> dict[int, Tree]:
        """Return the table of each measure by its number, and note where everything stands."""
        numbered = dict(self._numbered())
        self._sort_owned(numbered)
        return {number: self._measure(number, record) for number, record in numbered.items()}

    def _numbered(self) -> Iterator[tuple[int, Record]]:
        wanted = 1
        for record in self._records[layout.MEASURES.name]:
            number = record.values.get("number", wanted)
            if number == wanted:
                yield number, record
            else:
                message = _OUT_OF_ORDER.format(wanted=wanted)
                self._problems.add(record.place.problem("number", message))
                if number > wanted:
                    yield number, record
            # One gap is one problem, not one on each line below it.
            wanted = max(number, wanted) + 1 if number >= wanted else wanted

    def _sort_owned(self, measures: Mapping[int, Record]) -> None:
        items = set()
        for record in self._of_known_measure(layout.ITEMS, measures):
            items.add((record.values[MEASURE], record.values.get("number")))
            self._keep(layout.ITEMS, record, 0)
        for sheet in _OF_MEASURE.values():
            for record in self._of_known_measure(sheet, measures):
                self._keep(sheet, record, 0)
        for sheet in _OF_ITEM:
            for record in self._of_known_measure(sheet, measures):
                item = record.values.get(ITEM)
                if item is None:
                    self._refuse(record, ITEM, _NO_OWNER.format(header=sheet.column(ITEM).header))
                elif (record.values[MEASURE], item) not in items:
                    self._refuse(record, ITEM, _NO_ITEM.format(measure=record.values[MEASURE], item=item))
                else:
                    self._keep(sheet, record, item)

    def _of_known_measure(self, sheet: Sheet, measures: Mapping[int, Record]) -> Iterator[Record]:
        for record in self._records[sheet.name]:
            number = record.values.get(MEASURE)
            if number is None:
                self._refuse(record, MEASURE, _NO_OWNER.format(header=sheet.column(MEASURE).header))
            elif number not in measures:
                self._refuse(record, MEASURE, _NO_MEASURE.format(number=number))
            else:
                yield record

    def _refuse(self, record: Record, key: str, message: str) -> None:
        self._problems.add(record.place.problem(key, message))

    def _keep(self, sheet: Sheet, record: Record, item: int) -> None:
        self._owned.setdefault((sheet.name, record.values[MEASURE], item), []).append(record)

    def _measure(self, number: int, record: Record) -> Tree:
        file = measure_file(number)
        self._problems.place(file, "", record.place, _MEASURE_SHOWN_AT)
        tree: Tree = {**record.values, "number": number}
        for key, sheet in _OF_MEASURE.items():
            tree[key] = []
            for position, each in enumerate(self._owned.get((sheet.name, number, 0), ()), start=1):
                self._problems.place(file, f"{key}[{position}]", each.place, _ROW_SHOWN_AT)
                tree[key].append(_without_owner(each.values))
        items = self._owned.get((layout.ITEMS.name, number, 0), ())
        tree["items"] = [self._item(number, position, each) for position, each in enumerate(items, start=1)]
        return tree

    def _item(self, measure: int, position: int, record: Record) -> Tree:
        file, path = measure_file(measure), f"items[{position}]"
        self._problems.place(file, path, record.place, _ITEM_SHOWN_AT)
        number = record.values.get("number", 0)
        if number != position:
            self._refuse(record, "number", _ITEM_OUT_OF_ORDER.format(wanted=position))
        tree = _without_owner(record.values)
        money = self._owned.get((layout.MONEY.name, measure, number), ())
        for place, each in enumerate(money, start=1):
            self._problems.place(file, f"{path}.money[{place}]", each.place, _ROW_SHOWN_AT)
        tree["money"] = [_without_owner(each.values) for each in money]
        criteria = self._owned.get((layout.CRITERIA.name, measure, number), ())
        tree["conditions"] = read_conditions(criteria, file, path, self._facts, self._problems)
        windows = self._owned.get((layout.WINDOWS.name, measure, number), ())
        if windows:
            tree["window"] = self._window(windows, file, f"{path}.window")
        else:
            self._refuse(record, "number", _NO_WINDOW)
        return tree

    def _window(self, records: Sequence[Record], file: str, path: str) -> Tree:
        first, *_ = records
        self._problems.place(file, path, first.place, _WINDOW_SHOWN_AT)
        window: Tree = {key: first.values[key] for key in WINDOW_KEYS if key in first.values}
        window["spans"] = spans = []
        for record in records:
            span = {
                key: value for key, value in _without_owner(record.values).items() if key not in WINDOW_KEYS
            }
            if record is not first:
                self._check_later(record, first, span)
            if span:
                spans.append(span)
                self._problems.place(file, f"{path}.spans[{len(spans)}]", record.place, _SPAN_SHOWN_AT)
        return window

    def _check_later(self, record: Record, first: Record, span: Tree) -> None:
        for key in WINDOW_KEYS:
            if key in record.values and record.values[key] != first.values.get(key):
                self._refuse(record, key, _OTHER_HEAD)
        if not span:
            self._refuse(record, "opens", _NO_SPAN)


def _without_owner(values: Mapping[str, Any]) -> Tree:
    return {key: value for key, value in values.items() if key not in {MEASURE, ITEM}}
