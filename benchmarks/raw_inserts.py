"""The least an import can cost: what it left in the casebook, put into a copy of the one before it, bare.

Rule: the same rows of the same tables on the same connection, in one durable transaction; the words of the
search index are cut beforehand, and reading the rows to be written is not counted.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from python_calamine import load_workbook
from sqlcipher3 import dbapi2

from backbone_desktop.domain.text import bigrams
from backbone_desktop.storage.engine import Access, connect

TABLES = (
    "setting", "enterprise", "contact", "service_case", "response", "observation", "need", "batch", "change",
    "case_line", "search_entry",
)  # fmt: skip
"""Written by an import, each before those that refer to it."""

_WORDS = (
    "SELECT s.id, e.name, e.ubn, e.site, e.address,"
    " (SELECT group_concat(name, '|') FROM contact WHERE enterprise_id = e.id)"
    " FROM enterprise AS e JOIN search_entry AS s ON s.record = e.id"
)


def parse_seconds(path: Path) -> float:
    """Return how long calamine takes for all cells of a workbook, in this process."""
    began = perf_counter()
    workbook = load_workbook(path)
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return perf_counter() - began


def insert_seconds(before: Path, after: Path) -> tuple[float, dict[str, int]]:
    """Bring ``before`` to ``after`` row by row; return the seconds that took, and rows by table.

    Args:
        before: The database before the import; it is changed.
        after: The database the import left.
    """
    reading = connect(after, Access.READ)
    reading.execute(f"ATTACH '{before}' AS earlier")
    writing = connect(before, Access.WRITE)
    writing.execute("BEGIN IMMEDIATE")
    seconds, rows = 0.0, {}
    for table in TABLES:
        added, changed, columns, key = _difference(reading, table)
        names, holes = ", ".join(columns), ", ".join("?" * len(columns))
        insert = f"INSERT INTO {table} ({names}) VALUES ({holes})"  # noqa: S608 - names of our own tables
        seconds += _timed(writing, insert, added)
        assignments = ", ".join(f"{name} = ?" for name in columns)
        update = f"UPDATE {table} SET {assignments} WHERE {key} = ?"  # noqa: S608 - as above
        seconds += _timed(writing, update, [(*row, row[columns.index(key)]) for row in changed])
        rows[table] = len(added) + len(changed)
    former, words = _words(reading)
    seconds += _timed(writing, "DELETE FROM search_index WHERE rowid = ?", former)
    seconds += _timed(writing, "INSERT INTO search_index (rowid, firm, log) VALUES (?, ?, '')", words)
    rows["search_index"] = len(words)
    began = perf_counter()
    writing.execute("COMMIT")
    seconds += perf_counter() - began
    reading.close()
    writing.close()
    return seconds, {table: count for table, count in rows.items() if count}


def _difference(reading: dbapi2.Connection, table: str) -> tuple[list[Any], list[Any], list[str], str]:
    """Return the rows that are new and those that differ, in the order they were written."""
    described = reading.execute(f"PRAGMA main.table_info({table})").fetchall()
    columns = [each[1] for each in described]
    key = next(each[1] for each in described if each[5])
    new, old = (", ".join(f"{side}.{name}" for name in columns) for side in ("n", "o"))
    added = (
        f"SELECT {new} FROM main.{table} AS n LEFT JOIN earlier.{table} AS o ON o.{key} = n.{key}"  # noqa: S608 - as above
        f" WHERE o.{key} IS NULL ORDER BY n.rowid"
    )
    changed = (
        f"SELECT {new} FROM main.{table} AS n JOIN earlier.{table} AS o ON o.{key} = n.{key}"  # noqa: S608 - as above
        f" WHERE ({new}) IS NOT ({old}) ORDER BY n.rowid"
    )
    return reading.execute(added).fetchall(), reading.execute(changed).fetchall(), columns, key


def _words(reading: dbapi2.Connection) -> tuple[list[Any], list[Any]]:
    """Return the entries of the search index that go, and those that come with their words."""
    earlier = _WORDS
    for table in ("enterprise", "search_entry", "contact"):
        earlier = earlier.replace(f" {table} ", f" earlier.{table} ")
    known = {key: texts for key, *texts in reading.execute(earlier)}
    now = {key: texts for key, *texts in reading.execute(_WORDS)}
    fresh = [key for key, texts in now.items() if known.get(key) != texts]
    return (
        [(key,) for key in fresh if key in known],
        [(key, " ".join(bigrams("|".join(filter(None, now[key]))))) for key in fresh],
    )


def _timed(writing: dbapi2.Connection, statement: str, rows: Sequence[Any]) -> float:
    if not rows:
        return 0.0
    execute: Callable[[str, Sequence[Any]], object] = writing.executemany
    began = perf_counter()
    execute(statement, rows)
    return perf_counter() - began
