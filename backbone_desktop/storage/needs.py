"""需求: what a firm asked for.

Rule: needs that came with a response are replaced with it, together and in one log entry.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row

from backbone_desktop.domain.codes import Aspect, ConfirmationState, NeedState, Urgency
from backbone_desktop.domain.identifiers import CaseId, ResponseId
from backbone_desktop.domain.need import Need
from backbone_desktop.storage.canonical import dump, load
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository, iso, read_day
from backbone_desktop.storage.tables import need


class Needs(Repository):
    """The needs."""

    def of(self, case: CaseId) -> tuple[Need, ...]:
        """Return a case's needs, first added first."""
        return tuple(map(_read, self._of(need, "case_id", case)))

    def of_many(self, cases: Collection[CaseId]) -> dict[CaseId, tuple[Need, ...]]:
        """Return the needs of many cases; a case without any is absent."""
        found = self._of_many(need, "case_id", cases)
        return {CaseId(case): tuple(map(_read, rows)) for case, rows in found.items()}

    def add(self, case: CaseId, record: Need) -> None:
        """Add one need."""
        self._journal.insert(need, [_row(case, record)])

    def update(self, case: CaseId, record: Need) -> bool:
        """Keep a need as it is now; return False when nothing changed."""
        return self._journal.update(need, _row(case, record))

    def replace_from_response(self, case: CaseId, response: ResponseId, records: Sequence[Need]) -> None:
        """Put ``records`` in the place of all needs of the case that came from ``response``."""
        self.replace(case, response, [each for each in self.of(case) if each.source == response], records)

    def replace(
        self, case: CaseId, response: ResponseId, before: Sequence[Need], records: Sequence[Need]
    ) -> None:
        """Put ``records`` in the place of ``before``, all needs that ``response`` brought, in one entry."""
        if before and list(records) == list(before):
            return
        gone = [_row(case, each) for each in sorted(before, key=lambda each: each.id)]
        self._journal.exchange_rows(need, gone, [_row(case, each) for each in records], response)


def _row(case: CaseId, record: Need) -> Values:
    return {
        "id": record.id,
        "case_id": case,
        "aspect": record.aspect.value,
        "item_kinds": dump(record.item_kinds),
        "text": record.text,
        "urgency": record.urgency.value,
        "state": record.state.value,
        "wanted_by": iso(record.wanted_by),
        "budget_ntd": record.budget_ntd,
        "source": record.source,
        "confirmation": record.confirmation.value,
    }


def _read(row: Row[Any]) -> Need:
    return Need(
        id=row.id,
        aspect=Aspect(row.aspect),
        item_kinds=tuple(load(row.item_kinds)),
        text=row.text,
        urgency=Urgency(row.urgency),
        state=NeedState(row.state),
        wanted_by=read_day(row.wanted_by),
        budget_ntd=row.budget_ntd,
        source=row.source,
        confirmation=ConfirmationState(row.confirmation),
    )
