"""Imports that were committed.

Rule: a batch is marked undone, never removed.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from backbone_desktop.domain.identifiers import BatchId
from backbone_desktop.domain.intake import Batch, BatchKind
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository, iso_instant
from backbone_desktop.storage.tables import batch

_ALL = select(batch).order_by(batch.c.at.desc(), batch.c.id.desc())


class Batches(Repository):
    """The batches."""

    def list(self) -> tuple[Batch, ...]:
        """Return all batches, latest first."""
        return tuple(map(_read, self._connection.execute(_ALL)))

    def add(self, record: Batch) -> None:
        """Add one batch."""
        self._journal.insert(batch, [_row(record)])

    def get(self, key: BatchId) -> Batch:
        """Return one batch; raises UserError when there is none."""
        return _read(self._one(batch, key, "匯入批次"))

    def mark_undone(self, key: BatchId, *, undone: bool = True) -> None:
        """Note whether what the batch created was withdrawn; raises UserError when there is no such batch."""
        self._journal.update(batch, self._journal.require(batch, key) | {"undone": int(undone)})


def _row(record: Batch) -> Values:
    return {
        "id": record.id,
        "kind": record.kind.value,
        "file_name": record.file_name,
        "file_digest": record.file_digest,
        "new_rows": record.new,
        "changed_rows": record.changed,
        "unchanged_rows": record.unchanged,
        "rejected_rows": record.rejected,
        "consultant": record.consultant,
        "at": iso_instant(record.at),
        "undone": int(record.undone),
    }


def _read(row: Row[Any]) -> Batch:
    return Batch(
        id=BatchId(row.id),
        kind=BatchKind(row.kind),
        file_name=row.file_name,
        file_digest=row.file_digest,
        new=row.new_rows,
        changed=row.changed_rows,
        unchanged=row.unchanged_rows,
        rejected=row.rejected_rows,
        consultant=row.consultant,
        at=datetime.fromisoformat(row.at),
        undone=bool(row.undone),
    )
