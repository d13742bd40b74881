"""Work on the second thread: in order, waited for, and never taken for done when it failed."""

from functools import partial
from threading import Event, Thread, current_thread

import pytest

from backbone_desktop.domain.case import Case
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.storage import bulk
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.unit_of_work import UnitOfWork
from backbone_desktop.storage.write_behind import MOST_BEGUN, WriteBehind
from tests.storage.casebooks import add_case


@pytest.fixture
def small_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let three rows fill a statement, so that the few rows of a test are written beside."""
    monkeypatch.setattr(bulk, "rows_at_once", lambda _table: 3)
    monkeypatch.setattr(bulk, "_SIZES", (2, 1))


def _fail() -> None:
    raise OSError("no room")


def _until(event: Event) -> None:
    event.wait()


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


def test_a_long_line_makes_whoever_adds_to_it_wait() -> None:
    behind, may_end, done = WriteBehind(), Event(), list[int]()
    behind.start(partial(_until, may_end))
    for number in range(1, MOST_BEGUN):
        behind.start(partial(done.append, number))
    one_more = Thread(target=behind.start, args=(partial(done.append, MOST_BEGUN),))
    one_more.start()
    assert done == []
    assert one_more.is_alive()
    may_end.set()
    one_more.join()
    behind.wait()
    assert done == list(range(1, MOST_BEGUN + 1))


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


@pytest.mark.usefixtures("small_statements")
def test_rows_written_beside_are_read_at_once(casebook: Casebook) -> None:
    with casebook.write() as uow:
        cases = _add_cases(uow)
        assert {uow.cases.get(each.id) for each in cases} == set(cases)
        uow.commit()
    with casebook.read() as view:
        assert {view.cases.get(each.id) for each in cases} == set(cases)
        assert view.changes.verify()


@pytest.mark.usefixtures("small_statements")
def test_leaving_in_the_middle_undoes_what_is_being_written(casebook: Casebook) -> None:
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


@pytest.mark.usefixtures("small_statements")
def test_a_failure_beside_keeps_the_transaction_from_being_committed(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "insert", lambda *_: _fail())
    with casebook.write() as uow:
        with pytest.raises(OSError, match="no room"):
            _add_cases(uow)
        with pytest.raises(OSError, match="no room"):
            uow.commit()
    with casebook.read() as view:
        assert view.cases.ids() == ()
