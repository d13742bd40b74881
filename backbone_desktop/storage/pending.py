"""Rows on their way into the file: gathered, and written table by table.

An import writes hundreds of thousands of rows. What fills a statement is written on a second thread while
the next rows are being decided; the rest follows when somebody reads, or at the end.

Rule: nothing reads the file past rows that wait here; whoever reads writes them out first. What rows refer
to is looked at when the transaction ends, by SQLite.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from backbone_desktop.storage import bulk
from backbone_desktop.storage.change_chain import Entry, Head, Stamp, link, read_head
from backbone_desktop.storage.tables import change
from backbone_desktop.storage.write_behind import WriteBehind

_ID = itemgetter("id")

_Row = dict[str, Any]


@dataclass(slots=True)
class _Rows:
    """What waits of one table: removals to be written first, then additions, then changes.

    ``ids`` are of the rows added and changed.
    """

    added: list[_Row] = field(default_factory=list)
    changed: list[_Row] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def take_full(self, at_once: int) -> "_Rows":
        """Take out what fills statements of so many rows, with all that must be written before it."""
        changes = len(self.changed) // at_once * at_once
        additions = len(self.added) if changes else len(self.added) // at_once * at_once
        taken = _Rows(self.added[:additions], self.changed[:changes], self.removed)
        self.added, self.changed, self.removed = self.added[additions:], self.changed[changes:], []
        self.ids = set(map(_ID, chain(self.added, self.changed)))
        return taken


class Pending:
    """The rows that one unit of work has added, changed or removed and not yet written, and their log."""

    def __init__(self, connection: Connection, stamp: Stamp) -> None:
        self._connection = connection
        self._stamp = stamp
        self._head: Head | None = None
        self._rows: dict[Table, _Rows] = {}
        self._entries: list[bulk.RowValues] = []
        self._behind = WriteBehind()
        # Tables are written as they fill up, so a row may come before the one it refers to.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    def add(self, table: Table, rows: Sequence[_Row]) -> None:
        """Have rows added."""
        waiting = self._of(table)
        waiting.added.extend(rows)
        waiting.ids.update(map(_ID, rows))
        self._begin_if_full(table, len(waiting.added))

    def change(self, table: Table, row: _Row) -> None:
        """Have a row brought to these values."""
        waiting = self._of(table)
        waiting.changed.append(row)
        waiting.ids.add(row["id"])
        self._begin_if_full(table, len(waiting.changed))

    def remove(self, table: Table, key: str) -> None:
        """Have a row taken away."""
        if key in self._of(table).ids:
            # Removals are written first, so the row itself must not be waiting still.
            self.write_out()
        self._of(table).removed.append(key)

    def log(self, entry: Entry) -> None:
        """Have an entry put at the end of the change log."""
        if self._head is None:
            self._behind.wait()
            self._head = read_head(self._connection)
        values, self._head = link(self._head, self._stamp, entry)
        self._entries.append(values)
        if len(self._entries) >= bulk.rows_at_once(change):
            entries, self._entries = self._entries, []
            self._behind.start(partial(self._write, {}, entries))

    def write_out(self) -> None:
        """Write what waits, and return when it is written."""
        self._behind.wait()
        if self._rows or self._entries:
            self._behind.carry_out(self._take_all())

    def begin_all(self, then: Callable[[], None]) -> None:
        """Have what waits written, and then work on it done, while other work goes on."""
        self._behind.start(self._take_all())
        self._behind.start(then)

    def rest(self) -> None:
        """Return when nothing is being written any more, whatever became of it."""
        self._behind.rest()

    def _of(self, table: Table) -> _Rows:
        return self._rows.setdefault(table, _Rows())

    def _take_all(self) -> Callable[[], None]:
        rows, entries, self._rows, self._entries = self._rows, self._entries, {}, []
        return partial(self._write, rows, entries)

    def _begin_if_full(self, table: Table, waiting: int) -> None:
        at_once = bulk.rows_at_once(table)
        if waiting >= at_once:
            rows = {table: self._of(table).take_full(at_once)}
            self._behind.start(partial(self._write, rows, ()))

    def _write(self, rows: Mapping[Table, _Rows], entries: Sequence[bulk.RowValues]) -> None:
        for table, each in rows.items():
            values = bulk.in_order(table)
            bulk.delete(self._connection, table, each.removed)
            bulk.insert(self._connection, table, list(map(values, each.added)))
            bulk.update(self._connection, table, list(map(values, each.changed)))
        bulk.insert(self._connection, change, entries)
