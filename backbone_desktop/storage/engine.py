"""Connections to a casebook file: one driver, one set of pragmas, explicit transactions.

Rule: the driver never begins or commits by itself; every transaction starts with a ``BEGIN`` written here,
so that structure changes roll back like any other.
"""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState, QueuePool
from sqlcipher3 import dbapi2

DATABASE_NAME = "casebook.db"
APPLICATION_ID = 0x42424342
"""Kept in the file's header; says that an SQLite file is a casebook."""

BUSY_TIMEOUT_MS = 5_000

_WRITES = "backbone_writes"


class Access(StrEnum):
    """How a database file is opened.

    ``SNAPSHOT`` takes no locks, sees no write-ahead log and leaves nothing beside the file: only for a file
    that nobody writes.
    """

    CREATE = "mode=rwc"
    WRITE = "mode=rw"
    READ = "mode=ro"
    SNAPSHOT = "mode=ro&immutable=1"


def connect(path: Path, access: Access) -> dbapi2.Connection:
    """Open the file with our pragmas.

    Raises:
        sqlcipher3.dbapi2.Error: The file cannot be opened, or is not a database.
    """
    uri = f"{path.absolute().as_uri()}?{access.value}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _apply_pragmas(connection, access)
    except BaseException:
        connection.close()
        raise
    return connection


def _apply_pragmas(connection: dbapi2.Connection, access: Access) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA foreign_keys = ON")
    # Without it, a row replaced by INSERT OR REPLACE goes without asking the append-only triggers.
    connection.execute("PRAGMA recursive_triggers = ON")
    if access is Access.CREATE:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    if access in {Access.CREATE, Access.WRITE}:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    else:
        connection.execute("PRAGMA query_only = ON")


def open_engine(path: Path, access: Access) -> Engine:
    """Return the one engine of an open casebook; statements in errors and logs carry no values."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, access),
        poolclass=QueuePool,
        pool_reset_on_return=None,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "reset", _end)
    return engine


def writing(engine: Engine) -> Engine:
    """Return a view of ``engine`` whose transactions take the write lock at once.

    A transaction that starts by reading and writes later can be refused halfway; one that begins
    ``IMMEDIATE`` waits for its turn before it does anything.
    """
    return engine.execution_options(**{_WRITES: True})


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _end(connection: DBAPIConnection, _record: ConnectionPoolEntry, _state: PoolResetState) -> None:
    """Undo what was not committed, whatever became of the transaction.

    SQLite keeps a transaction open that it refused to commit. Nobody else would end it, and the next to be
    given this connection could not begin.
    """
    connection.rollback()
