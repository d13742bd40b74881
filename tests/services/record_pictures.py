"""What a casebook holds at one moment, table by table, so that two moments can be compared.

Rule: the change log, the batches and the settings are left out: they tell what happened, not what holds.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from backbone_desktop.bootstrap import Session
from backbone_desktop.storage.tables import metadata

LEFT_OUT = frozenset({"change", "batch", "setting", "search_entry"})
INDEXED = "SELECT kind, record, case_id FROM search_entry"
Picture = Mapping[str, frozenset[tuple[Any, ...]]]


def picture(session: Session) -> Picture:
    """Return the rows of every table that holds records or is computed from them."""
    with session.casebook.examine() as connection:
        found = {
            table.name: frozenset(tuple(row) for row in connection.execute(table.select()))
            for table in metadata.sorted_tables
            if table.name not in LEFT_OUT
        }
        found["search"] = frozenset(tuple(row) for row in connection.execute(text(INDEXED)))
    return found


def differing(before: Picture, after: Picture) -> list[str]:
    """Return the names of the tables that differ."""
    return [name for name, rows in before.items() if rows != after[name]]
