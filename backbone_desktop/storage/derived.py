"""What is computed from records and kept for speed: the lines of the case list and the search index.

Rule: a unit of work notes what it touched and brings it up to date before it commits; nothing else writes it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from backbone_desktop.storage.case_lines import refresh_lines
from backbone_desktop.storage.search_index import ENTERPRISE, FOLLOW_UP, VISIT, refresh_entries

_LINE_TABLES = frozenset(
    {"enterprise", "service_case", "observation", "response", "need", "visit", "follow_up"},
)
_LOG_KINDS = {"visit": VISIT, "follow_up": FOLLOW_UP}


class Derived:
    """What one unit of work has touched."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lines: set[str] = set()
        self._texts: dict[str, set[str]] = {ENTERPRISE: set(), VISIT: set(), FOLLOW_UP: set()}

    def touch(self, table: str, row: Mapping[str, Any], case: str, *, updated: bool = False) -> None:
        """Note that a row of ``table`` was added, removed, or only ``updated``."""
        if case and table in _LINE_TABLES:
            self._lines.add(case)
        if table == "enterprise":
            self._texts[ENTERPRISE].add(row["id"])
        elif table == "contact" or (table == "service_case" and not updated):
            self._texts[ENTERPRISE].add(row["enterprise_id"])
        elif table in _LOG_KINDS:
            self._texts[_LOG_KINDS[table]].add(row["id"])

    def flush(self) -> None:
        """Bring everything touched up to date."""
        if self._lines:
            refresh_lines(self._connection, self._lines)
            self._lines.clear()
        for kind, records in self._texts.items():
            if records:
                refresh_entries(self._connection, kind, records)
                records.clear()
