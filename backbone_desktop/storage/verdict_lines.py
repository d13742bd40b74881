"""The verdicts of stored assessments, without the reasons that make them long.

Rule: an assessment never changes, so a verdict read once may be kept by whoever asked.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select, text

from backbone_desktop.domain.fit import LatestAssessment
from backbone_desktop.domain.identifiers import AssessmentId, CaseId
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.storage.assessments import unpack
from backbone_desktop.storage.canonical import load
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.tables import assessment

_LATEST = text(
    "SELECT a.id, a.case_id, a.edition, a.assessed_on, l.name, l.site FROM assessment AS a"
    " JOIN case_line AS l ON l.case_id = a.case_id"
    " WHERE a.rowid = (SELECT max(rowid) FROM assessment WHERE case_id = a.case_id)"
    " ORDER BY l.name_key, a.case_id"
)
_CASES = text("SELECT count(*) FROM case_line")


class VerdictLines(Repository):
    """What was judged, in short."""

    def latest(self) -> tuple[LatestAssessment, ...]:
        """Return the assessment stored last for every case that has one, by the firm's name."""
        self._scope.flush()
        return tuple(
            LatestAssessment(
                AssessmentId(row.id),
                CaseId(row.case_id),
                " ".join(part for part in (row.name, row.site) if part),
                row.edition,
                date.fromisoformat(row.assessed_on),
            )
            for row in self._connection.execute(_LATEST)
        )

    def cases(self) -> int:
        """Count the cases."""
        self._scope.flush()
        return int(self._connection.execute(_CASES).scalar_one())

    def verdicts(self, key: AssessmentId) -> Mapping[int, Verdict]:
        """Return the verdict on every measure of an assessment by the measure's number."""
        packed = self._connection.execute(
            select(assessment.c.document).where(assessment.c.id == key)
        ).scalar_one()
        return {each["number"]: Verdict(each["verdict"]) for each in load(unpack(packed))["measures"]}
