"""Search over enterprises and log lines.

Rule: two Chinese characters are enough; what was written in this transaction is found in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, text

from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.storage.repository import Repository
from backbone_desktop.storage.search_index import ENTERPRISE, FOLLOW_UP, VISIT, match_expression

# Latest entries first. Ranking would read every match before the first is shown.
_MATCHES = text(
    "SELECT s.kind, s.record, s.case_id FROM search_index JOIN search_entry AS s ON s.id = search_index.rowid"
    " WHERE search_index MATCH :sought ORDER BY search_index.rowid DESC LIMIT :limit"
)
_SOURCES = {
    ENTERPRISE: text(
        "SELECT e.id AS record, e.name AS title, trim(e.ubn || ' ' || e.site || ' ' || e.address) AS source"
        " FROM enterprise AS e WHERE e.id IN :records"
    ).bindparams(bindparam("records", expanding=True)),
    FOLLOW_UP: text(
        "SELECT f.id AS record, e.name AS title, f.text AS source FROM follow_up AS f"
        " JOIN service_case AS c ON c.id = f.case_id JOIN enterprise AS e ON e.id = c.enterprise_id"
        " WHERE f.id IN :records"
    ).bindparams(bindparam("records", expanding=True)),
    VISIT: text(
        "SELECT v.id AS record, e.name AS title, v.summary AS source FROM visit AS v"
        " JOIN service_case AS c ON c.id = v.case_id JOIN enterprise AS e ON e.id = c.enterprise_id"
        " WHERE v.id IN :records"
    ).bindparams(bindparam("records", expanding=True)),
}


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing found.

    Attributes:
        kind: ``enterprise``, ``follow_up`` or ``visit``.
        case: Empty for a firm without a case.
        title: The firm's name.
        snippet_source: The text to cut a snippet from.
    """

    kind: str
    case: CaseId
    record: str
    title: str
    snippet_source: str


class Search(Repository):
    """The search."""

    def query(self, sought: str, limit: int = 50) -> tuple[SearchHit, ...]:
        """Return what holds all words of ``sought``: firms first, then log lines, the latest first."""
        self._scope.flush()
        firms = self._matches(sought, "firm", limit)
        logs = self._matches(sought, "log", limit - len(firms)) if len(firms) < limit else []
        return tuple(self._described([*firms, *logs]))

    def _matches(self, sought: str, column: str, limit: int) -> list[tuple[str, str, str]]:
        expression = match_expression(sought, column)
        if not expression:
            return []
        rows = self._connection.execute(_MATCHES, {"sought": expression, "limit": limit})
        return [(row.kind, row.record, row.case_id) for row in rows]

    def _described(self, found: Sequence[tuple[str, str, str]]) -> list[SearchHit]:
        texts: dict[str, tuple[str, str]] = {}
        for kind, statement in _SOURCES.items():
            records = [record for each, record, _ in found if each == kind]
            if records:
                rows = self._connection.execute(statement, {"records": records})
                texts.update((row.record, (row.title, row.source)) for row in rows)
        return [SearchHit(kind, CaseId(case), record, *texts[record]) for kind, record, case in found]
