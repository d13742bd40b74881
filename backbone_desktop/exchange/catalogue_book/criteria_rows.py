"""The rows of an item's criteria as the nested conditions they stand for.

Rule: a member names its group, which stands above it; the order of the rows is the order of the conditions.
"""

from collections.abc import Sequence
from typing import Any

from backbone_desktop.domain.criterion import Comparison
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import FactType
from backbone_desktop.exchange.catalogue_book.layout import ITEM, MEASURE, PARENT, TEST
from backbone_desktop.exchange.catalogue_book.places import BookProblems
from backbone_desktop.exchange.catalogue_book.sheet_reading import Record
from backbone_desktop.exchange.definitions.edition_tree import Tree

_WHOLE = frozenset({FactType.INTEGER, FactType.MONEY, FactType.ROC_YEAR})
_SHOWN_AT = {"": TEST, "kind": TEST, "comparison": TEST, "members": TEST, "strict": "strict"}

_NOT_ABOVE = "同一服務項目在此列之前沒有「{parent}」這個條件群組。"
_NO_GROUP = "「{parent}」不是條件群組，不能有成員。"
_NOT_WHOLE = "「{given}」須為整數。"


def read_conditions(
    records: Sequence[Record], file: str, item_path: str, facts: FactCatalogue, problems: BookProblems
) -> list[Tree]:
    """Return the conditions of one item, and note where each of them stands."""
    conditions: list[Tree] = []
    groups: dict[str, tuple[Tree, str]] = {}
    for record in records:
        node = _node(record, facts, problems)
        siblings, path = conditions, f"{item_path}.conditions"
        parent = record.values.get(PARENT)
        if parent is not None:
            owner, owner_path = groups.get(parent, ({}, ""))
            if "members" in owner:
                siblings, path = owner["members"], f"{owner_path}.members"
            else:
                sentence = _NO_GROUP if owner else _NOT_ABOVE
                problems.add(record.place.problem(PARENT, sentence.format(parent=parent)))
        siblings.append(node)
        own_path = f"{path}[{len(siblings)}]"
        problems.place(file, own_path, record.place, _SHOWN_AT)
        groups.setdefault(str(node.get("id", "")), (node, own_path))
    return conditions


def _node(record: Record, facts: FactCatalogue, problems: BookProblems) -> Tree:
    node: dict[str, Any] = {
        key: value for key, value in record.values.items() if key not in {MEASURE, ITEM, PARENT, TEST}
    }
    test = record.values.get(TEST)
    if test in set(Comparison):
        node["comparison"] = test
    elif test is not None:
        node |= {"kind": test, "members": []}
    definition = facts.get(node.get("fact", ""))
    if definition is None:
        return node
    if "values" in node:
        codes = {choice.label: choice.code for choice in definition.choices}
        node["values"] = [codes.get(each, each) for each in node["values"]]
    if definition.type in _WHOLE:
        for key in ("low", "high"):
            _make_whole(node, key, record, problems)
    return node


def _make_whole(node: Tree, key: str, record: Record, problems: BookProblems) -> None:
    given = node.get(key)
    if given is None:
        return
    try:
        node[key] = int(given)
    except ValueError:
        del node[key]
        problems.add(record.place.problem(key, _NOT_WHOLE.format(given=given)))
