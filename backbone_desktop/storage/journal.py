"""How repositories write: the row, its entry in the change log and what is computed from it, together.

Rule: no repository writes a table of records any other way, so nothing changes unlogged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    LargeBinary,
    Select,
    Table,
    bindparam,
    select,
)

from backbone_desktop.domain.errors import UserError
from backbone_desktop.storage.change_chain import Entry, Stamp
from backbone_desktop.storage.derived import Derived
from backbone_desktop.storage.ids import IdSource
from backbone_desktop.storage.pending import Pending
from backbone_desktop.storage.tables import enterprise, service_case

Values = dict[str, Any]
"""A row to be written: a value for every column, in the table's order."""

_CASE_OF = select(service_case.c.id).where(service_case.c.enterprise_id == bindparam("enterprise"))


@dataclass(frozen=True, slots=True)
class Exchange:
    """Rows of one table that take the place of others and are logged as one entry under ``record``."""

    table: Table
    record: str
    case: str
    gone: tuple[Values, ...]
    come: tuple[Values, ...]


class Journal:
    """The writing half of a unit of work."""

    def __init__(self, connection: Connection, stamp: Stamp, new_id: IdSource) -> None:
        self.new_id = new_id
        self._connection = connection
        self._stamp = stamp
        self._pending = Pending(connection, stamp)
        self._cases: dict[str, str] = {}
        self._derived = Derived(connection)

    @property
    def at(self) -> str:
        """The instant of this unit of work, ISO text in UTC."""
        return self._stamp.at

    def insert(self, table: Table, rows: Sequence[Values]) -> None:
        """Add records, each with its own entry in the log."""
        self._pending.add(table, rows)
        for row in rows:
            case = self._touch(table, row, added=True)
            self._pending.log(Entry(str(table.name), row["id"], case, None, logged(table, row)))

    def insert_group(self, table: Table, rows: Sequence[Values], record: str) -> None:
        """Add records that came together, with one entry for all of them under ``record``."""
        self.exchange_group(table, (), rows, record)

    def exchange_group(
        self, table: Table, removed: Sequence[str], rows: Sequence[Values], record: str
    ) -> None:
        """Put ``rows`` in the place of the records ``removed``, with one entry under ``record``."""
        gone = [row for row in (self.current(table, each) for each in removed) if row is not None]
        self.exchange_rows(table, gone, rows, record)

    def exchange_rows(
        self, table: Table, gone: Sequence[Values], rows: Sequence[Values], record: str
    ) -> None:
        """Do what `exchange_group` does with rows the caller has read in this unit of work.

        All rows are of one firm, for which its line in the case list is then made anew.
        """
        if not gone and not rows:
            return
        self._put(table, gone, rows)
        case = self._touch(table, (*gone, *rows)[-1])
        before = [logged(table, row) for row in gone] or None
        after = [logged(table, row) for row in rows] or None
        self._pending.log(Entry(str(table.name), record, case, before, after))

    def exchange_many(self, exchanges: Sequence[Exchange]) -> None:
        """Carry out many exchanges, in any order: what records refer to is looked at when all are done.

        The caller has seen that every row that goes is as it is said to be. A row that both goes and comes
        stays in its place.
        """
        for each in exchanges:
            self._put(each.table, each.gone, each.come)
            for row in (*each.gone, *each.come):
                self._derived.touch(each.table.name, row, each.case)
            self._pending.log(_entry_of(each))

    def update(self, table: Table, row: Values, before: Values | None = None) -> bool:
        """Bring a record to ``row``; return False, and log nothing, when it already is so.

        Args:
            table: Where it is kept.
            row: How it is to be.
            before: How it is, when the caller has read it in this unit of work.

        Raises:
            UserError: There is no such record any more.
        """
        former = self.require(table, row["id"]) if before is None else before
        if former == row:
            return False
        self._pending.change(table, row)
        case = self._case_of(table, row)
        self._derived.touch(table.name, row, case, updated=True)
        self._pending.log(Entry(str(table.name), row["id"], case, logged(table, former), logged(table, row)))
        return True

    def remove(self, table: Table, key: str) -> None:
        """Take a record away; raises UserError when there is none any more."""
        before = self.require(table, key)
        self._pending.remove(table, key)
        case = self._touch(table, before)
        self._pending.log(Entry(str(table.name), key, case, logged(table, before), None))

    def current(self, table: Table, key: str) -> Values | None:
        """Return a record's row as it is now."""
        self._pending.write_out()
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

    def _put(self, table: Table, gone: Sequence[Values], rows: Sequence[Values]) -> None:
        # A row that both goes and comes stays in its place, so that the order of records tells the same.
        staying = _ids(gone) & _ids(rows)
        for row in gone:
            if row["id"] not in staying:
                self._pending.remove(table, row["id"])
        self._pending.add(table, [row for row in rows if row["id"] not in staying])
        for row in rows:
            if row["id"] in staying:
                self._pending.change(table, row)

    def write_out(self) -> None:
        """Put what was written so far into the file; called before anything is read from it."""
        self._pending.write_out()

    def flush(self) -> None:
        """Write out, and bring lists and search up to date with it."""
        self._pending.write_out()
        self._derived.flush()

    def flush_behind(self) -> None:
        """Have what was written so far put into the file, and lists and search with it, as work goes on."""
        touched, self._derived = self._derived, Derived(self._connection)
        self._pending.begin_all(touched.flush)

    def rest(self) -> None:
        """Return when nothing is being written any more, so that the transaction can be undone."""
        self._pending.rest()

    def know_cases(self, cases: Mapping[str, str]) -> None:
        """Learn the cases of firms, by firm, so that writing need not ask for each."""
        self._cases.update(cases)

    def _touch(self, table: Table, row: Values, *, added: bool = False) -> str:
        # A firm that was just added has no case yet; not asking saves an import one question per row.
        case = "" if added and table is enterprise else self._case_of(table, row)
        self._derived.touch(table.name, row, case)
        return case

    def _case_of(self, table: Table, row: Values) -> str:
        if table is service_case:
            self._cases[row["enterprise_id"]] = row["id"]
            return str(row["id"])
        if "case_id" in row:
            return str(row["case_id"])
        firm = row["id"] if table is enterprise else row.get("enterprise_id")
        if firm is None:
            return ""
        if firm not in self._cases:
            self._pending.write_out()
            found = self._connection.scalar(_CASE_OF, {"enterprise": firm})
            if found is None:
                return ""
            self._cases[firm] = found
        return self._cases[firm]


def logged(table: Table, row: Values) -> Values:
    """Return what the log keeps of a row: everything but documents, which are known by their digest."""
    names = _logged_names(table)
    return row if len(names) == len(row) else {name: row[name] for name in names}


def _ids(rows: Iterable[Values]) -> frozenset[str]:
    return frozenset(row["id"] for row in rows)


def _entry_of(exchange: Exchange) -> Entry:
    """Return the log's entry: rows as they are when they stand for themselves, else as lists."""
    table, record = exchange.table, exchange.record
    gone = [logged(table, row) for row in exchange.gone]
    come = [logged(table, row) for row in exchange.come]
    if all(row["id"] == record for row in (*gone, *come)):
        before, after = (next(iter(side), None) for side in (gone, come))
        return Entry(str(table.name), record, exchange.case, before, after)
    return Entry(str(table.name), record, exchange.case, gone or None, come or None)


@cache
def _logged_names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if not isinstance(column.type, LargeBinary))


@cache
def _select(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("row_id"))
