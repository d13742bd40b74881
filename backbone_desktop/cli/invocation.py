"""One call of ``backbone``: which casebook, which day, and how to answer.

Rule: the only place that imports ``bootstrap``, each time inside the function, because that brings the
database in; whatever keeps a casebook from being opened is told apart from all other refusals.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backbone_desktop.cli.output import Output
from backbone_desktop.domain.errors import BackboneError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    import typer

    from backbone_desktop.bootstrap import Session
    from backbone_desktop.domain.case import Consultant
    from backbone_desktop.services.recovery import RecoveryService


class NotOpened(BackboneError):  # noqa: N818 - a refusal, named as the caller meets it
    """The casebook cannot be opened: missing, newer, not ours, or held by another program."""


class Interrupted(BackboneError):  # noqa: N818 - the same
    """Work was stopped between two of its steps; what it says of them replaces the usual sentence."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """What the global options said."""

    folder: Path
    as_of: date | None = None
    output: Output = field(default_factory=Output)

    def reading(self) -> AbstractContextManager[Session]:
        """Open the casebook for reading; another program may have it open."""
        return self._open(read_only=True)

    def writing(self) -> AbstractContextManager[Session]:
        """Open the casebook for writing."""
        return self._open(read_only=False)

    @contextmanager
    def creating(self, consultant: Consultant) -> Iterator[Session]:
        """Create an empty casebook and open it."""
        from backbone_desktop import bootstrap  # noqa: PLC0415 - start-up: SQLAlchemy, only when needed

        with self._making_new():
            session = bootstrap.create_session(self.folder, consultant, as_of=self.as_of)
        with session:
            yield session

    @contextmanager
    def demonstrating(self) -> Iterator[Session]:
        """Create the demonstration casebook and open it."""
        from backbone_desktop import bootstrap  # noqa: PLC0415 - start-up: SQLAlchemy, only when needed

        with self._making_new(), self.output.progress("建立示範資料") as progress:
            session = bootstrap.create_demonstration(self.folder, progress)
        with session:
            yield session

    def recovery(self) -> RecoveryService:
        """Return the use cases on backups, which need no casebook."""
        from backbone_desktop import bootstrap  # noqa: PLC0415 - start-up: SQLAlchemy, only when needed

        return bootstrap.recovery(self.folder)

    @contextmanager
    def _open(self, *, read_only: bool) -> Iterator[Session]:
        from backbone_desktop import bootstrap  # noqa: PLC0415 - start-up: SQLAlchemy, only when needed

        with opening():
            session = bootstrap.open_session(self.folder, as_of=self.as_of, read_only=read_only)
        with session:
            yield session

    @contextmanager
    def _making_new(self) -> Iterator[None]:
        """Treat a casebook that is already there as a plain refusal: it could be opened well enough."""
        from backbone_desktop import bootstrap  # noqa: PLC0415 - start-up: SQLAlchemy, only when needed

        if bootstrap.has_casebook(self.folder):
            yield
        else:
            with opening():
                yield


def invocation(context: typer.Context) -> Invocation:
    """Return what the global options of this call said."""
    found = context.find_object(Invocation)
    if found is None:
        raise LookupError("a command ran before the global options were read")
    return found


@contextmanager
def opening() -> Iterator[None]:
    """Turn every refusal of the storage into one to open the casebook."""
    try:
        yield
    except StorageError as error:
        raise NotOpened(error.title, error.detail, error.remedy) from error
