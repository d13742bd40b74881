"""The few kinds of columns a casebook has, each with the check that keeps other values out.

Rule: days and instants are ISO text, yes and no are 1 and 0, codes are the domain's own; whatever a record
owns and nobody queries by itself is one JSON text.
"""

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text, text
from sqlalchemy.schema import SchemaItem

from backbone_desktop.domain.codes import LabelledCode

_EMPTY = text("''")


def table(metadata: MetaData, name: str, *items: SchemaItem) -> Table:
    """Declare a STRICT table; its checks are named after it, so that migrations can find them."""
    columns = [item for item in items if isinstance(item, Column)]
    checks = [
        CheckConstraint(column.info["check"], name=f"ck_{name}_{column.name}")
        for column in columns
        if "check" in column.info
    ]
    return Table(name, metadata, *items, *checks, sqlite_strict=True)


def id_column() -> Column[str]:
    """The record's own UUIDv7."""
    return Column("id", Text, primary_key=True, nullable=False)


def reference(name: str, target: str, *, optional: bool = False) -> Column[Any]:
    """The id of another record; that record cannot disappear while it is referred to."""
    return Column(name, Text, ForeignKey(f"{target}.id", name=f"fk_{name}_{target}"), nullable=optional)


def words(name: str) -> Column[str]:
    """Free text, empty when there is none."""
    return Column(name, Text, nullable=False, server_default=_EMPTY)


def required(name: str) -> Column[str]:
    """Text that may not be empty."""
    return Column(name, Text, nullable=False, info={"check": f"{name} <> ''"})


def code(name: str, kind: type[LabelledCode]) -> Column[str]:
    """One of the domain's codes."""
    allowed = ", ".join(f"'{member.value}'" for member in kind)
    return Column(name, Text, nullable=False, info={"check": f"{name} IN ({allowed})"})


def day(name: str, *, optional: bool = False) -> Column[Any]:
    """A calendar day, ``2016-03-15``."""
    check = f"{name} GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"
    return Column(name, Text, nullable=optional, info={"check": check})


def instant(name: str) -> Column[str]:
    """An instant in UTC, ISO 8601 with offset."""
    return Column(name, Text, nullable=False, info={"check": f"{name} LIKE '____-__-__T%+00:00'"})


def number(name: str, *, optional: bool = False) -> Column[Any]:
    """A whole number; amounts are in 元."""
    return Column(name, Integer, nullable=optional)


def flag(name: str, *, optional: bool = False) -> Column[Any]:
    """Yes (1) or no (0); NULL, where allowed, is not answered."""
    return Column(name, Integer, nullable=optional, info={"check": f"{name} IN (0, 1)"})


def json_text(name: str, *, optional: bool = False) -> Column[Any]:
    """JSON in canonical form."""
    return Column(name, Text, nullable=optional, info={"check": f"json_valid({name})"})
