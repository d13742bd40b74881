"""追蹤紀錄: the append-only log of a case.

Rule: a recorded entry is never edited; a correction is a new entry that points at the old one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from backbone_desktop.domain.codes import Channel
from backbone_desktop.domain.identifiers import CaseId, FollowUpId


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One log entry.

    Attributes:
        next_on: The next dated thing, None when nothing is agreed.
        corrects: The entry this one replaces, or empty.
        retracts: Whether it takes the corrected entry back without replacing it.
        consultant: Name of who recorded it.
    """

    id: FollowUpId
    case: CaseId
    on: date
    channel: Channel
    text: str
    with_whom: str = ""
    next_on: date | None = None
    next_step: str = ""
    corrects: FollowUpId | None = None
    retracts: bool = False
    consultant: str = ""
    recorded_at: datetime | None = None


def standing_entries(log: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """Return the entries of a log that tell of a contact, in their order.

    Left out are those a later entry corrects or takes back, and the takings back themselves.
    """
    entries = tuple(log)
    replaced = {each.corrects for each in entries}
    return tuple(each for each in entries if not each.retracts and each.id not in replaced)
