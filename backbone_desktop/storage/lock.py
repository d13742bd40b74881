"""One program per casebook: a lock file that the operating system lets go when its holder dies.

Rule: the lock of the operating system decides; what stands in the file only tells who holds it, and whether
the last holder left in good order.
"""

import contextlib
import errno
import json
import os
import socket
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from backbone_desktop.storage.refusals import CasebookLocked, unwritable

LOCK_NAME = "casebook.lock"

if sys.platform == "win32":
    import msvcrt

    # Locking is mandatory there: a byte far behind the content keeps the content readable for others.
    _FAR_BYTE = 1 << 30

    def _acquire(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    # flock belongs to the open file, lockf to the process: closing any other handle would drop the latter.
    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock, as far as the file tells."""

    host: str = ""
    pid: str = ""
    since: str = ""


class InstanceLock:
    """The held lock of one casebook folder.

    Attributes:
        unclean: The last holder did not release it: it was killed, or the power failed.
    """

    def __init__(self, descriptor: int, *, unclean: bool) -> None:
        self._descriptor: int | None = descriptor
        self.unclean = unclean

    @classmethod
    def take(cls, folder: Path, now: datetime) -> Self:
        """Lock the folder.

        Raises:
            CasebookLocked: Another program holds it.
            CasebookUnwritable: The lock file cannot be written.
        """
        path = folder / LOCK_NAME
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise unwritable(path, error, "無法建立") from error
        try:
            _acquire(descriptor)
        except OSError as error:
            holder = read_holder(path)
            os.close(descriptor)
            raise CasebookLocked(folder, holder.host, holder.pid, holder.since) from error
        lock = cls(descriptor, unclean=os.fstat(descriptor).st_size > 0)
        try:
            _write(
                descriptor, Holder(socket.gethostname(), str(os.getpid()), now.isoformat(timespec="seconds"))
            )
        except OSError as error:
            lock.give_back()
            raise unwritable(path, error) from error
        return lock

    def release(self, *, in_order: bool = True) -> None:
        """Let the folder go, noting whether it was left in good order; doing it twice is harmless."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if in_order:
            os.ftruncate(descriptor, 0)
        _release(descriptor)
        os.close(descriptor)

    def give_back(self) -> None:
        """Let the folder go with the note the last holder left: nothing was done with the casebook."""
        self.release(in_order=not self.unclean)


def read_holder(path: Path) -> Holder:
    """Read who holds the lock; a missing or unreadable text gives empty words."""
    with contextlib.suppress(OSError, ValueError):
        values = json.loads(path.read_text("utf-8"))
        if isinstance(values, dict):
            return Holder(*(str(values.get(key, "")) for key in ("host", "pid", "since")))
    return Holder()


def _write(descriptor: int, holder: Holder) -> None:
    text = json.dumps({"host": holder.host, "pid": holder.pid, "since": holder.since}).encode()
    os.lseek(descriptor, 0, os.SEEK_SET)
    # Cut only afterwards: where the disk is full, the note of a holder that was killed must stay.
    written = os.write(descriptor, text)
    if written < len(text):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.ftruncate(descriptor, written)
