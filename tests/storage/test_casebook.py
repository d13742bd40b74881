"""Transactions: what is committed stays, what is not leaves no trace."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from backbone_desktop.domain.case import Case
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import ApplicationId
from backbone_desktop.storage import casebook as casebook_module
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.engine import Access, connect
from backbone_desktop.storage.lock import InstanceLock
from backbone_desktop.storage.refusals import CasebookExists, CasebookUnwritable, translated
from tests.storage.casebooks import CONSULTANT, START, add_case, bytes_of, create, observed, reopen


def test_a_new_casebook_knows_its_consultant_and_its_id(casebook: Casebook) -> None:
    with casebook.read() as view:
        assert view.settings.consultant() == CONSULTANT
        assert view.settings.casebook_id() == casebook.casebook_id != ""


def test_creating_over_a_casebook_is_refused(casebook: Casebook) -> None:
    folder = casebook.folder
    casebook.close()
    before = bytes_of(folder)
    with pytest.raises(CasebookExists):
        create(folder)
    assert bytes_of(folder) == before


def test_what_is_committed_is_there_after_reopening(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        uow.commit()
    casebook.close()
    with reopen(casebook.folder) as again, again.read() as view:
        assert view.cases.get(case.id) == case


def test_leaving_without_commit_keeps_nothing(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
    with casebook.read() as view:
        assert view.cases.find(case.id) is None
        assert view.search.query("測試") == ()


def fail_after(_: Case) -> None:
    raise FileNotFoundError("not ours to translate")


def test_an_error_inside_keeps_nothing_and_passes_through(casebook: Casebook) -> None:
    with pytest.raises(FileNotFoundError), casebook.write() as uow:
        fail_after(add_case(uow))
    with casebook.read() as view:
        assert view.cases.ids() == ()


def test_a_reader_sees_one_state_while_another_writes(casebook: Casebook) -> None:
    with casebook.read() as view:
        assert view.cases.ids() == ()
        with casebook.write() as uow:
            add_case(uow)
            uow.commit()
        assert view.cases.ids() == ()
    with casebook.read() as view:
        assert len(view.cases.ids()) == 1


def test_a_read_view_refuses_to_write(casebook: Casebook) -> None:
    with casebook.read() as view, pytest.raises(RuntimeError, match="only reads"):
        view.settings.set_flag("demonstration")


def test_reading_only_takes_no_lock_and_sees_what_is_committed_meanwhile(casebook: Casebook) -> None:
    with reopen(casebook.folder, read_only=True) as reader:
        with casebook.write() as uow:
            case = add_case(uow)
            uow.commit()
        with reader.read() as view:
            assert view.cases.get(case.id) == case
        with pytest.raises(CasebookUnwritable), reader.write():
            pass


def test_reading_only_changes_no_byte(casebook: Casebook) -> None:
    casebook.close()
    before = bytes_of(casebook.folder)
    with reopen(casebook.folder, read_only=True) as reader, reader.read() as view:
        assert view.cases.ids() == ()
    assert {name for name, content in bytes_of(casebook.folder).items() if before.get(name) != content} <= {
        "casebook.db-shm"
    }
    reopen(casebook.folder).close()
    assert {path.name for path in casebook.folder.iterdir()} == {"casebook.db", "casebook.lock"}


def test_closing_leaves_one_file_without_companions(casebook: Casebook) -> None:
    with casebook.write() as uow:
        add_case(uow)
        uow.commit()
    casebook.close()
    casebook.close()
    assert {path.name for path in casebook.folder.iterdir()} == {"casebook.db", "casebook.lock"}


def test_a_casebook_that_could_not_be_settled_is_let_go_and_looked_at_when_it_is_opened_again(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _access: Access) -> None:
        raise CasebookUnwritable(path, "讀寫失敗")

    monkeypatch.setattr(casebook_module, "connect", refuse)
    with pytest.raises(CasebookUnwritable):
        casebook.close()
    monkeypatch.undo()

    lock = InstanceLock.take(casebook.folder, START)
    assert lock.unclean
    lock.give_back()
    reopen(casebook.folder).close()


def test_saving_the_same_again_changes_nothing(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        head = uow.changes.head()
        assert not uow.cases.update(case)
        assert not uow.enterprises.update(case.enterprise)
        assert uow.changes.head() == head


def test_a_missing_record_is_a_sentence(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        with pytest.raises(UserError, match="找不到"):
            uow.applications.get(ApplicationId(uow.new_id()))
        with pytest.raises(UserError, match="找不到"):
            uow.facts.choose(observed(uow).id)
        assert uow.cases.find(case.id) == case


def test_a_violated_constraint_names_no_value(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow, "不可外洩公司")
        uow.enterprises.add(case.enterprise)
        with pytest.raises(IntegrityError, match="constraint failed") as caught:
            uow.commit()
        with pytest.raises(IntegrityError):
            uow.commit()
    assert "不可外洩公司" not in str(caught.value)


def test_a_full_disk_is_a_refusal_and_keeps_the_former_state(casebook: Casebook) -> None:
    with casebook.write() as uow:
        kept = add_case(uow)
        uow.commit()
    with closing(connect(casebook.path, Access.WRITE)) as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(CasebookUnwritable, match="磁碟"), translated(casebook.path):
            connection.execute("CREATE TABLE filler AS SELECT randomblob(100000) AS x")
    with casebook.read() as view:
        assert view.cases.ids() == (kept.id,)


def test_the_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    with create(tmp_path / "a" / "b") as made:
        assert made.path.is_file()


def test_what_a_broken_off_creation_left_does_not_stand_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "casebook.db.creating").write_bytes(b"half a database")
    (tmp_path / "casebook.db.creating-wal").write_bytes(b"half a log")
    create(tmp_path).close()
    assert {path.name for path in tmp_path.iterdir()} == {"casebook.db", "casebook.lock"}
