"""The casebook: one folder, one file, one engine; created, opened, read, written and closed here.

Rule: a file is only touched after everything that speaks against opening it was looked at, in order.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.identifiers import BatchId
from backbone_desktop.storage.backup_files import backups_folder, newest_backup
from backbone_desktop.storage.engine import DATABASE_NAME, Access, connect, open_engine, writing
from backbone_desktop.storage.ids import Clock, id_source
from backbone_desktop.storage.lock import InstanceLock
from backbone_desktop.storage.opening import open_checked
from backbone_desktop.storage.refusals import CasebookExists, CasebookUnwritable, on_disk, translated
from backbone_desktop.storage.repository import Scope
from backbone_desktop.storage.unit_of_work import ReadView, UnitOfWork
from backbone_desktop.storage.upgrade import known_version, upgrade
from backbone_desktop.storage.vault import (
    PRIVATE_FOLDER,
    Vault,
    discard_database,
    move_into_place,
    open_private,
)

CASEBOOK_FILE = DATABASE_NAME
"""The file whose presence makes a folder a casebook folder."""

_BEING_CREATED = f"{DATABASE_NAME}.creating"


def create_casebook(folder: Path, consultant: Consultant, *, clock: Clock, key: None = None) -> "Casebook":
    """Make a new casebook in ``folder``, which is made too if need be, and open it.

    Args:
        folder: Where; any local folder.
        consultant: Who keeps it.
        clock: Gives the present instant, aware, in UTC.
        key: Reserved for encryption; only None is known today.

    Raises:
        CasebookExists: There is one already.
        CasebookLocked: Another program is busy with the folder.
        CasebookUnwritable: The folder cannot be written.
    """
    path = folder / DATABASE_NAME
    with on_disk(folder):
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    lock = InstanceLock.take(folder, clock())
    try:
        if path.exists():
            raise CasebookExists(path)
        _build(folder, consultant, clock)
    finally:
        lock.give_back()
    return open_casebook(folder, clock=clock, key=key)


def _build(folder: Path, consultant: Consultant, clock: Clock) -> None:
    """Build the file under another name and move it into place, so that it is there whole or not at all."""
    unfinished = folder / _BEING_CREATED
    with on_disk(folder):
        discard_database(unfinished)
        # SQLite gives its side files the mode of the database; an empty file is a new one to it.
        open_private(unfinished).close()
    upgrade(unfinished, Access.CREATE)
    engine = open_engine(unfinished, Access.WRITE)
    try:
        with translated(unfinished), writing(engine).connect() as connection:
            uow = UnitOfWork(connection, clock, None)
            uow.settings.set_casebook_id(id_source(clock)())
            uow.settings.set_consultant(consultant)
            uow.commit()
    finally:
        engine.dispose()
    with on_disk(folder):
        move_into_place(unfinished, folder / DATABASE_NAME)


def open_casebook(folder: Path, *, clock: Clock, key: None = None, read_only: bool = False) -> "Casebook":
    """Open the casebook in ``folder``, upgraded after a backup if an older program wrote it.

    Args:
        folder: Where the casebook is.
        clock: Gives the present instant, aware, in UTC.
        key: Reserved for encryption; only None is known today.
        read_only: Take no lock and write nothing; another program may have the casebook open.

    Raises:
        CasebookMissing, CasebookLocked, CasebookForeign, CasebookNewer, CasebookOlder, CasebookDamaged,
        CasebookUnwritable, BackupUnfinished, UpgradeRefused: As their names say; the file is as it was.
    """
    if key is not None:
        raise NotImplementedError("this program knows no encrypted casebooks")
    access, lock = open_checked(folder, clock, read_only=read_only)
    engine = open_engine(folder / DATABASE_NAME, access)
    try:
        return Casebook(folder, engine, clock, lock)
    except BaseException:
        engine.dispose()
        if lock is not None:
            lock.give_back()
        raise


class Casebook:
    """An open casebook; use it in a ``with`` block or close it.

    Attributes:
        folder: Its folder.
        vault: Writes and reads the other files in it.
        clock: Gives the present instant.
    """

    def __init__(self, folder: Path, engine: Engine, clock: Clock, lock: InstanceLock | None) -> None:
        self.folder = folder
        self.vault = Vault(folder)
        self.clock = clock
        self._engine = engine
        self._writing_engine = writing(engine)
        self._lock = lock
        self.schema_version = known_version()
        with self.read() as view:
            self.casebook_id = view.settings.casebook_id()

    @property
    def path(self) -> Path:
        """The database file."""
        return self.folder / DATABASE_NAME

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._lock is None

    @contextmanager
    def read(self) -> Iterator[ReadView]:
        """Read in one transaction, which sees the casebook as it is at its first look."""
        with translated(self.path), self._engine.connect() as connection:
            yield ReadView(Scope(connection))

    @contextmanager
    def examine(self) -> Iterator[Connection]:
        """Read the tables themselves in one transaction; for checks only."""
        with translated(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, batch: BatchId | None = None) -> Iterator[UnitOfWork]:
        """Write in one transaction; only ``commit()`` keeps it.

        Args:
            batch: The import all changes belong to.

        Raises:
            CasebookUnwritable: Opened for reading only, or the disk refuses; nothing was written.
        """
        if self.read_only:
            raise CasebookUnwritable(self.path, "是以唯讀方式開啟的")
        with translated(self.path), self._writing_engine.connect() as connection:
            uow = UnitOfWork(connection, self.clock, batch)
            try:
                yield uow
            finally:
                uow.rest()

    @property
    def changed_since_backup(self) -> bool:
        """Whether anything was written since the newest backup in the casebook's own folder."""
        with self.read() as view:
            head = view.changes.head()
        newest = newest_backup(backups_folder(self.folder))
        return newest is None or (newest.sequence, newest.head) != head

    def close(self) -> None:
        """Bring everything into the one file, let go of it and of the folder; doing it twice is harmless."""
        self._engine.dispose()
        if self._lock is None:
            return
        in_order = False
        try:
            with translated(self.path), closing(connect(self.path, Access.WRITE)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            in_order = True
        finally:
            self._lock.release(in_order=in_order)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
