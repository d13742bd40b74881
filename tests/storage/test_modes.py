"""Personal data on a shared machine: what the program makes is for its owner alone."""

import logging
import sys
from pathlib import Path

import pytest

from backbone_desktop import diagnostics
from backbone_desktop.storage.backup import create_backup, restore_backup
from backbone_desktop.storage.engine import Access, connect
from tests.storage.casebooks import CLOCK, add_case, create

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")


def open_to_others(folder: Path) -> list[str]:
    """Return what below a folder, itself included, others may read, write or enter."""
    every = (folder, *folder.rglob("*"))
    return [each.name for each in every if each.stat().st_mode & 0o077]


def test_a_casebook_and_all_beside_it_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "個案簿"
    with create(folder) as book:
        with book.write() as uow:
            add_case(uow)
            uow.commit()
        assert (folder / "casebook.db-wal").exists()
        book.vault.write_file("attachments/a.txt", b"x")
        made = create_backup(book)
        diagnostics.start_logging(folder / "logs")
        logging.getLogger("backbone_desktop").warning("a line")
        diagnostics.stop_logging()
        assert open_to_others(folder) == []
    restore_backup(folder, made.path, clock=CLOCK)
    assert (folder / "previous").is_dir()
    assert open_to_others(folder) == []


def test_without_the_guard_a_database_would_be_open_to_others(tmp_path: Path) -> None:
    """The negative control."""
    connect(tmp_path / "casebook.db", Access.CREATE).close()
    assert open_to_others(tmp_path / "casebook.db") == ["casebook.db"]
