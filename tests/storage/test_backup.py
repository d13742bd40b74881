"""Backups: complete under a running writer, proven, thinned."""

import itertools
import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from backbone_desktop.domain.time_stamp import TAIWAN_TIME
from backbone_desktop.storage import backup_files
from backbone_desktop.storage.backup import create_backup, list_backups, thin, verify_backup
from backbone_desktop.storage.backup_files import Backup, backups_folder, backups_in
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.engine import Access, connect
from backbone_desktop.storage.inspection import State, read_state
from backbone_desktop.storage.refusals import BackupRefused, BackupUnfinished
from tests.storage.casebooks import add_case

MIDNIGHT = datetime(2015, 1, 1, tzinfo=UTC)


@pytest.fixture
def filled(casebook: Casebook) -> Casebook:
    with casebook.write() as uow:
        for number in range(20):
            add_case(uow, f"測試{number}廠")
        uow.commit()
    return casebook


def firms_in(path: Path) -> int:
    with closing(dbapi2.connect(str(path))) as connection:
        count: int = connection.execute("SELECT count(*) FROM enterprise").fetchone()[0]
        return count


def test_a_backup_of_an_open_casebook_holds_everything_committed(filled: Casebook) -> None:
    made = create_backup(filled)
    assert firms_in(made.path) == made.counts["enterprise"] == 20
    assert made.casebook_id == filled.casebook_id
    assert verify_backup(made.path).problems == ()
    assert list_backups(filled.folder) == (made,)


