"""The lines of the case list, kept ready in one table so that a page is one index walk.

Rule: a line says what the records say. The last contact is the latest entry of the log, or visit with a
summary or findings. The next step is that of the latest standing entry that names a date, until an entry
recorded after it is dated on or after that date. Corrected and retracted entries do not stand.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from backbone_desktop.domain.case import CaseLine
from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.storage.canonical import dump

NO_NEXT = "9999-12-31"
"""Stands for "nothing agreed" in the list, so that such cases come last by next date."""

_STAGES = {stage.value: stage for stage in Stage}

_STANDING = "f.retracts = 0 AND NOT EXISTS (SELECT 1 FROM follow_up AS l WHERE l.corrects = f.id)"

_NEXT_ENTRY = f"""
    SELECT f.id FROM follow_up AS f
    WHERE f.case_id = c.id AND f.next_on IS NOT NULL AND f.noted_on <= :until AND {_STANDING}
    ORDER BY f.noted_on DESC, f.rowid DESC LIMIT 1
"""  # noqa: S608 - made of the constants above

_LINE = f"""
SELECT c.id AS case_id, e.id AS enterprise_id, e.name AS name, e.folded_name AS name_key, e.ubn AS ubn,
    e.site AS site, e.county AS county, c.stage AS stage,
    coalesce((
        SELECT CASE
            WHEN kinds LIKE '%outstanding%' AND kinds LIKE '%potential%' THEN 'both'
            WHEN kinds LIKE '%outstanding%' THEN 'outstanding'
            WHEN kinds LIKE '%potential%' THEN 'potential' ELSE '' END
        FROM (
            SELECT (
                SELECT group_concat(json_extract(m.value, '$.kind')) FROM json_each(o.content, '$.list') AS m
            ) AS kinds
            FROM observation AS o
            WHERE o.enterprise_id = e.id AND o.key = 'certificates' AND o.withdrawn = 0 AND o.as_of <= :until
            ORDER BY o.chosen DESC, o.state <> 'unconfirmed' DESC, o.as_of DESC, o.recorded_at DESC, o.id DESC
            LIMIT 1
        )
    ), '') AS holder,
    c.consultant AS consultant, c.assigned_on AS assigned_on,
    (SELECT count(*) FROM need AS n WHERE n.case_id = c.id AND n.state = 'open') AS open_needs,
    (SELECT coalesce(sum(r.unconfirmed), 0) FROM response AS r WHERE r.enterprise_id = e.id) AS unconfirmed,
    max(
        coalesce((SELECT max(f.noted_on) FROM follow_up AS f
            WHERE f.case_id = c.id AND f.noted_on <= :until AND {_STANDING}), ''),
        coalesce((SELECT max(v.visited_on) FROM visit AS v
            WHERE v.case_id = c.id AND v.visited_on <= :until AND v.not_visited = ''
                AND (v.summary <> '' OR v.findings <> '[]')), '')
    ) AS last_contact_on,
    CASE WHEN pending.id IS NULL THEN '{NO_NEXT}' ELSE pending.next_on END AS next_on,
    CASE WHEN pending.id IS NULL THEN '' ELSE pending.next_step END AS next_step
FROM service_case AS c
JOIN enterprise AS e ON e.id = c.enterprise_id
LEFT JOIN follow_up AS pending ON pending.id = ({_NEXT_ENTRY}) AND NOT EXISTS (
    SELECT 1 FROM follow_up AS f
    WHERE f.case_id = c.id AND f.noted_on >= pending.next_on AND f.noted_on <= :until
        AND f.rowid > pending.rowid AND {_STANDING}
)
"""  # noqa: S608 - the same

_DROP = text("DELETE FROM case_line WHERE case_id IN (SELECT value FROM json_each(:cases))")
_FILL = text(
    f"INSERT INTO case_line {_LINE} WHERE c.id IN (SELECT value FROM json_each(:cases))"  # noqa: S608 - as above
)
_MONTH = text(f"{_LINE} WHERE c.assigned_on <= :until ORDER BY e.folded_name, c.id")
_STALE = text(
    f"SELECT case_id FROM (SELECT * FROM case_line EXCEPT SELECT * FROM ({_LINE}))"  # noqa: S608 - the same
    " UNION SELECT id FROM service_case WHERE id NOT IN (SELECT case_id FROM case_line)"
)


def refresh_lines(connection: Connection, cases: Collection[str]) -> None:
    """Write the lines of these cases anew."""
    keys = dump(sorted(cases))
    connection.execute(_DROP, {"cases": keys})
    connection.execute(_FILL, {"cases": keys, "until": NO_NEXT})


def lines_as_of(connection: Connection, until: date) -> tuple[CaseLine, ...]:
    """Return a line for every case assigned by that day, by name, with the log as it stood at its end."""
    rows = connection.execute(_MONTH, {"until": until.isoformat()})
    return tuple(read_line(row) for row in rows)


def stale_lines(connection: Connection) -> tuple[str, ...]:
    """Return the cases whose kept line differs from what their records say."""
    return tuple(connection.scalars(_STALE, {"until": NO_NEXT}))


def read_line(row: Sequence[Any]) -> CaseLine:
    """Read one line as it is kept, by position: a page is read at every keystroke of a search."""
    (
        case,
        firm,
        name,
        _,
        ubn,
        site,
        county,
        stage,
        holder,
        by,
        assigned,
        needs,
        open_answers,
        last,
        due,
        step,
    ) = row
    day = date.fromisoformat
    return CaseLine(
        CaseId(case),
        firm,
        name,
        ubn,
        site,
        county,
        _STAGES[stage],
        holder,
        by,
        day(assigned),
        needs,
        open_answers,
        day(last) if last else None,
        None if due == NO_NEXT else day(due),
        step,
    )
