"""The one door through which files are written into a casebook folder.

Rule: a file is there whole or not at all, and on the disk when the call returns. Names are relative, with
``/`` between the parts. Files are plain today; this is where they will be encrypted.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from backbone_desktop.domain.errors import UserError
from backbone_desktop.storage.engine import DATABASE_NAME
from backbone_desktop.storage.lock import LOCK_NAME
from backbone_desktop.storage.refusals import from_disk, on_disk

PRIVATE_FOLDER = 0o700
"""The mode of folders made for a casebook; Windows gives them what the folder above has."""

_PRIVATE = 0o600
_CHUNK = 1 << 20
_PARTIAL = ".partial"
_SIDE_FILES = ("-wal", "-shm", "-journal")


class Vault:
    """The files of one casebook folder besides the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write_file(self, name: str, content: bytes) -> Path:
        """Write or replace one file, making the folders above it, and return where it is.

        Raises:
            UserError: The name leads out of the folder or names the database.
            CasebookUnwritable: The disk refuses; a file of that name is as it was.
        """
        path = self.path_of(name)
        with on_disk(path):
            path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            write_atomically(path, content)
        return path

    def read_file(self, name: str) -> bytes:
        """Return the content of one file.

        Raises:
            CasebookUnreadable: It is missing or cannot be read.
        """
        path = self.path_of(name)
        with from_disk(path):
            return path.read_bytes()

    def exists(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return self.path_of(name).is_file()

    def remove(self, name: str) -> None:
        """Remove one file; one that is not there is no matter."""
        path = self.path_of(name)
        with on_disk(path):
            path.unlink(missing_ok=True)

    def names(self, room: str) -> tuple[str, ...]:
        """Return the names of all files below a folder such as ``attachments``, sorted."""
        top = self.path_of(room)
        if not top.is_dir():
            return ()
        files = (path for path in top.rglob("*") if path.is_file() and not path.name.endswith(_PARTIAL))
        return tuple(sorted(path.relative_to(self._folder).as_posix() for path in files))

    def path_of(self, name: str) -> Path:
        """Return where a file is; raises UserError for a name that is not ours to use."""
        pure = PurePosixPath(name)
        parts = pure.parts
        safe = parts and not pure.is_absolute() and ".." not in parts and "\\" not in name and ":" not in name
        if not safe or parts[0].startswith((DATABASE_NAME, LOCK_NAME)):
            raise UserError("檔名無法使用", "檔名指向個案簿資料夾以外，或是個案簿本身。", "請改用其他檔名。")
        return self._folder.joinpath(*parts)


def open_private(path: Path) -> BinaryIO:
    """Open a file for writing, empty, which nobody but its owner may read; raises OSError.

    A file that is there keeps its content until it is written over and is narrowed all the same.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), _PRIVATE)
    try:
        if sys.platform != "win32":
            os.fchmod(descriptor, _PRIVATE)
        return os.fdopen(descriptor, "wb")
    except BaseException:
        os.close(descriptor)
        raise


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside ``path``, bring it to the disk, and move it into place; raises OSError."""
    partial = path.with_name(path.name + _PARTIAL)
    try:
        with open_private(partial) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(partial, path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def move_into_place(source: Path, target: Path) -> None:
    """Rename within one folder, replacing what is there, and bring the folder to the disk; raises OSError."""
    source.replace(target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Bring a file's content to the disk; raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk; Windows has no such call and needs none; raises OSError."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_synced(source: Path, target: Path) -> None:
    """Copy a file and bring the copy to the disk; raises OSError."""
    with source.open("rb") as reader, open_private(target) as writer:
        shutil.copyfileobj(reader, writer, _CHUNK)
        writer.flush()
        os.fsync(writer.fileno())


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def discard_database(path: Path) -> None:
    """Remove a database file and everything SQLite may have left beside it; raises OSError."""
    path.unlink(missing_ok=True)
    discard_side_files(path)


def discard_side_files(path: Path) -> None:
    """Remove what SQLite may have left beside a database, which must never meet another file of that name."""
    for ending in _SIDE_FILES:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def side_files(path: Path) -> Iterator[Path]:
    """Yield the files SQLite has left beside a database."""
    for ending in _SIDE_FILES:
        beside = path.with_name(path.name + ending)
        if beside.exists():
            yield beside
