"""The lock file where the disk is full, and what a refusal says of its holder."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backbone_desktop.storage.lock import LOCK_NAME, InstanceLock
from backbone_desktop.storage.refusals import CasebookLocked, CasebookUnwritable
from tests.storage.casebooks import START

NOTE = b'{"host": "a machine that lost its power", "pid": "1", "since": ""}'


def full(_descriptor: int, _content: bytes) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def half_full(descriptor: int, content: bytes) -> int:
    return os.pwrite(descriptor, content[:5], 0)


def open_descriptors(path: Path) -> int:
    """Count the handles this process has on a file, by trying each small number."""
    inode = path.stat().st_ino
    count = 0
    for descriptor in range(256):
        try:
            count += os.fstat(descriptor).st_ino == inode
        except OSError:
            continue
    return count


@pytest.mark.parametrize("write", [full, half_full])
def test_a_full_disk_is_a_refusal_that_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write)
        with pytest.raises(CasebookUnwritable, match="無法寫入") as caught:
            InstanceLock.take(tmp_path, START)
    assert "所在的磁碟已滿" in caught.value.detail
    assert open_descriptors(tmp_path / LOCK_NAME) == 0
    lock = InstanceLock.take(tmp_path, START)
    assert not lock.unclean
    assert open_descriptors(tmp_path / LOCK_NAME) == 1
    lock.release()


def test_a_full_disk_keeps_the_note_of_a_holder_that_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / LOCK_NAME).write_bytes(NOTE)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(CasebookUnwritable):
            InstanceLock.take(tmp_path, START)
    assert (tmp_path / LOCK_NAME).read_bytes() == NOTE


def test_a_long_note_is_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_bytes(b"x" * 4000)
    lock = InstanceLock.take(tmp_path, START)
    assert lock.unclean
    with pytest.raises(CasebookLocked) as caught:
        InstanceLock.take(tmp_path, START)
    assert caught.value.pid == str(os.getpid())
    lock.release()


def test_the_holder_s_time_is_said_as_the_office_reads_it(tmp_path: Path) -> None:
    lock = InstanceLock.take(tmp_path, datetime(2026, 11, 22, 15, 18, tzinfo=UTC))
    with pytest.raises(CasebookLocked) as caught:
        InstanceLock.take(tmp_path, START)
    lock.release()
    assert "自 115/11/22 23:18 起開啟" in caught.value.detail
    assert "唯讀" not in caught.value.remedy


def test_a_time_nobody_can_read_is_said_to_be_unknown(tmp_path: Path) -> None:
    assert "自 （不明） 起開啟" in CasebookLocked(tmp_path, "", "", "long ago").detail
