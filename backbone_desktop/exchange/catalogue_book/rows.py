"""An edition as the rows of the workbook's sheets.

Rule: a row holds the values of one record by key, spelled as in a definition file; what follows from the
default is not in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from backbone_desktop.domain.criterion import Role
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.funding import Per
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.catalogue_book import layout
from backbone_desktop.exchange.definitions.edition_tree import Tree, head_tree, measure_tree

Row = Mapping[str, Any]


def head_row(edition: Edition) -> Row:
    """Return the fields of the edition itself; those of the group with a dotted key."""
    head = head_tree(edition)
    return {**head, **{f"group.{key}": value for key, value in head["group"].items()}}


def sheet_rows(edition: Edition, facts: FactCatalogue) -> dict[str, list[Row]]:
    """Return the rows of every sheet by its name."""
    head = head_tree(edition)
    rows: dict[str, list[Row]] = {sheet.name: [] for sheet in layout.SHEETS}
    rows[layout.SECTIONS.name] += head["sections"]
    rows[layout.GROUP_CONTACTS.name] += head["group"].get("contacts", ())
    rows[layout.GROUP_SERVICES.name] += head["group"].get("services", ())
    for measure in edition.measures:
        tree = measure_tree(measure)
        rows[layout.MEASURES.name].append({"criteria_recorded": True, **tree})
        owner = {layout.MEASURE: measure.number, layout.NAME_NOTE: measure.name}
        for sheet, key in (
            (layout.PREFERENCES, "preferences"),
            (layout.CONTACTS, "contacts"),
            (layout.WEBSITES, "websites"),
            (layout.NOTES, "notes"),
        ):
            rows[sheet.name] += _owned(owner, tree.get(key, ()))
        for item in tree["items"]:
            _add_item(rows, owner, item, facts)
    return rows


def _owned(owner: Row, records: Iterable[Tree]) -> list[Row]:
    return [{**record, **owner} for record in records]


def _add_item(rows: dict[str, list[Row]], owner: Row, item: Tree, facts: FactCatalogue) -> None:
    rows[layout.ITEMS.name].append({**item, **owner})
    within = {**owner, layout.ITEM: item["number"]}
    rows[layout.WINDOWS.name] += _owned(within, _window_rows(item["window"]))
    rows[layout.MONEY.name] += _owned(
        within, ({"per": Per.CASE.value, **each} for each in item.get("money", ()))
    )
    for condition in item.get("conditions", ()):
        top = {"role": Role.HARD.value, **condition}
        rows[layout.CRITERIA.name] += _owned(within, _criterion_rows(top, "", facts))


def _window_rows(window: Tree) -> list[Tree]:
    first, *more = window.get("spans") or [{}]
    return [{**window, **first}, *more]


def _criterion_rows(node: Tree, parent: str, facts: FactCatalogue) -> Iterator[Tree]:
    row = {**node, layout.TEST: node.get("comparison") or node["kind"]}
    if parent:
        row[layout.PARENT] = parent
    if "values" in node:
        row["values"] = [facts.choice_label(node["fact"], each) for each in node["values"]]
    yield row
    for member in node.get("members", ()):
        yield from _criterion_rows(member, node["id"], facts)
