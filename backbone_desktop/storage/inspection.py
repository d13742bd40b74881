"""Looking into a database file before it is opened as a casebook: version, counts, soundness.

Rule: only reads, on a connection the caller opened for reading.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlcipher3 import dbapi2

_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND name NOT LIKE 'search\\_index%' ESCAPE '\\' AND name <> 'alembic_version' ORDER BY name"
)


@dataclass(frozen=True, slots=True)
class State:
    """What a casebook file holds: whose it is, how new, how many rows per table, and its last change."""

    casebook_id: str
    schema_version: int
    counts: Mapping[str, int]
    sequence: int
    head: str


def read_state(connection: dbapi2.Connection) -> State:
    """Read the state; raises sqlcipher3.dbapi2.Error when the file holds no casebook."""
    found = connection.execute("SELECT value FROM setting WHERE id = 'casebook'").fetchone()
    head = connection.execute("SELECT sequence, digest FROM change ORDER BY sequence DESC LIMIT 1").fetchone()
    sequence, digest = head or (0, "")
    return State(
        casebook_id="" if found is None else found[0],
        schema_version=read_version(connection),
        counts=count_rows(connection),
        sequence=sequence,
        head=digest,
    )


def read_version(connection: dbapi2.Connection) -> int:
    """Return the schema version, 0 for a file without tables of ours; raises ValueError for a strange one."""
    known = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if not connection.execute(known).fetchone()[0]:
        return 0
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return 0 if found is None else int(found[0])


def count_rows(connection: dbapi2.Connection) -> Mapping[str, int]:
    """Count the rows of every table that holds records, by name."""
    names = [row[0] for row in connection.execute(_TABLES)]
    return {name: _count(connection, name) for name in names}


def _count(connection: dbapi2.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    count: int = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0]  # noqa: S608 - a table's own name
    return count


def content_problems(connection: dbapi2.Connection, *, deep: bool = False) -> tuple[str, ...]:
    """Return in zh-TW what is wrong with the file's structure; ``deep`` compares indices as well."""
    check = "PRAGMA integrity_check(1)" if deep else "PRAGMA quick_check(1)"
    problems = []
    if connection.execute(check).fetchone()[0] != "ok":
        problems.append("檔案結構有損壞")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        problems.append("資料之間的關聯不完整")
    return tuple(problems)
