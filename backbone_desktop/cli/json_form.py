"""Records as JSON values.

Rule: money and counts are integers, dates ISO texts, codes their stable words; nothing is zh-TW by accident.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.roc_range import PartialDate

Json = bool | int | float | str | None | list["Json"] | dict[str, "Json"]

UNKNOWN = "unknown"
REFUSED = "refused"


def to_json(value: object) -> Json:
    """Return a value of the domain as JSON; a record becomes an object with its fields by name.

    Raises:
        TypeError: A value of a kind no record holds.
    """
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, PartialDate):
        return _partial_date(value)
    if is_dataclass(value):
        return {each.name: to_json(getattr(value, each.name)) for each in fields(value)}
    return _plain(value)


def content_json(content: FactContent | None) -> Json:
    """Return a fact's content as it can be typed again: ``yes``, ``no``, ``unknown``, figures, codes."""
    match content:
        case None:
            return UNKNOWN
        case bool():
            return "yes" if content else "no"
        case _:
            return to_json(content)


def _plain(value: object) -> Json:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Path():
            return str(value)
        case Mapping():
            return {str(key): to_json(each) for key, each in value.items()}
        case frozenset():
            return [*sorted(str(to_json(each)) for each in value)]
        case tuple() | list():
            return [to_json(each) for each in value]
        case _:
            raise TypeError(f"no JSON form for {type(value).__name__}")


def _partial_date(bound: PartialDate) -> Json:
    return {
        "first": bound.first.isoformat(),
        "last": bound.last.isoformat(),
        "precision": bound.precision,
        "label": bound.label,
    }
