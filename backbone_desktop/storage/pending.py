"""Rows on their way into the file: gathered, and written table by table.

An import writes hundreds of thousands of rows; each alone would cost more in statements than in data.

Rule: nothing reads the file past rows that wait here; whoever reads writes them out first.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from backbone_desktop.storage.change_chain import Entry, Head, Stamp, append, read_head
from backbone_desktop.storage.tables import metadata
from backbone_desktop.storage.write_behind import WriteBehind

_MOST_WAITING = 6_000
"""Rows that may wait; what an import holds in memory does not grow with its file."""

_ROWS_AT_ONCE = 400
"""Rows one statement adds: enough that SQLite is asked rarely, few enough for its limit of values."""

_ID = itemgetter("id")

_Row = dict[str, Any]
_Waiting = dict[Table, list[_Row]]


@dataclass(slots=True)
class _Rows:
    """What waits, by table, with its entries in the log; ``ids`` are of the rows added and changed."""

    added: _Waiting = field(default_factory=dict)
    changed: _Waiting = field(default_factory=dict)
    removed: dict[Table, list[str]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)


class Pending:
    """The rows that one unit of work has added, changed or removed and not yet written, and their log."""

    def __init__(self, connection: Connection, stamp: Stamp) -> None:
        self._connection = connection
        self._stamp = stamp
        self._head: Head | None = None
        self._waiting = _Rows()
        self._behind = WriteBehind()

    def add(self, table: Table, rows: Sequence[_Row]) -> None:
        """Have rows added."""
        self._wait(self._waiting.added, table, rows)

    def change(self, table: Table, row: _Row) -> None:
        """Have a row brought to these values."""
        self._wait(self._waiting.changed, table, (row,))

    def remove(self, table: Table, key: str) -> None:
        """Have a row taken away."""
        if key in self._waiting.ids:
            # Removals are written first, so the row itself must not be waiting still.
            self.write_out()
        self._waiting.removed.setdefault(table, []).append(key)

    def log(self, entry: Entry) -> None:
        """Have an entry put at the end of the change log; much that waits is written while work goes on."""
        self._waiting.entries.append(entry)
        if len(self._waiting.ids) > _MOST_WAITING:
            self._behind.start(partial(self._write, self._take()))

    def write_out(self) -> None:
        """Write what waits, and return when it is written."""
        self._behind.wait()
        if self._waiting.entries:
            self._behind.carry_out(partial(self._write, self._take()))

    def rest(self) -> None:
        """Return when nothing is being written any more, whatever became of it."""
        self._behind.rest()

    def _wait(self, waiting: _Waiting, table: Table, rows: Sequence[_Row]) -> None:
        waiting.setdefault(table, []).extend(rows)
        self._waiting.ids.update(map(_ID, rows))

    def _take(self) -> _Rows:
        taken, self._waiting = self._waiting, _Rows()
        return taken

    def _write(self, rows: _Rows) -> None:
        """Write removals, then additions, then changes.

        Each table is added to after those its rows refer to, and removed from before them.
        """
        for table in reversed(referred_first()):
            self._execute(_delete(table), [(key,) for key in rows.removed.get(table, ())])
        for table in referred_first():
            self._insert(table, list(map(_in_order(table), rows.added.get(table, ()))))
        for table, changed in rows.changed.items():
            self._execute(_update(table), [(*_in_order(table)(row), row["id"]) for row in changed])
        head = self._head or read_head(self._connection)
        self._head = append(self._connection, head, self._stamp, rows.entries)

    def _insert(self, table: Table, rows: list[tuple[Any, ...]]) -> None:
        whole = len(rows) - len(rows) % _ROWS_AT_ONCE
        for start in range(0, whole, _ROWS_AT_ONCE):
            values = tuple(chain.from_iterable(rows[start : start + _ROWS_AT_ONCE]))
            self._connection.exec_driver_sql(_insert(table, _ROWS_AT_ONCE), values)
        self._execute(_insert(table), rows[whole:])

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
def _insert(table: Table, rows: int = 1) -> str:
    names = _names(table)
    columns = ", ".join(map(_quoted, names))
    values = ", ".join([f"({', '.join('?' * len(names))})"] * rows)
    return f"INSERT INTO {_quoted(table.name)} ({columns}) VALUES {values}"  # noqa: S608


@cache
def _update(table: Table) -> str:
    values = ", ".join(f"{_quoted(name)} = ?" for name in _names(table))
    return f"UPDATE {_quoted(table.name)} SET {values} WHERE id = ?"  # noqa: S608 - names of our own tables


@cache
def _delete(table: Table) -> str:
    return f"DELETE FROM {_quoted(table.name)} WHERE id = ?"  # noqa: S608 - as above


def _quoted(name: str) -> str:
    return f'"{name}"'
