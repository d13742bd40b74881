"""Many rows with few statements.

A statement lets go of the interpreter while SQLite works on it and has to ask for it back afterwards. Beside
a busy thread that costs more than adding a row, so a statement carries as many rows as SQLite takes.

The long texts of the change log are given as their UTF-8, so that they need not become characters and bytes
again.

Rule: values go to the driver as they are; statements are made of the names of our own tables alone.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Table

from backbone_desktop.storage.tables import change, response

_MOST_VALUES = 30_000
"""Of one statement; SQLite takes 32,766 unless it was built to take more."""

_MOST_LONG_ROWS = 400
"""Of tables whose rows hold whole questionnaires: SQLite keeps what a prepared statement was last given."""

_SIZES = (256, 16, 1)
"""How many rows the statements carry that follow the large ones; few sizes, so that all stay prepared."""

_UTF_8 = (change.c.before, change.c.after)

RowValues = tuple[Any, ...]
"""The values of a row, in the order of the table's columns."""


@cache
def rows_at_once(table: Table) -> int:
    """Return how many rows of a table one statement carries."""
    most = _MOST_VALUES // len(table.columns)
    return min(most, _MOST_LONG_ROWS) if table in {change, response} else most


@cache
def in_order(table: Table) -> Callable[[Mapping[str, Any]], RowValues]:
    """Return what takes the values of a row in the order of the table's columns."""
    return itemgetter(*_names(table))


def insert(connection: Connection, table: Table, rows: Sequence[RowValues]) -> None:
    """Add rows."""
    _execute(connection, table, rows, _insertion)


def update(connection: Connection, table: Table, rows: Sequence[RowValues]) -> None:
    """Bring rows that are there, by id, to these values."""
    _execute(connection, table, rows, _replacement)


def delete(connection: Connection, table: Table, keys: Sequence[str]) -> None:
    """Take rows away by their ids."""
    if keys:
        statement = f"DELETE FROM {_quoted(table.name)} WHERE id = ?"  # noqa: S608 - names of our own tables
        connection.exec_driver_sql(statement, [(key,) for key in keys])


def _execute(
    connection: Connection,
    table: Table,
    rows: Sequence[RowValues],
    statement: Callable[[Table, int], str],
) -> None:
    start = 0
    for size in (rows_at_once(table), *_SIZES):
        for _ in range((len(rows) - start) // size):
            values = tuple(chain.from_iterable(rows[start : start + size]))
            connection.exec_driver_sql(statement(table, size), values)
            start += size


@cache
def _insertion(table: Table, rows: int) -> str:
    names = _names(table)
    columns = ", ".join(map(_quoted, names))
    holes = ", ".join(_hole(column) for column in table.columns)
    values = ", ".join([f"({holes})"] * rows)
    return f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES {values}"  # noqa: S608 - as above


@cache
def _replacement(table: Table, rows: int) -> str:
    others = [_quoted(name) for name in _names(table) if name != "id"]
    values = ", ".join(f"{name} = excluded.{name}" for name in others)
    return f"{_insertion(table, rows)} ON CONFLICT (id) DO UPDATE SET {values}"


@cache
def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _hole(column: Column[Any]) -> str:
    return "CAST(? AS TEXT)" if any(column is each for each in _UTF_8) else "?"


def _quoted(name: str) -> str:
    return f'"{name}"'
