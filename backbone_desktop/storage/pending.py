"""Rows on their way into the file: gathered, and written table by table.

An import writes hundreds of thousands of rows; each alone would cost more in statements than in data.

Rule: nothing reads the file past rows that wait here; whoever reads writes them out first.
"""

from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from backbone_desktop.storage.change_chain import Entry, Head, Stamp, append, read_head
from backbone_desktop.storage.tables import metadata

_MOST_WAITING = 20_000
"""Rows that may wait; what an import holds in memory does not grow with its file."""

_ID = itemgetter("id")

_Row = dict[str, Any]
_Waiting = dict[Table, list[_Row]]


class Pending:
    """The rows that one unit of work has added, changed or removed and not yet written, and their log."""

    def __init__(self, connection: Connection, stamp: Stamp) -> None:
        self._connection = connection
        self._stamp = stamp
        self._head: Head | None = None
        self._added: _Waiting = {}
        self._changed: _Waiting = {}
        self._removed: dict[Table, list[str]] = {}
        self._waiting_ids: set[str] = set()
        self._entries: list[Entry] = []
        self._size = 0

    def add(self, table: Table, rows: Sequence[_Row]) -> None:
        """Have rows added."""
        self._wait(self._added, table, rows)

    def change(self, table: Table, row: _Row) -> None:
        """Have a row brought to these values."""
        self._wait(self._changed, table, (row,))

    def remove(self, table: Table, key: str) -> None:
        """Have a row taken away."""
        if key in self._waiting_ids:
            # Removals are written first, so the row itself must not be waiting still.
            self.write_out()
        self._removed.setdefault(table, []).append(key)

    def log(self, entry: Entry) -> None:
        """Have an entry put at the end of the change log; write out when much is waiting."""
        self._entries.append(entry)
        if self._size > _MOST_WAITING:
            self.write_out()

    def write_out(self) -> None:
        """Write what waits: removals, then additions, then changes.

        Each table is added to after those its rows refer to, and removed from before them.
        """
        if not self._entries:
            return
        for table in reversed(referred_first()):
            self._execute(_delete(table), [(key,) for key in self._removed.get(table, ())])
        for table in referred_first():
            self._execute(_insert(table), list(map(_in_order(table), self._added.get(table, ()))))
        for table, rows in self._changed.items():
            self._execute(_update(table), [(*_in_order(table)(row), row["id"]) for row in rows])
        head = self._head or read_head(self._connection)
        self._head = append(self._connection, head, self._stamp, self._entries)
        for waiting in (self._removed, self._added, self._changed, self._waiting_ids, self._entries):
            waiting.clear()
        self._size = 0

    def _wait(self, waiting: _Waiting, table: Table, rows: Sequence[_Row]) -> None:
        waiting.setdefault(table, []).extend(rows)
        self._waiting_ids.update(map(_ID, rows))
        self._size += len(rows)

    def _execute(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        # The driver takes the rows as they are; built statements would look at each value on the way.
        if rows:
            self._connection.exec_driver_sql(statement, rows)


@cache
def referred_first() -> tuple[Table, ...]:
    """Return all tables, each after those its rows refer to."""
    return tuple(metadata.sorted_tables)


@cache
def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


@cache
def _in_order(table: Table) -> Callable[[_Row], tuple[Any, ...]]:
    return itemgetter(*_names(table))


@cache
def _insert(table: Table) -> str:
    names = _names(table)
    columns = ", ".join(map(_quoted, names))
    return f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608


@cache
def _update(table: Table) -> str:
    values = ", ".join(f"{_quoted(name)} = ?" for name in _names(table))
    return f"UPDATE {_quoted(table.name)} SET {values} WHERE id = ?"  # noqa: S608 - names of our own tables


@cache
def _delete(table: Table) -> str:
    return f"DELETE FROM {_quoted(table.name)} WHERE id = ?"  # noqa: S608 - as above


def _quoted(name: str) -> str:
    return f'"{name}"'
