"""The JSON form of a fact's content, complete in itself so that no definition is needed to read it.

Rule: what goes in comes out equal, in type and value; amounts never pass through a float.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from backbone_desktop.domain.facts import Certificate, FactContent, PastGuidance

Json = bool | int | str | None | list["Json"] | dict[str, "Json"]


def content_to_json(content: FactContent) -> Json:
    """Return a JSON value; scalars stand bare, everything else under a key naming its type."""
    match content:
        case bool() | int() | str():
            return content
        case Decimal():
            return {"decimal": str(content)}
        case date():
            return {"date": content.isoformat()}
        case _:
            return {"list": [_member_to_json(member) for member in content]}


def content_from_json(value: Json) -> FactContent:
    """Read back what :func:`content_to_json` wrote.

    Raises:
        ValueError: The value was not written by it.
    """
    match value:
        case bool() | int() | str():
            return value
        case {"decimal": str(text)}:
            return Decimal(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"list": list(members)}:
            return cast("FactContent", tuple(_member_from_json(member) for member in members))
        case _:
            raise ValueError(f"not a fact content: {value!r}")


def _member_to_json(member: str | Certificate | PastGuidance) -> Json:
    match member:
        case str():
            return member
        case Certificate():
            return {
                "kind": member.kind,
                "number": member.number,
                "valid_from": _day(member.valid_from),
                "valid_to": _day(member.valid_to),
                "guidance_from": _day(member.guidance_from),
                "guidance_to": _day(member.guidance_to),
            }
        case PastGuidance():
            return {
                "programme": member.programme,
                "agency": member.agency,
                "began_on": _day(member.began_on),
                "ended_on": _day(member.ended_on),
            }


def _member_from_json(value: Json) -> str | Certificate | PastGuidance:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and "kind" in value:
        return Certificate(
            _text(value, "kind"),
            _text(value, "number"),
            _read_day(value, "valid_from"),
            _read_day(value, "valid_to"),
            _read_day(value, "guidance_from"),
            _read_day(value, "guidance_to"),
        )
    if isinstance(value, dict) and "programme" in value:
        programme, agency = _text(value, "programme"), _text(value, "agency")
        return PastGuidance(programme, agency, _read_day(value, "began_on"), _read_day(value, "ended_on"))
    raise ValueError(f"not a member of a fact content: {value!r}")


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _read_day(values: Mapping[str, Json], key: str) -> date | None:
    match values.get(key):
        case None:
            return None
        case str(text):
            return date.fromisoformat(text)
        case other:
            raise ValueError(f"{key} is not a date: {other!r}")


def _text(values: Mapping[str, Json], key: str) -> str:
    match values.get(key, ""):
        case str(text):
            return text
        case other:
            raise ValueError(f"{key} is not a text: {other!r}")
