"""The checklists of the next visits.

Rule: lines are added, ticked and removed one by one, each with its own entry in the log.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from backbone_desktop.domain.checklist import ChecklistLine, SettledBy
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository, iso, read_day
from backbone_desktop.storage.tables import checklist_line


class Checklists(Repository):
    """The lines of all cases."""

    def of(self, case: CaseId) -> tuple[ChecklistLine, ...]:
        """Return a case's lines, first added first."""
        return tuple(map(_read, self._of(checklist_line, "case_id", case)))

    def add(self, case: CaseId, lines: Sequence[ChecklistLine]) -> None:
        """Add lines."""
        self._journal.insert(checklist_line, [_row(case, each) for each in lines])

    def update(self, case: CaseId, line: ChecklistLine) -> bool:
        """Keep a line as it is now; return False when nothing changed."""
        return self._journal.update(checklist_line, _row(case, line))

    def remove(self, line: ChecklistLine) -> None:
        """Take a line off its list; raises UserError when it is no longer there."""
        self._journal.remove(checklist_line, line.id)


def _row(case: CaseId, line: ChecklistLine) -> Values:
    return {
        "id": line.id,
        "case_id": case,
        "fact": line.fact,
        "added_on": line.added_on.isoformat(),
        "settled_by": line.settled_by.value,
        "settled_on": iso(line.settled_on),
    }


def _read(row: Row[Any]) -> ChecklistLine:
    added_on = date.fromisoformat(row.added_on)
    return ChecklistLine(row.id, row.fact, added_on, SettledBy(row.settled_by), read_day(row.settled_on))
