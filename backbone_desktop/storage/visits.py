"""訪視診斷: visits with their findings within them.

Rule: a visit is read and written whole.
"""

from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.identifiers import CaseId, VisitId
from backbone_desktop.domain.visit import DiagnosisFinding, Severity, Visit
from backbone_desktop.storage.canonical import dump, load
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import visit

_OF = (
    select(visit)
    .where(visit.c.case_id == bindparam("case"))
    .order_by(visit.c.visited_on.desc(), visit.c.id.desc())
)


class Visits(Repository):
    """The visits."""

    def of(self, case: CaseId) -> tuple[Visit, ...]:
        """Return a case's visits, latest day first."""
        return tuple(map(_read, self._connection.execute(_OF, {"case": case})))

    def add(self, record: Visit) -> None:
        """Add one visit."""
        self._journal.insert(visit, [_row(record)])

    def update(self, record: Visit) -> bool:
        """Keep a visit as it is now; return False when nothing changed."""
        return self._journal.update(visit, _row(record))


def _row(record: Visit) -> Values:
    return {
        "id": record.id,
        "case_id": record.case,
        "visited_on": record.on.isoformat(),
        "place": record.place,
        "purpose": record.purpose,
        "visitors": dump(record.visitors),
        "experts": dump(record.experts),
        "attendees": dump(record.attendees),
        "summary": record.summary,
        "obstacles": record.obstacles,
        "not_visited": record.not_visited,
        "findings": dump([_finding_to_json(each) for each in record.findings]),
    }


def _read(row: Row[Any]) -> Visit:
    return Visit(
        id=VisitId(row.id),
        case=CaseId(row.case_id),
        on=date.fromisoformat(row.visited_on),
        place=row.place,
        purpose=row.purpose,
        visitors=tuple(load(row.visitors)),
        experts=tuple(load(row.experts)),
        attendees=tuple(load(row.attendees)),
        summary=row.summary,
        obstacles=row.obstacles,
        not_visited=row.not_visited,
        findings=tuple(_finding_from_json(each) for each in load(row.findings)),
    )


def _finding_to_json(finding: DiagnosisFinding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "aspect": finding.aspect.value,
        "situation": finding.situation,
        "cause": finding.cause,
        "severity": finding.severity.value,
        "advice": finding.advice,
        "measures": list(finding.measures),
    }


def _finding_from_json(values: dict[str, Any]) -> DiagnosisFinding:
    return DiagnosisFinding(
        id=values["id"],
        aspect=Aspect(values["aspect"]),
        situation=values["situation"],
        cause=values["cause"],
        severity=Severity(values["severity"]),
        advice=values["advice"],
        measures=tuple(values["measures"]),
    )
