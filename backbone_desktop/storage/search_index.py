"""The search index: which pairs of characters stand in which enterprise or log line.

Rule: texts are cut into tokens by ``domain.text`` both when they are stored and when they are sought; FTS5
itself sees only words between blanks, because its own tokenizers find nothing for two Chinese characters.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count, islice
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, TextClause, bindparam, text

from backbone_desktop.domain.text import bigrams, query_terms
from backbone_desktop.storage.canonical import dump

ENTERPRISE = "enterprise"
FOLLOW_UP = "follow_up"
VISIT = "visit"

_CHUNK = 500
_FIELD_END = "|"
"""Ends a run of characters, so that no pair is made of the end of one field and the start of the next."""

_SOURCES: Mapping[str, TextClause] = MappingProxyType(
    {
        ENTERPRISE: text(
            "SELECT e.id AS record, coalesce(c.id, '') AS case_id, e.name, e.ubn, e.site, e.address,"
            " (SELECT group_concat(name, '|') FROM contact WHERE enterprise_id = e.id) AS contacts"
            " FROM enterprise AS e LEFT JOIN service_case AS c ON c.enterprise_id = e.id"
            " WHERE e.id IN :records"
        ).bindparams(bindparam("records", expanding=True)),
        FOLLOW_UP: text("SELECT id AS record, case_id, text FROM follow_up WHERE id IN :records").bindparams(
            bindparam("records", expanding=True)
        ),
        VISIT: text("SELECT id AS record, case_id, summary FROM visit WHERE id IN :records").bindparams(
            bindparam("records", expanding=True)
        ),
    }
)
_KNOWN = text("SELECT record, id FROM search_entry WHERE record IN :records").bindparams(
    bindparam("records", expanding=True)
)
_NEXT_ID = text("SELECT coalesce(max(id), 0) + 1 FROM search_entry")
_DROP_WORDS = text("DELETE FROM search_index WHERE rowid IN (SELECT value FROM json_each(:ids))")
_DROP_ENTRIES = text("DELETE FROM search_entry WHERE id IN (SELECT value FROM json_each(:ids))")
_ADD_ENTRIES = text(
    "INSERT INTO search_entry (id, kind, record, case_id)"
    " SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(:entries)"
)
_ADD_WORDS = text(
    "INSERT INTO search_index (rowid, firm, log)"
    " SELECT value ->> 0, value ->> 4, value ->> 5 FROM json_each(:entries)"
)


def refresh_entries(connection: Connection, kind: str, records: Collection[str]) -> None:
    """Index the records anew as they stand now; those that are gone leave the index."""
    ordered = iter(sorted(records))
    while chunk := list(islice(ordered, _CHUNK)):
        _refresh_chunk(connection, kind, chunk)


def _refresh_chunk(connection: Connection, kind: str, records: Sequence[str]) -> None:
    known = {row.record: row.id for row in connection.execute(_KNOWN, {"records": records})}
    found = list(connection.execute(_SOURCES[kind], {"records": records}))
    added = [row.record for row in found if row.record not in known]
    # Asked before the old entries go: one of them may hold the highest id, and comes back under it.
    first = connection.scalar(_NEXT_ID) if added else 0
    if known:
        old = {"ids": dump(list(known.values()))}
        connection.execute(_DROP_WORDS, old)
        connection.execute(_DROP_ENTRIES, old)
    known.update(zip(added, count(first), strict=False))
    if found:
        entries = {"entries": dump([_entry(kind, row, known[row.record]) for row in found])}
        connection.execute(_ADD_ENTRIES, entries)
        connection.execute(_ADD_WORDS, entries)


def _entry(kind: str, row: Row[Any], key: int) -> tuple[int | str, ...]:
    """Return the number of an entry, what it is of, and its words under firms and under the log."""
    words = " ".join(bigrams(_FIELD_END.join(filter(None, tuple(row)[2:]))))
    firm, log = (words, "") if kind == ENTERPRISE else ("", words)
    return key, kind, row.record, row.case_id, firm, log


def match_expression(sought: str, column: str) -> str:
    """Return what FTS5 is asked for a searched text, empty when the text holds nothing to search by.

    Args:
        sought: The text as typed; words apart by blanks must all be found.
        column: ``firm`` or ``log``.
    """
    terms = " AND ".join(f'"{term}" *' for term in _safe(query_terms(sought)))
    return f"{column} : ({terms})" if terms else ""


def _safe(terms: Sequence[str]) -> Iterator[str]:
    for term in terms:
        yield term.replace('"', '""')
