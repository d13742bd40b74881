"""The consultant's own word on measures.

Rule: every decision is kept; the latest one per measure is what counts.
"""

from datetime import date
from typing import Any

from sqlalchemy import Row

from backbone_desktop.domain.case import MeasureDecision
from backbone_desktop.domain.codes import Decision
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import decision


class Decisions(Repository):
    """The decisions."""

    def of(self, case: CaseId) -> tuple[MeasureDecision, ...]:
        """Return the latest decision on each measure, by measure number."""
        latest = {row.measure: _read(row) for row in self._of(decision, "case_id", case)}
        return tuple(latest[number] for number in sorted(latest))

    def add(self, case: CaseId, record: MeasureDecision) -> None:
        """Add a decision; from now on it counts for its measure."""
        row = {
            "id": self._journal.new_id(),
            "case_id": case,
            "measure": record.measure,
            "decision": record.decision.value,
            "reason": record.reason,
            "decided_on": record.on.isoformat(),
        }
        self._journal.insert(decision, [row])


def _read(row: Row[Any]) -> MeasureDecision:
    on = date.fromisoformat(row.decided_on)
    return MeasureDecision(measure=row.measure, decision=Decision(row.decision), reason=row.reason, on=on)
