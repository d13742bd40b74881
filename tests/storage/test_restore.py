"""Restoring: the backup or the former casebook, never anything between."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from backbone_desktop.storage.backup import create_backup, list_backups, restore_backup, verify_backup
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.check import check_casebook
from backbone_desktop.storage.engine import Access, connect
from backbone_desktop.storage.refusals import BackupRefused, CasebookLocked, CasebookUnwritable
from backbone_desktop.storage.vault import side_files
from tests.storage.casebooks import CLOCK, add_case, bytes_of, create, reopen
from tests.storage.killing import killed_at, lines_of

KILLS = 24


def names(book: Casebook) -> set[str]:
    with book.read() as view:
        return {line.name for line in view.cases.page(limit=100_000).lines}


def add_firm(book: Casebook, name: str) -> None:
    with book.write() as uow:
        add_case(uow, name)
        uow.commit()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed casebook with one firm in its backup and two in itself."""
    with create(tmp_path / "book") as book:
        add_firm(book, "備份裡的公司")
        create_backup(book)
        add_firm(book, "之後的公司")
    return tmp_path / "book"


def test_the_backup_takes_the_place_and_the_former_file_is_kept(folder: Path) -> None:
    kept = restore_backup(folder, list_backups(folder)[0].path, clock=CLOCK)
    with reopen(folder) as book:
        assert names(book) == {"備份裡的公司"}
        assert check_casebook(book, deep=True).problems == ()
    assert kept is not None
    with closing(connect(kept, Access.SNAPSHOT)) as connection:
        assert connection.execute("SELECT count(*) FROM enterprise").fetchone()[0] == 2


def test_a_lost_casebook_is_put_back(folder: Path) -> None:
    (folder / "casebook.db").unlink()
    assert restore_backup(folder, list_backups(folder)[0].path, clock=CLOCK) is None
    with reopen(folder) as book:
        assert names(book) == {"備份裡的公司"}


def test_a_damaged_casebook_is_replaced_and_kept(folder: Path) -> None:
    (folder / "casebook.db").write_bytes(b"ruined")
    kept = restore_backup(folder, list_backups(folder)[0].path, clock=CLOCK)
    assert kept is not None
    assert kept.read_bytes() == b"ruined"
    reopen(folder).close()


def leave_a_log(folder: Path) -> None:
    """Leave the casebook as a killed program does: with commits that stand only in the log beside it."""
    with reopen(folder) as book:
        add_firm(book, "只在日誌裡的公司")
        files = [book.path, *side_files(book.path)]
        for file in files:
            shutil.copyfile(file, folder / f"{file.name}.left")
    for left in folder.glob("*.left"):
        left.replace(left.with_suffix(""))
    assert (folder / "casebook.db-wal").stat().st_size > 0


def test_a_log_left_beside_the_file_is_not_played_into_the_backup(folder: Path) -> None:
    leave_a_log(folder)
    kept = restore_backup(folder, list_backups(folder)[0].path, clock=CLOCK)
    assert list(side_files(folder / "casebook.db")) == []
    with reopen(folder) as book:
        assert names(book) == {"備份裡的公司"}
        assert check_casebook(book, deep=True).problems == ()
    assert kept is not None
    with closing(connect(kept, Access.SNAPSHOT)) as connection:
        assert connection.execute("SELECT count(*) FROM enterprise").fetchone()[0] == 3


def test_control_copying_over_a_file_whose_log_is_left_brings_back_other_data(folder: Path) -> None:
    leave_a_log(folder)
    shutil.copyfile(list_backups(folder)[0].path, folder / "casebook.db")
    with closing(connect(folder / "casebook.db", Access.READ)) as connection:
        try:
            found = {row[0] for row in connection.execute("SELECT name FROM enterprise")}
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        except Exception:  # noqa: BLE001 - any failure is the point of the control
            return
    assert found != {"備份裡的公司"} or not sound


def test_the_log_of_a_ruined_file_goes_with_it(folder: Path) -> None:
    leave_a_log(folder)
    (folder / "casebook.db").write_bytes(b"ruined")
    kept = restore_backup(folder, list_backups(folder)[0].path, clock=CLOCK)
    assert kept is not None
    assert (kept.with_name(f"{kept.name}-wal")).stat().st_size > 0
    assert list(side_files(folder / "casebook.db")) == []
    with reopen(folder) as book:
        assert names(book) == {"備份裡的公司"}


def test_an_open_casebook_is_not_replaced(folder: Path) -> None:
    with reopen(folder), pytest.raises(CasebookLocked):
        restore_backup(folder, list_backups(folder)[0].path, clock=CLOCK)


def test_a_casebook_someone_reads_with_an_unfinished_log_is_not_replaced(folder: Path) -> None:
    leave_a_log(folder)
    before = (folder / "casebook.db").read_bytes()
    with reopen(folder, read_only=True) as reader, reader.read() as view:
        assert len(view.cases.ids()) == 3
        with pytest.raises(CasebookUnwritable, match="無法寫入") as caught:
            restore_backup(folder, list_backups(folder)[0].path, clock=CLOCK)
    assert "讀取" in caught.value.detail
    with reopen(folder) as book:
        assert len(names(book)) == 3
    assert before


def test_a_bad_backup_replaces_nothing(folder: Path) -> None:
    made = list_backups(folder)[0]
    made.path.write_bytes(made.path.read_bytes()[:-1])
    before = bytes_of(folder)
    with pytest.raises(BackupRefused):
        restore_backup(folder, made.path, clock=CLOCK)
    assert bytes_of(folder) == before


@pytest.mark.slow(reason="starts a process for every kill")
def test_a_kill_at_any_step_of_a_restore_leaves_one_or_the_other(folder: Path, tmp_path: Path) -> None:
    leave_a_log(folder)
    before, after = {"備份裡的公司", "之後的公司", "只在日誌裡的公司"}, {"備份裡的公司"}
    trial = tmp_path / "trial"
    shutil.copytree(folder, trial)
    total = lines_of("restore", trial)
    outcomes = []
    for step in range(KILLS):
        shutil.rmtree(trial)
        shutil.copytree(folder, trial)
        assert killed_at("restore", trial, 1 + step * (total - 1) // (KILLS - 1))
        with reopen(trial) as book:
            outcomes.append(frozenset(names(book)))
            assert check_casebook(book, deep=True).problems == ()
        restore_backup(trial, list_backups(trial)[-1].path, clock=CLOCK)
    assert set(outcomes) == {frozenset(before), frozenset(after)}


@pytest.mark.slow(reason="starts a process for every kill")
def test_a_kill_at_any_step_of_a_backup_leaves_only_whole_backups(folder: Path, tmp_path: Path) -> None:
    trial = tmp_path / "trial"
    shutil.copytree(folder, trial)
    total = lines_of("backup", trial)
    for step in range(KILLS // 3):
        assert killed_at("backup", trial, 1 + step * (total - 1) // (KILLS // 3 - 1))
        backups = list_backups(trial)
        assert backups
        assert all(verify_backup(each.path).problems == () for each in backups)
    with reopen(trial) as book:
        assert create_backup(book) == list_backups(trial)[0]
