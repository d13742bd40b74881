"""Work on the second thread: in order, waited for, and never taken for done when it failed."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Event, Thread, current_thread

import pytest
from sqlalchemy.exc import IntegrityError

from backbone_desktop.domain.case import Case
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.storage import bulk
from backbone_desktop.storage.case_lines import stale_lines
from backbone_desktop.storage.casebook import Casebook
from backbone_desktop.storage.refusals import CasebookUnwritable
from backbone_desktop.storage.unit_of_work import UnitOfWork
from backbone_desktop.storage.write_behind import MOST_BEGUN, WriteBehind
from tests.storage.casebooks import add_case, add_entry


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


def test_a_long_line_makes_whoever_adds_to_it_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    behind, may_end, done = WriteBehind(), Event(), list[int]()
    asking, join = current_thread(), Thread.join

    def let_end_and_join(piece: Thread, timeout: float | None = None) -> None:
        if current_thread() is asking:
            may_end.set()
        join(piece, timeout)

    monkeypatch.setattr(Thread, "join", let_end_and_join)
    behind.start(partial(_until, may_end))
    for number in range(1, MOST_BEGUN):
        behind.start(partial(done.append, number))
    has_waited = [may_end.is_set()]
    behind.start(partial(done.append, MOST_BEGUN))
    has_waited.append(may_end.is_set())
    behind.wait()
    assert has_waited == [False, True]
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


def test_work_that_fails_before_the_eyes_of_who_asks_is_told_at_once() -> None:
    with pytest.raises(OSError, match="no room"):
        WriteBehind().carry_out(_fail)


def test_what_stands_in_line_behind_a_failure_is_not_begun() -> None:
    behind, may_end, done = WriteBehind(), Event(), list[int]()

    def first() -> None:
        may_end.wait()
        _fail()

    behind.start(first)
    behind.start(partial(done.append, 2))
    may_end.set()
    with pytest.raises(OSError, match="no room"):
        behind.wait()
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


@pytest.mark.usefixtures("small_statements")
def test_a_disk_that_fills_up_meanwhile_is_refused_as_ever_and_harms_nothing(casebook: Casebook) -> None:
    with casebook.write() as uow:
        known = add_case(uow, "先前的公司")
        uow.commit()
    with pytest.raises(CasebookUnwritable) as refusal:
        _add_until_the_disk_is_full(casebook)
    assert "磁碟已滿" in refusal.value.detail
    with casebook.write() as uow:
        uow._connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert uow.cases.ids() == (known.id,)
        assert uow.changes.verify()
        later = add_case(uow, "之後的公司")
        uow.commit()
    with casebook.read() as view:
        assert view.cases.ids() == (known.id, later.id)


def _add_until_the_disk_is_full(casebook: Casebook) -> None:
    with casebook.write() as uow:
        pages = uow._connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        uow._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
        for number in range(10_000):
            add_case(uow, f"第{number}家公司")
        uow.commit()


@pytest.mark.usefixtures("small_statements")
def test_a_record_that_refers_to_nothing_keeps_all_from_being_committed(casebook: Casebook) -> None:
    with casebook.read() as view:
        before = view.changes.head()
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        _add_entries_of_no_case(casebook)
    with casebook.read() as view:
        assert view.changes.head() == before
        assert view.cases.ids() == ()
    with casebook.write() as uow:
        add_case(uow)
        uow.commit()


def _add_entries_of_no_case(casebook: Casebook) -> None:
    with casebook.write() as uow:
        case = add_case(uow)
        for number in range(10):
            add_entry(uow, replace(case, id=CaseId("nobody")), f"第{number}筆")
        uow.commit()


@pytest.mark.usefixtures("small_statements")
def test_lists_and_search_follow_what_is_flushed_beside_and_after(casebook: Casebook) -> None:
    with casebook.write() as uow:
        first = _add_cases(uow)
        uow.flush_behind()
        renamed = replace(first[0].enterprise, name="改名後的公司")
        uow.enterprises.update(renamed)
        later = add_case(uow, "後來的公司")
        uow.flush_behind()
        uow.commit()
    with casebook.examine() as connection:
        assert stale_lines(connection) == ()
    with casebook.read() as view:
        assert [line.case for line in view.cases.page(search="改名後").lines] == [first[0].id]
        assert [line.case for line in view.cases.page(search="後來的").lines] == [later.id]
        assert view.cases.page(search="第0家").lines == ()
        assert len(view.cases.page(search="家公司").lines) == len(first) - 1


def test_resting_waits_for_what_is_under_way_and_lets_the_rest_of_the_line_go() -> None:
    behind, began, may_end, done = WriteBehind(), Event(), Event(), list[int]()

    def first() -> None:
        began.set()
        may_end.wait()
        done.append(1)

    behind.start(first)
    behind.start(partial(done.append, 2))
    began.wait()
    resting = Thread(target=behind.rest)
    resting.start()
    is_waiting = resting.is_alive()
    may_end.set()
    resting.join()
    for piece in tuple(behind._line):
        piece.join()
    assert is_waiting
    assert done == [1]


def test_an_interruption_while_resting_does_not_let_the_line_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    behind, began, may_end, done = WriteBehind(), Event(), Event(), list[int]()

    def first() -> None:
        began.set()
        may_end.wait()

    behind.start(first)
    behind.start(partial(done.append, 2))
    began.wait()
    with monkeypatch.context() as patched:
        patched.setattr(behind, "_turn", _InterruptedWait())
        with suppress(KeyboardInterrupt):
            behind.rest()
    may_end.set()
    for piece in tuple(behind._line):
        piece.join()
    assert done == []


class _InterruptedWait:
    """A lock whose taking the consultant interrupts."""

    def __enter__(self) -> None:
        raise KeyboardInterrupt

    def __exit__(self, *_: object) -> None:
        """Have nothing to give back."""
