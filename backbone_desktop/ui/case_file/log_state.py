"""Which entries of the append-only log still stand, and what they leave to be done.

Rule: an entry that a later one corrects or takes back no longer stands; the later one says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.follow_up import FollowUp
    from backbone_desktop.domain.identifiers import FollowUpId


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the log as it is read; ``taken_back_by`` replaces or retracts it."""

    entry: FollowUp
    taken_back_by: FollowUp | None = None


def log_entries(log: Sequence[FollowUp]) -> tuple[LogEntry, ...]:
    """Join every entry with the one that takes it back, in the order given (newest first)."""
    later: dict[FollowUpId, FollowUp] = {each.corrects: each for each in log if each.corrects is not None}
    return tuple(LogEntry(each, later.get(each.id)) for each in log)


def standing_entries(log: Sequence[FollowUp]) -> tuple[FollowUp, ...]:
    """Return the entries that stand, newest first."""
    return tuple(
        each.entry for each in log_entries(log) if each.taken_back_by is None and not each.entry.retracts
    )


def next_dated(standing: Sequence[FollowUp]) -> FollowUp | None:
    """Return the entry whose next date is still ahead of the log: no newer entry is dated on or after it."""
    for position, entry in enumerate(standing):
        if entry.next_on is not None:
            done = any(newer.on >= entry.next_on for newer in standing[:position])
            return None if done else entry
    return None
