"""Opening: every refusal its own, in order, and the file byte for byte as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backbone_desktop import paths
from backbone_desktop.domain.errors import StorageError
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.engine import APPLICATION_ID, Access, connect
from backbone_desktop.storage.lock import LOCK_NAME
from backbone_desktop.storage.refusals import (
    CasebookDamaged,
    CasebookEncrypted,
    CasebookForeign,
    CasebookLocked,
    CasebookMissing,
    CasebookNewer,
    CasebookUnreadable,
    CasebookUnwritable,
)
from backbone_desktop.storage.upgrade import known_version
from tests.storage.casebooks import add_case, bytes_of, create, reopen

NAME = "casebook.db"
NOBODY = 65534


def refused(folder: Path, kind: type[StorageError], *, read_only: bool = False) -> StorageError:
    """Open, expect the refusal, and expect nothing to have been touched."""
    before = bytes_of(folder)
    with pytest.raises(StorageError) as caught:
        reopen(folder, read_only=read_only)
    assert type(caught.value) is kind, caught.value
    assert bytes_of(folder) == before
    assert str(folder) in caught.value.detail
    assert caught.value.title
    assert caught.value.remedy
    return caught.value


@pytest.fixture(params=[False, True], ids=["writing", "reading only"])
def read_only(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_a_missing_casebook_is_reported_and_not_replaced(tmp_path: Path, read_only: bool) -> None:
    refused(tmp_path, CasebookMissing, read_only=read_only)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_reported_and_not_made(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(CasebookMissing):
        reopen(tmp_path / "nowhere", read_only=read_only)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "空的檔案"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 5000, "不是資料庫檔案"),
        (b"PK\x03\x04", "不是資料庫檔案"),
    ],
)
def test_what_is_no_database_is_foreign(tmp_path: Path, content: bytes, found: str, read_only: bool) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert found in refused(tmp_path, CasebookForeign, read_only=read_only).detail


def test_a_folder_of_that_name_is_no_casebook(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / NAME).mkdir()
    assert "是資料夾" in refused(tmp_path, CasebookForeign, read_only=read_only).detail


def test_a_casebook_one_may_not_read_is_said_to_be_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(tmp_path).close()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "denied")

    for name in ("open", "exists"):
        with monkeypatch.context() as patch:
            patch.setattr(Path, name, refuse)
            with pytest.raises(CasebookUnreadable, match="無法讀取") as caught:
                reopen(tmp_path, read_only=True)
        assert "沒有讀取的權限" in caught.value.detail


def test_what_looks_encrypted_is_named_so(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / NAME).write_bytes(os.urandom(8 * 4096))
    assert "加密" in refused(tmp_path, CasebookEncrypted, read_only=read_only).detail


def test_a_casebook_really_encrypted_is_named_so(tmp_path: Path) -> None:
    with closing(connect(tmp_path / NAME, Access.CREATE)) as connection:
        connection.execute("CREATE TABLE x (y)")
    plain, locked = str(tmp_path / NAME), tmp_path / "locked.db"
    with closing(connect(Path(plain), Access.WRITE)) as connection:
        connection.execute("ATTACH DATABASE ? AS locked KEY 'a passphrase'", (str(locked),))
        connection.execute("SELECT sqlcipher_export('locked')")
    locked.replace(plain)
    refused(tmp_path, CasebookEncrypted)


def test_the_database_of_another_program_is_foreign(tmp_path: Path, read_only: bool) -> None:
    with closing(sqlite3.connect(tmp_path / NAME)) as connection:
        connection.execute("CREATE TABLE setting (id, value)")
    assert "其他程式" in refused(tmp_path, CasebookForeign, read_only=read_only).detail


def test_a_newer_casebook_is_refused_naming_both_versions(tmp_path: Path, read_only: bool) -> None:
    create(tmp_path).close()
    with closing(connect(tmp_path / NAME, Access.WRITE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0907'")
    refusal = refused(tmp_path, CasebookNewer, read_only=read_only)
    assert isinstance(refusal, CasebookNewer)
    assert (refusal.found, refusal.known) == ("907", str(known_version()))
    assert "907" in refusal.detail


def test_a_version_that_is_no_number_is_damage(tmp_path: Path) -> None:
    create(tmp_path).close()
    with closing(connect(tmp_path / NAME, Access.WRITE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'abc'")
    refused(tmp_path, CasebookDamaged)


def test_a_casebook_open_elsewhere_is_refused_naming_the_holder(casebook: Casebook) -> None:
    with pytest.raises(CasebookLocked) as caught:
        reopen(casebook.folder)
    assert caught.value.pid == str(os.getpid())
    assert caught.value.host in caught.value.detail
    assert caught.value.since.startswith("2016-03-10T")
    with casebook.write() as uow:
        add_case(uow)
        uow.commit()


def test_a_casebook_open_in_another_process_is_refused_until_that_ends(tmp_path: Path) -> None:
    create(tmp_path).close()
    holder = (
        "import sys; from pathlib import Path; from tests.storage.casebooks import reopen;"
        f"book = reopen(Path({str(tmp_path)!r})); print('held', flush=True); sys.stdin.read(); book.close()"
    )
    command = [sys.executable, "-c", holder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(CasebookLocked) as caught:
            reopen(tmp_path)
        assert caught.value.pid == str(process.pid)
        process.communicate("")
    reopen(tmp_path).close()


def test_what_a_dead_holder_left_in_the_lock_file_locks_nothing(tmp_path: Path) -> None:
    create(tmp_path).close()
    (tmp_path / LOCK_NAME).write_text('{"host": "elsewhere", "pid": "1", "since": "long ago"}')
    reopen(tmp_path).close()
    assert (tmp_path / LOCK_NAME).read_bytes() == b""


def test_the_lock_is_asked_before_the_file(tmp_path: Path) -> None:
    with create(tmp_path) as book:
        book.path.rename(tmp_path / "moved away")
        with pytest.raises(CasebookLocked):
            reopen(tmp_path)
        (tmp_path / "moved away").rename(book.path)


def damage(path: Path) -> None:
    """Overwrite a page in the middle of the file."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def test_damage_is_found_after_an_unclean_close(tmp_path: Path) -> None:
    with create(tmp_path) as book, book.write() as uow:
        for number in range(200):
            add_case(uow, f"測試{number}")
        uow.commit()
    (tmp_path / LOCK_NAME).write_text("left by a killed program")
    damage(tmp_path / NAME)
    refused(tmp_path, CasebookDamaged)
    # The refusal is no clean close: the next attempt looks again.
    refused(tmp_path, CasebookDamaged)


