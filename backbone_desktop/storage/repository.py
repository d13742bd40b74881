"""What all repositories have in common: the connection of a unit of work and, when it may write, its journal.

Rule: a repository takes and gives the domain's records; rows and statements stay inside it.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, literal_column, select

from backbone_desktop.domain.errors import UserError
from backbone_desktop.storage.journal import Journal

_KEYS_AT_ONCE = 500


class Scope:
    """One transaction as repositories see it."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self.journal = journal

    @property
    def connection(self) -> Connection:
        """What to read from; everything written in this transaction is in it."""
        if self.journal is not None:
            self.journal.write_out()
        return self._connection

    def flush(self) -> None:
        """Bring lists and search up to date with what was written in this transaction."""
        if self.journal is not None:
            self.journal.flush()


class Repository:
    """One kind of record."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    @property
    def _connection(self) -> Connection:
        return self._scope.connection

    @property
    def _journal(self) -> Journal:
        if self._scope.journal is None:
            raise RuntimeError("this transaction only reads; writing needs Casebook.write()")
        return self._scope.journal

    def _one(self, table: Table, key: str, noun: str) -> Row[Any]:
        """Return the row with that id, or say in zh-TW that there is none."""
        row = self._connection.execute(_by(table, "id"), {"key": key}).first()
        if row is None:
            raise UserError(
                f"找不到{noun}", f"編號 {key} 的{noun}不在這個個案簿裡。", "請重新整理清單後再試一次。"
            )
        return row

    def _of(self, table: Table, column: str, key: str) -> Iterable[Row[Any]]:
        """Return the rows whose ``column`` is ``key``, in the order they were added."""
        return self._connection.execute(_by(table, column), {"key": key})

    def _of_many(self, table: Table, column: str, keys: Collection[str]) -> dict[str, list[Row[Any]]]:
        """Return the rows of many keys by key, in the order they were added; a key without rows is absent."""
        found: dict[str, list[Row[Any]]] = {}
        ordered = iter(keys)
        while chunk := list(islice(ordered, _KEYS_AT_ONCE)):
            for row in self._connection.execute(_by_many(table, column), {"keys": chunk}):
                found.setdefault(getattr(row, column), []).append(row)
        return found


@cache
def _by_many(table: Table, column: str) -> Select[Any]:
    wanted = table.c[column].in_(bindparam("keys", expanding=True))
    return select(table).where(wanted).order_by(literal_column("rowid"))


@cache
def _by(table: Table, column: str) -> Select[Any]:
    return select(table).where(table.c[column] == bindparam("key")).order_by(literal_column("rowid"))


def iso(day: date | None) -> str | None:
    """Return a day as kept."""
    return None if day is None else day.isoformat()


def read_day(kept: str | None) -> date | None:
    """Read a day that may be missing."""
    return None if kept is None else date.fromisoformat(kept)


def iso_instant(instant: datetime) -> str:
    """Return an instant as kept, in UTC with microseconds; raises ValueError for one without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(UTC).isoformat(timespec="microseconds")
