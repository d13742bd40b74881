"""The triggers that keep recorded things from being changed or removed.

Rule: they are put in place after every upgrade, because rebuilding a table drops its triggers.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from backbone_desktop.storage.tables import APPEND_ONLY


def append_only_triggers() -> Iterator[tuple[str, str]]:
    """Yield the name and the statement of every trigger."""
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table.name}_refuses_{verb.lower()}"
            body = f"SELECT RAISE(ABORT, '{table.name} is append-only')"
            yield name, f'CREATE TRIGGER {name} BEFORE {verb} ON "{table.name}" BEGIN {body}; END'


def install_triggers(connection: Connection) -> None:
    """Create every trigger anew, within the caller's transaction."""
    for name, statement in append_only_triggers():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        connection.execute(text(statement))
