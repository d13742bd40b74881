"""How repositories write: the row, its entry in the change log and what is computed from it, together.

Rule: no repository writes a table of records any other way, so nothing changes unlogged.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    LargeBinary,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
)
from sqlalchemy import update as update_of

from backbone_desktop.domain.errors import UserError
from backbone_desktop.storage.change_chain import Entry, Head, Stamp, append, read_head
from backbone_desktop.storage.derived import Derived
from backbone_desktop.storage.tables import enterprise, service_case

Values = dict[str, Any]
"""A row to be written: a value for every column, in the table's order."""

_CASE_OF = select(service_case.c.id).where(service_case.c.enterprise_id == bindparam("enterprise"))


class Journal:
    """The writing half of a unit of work."""

    def __init__(self, connection: Connection, stamp: Stamp, new_id: Callable[[], str]) -> None:
        self.new_id = new_id
        self._connection = connection
        self._stamp = stamp
        self._head: Head | None = None
        self._cases: dict[str, str] = {}
        self.derived = Derived(connection)

    @property
    def at(self) -> str:
        """The instant of this unit of work, ISO text in UTC."""
        return self._stamp.at

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Add records, each with its own entry in the log."""
        if rows:
            self._connection.execute(_insert(table), rows)
            entries = (
                Entry(table.name, row["id"], self._touch(table, row, added=True), None, logged(table, row))
                for row in rows
            )
            self._log(entries)

    def insert_group(self, table: Table, rows: Sequence[Values], record: str) -> None:
        """Add records that came together, with one entry for all of them under ``record``."""
        self.exchange_group(table, (), rows, record)

    def exchange_group(
        self, table: Table, removed: Sequence[str], rows: Sequence[Values], record: str
    ) -> None:
        """Put ``rows`` in the place of the records ``removed``, with one entry under ``record``."""
        gone = [row for row in (self.current(table, each) for each in removed) if row is not None]
        if not gone and not rows:
            return
        for row in gone:
            self._connection.execute(_delete(table), {"row_id": row["id"]})
        if rows:
            self._connection.execute(_insert(table), rows)
        case = [self._touch(table, row) for row in (*gone, *rows)][-1]
        before = [logged(table, row) for row in gone] or None
        after = [logged(table, row) for row in rows] or None
        self._log([Entry(table.name, record, case, before, after)])

    def update(self, table: Table, row: Values) -> bool:
        """Bring a record to ``row``; return False, and log nothing, when it already is so.

        Raises:
            UserError: There is no such record any more.
        """
        before = self.require(table, row["id"])
        if before == row:
            return False
        self._connection.execute(_update(table), {**row, "row_id": row["id"]})
        case = self._case_of(table, row)
        self.derived.touch(table.name, row, case, updated=True)
        self._log([Entry(table.name, row["id"], case, logged(table, before), logged(table, row))])
        return True

    def remove(self, table: Table, key: str) -> None:
        """Take a record away; raises UserError when there is none any more."""
        before = self.require(table, key)
        self._connection.execute(_delete(table), {"row_id": key})
        self._log([Entry(table.name, key, self._touch(table, before), logged(table, before), None)])

    def current(self, table: Table, key: str) -> Values | None:
        """Return a record's row as it is now."""
        row = self._connection.execute(_select(table), {"row_id": key}).mappings().first()
        return None if row is None else dict(row)

    def require(self, table: Table, key: str) -> Values:
        """Return a record's row as it is now; raises UserError when an import or an undoing took it away."""
        row = self.current(table, key)
        if row is None:
            raise UserError(
                "找不到這筆資料", "這筆資料已不在個案簿裡，可能已被匯入或復原移除。", "請重新整理後再試一次。"
            )
        return row

    def _log(self, entries: Iterable[Entry]) -> None:
        self._head = append(self._connection, self._head or read_head(self._connection), self._stamp, entries)

    def _touch(self, table: Table, row: Values, *, added: bool = False) -> str:
        # A firm that was just added has no case yet; not asking saves an import one question per row.
        case = "" if added and table is enterprise else self._case_of(table, row)
        self.derived.touch(table.name, row, case)
        return case

    def _case_of(self, table: Table, row: Values) -> str:
        if table is service_case:
            return str(row["id"])
        if "case_id" in row:
            return str(row["case_id"])
        firm = row["id"] if table is enterprise else row.get("enterprise_id")
        if firm is None:
            return ""
        if firm not in self._cases:
            found = self._connection.scalar(_CASE_OF, {"enterprise": firm})
            if found is None:
                return ""
            self._cases[firm] = found
        return self._cases[firm]


def logged(table: Table, row: Mapping[str, Any]) -> Values:
    """Return what the log keeps of a row: everything but documents, which are known by their digest."""
    return {name: row[name] for name in _logged_names(table)}


@cache
def _logged_names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if not isinstance(column.type, LargeBinary))


@cache
def _insert(table: Table) -> Any:
    return insert(table)


@cache
def _update(table: Table) -> Update:
    values: dict[str, Any] = {
        column.name: bindparam(column.name) for column in table.columns if column.name != "id"
    }
    return update_of(table).where(table.c.id == bindparam("row_id")).values(values)


@cache
def _delete(table: Table) -> Delete:
    return delete(table).where(table.c.id == bindparam("row_id"))


@cache
def _select(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("row_id"))
