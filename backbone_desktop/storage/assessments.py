"""媒合評估: assessments as they were made, packed.

Rule: an assessment is never changed; the log knows it by its digest, which also proves the packed text.
"""

import zlib
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, literal_column, select

from backbone_desktop.domain.case import StoredAssessment
from backbone_desktop.domain.comparison import AssessmentMark
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import AssessmentId, CaseId
from backbone_desktop.storage.assessment_codec import assessment_from_json, assessment_to_json
from backbone_desktop.storage.canonical import digest_of, dump, load
from backbone_desktop.storage.repository import Repository, iso_instant
from backbone_desktop.storage.tables import assessment

_LATEST = (
    select(assessment)
    .where(assessment.c.case_id == bindparam("case"), assessment.c.assessed_on <= bindparam("until"))
    .order_by(literal_column("rowid").desc())
    .limit(1)
)
_MARKS = (
    select(
        assessment.c.id,
        assessment.c.edition,
        assessment.c.edition_digest,
        assessment.c.engine_version,
        assessment.c.assessed_on,
        assessment.c.recorded_at,
    )
    .where(assessment.c.case_id == bindparam("case"))
    .order_by(literal_column("rowid").desc())
)


class Assessments(Repository):
    """The assessments."""

    def marks(self, case: CaseId) -> tuple[AssessmentMark, ...]:
        """Return what every assessment of a case was made by, the one stored last first."""
        return tuple(
            AssessmentMark(
                row.edition,
                row.edition_digest,
                row.engine_version,
                date.fromisoformat(row.assessed_on),
                AssessmentId(row.id),
                datetime.fromisoformat(row.recorded_at),
            )
            for row in self._connection.execute(_MARKS, {"case": case})
        )

    def get(self, key: AssessmentId) -> StoredAssessment:
        """Return one assessment; raises UserError when there is none."""
        row = self._connection.execute(select(assessment).where(assessment.c.id == key)).first()
        if row is None:
            raise UserError("找不到這次媒合評估", "它不在個案簿裡，可能已被復原。", "請重新整理後再選一次。")
        return _read(row)

    def latest(self, case: CaseId, until: date = date.max) -> StoredAssessment | None:
        """Return the assessment stored last for a case of days up to ``until``, None when there is none."""
        row = self._connection.execute(_LATEST, {"case": case, "until": until.isoformat()}).first()
        return None if row is None else _read(row)

    def add(self, record: StoredAssessment) -> None:
        """Store one assessment."""
        made = record.assessment
        document = dump(assessment_to_json(made))
        row = {
            "id": record.id,
            "case_id": record.case,
            "edition": made.edition,
            "edition_digest": made.edition_digest,
            "engine_version": made.engine_version,
            "assessed_on": made.assessed_on.isoformat(),
            "recorded_at": iso_instant(record.recorded_at),
            "digest": digest_of(document),
            # The reasons of one firm take some hundred kilobytes, mostly the same sentences again.
            "document": zlib.compress(document.encode()),
        }
        self._journal.insert(assessment, [row])


def unpack(document: bytes) -> str:
    """Return the text of a packed assessment; raises zlib.error when it is damaged."""
    return zlib.decompress(document).decode()


def _read(row: Row[Any]) -> StoredAssessment:
    return StoredAssessment(
        id=AssessmentId(row.id),
        case=CaseId(row.case_id),
        assessment=assessment_from_json(load(unpack(row.document))),
        recorded_at=datetime.fromisoformat(row.recorded_at),
    )
