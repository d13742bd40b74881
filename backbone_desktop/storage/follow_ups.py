"""追蹤紀錄: the log of a case.

Rule: entries are only added; the database itself refuses to change or remove one.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, literal_column, select

from backbone_desktop.domain.codes import Channel
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import CaseId, FollowUpId
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository, iso, iso_instant, read_day
from backbone_desktop.storage.tables import follow_up

_OF = (
    select(follow_up)
    .where(follow_up.c.case_id == bindparam("case"))
    .order_by(follow_up.c.noted_on.desc(), literal_column("rowid").desc())
)


class FollowUps(Repository):
    """The log entries."""

    def of(self, case: CaseId) -> tuple[FollowUp, ...]:
        """Return a case's log, latest day first, and of one day the last recorded first."""
        return tuple(map(_read, self._connection.execute(_OF, {"case": case})))

    def add(self, record: FollowUp) -> None:
        """Record one entry; one without ``recorded_at`` is recorded at this unit of work's instant."""
        journal = self._journal
        journal.insert(follow_up, [_row(record, journal.at)])


def _row(record: FollowUp, now: str) -> Values:
    return {
        "id": record.id,
        "case_id": record.case,
        "noted_on": record.on.isoformat(),
        "channel": record.channel.value,
        "text": record.text,
        "with_whom": record.with_whom,
        "next_on": iso(record.next_on),
        "next_step": record.next_step,
        "corrects": record.corrects,
        "retracts": int(record.retracts),
        "consultant": record.consultant,
        "recorded_at": now if record.recorded_at is None else iso_instant(record.recorded_at),
    }


def _read(row: Row[Any]) -> FollowUp:
    return FollowUp(
        id=FollowUpId(row.id),
        case=CaseId(row.case_id),
        on=date.fromisoformat(row.noted_on),
        channel=Channel(row.channel),
        text=row.text,
        with_whom=row.with_whom,
        next_on=read_day(row.next_on),
        next_step=row.next_step,
        corrects=None if row.corrects is None else FollowUpId(row.corrects),
        retracts=bool(row.retracts),
        consultant=row.consultant,
        recorded_at=datetime.fromisoformat(row.recorded_at),
    )