def test_control_copying_the_file_of_an_open_casebook_loses_commits(filled: Casebook, tmp_path: Path) -> None:
    with closing(connect(filled.path, Access.WRITE)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with filled.write() as uow:
        add_case(uow, "最後存入的公司")
        uow.commit()
    naive = tmp_path / "copied.db"
    shutil.copyfile(filled.path, naive)
    assert firms_in(naive) == 20
    assert firms_in(create_backup(filled).path) == 21


def test_a_backup_is_one_file_and_its_manifest_and_nothing_else(filled: Casebook) -> None:
    made = create_backup(filled)
    names = {path.name for path in made.path.parent.iterdir()}
    assert names == {made.path.name, made.path.with_suffix(".json").name}


def test_what_another_transaction_has_not_committed_is_not_in_the_backup(filled: Casebook) -> None:
    with filled.write() as uow:
        add_case(uow, "未存入")
        made = create_backup(filled)
    assert firms_in(made.path) == 20


def test_the_casebook_knows_whether_it_changed_since(casebook: Casebook) -> None:
    said = [casebook.changed_since_backup]
    create_backup(casebook)
    said.append(casebook.changed_since_backup)
    with casebook.write() as uow:
        uow.settings.set_flag("demonstration")
        uow.commit()
    said.append(casebook.changed_since_backup)
    assert said == [True, False, True]


def test_attachments_are_in_the_manifest(casebook: Casebook) -> None:
    casebook.vault.write_file("attachments/照片.jpg", b"picture")
    (listed,) = create_backup(casebook).attachments
    assert (listed.name, listed.size) == ("attachments/照片.jpg", 7)


@pytest.mark.parametrize("position", [100, 5000, 100_000])
def test_a_flipped_bit_is_found(filled: Casebook, position: int) -> None:
    made = create_backup(filled)
    content = bytearray(made.path.read_bytes())
    content[position] ^= 1
    made.path.write_bytes(content)
    assert verify_backup(made.path).problems


def test_a_manifest_that_promises_more_rows_is_found(filled: Casebook) -> None:
    made = create_backup(filled)
    manifest = made.path.with_suffix(".json")
    values = json.loads(manifest.read_text("utf-8"))
    values["counts"]["enterprise"] += 1
    manifest.write_text(json.dumps(values), "utf-8")
    assert verify_backup(made.path).problems


@pytest.mark.parametrize("missing", [".json", ".db"])
def test_half_a_backup_is_none(filled: Casebook, missing: str) -> None:
    made = create_backup(filled)
    made.path.with_suffix(missing).unlink()
    assert list_backups(filled.folder) == ()
    assert verify_backup(made.path).problems
    assert filled.changed_since_backup


def test_a_backup_a_person_asked_for_outlives_the_same_days_others(filled: Casebook) -> None:
    wanted = create_backup(filled, asked=True)
    replaced = create_backup(filled)
    newest = create_backup(filled)
    assert {each.path for each in list_backups(filled.folder)} == {newest.path, wanted.path}
    assert not replaced.path.exists()


def test_a_copy_that_lost_something_is_no_backup(filled: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    # The second look is at the copy; this is what a faulty disk would make of it.
    looks = itertools.count()

    def faulty(connection: dbapi2.Connection) -> State:
        state = read_state(connection)
        return replace(state, counts={"enterprise": 3}) if next(looks) else state

    monkeypatch.setattr(backup_files, "read_state", faulty)
    with pytest.raises(BackupRefused):
        create_backup(filled)
    assert list((filled.folder / "backups").iterdir()) == []


def test_a_backup_that_was_broken_off_is_cleared_by_the_next(filled: Casebook) -> None:
    room = filled.folder / "backups"
    room.mkdir()
    (room / "casebook-1.db.partial").write_bytes(b"half")
    (room / "casebook-1.db.partial-journal").write_bytes(b"half")
    made = create_backup(filled)
    assert {path.stem for path in room.iterdir()} == {made.path.stem}


def made_at(moment: datetime) -> Backup:
    return Backup(Path(f"/nowhere/casebook-{moment.isoformat()}.db"), moment, "id", 1, 1, "", {}, 0, "")


def test_thinning_keeps_days_weeks_and_months() -> None:
    end = datetime(2016, 12, 31, 8, tzinfo=UTC)
    every_day = [made_at(end - timedelta(hours=8 * back)) for back in range(3 * 400)]
    removed = {each.path for each in thin(every_day)}
    kept = [each for each in every_day if each.path not in removed]
    days = [each.at.astimezone(TAIWAN_TIME).date() for each in kept]
    assert days[:12] == [end.date() - timedelta(days=back) for back in range(12)]
    assert len({day.isocalendar()[:2] for day in days}) >= 10
    assert len({(day.year, day.month) for day in days}) == 9
    assert len(kept) <= 12 + 10 + 9


@given(st.lists(st.integers(0, 800 * 24).map(lambda hours: MIDNIGHT + timedelta(hours=hours)), unique=True))
def test_thinning_twice_removes_nothing_more_and_never_the_newest(moments: list[datetime]) -> None:
    backups = [made_at(moment) for moment in moments]
    removed = thin(backups)
    rest = [each for each in backups if each not in removed]
    assert thin(rest) == ()
    if backups:
        assert max(backups, key=lambda each: each.at) in rest


def test_making_a_backup_thins_only_this_casebooks(filled: Casebook) -> None:
    made = create_backup(filled)
    other = replace(made, path=made.path.with_name("casebook-0.db"), casebook_id="another")
    shutil.copyfile(made.path, other.path)
    values = json.loads(made.path.with_suffix(".json").read_text("utf-8")) | {"casebook_id": "another"}
    other.path.with_suffix(".json").write_text(json.dumps(values), "utf-8")
    newest = create_backup(filled)
    assert {each.path.name for each in backups_in(made.path.parent)} == {newest.path.name, other.path.name}


def test_a_disk_that_takes_no_backup_is_not_said_to_have_lost_the_change(filled: Casebook) -> None:
    backups_folder(filled.folder).write_text("a file where the folder should be")

    with pytest.raises(BackupUnfinished, match="備份未完成") as refusal:
        create_backup(filled)

    assert "不受影響" in refusal.value.detail
    with filled.read() as view:
        assert view.cases.ids()
