"""The change log as it is read: history, undo, proof.

Rule: undoing writes the earlier state as a new change, and only while nothing else has changed since.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import BatchId, CaseId
from backbone_desktop.storage.canonical import load
from backbone_desktop.storage.change_chain import Head, first_broken, read_head
from backbone_desktop.storage.journal import Values, logged
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import APPEND_ONLY, change, consultant, metadata, service_case

_LISTED = select(change, consultant.c.name.label("by")).outerjoin(
    consultant, consultant.c.id == change.c.consultant
)
_FIRM_OF_CASE = select(service_case.c.enterprise_id)
_APPEND_ONLY_NAMES = frozenset(table.name for table in APPEND_ONLY)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log.

    Attributes:
        sequence: Its number, from 1 without gaps.
        kind: The name of the table.
        record: The record's id; for records that came together, what they came under.
        consultant: Name of who made the change.
        before, after: The row, or a list of rows; None when it did not exist.
    """

    sequence: int
    batch: str
    kind: str
    record: str
    case: str
    consultant: str
    at: datetime
    before: Any
    after: Any


class Changes(Repository):
    """The change log."""

    def of_case(self, case: CaseId) -> tuple[Change, ...]:
        """Return everything that happened to a case and its firm, first change first."""
        firm = _FIRM_OF_CASE.where(service_case.c.id == case).scalar_subquery()
        return self._list(or_(change.c.case_id == case, change.c.record == firm))

    def of_record(self, key: str) -> tuple[Change, ...]:
        """Return everything that happened to one record, first change first."""
        return self._list(change.c.record == key)

    def of_batch(self, key: BatchId) -> tuple[Change, ...]:
        """Return everything one import changed, first change first."""
        return self._list(change.c.batch == key)

    def head(self) -> Head:
        """Return the number and the digest of the last change; the digest stands for the whole log."""
        return read_head(self._connection)

    def verify(self) -> bool:
        """Tell whether every entry is as it was written and none is missing in between."""
        return first_broken(self._connection) is None

    def revert(self, sequence: int) -> None:
        """Bring what one change touched back to how it was before.

        Raises:
            UserError: There is no such change, it was recorded for good, or something changed since.
        """
        found = self._list(change.c.sequence == sequence)
        if not found:
            raise UserError("找不到這筆更動", f"沒有第 {sequence} 筆更動。", "請重新整理後再試一次。")
        if found[0].kind in _APPEND_ONLY_NAMES:
            raise UserError(
                "已記錄的內容不能復原", "已記錄的項目不會刪除或修改。", "請新增一筆更正或撤回的紀錄。"
            )
        self._put_back(found[0])

    def _put_back(self, made: Change) -> None:
        table = metadata.tables[made.kind]
        before, after = _by_id(made.before), _by_id(made.after)
        for key, row in after.items():
            current = self._journal.current(table, key)
            if current is None or logged(table, current) != row:
                raise _changed_since(made)
        if any(self._journal.current(table, key) is not None for key in before.keys() - after.keys()):
            raise _changed_since(made)
        for key in after.keys() - before.keys():
            self._journal.remove(table, key)
        for key, row in before.items():
            if key in after:
                self._journal.update(table, row)
            else:
                self._journal.insert(table, [row])

    def _list(self, condition: ColumnElement[bool]) -> tuple[Change, ...]:
        rows = self._connection.execute(_LISTED.where(condition).order_by(change.c.sequence))
        return tuple(map(_read, rows))


def _by_id(rows: Any) -> dict[str, Values]:
    if rows is None:
        return {}
    return {row["id"]: row for row in (rows if isinstance(rows, list) else [rows])}


def _changed_since(made: Change) -> UserError:
    return UserError(
        "這筆更動之後又有變更",
        f"第 {made.sequence} 筆更動的內容後來已被修改，不能直接復原。",
        "請先復原較後面的更動，或直接修改內容。",
    )


def _read(row: Row[Any]) -> Change:
    return Change(
        sequence=row.sequence,
        batch=row.batch,
        kind=row.kind,
        record=row.record,
        case=row.case_id,
        consultant=row.by or row.consultant,
        at=datetime.fromisoformat(row.at),
        before=None if row.before is None else load(row.before),
        after=None if row.after is None else load(row.after),
    )
