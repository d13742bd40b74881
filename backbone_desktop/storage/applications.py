"""申請案: applications with their status history within them.

Rule: the present status and the first and last day are kept beside the history for lists, always from it.
"""

from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select

from backbone_desktop.domain.application import Application, ApplicationStatus, StatusStep
from backbone_desktop.domain.identifiers import ApplicationId, CaseId
from backbone_desktop.storage.canonical import dump, load
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import application, service_case

_BETWEEN = (
    select(application)
    .where(application.c.changed_on >= bindparam("first"), application.c.began_on <= bindparam("last"))
    .order_by(application.c.began_on, application.c.id)
)
_OF_CONSULTANT = _BETWEEN.join(service_case, service_case.c.id == application.c.case_id).where(
    service_case.c.consultant == bindparam("consultant")
)


class Applications(Repository):
    """The applications."""

    def of(self, case: CaseId) -> tuple[Application, ...]:
        """Return a case's applications, first begun first."""
        return tuple(map(_read, self._of(application, "case_id", case)))

    def get(self, key: ApplicationId) -> Application:
        """Return one application; raises UserError when there is none."""
        return _read(self._one(application, key, "申請案"))

    def in_month(self, first: date, last: date, consultant: str | None = None) -> tuple[Application, ...]:
        """Return the applications with a step in those days; of one consultant's cases if named."""
        values = {"first": first.isoformat(), "last": last.isoformat()}
        if consultant is None:
            rows = self._connection.execute(_BETWEEN, values)
        else:
            rows = self._connection.execute(_OF_CONSULTANT, {**values, "consultant": consultant})
        found = map(_read, rows)
        return tuple(each for each in found if any(first <= step.on <= last for step in each.history))

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
