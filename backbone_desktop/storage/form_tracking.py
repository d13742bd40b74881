"""Which questionnaires went out and came back, over all firms at once.

Rule: one statement answers for every firm; nothing is kept here that the records do not say.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, text

from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.identifiers import CaseId, EnterpriseId
from backbone_desktop.storage.repository import Repository, read_day

_FORMS = text(
    "SELECT c.id AS case_id, e.id AS firm, e.name, e.site, e.ubn, c.stage, c.assigned_on,"
    " s.sent_on, coalesce(s.times, 0) AS times, r.answered_on, coalesce(r.unconfirmed, 0) AS unconfirmed,"
    " coalesce((SELECT group_concat(json_extract(a.value, '$.question')) FROM json_each(r.answers) AS a), '')"
    " AS answered"
    " FROM service_case AS c JOIN enterprise AS e ON e.id = c.enterprise_id"
    " LEFT JOIN (SELECT enterprise_id, max(sent_on) AS sent_on, count(*) AS times FROM form_sent"
    " GROUP BY enterprise_id) AS s ON s.enterprise_id = e.id"
    " LEFT JOIN response AS r ON r.id = (SELECT l.id FROM response AS l WHERE l.enterprise_id = e.id"
    " ORDER BY l.answered_on DESC, l.rowid DESC LIMIT 1)"
    " ORDER BY e.folded_name, c.id"
)
_NEXT = text(
    "SELECT case_id FROM case_line WHERE unconfirmed > 0 AND case_id <> :case"
    " ORDER BY (name_key, case_id) <= (SELECT name_key, case_id FROM case_line WHERE case_id = :case),"
    " name_key, case_id LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class FormLine:
    """One firm as the tracker reads it; ``answered`` are the codes its latest response answers."""

    case: CaseId
    enterprise: EnterpriseId
    name: str
    site: str
    ubn: str
    stage: Stage
    assigned_on: date
    sent_on: date | None
    times_sent: int
    answered_on: date | None
    unconfirmed: int
    answered: frozenset[str]


class FormTracking(Repository):
    """The questionnaires of all firms."""

    def lines(self) -> tuple[FormLine, ...]:
        """Return a line for every case, by the firm's name."""
        self._scope.flush()
        return tuple(map(_read, self._connection.execute(_FORMS)))

    def next_unconfirmed(self, case: CaseId) -> CaseId | None:
        """Return the case after this one, by name and round again, that has answers to be confirmed."""
        self._scope.flush()
        found = self._connection.scalar(_NEXT, {"case": case})
        return None if found is None else CaseId(found)


def _read(row: Row[Any]) -> FormLine:
    return FormLine(
        CaseId(row.case_id),
        EnterpriseId(row.firm),
        row.name,
        row.site,
        row.ubn,
        Stage(row.stage),
        date.fromisoformat(row.assigned_on),
        read_day(row.sent_on),
        row.times,
        read_day(row.answered_on),
        row.unconfirmed,
        frozenset(filter(None, row.answered.split(","))),
    )
