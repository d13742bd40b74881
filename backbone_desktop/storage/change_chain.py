"""The change log: what every record was before and after, by whom and when, each entry bound to the last.

Rule: entries are only ever added. An entry's digest covers the previous entry's digest and the digests of its
own texts, so that the texts of one person can later be blackened without breaking the chain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from backbone_desktop.storage.bulk import RowValues
from backbone_desktop.storage.canonical import digest_of, encoded
from backbone_desktop.storage.tables import change

_HEAD = select(change.c.sequence, change.c.digest).order_by(change.c.sequence.desc()).limit(1)
_ALL = select(change).order_by(change.c.sequence)


class Head(NamedTuple):
    """The last entry: its number, 0 when there is none, and its digest, empty when there is none."""

    sequence: int
    digest: str


class Entry(NamedTuple):
    """What is to be logged: the table, the record's id, its case, and its row or rows before and after."""

    kind: str
    record: str
    case: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all entries of one unit of work share; ``at`` is an instant in UTC as ISO text."""

    batch: str
    consultant: str
    at: str


def read_head(connection: Connection) -> Head:
    """Return the last entry's number and digest."""
    row = connection.execute(_HEAD).first()
    return Head(0, "") if row is None else Head(row.sequence, row.digest)


def link(head: Head, stamp: Stamp, entry: Entry) -> tuple[RowValues, Head]:
    """Return an entry that follows ``head``, in the order of the table's columns, and the head it then is."""
    before = None if entry.before is None else encoded(entry.before)
    after = None if entry.after is None else encoded(entry.after)
    sequence = head.sequence + 1
    named = (sequence, stamp.batch, entry.kind, entry.record, entry.case, stamp.consultant, stamp.at)
    before_digest = "" if before is None else digest_of(before)
    after_digest = "" if after is None else digest_of(after)
    chained = (before_digest, after_digest, head.digest)
    digest = _digest((*named, *chained))
    return (*named, before, after, *chained, digest), Head(sequence, digest)


_COVERED = (
    "sequence",
    "batch",
    "kind",
    "record",
    "case_id",
    "consultant",
    "at",
    "before_digest",
    "after_digest",
    "previous",
)


def _digest(values: Sequence[str | int]) -> str:
    return digest_of(encoded(values))


def first_broken(connection: Connection) -> int | None:
    """Return the number of the first entry that does not hold, None when the whole chain does."""
    previous, expected = "", 1
    for row in connection.execute(_ALL):
        if row.sequence != expected or row.previous != previous or not _holds(row):
            return expected
        previous, expected = row.digest, expected + 1
    return None


def _holds(row: Row[Any]) -> bool:
    texts = ((row.before, row.before_digest), (row.after, row.after_digest))
    if any(digest != ("" if text is None else digest_of(text)) for text, digest in texts):
        return False
    values: list[str | int] = [getattr(row, name) for name in _COVERED]
    return bool(row.digest == _digest(values))
