"""An edition as nested tables of plain values, spelled as its definition files are.

Rule: a field is written under its own name; one that holds its default, or nothing, or follows from where it
stands is left out, so that an edition has one tree only.
"""

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from backbone_desktop.domain.criterion import Condition
from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.roc_date import ROC_OFFSET
from backbone_desktop.domain.roc_range import PartialDate, PartOfMonth

Tree = dict[str, Any]

DERIVED: dict[type, frozenset[str]] = {
    Edition: frozenset({"digest", "measures"}),
    Measure: frozenset({"id"}),
    ServiceItem: frozenset({"id"}),
}
"""Fields that are not written: the reader makes them from what is."""

_PARTS: dict[PartOfMonth, str] = {"early": "上旬", "middle": "中旬", "late": "下旬"}


def head_tree(edition: Edition) -> Tree:
    """Return what ``edition.toml`` holds."""
    return {**_table(edition), "measures": len(edition.measures)}


def measure_tree(measure: Measure) -> Tree:
    """Return what one ``measure-NN.toml`` holds."""
    return _table(measure)


def written_date(bound: PartialDate) -> str:
    """Return a bound as definition files spell it: ``105/03/15``, ``105/05`` or ``105/10中旬``."""
    month = f"{bound.year - ROC_OFFSET:03d}/{bound.month:02d}"
    if bound.day is not None:
        return f"{month}/{bound.day:02d}"
    return month if bound.part is None else f"{month}{_PARTS[bound.part]}"


def _table(record: Any) -> Tree:
    if isinstance(record, Condition):
        # A condition is written as its criterion with the condition's own keys beside it.
        return _own(record, frozenset({"node"})) | _table(record.node)
    return _own(record, DERIVED.get(type(record), frozenset()))


def _own(record: Any, left_out: frozenset[str]) -> Tree:
    kept = ((each, getattr(record, each.name)) for each in fields(record) if each.name not in left_out)
    return {each.name: _value(value) for each, value in kept if not _is_silent(each, value)}


def _is_silent(declared: Field[Any], value: object) -> bool:
    if value is None or value in {(), frozenset()}:
        return True
    return declared.default is not MISSING and declared.default == value


def _value(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case tuple():
            return [_value(each) for each in value]
        case frozenset():
            return sorted(_value(each) for each in value)
        case bool() | int() | str():
            return value
    return _exact_or_dated(value)


def _exact_or_dated(value: Any) -> Any:
    match value:
        case Decimal():
            # One spelling for one number; adding nothing turns -0 into 0.
            return f"{value.normalize() + 0:f}"
        case PartialDate():
            return written_date(value)
        case date():
            return written_date(PartialDate.of(value))
    if is_dataclass(value):
        return _table(value)
    raise TypeError(f"no written form for {type(value).__name__}")