def test_a_truncated_file_is_damage_after_an_unclean_close(tmp_path: Path) -> None:
    create(tmp_path).close()
    (tmp_path / LOCK_NAME).write_text("left by a killed program")
    content = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(content[: len(content) // 2])
    refused(tmp_path, CasebookDamaged)


def test_a_header_with_nothing_behind_it_is_damage(tmp_path: Path) -> None:
    header = bytearray(b"SQLite format 3\0".ljust(4096, b"\xff"))
    header[68:72] = APPLICATION_ID.to_bytes(4, "big")
    (tmp_path / NAME).write_bytes(header)
    refused(tmp_path, CasebookDamaged)


@pytest.fixture
def unwritable_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A closed casebook in a folder that whoever runs the test cannot write to, not even as administrator."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as shared:
        # The checkout may stand where only the administrator looks; the migrations are read all the same.
        readable = Path(shared) / "migrations"
        shutil.copytree(paths.migrations_dir(), readable)
        Path(shared).chmod(0o755)
        monkeypatch.setattr(paths, "migrations_dir", lambda: readable)
        folder = Path(name)
        create(folder).close()
        for path in (folder, *folder.iterdir()):
            path.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights on folders")
def test_a_folder_that_cannot_be_written_opens_for_reading_only(unwritable_folder: Path) -> None:
    with pytest.raises(CasebookUnwritable):
        reopen(unwritable_folder)
    with reopen(unwritable_folder, read_only=True) as book, book.read() as view:
        assert view.cases.ids() == ()
    assert {path.name for path in unwritable_folder.iterdir()} == {NAME, LOCK_NAME}
