"""申請案: applications with their status history within them.

Rule: the present status and the first and last day are kept beside the history for lists, always from it.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select

from backbone_desktop.domain.application import Application, ApplicationStatus, StatusStep
from backbone_desktop.domain.identifiers import ApplicationId, CaseId
from backbone_desktop.storage.canonical import dump, load
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import application

_FOR_MEASURES = (
    select(application)
    .where(application.c.measure.in_(bindparam("measures", expanding=True)))
    .order_by(application.c.began_on, application.c.id)
)


class Applications(Repository):
    """The applications."""

    def of(self, case: CaseId) -> tuple[Application, ...]:
        """Return a case's applications, first begun first."""
        return tuple(map(_read, self._of(application, "case_id", case)))

    def for_measures(self, numbers: Collection[int]) -> tuple[Application, ...]:
        """Return every case's applications for measures of these numbers, first begun first."""
        found = self._connection.execute(_FOR_MEASURES, {"measures": list(numbers)})
        return tuple(map(_read, found))

    def get(self, key: ApplicationId) -> Application:
        """Return one application; raises UserError when there is none."""
        return _read(self._one(application, key, "申請案"))

    def add(self, record: Application) -> None:
        """Add one application."""
        self._journal.insert(application, [_row(record)])

    def update(self, record: Application) -> bool:
        """Keep an application as it is now; return False when nothing changed."""
        return self._journal.update(application, _row(record))


def _row(record: Application) -> Values:
    return {
        "id": record.id,
        "case_id": record.case,
        "measure": record.measure,
        "item": record.item,
        "status": record.status.value,
        "began_on": record.history[0].on.isoformat(),
        "changed_on": record.history[-1].on.isoformat(),
        "history": dump([_step_to_json(step) for step in record.history]),
    }


def _read(row: Row[Any]) -> Application:
    return Application(
        id=ApplicationId(row.id),
        case=CaseId(row.case_id),
        measure=row.measure,
        item=row.item,
        history=tuple(_step_from_json(each) for each in load(row.history)),
    )


def _step_to_json(step: StatusStep) -> dict[str, Any]:
    return {"status": step.status.value, "on": step.on.isoformat(), "amount_ntd": step.amount_ntd}


def _step_from_json(values: dict[str, Any]) -> StatusStep:
    return StatusStep(
        ApplicationStatus(values["status"]), date.fromisoformat(values["on"]), values["amount_ntd"]
    )
