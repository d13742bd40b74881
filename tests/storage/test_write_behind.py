"""Work on the second thread: in order, waited for, and never taken for done when it failed."""

from threading import Event, Thread, current_thread

import pytest

from backbone_desktop.domain.case import Case
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.storage import pending
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.unit_of_work import UnitOfWork
from backbone_desktop.storage.write_behind import WriteBehind
from tests.storage.casebooks import add_case


def _fail() -> None:
    raise OSError("no room")


def test_pieces_are_carried_out_one_after_the_other() -> None:
    behind, may_end, done = WriteBehind(), Event(), list[int]()

    def first() -> None:
        may_end.wait()
        done.append(1)

    behind.start(first)
    assert not done
    may_end.set()
    behind.start(lambda: done.append(2))
    behind.carry_out(lambda: done.append(3))
    assert done == [1, 2, 3]


def test_started_work_has_a_thread_of_its_own_and_carried_out_work_has_not() -> None:
    behind, threads = WriteBehind(), list[object]()
    behind.start(lambda: threads.append(current_thread()))
    behind.carry_out(lambda: threads.append(current_thread()))
    assert threads[0] is not current_thread()
    assert threads[1] is current_thread()


def test_a_failure_is_raised_by_whatever_comes_after_it() -> None:
    behind, done = WriteBehind(), list[int]()
    behind.start(_fail)
    for _ in range(2):
        with pytest.raises(OSError, match="no room"):
            behind.wait()
        with pytest.raises(OSError, match="no room"):
            behind.start(lambda: done.append(1))
        with pytest.raises(OSError, match="no room"):
            behind.carry_out(lambda: done.append(1))
    assert not done


def test_resting_passes_over_a_failure() -> None:
    behind = WriteBehind()
    behind.rest()
    behind.start(_fail)
    behind.rest()


def test_nothing_begins_after_resting_and_nothing_cut_short_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    behind, done = WriteBehind(), list[int]()

    def interrupted(_thread: Thread) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Thread, "start", interrupted)
        with pytest.raises(KeyboardInterrupt):
            behind.start(lambda: done.append(1))
    behind.rest()
    behind._carry_out(lambda: done.append(2))
    assert not done


def test_rows_written_beside_are_read_at_once(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending, "_MOST_WAITING", 3)
    monkeypatch.setattr(pending, "_ROWS_AT_ONCE", 2)
    with casebook.write() as uow:
        cases = _add_cases(uow)
        assert {uow.cases.get(each.id) for each in cases} == set(cases)
        uow.commit()
    with casebook.read() as view:
        assert {view.cases.get(each.id) for each in cases} == set(cases)
        assert view.changes.verify()


def test_leaving_in_the_middle_undoes_what_is_being_written(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "_MOST_WAITING", 3)
    with casebook.read() as view:
        before = view.changes.head()
    with pytest.raises(Cancelled):
        _begin_and_leave(casebook)
    with casebook.read() as view:
        assert view.cases.ids() == ()
        assert view.changes.head() == before


def _begin_and_leave(casebook: Casebook) -> None:
    with casebook.write() as uow:
        _add_cases(uow)
        raise Cancelled


def _add_cases(uow: UnitOfWork) -> list[Case]:
    return [add_case(uow, f"第{number}家公司") for number in range(20)]


def test_a_failure_beside_keeps_the_transaction_from_being_committed(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pending, "_MOST_WAITING", 3)
    monkeypatch.setattr(pending, "append", lambda *_: _fail())
    with casebook.write() as uow:
        with pytest.raises(OSError, match="no room"):
            _add_cases(uow)
        with pytest.raises(OSError, match="no room"):
            uow.commit()
    with casebook.read() as view:
        assert view.cases.ids() == ()
