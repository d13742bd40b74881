"""Work off the GUI thread: results, refusals and defects come home; beside it, what bare Qt does."""

import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QRunnable, QThread, QThreadPool, Signal
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.errors import BackboneError, Cancelled, UserError
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.ui.background import TaskControl, TaskRunner
from backbone_desktop.ui.change_feed import ChangeFeed


@pytest.fixture
def feed() -> ChangeFeed:
    """Return a feed of its own."""
    return ChangeFeed()


@pytest.fixture
def tasks(feed: ChangeFeed) -> Iterator[TaskRunner]:
    """Yield a runner that is at rest when the test ends."""
    runner = TaskRunner(feed)
    yield runner
    runner.wait()


def test_work_runs_elsewhere_and_its_result_comes_home(tasks: TaskRunner, qtbot: QtBot) -> None:
    threads: list[QThread] = []

    def then(result: int) -> None:
        threads.append(QThread.currentThread())
        assert result == 42

    def work(_control: TaskControl) -> int:
        threads.append(QThread.currentThread())
        return 42

    with qtbot.waitSignal(tasks.idle):
        tasks.run("工作", work, then)

    there, here = threads
    assert there is not here
    assert here is QThread.currentThread()


def _note(order: list[int], number: int, _control: TaskControl) -> int:
    order.append(number)
    return number


def test_tasks_run_one_after_the_other_in_the_order_given(tasks: TaskRunner, qtbot: QtBot) -> None:
    order: list[int] = []

    with qtbot.waitSignal(tasks.idle):
        for number in range(20):
            tasks.run("工作", partial(_note, order, number))

    assert order == list(range(20))


def test_what_changed_is_published_after_the_caller_was_told(
    tasks: TaskRunner, feed: ChangeFeed, qtbot: QtBot
) -> None:
    heard: list[object] = []
    feed.changed.connect(heard.append)
    changes = Changes.of(Kind.CASES)

    with qtbot.waitSignal(tasks.idle):
        tasks.run("工作", lambda _control: Done("結果", changes), heard.append)

    assert heard == ["結果", changes]


def test_a_refusal_goes_to_its_caller_or_to_the_window(tasks: TaskRunner, qtbot: QtBot) -> None:
    told: list[BackboneError] = []

    def refuse(_control: TaskControl) -> None:
        raise UserError("不行")

    with qtbot.waitSignal(tasks.idle):
        tasks.run("工作", refuse, otherwise=told.append)
    with qtbot.waitSignal(tasks.refused) as refused:
        tasks.run("工作", refuse)

    assert [each.title for each in told] == ["不行"]
    assert refused.args is not None
    assert refused.args[0].title == "不行"


@pytest.mark.logs_errors
def test_a_defect_is_announced_and_the_next_task_runs(tasks: TaskRunner, qtbot: QtBot) -> None:
    ran: list[str] = []

    with qtbot.waitSignal(tasks.idle), qtbot.waitSignal(tasks.failed) as failed:
        tasks.run("工作", lambda _control: 1 // 0, lambda _result: ran.append("never"))
        tasks.run("工作", lambda _control: ran.append("next"))

    assert failed.args is not None
    assert isinstance(failed.args[0], ZeroDivisionError)
    assert ran == ["next"]


def test_cancelled_work_tells_nobody_a_result(tasks: TaskRunner, qtbot: QtBot) -> None:
    started = threading.Event()
    told: list[int] = []

    def work(control: TaskControl) -> int:
        started.set()
        while not control.cancelled():
            pass
        raise Cancelled

    with qtbot.waitSignal(tasks.idle):
        handle = tasks.run("工作", work, told.append)
        started.wait()
        handle.cancel()

    assert told == []


def test_progress_arrives_on_the_gui_thread(tasks: TaskRunner, qtbot: QtBot) -> None:
    seen: list[tuple[int, int, bool]] = []
    here = threading.get_ident()

    class Listener(QObject):
        def listen(self, done: int, total: int) -> None:
            seen.append((done, total, threading.get_ident() == here))

    listening = threading.Event()

    def work(control: TaskControl) -> int:
        listening.wait()
        control.progress(3, 7)
        return 0

    listener = Listener()
    with qtbot.waitSignal(tasks.idle):
        tasks.run("工作", work).progressed.connect(listener.listen)
        listening.set()

    assert seen == [(3, 7, True)]


def test_progress_is_reported_ten_times_a_second_and_never_without_its_end() -> None:
    told: list[tuple[int, int]] = []
    now = iter((5.0, 5.05, 5.06, 5.2, 5.21, 5.22, 5.23))
    control = TaskControl(lambda done, total: told.append((done, total)), lambda: next(now))

    for done, total in ((0, 0), (500, 0), (0, 9), (3, 9), (4, 9), (9, 9), (0, 4)):
        control.progress(done, total)

    assert told == [(0, 0), (0, 9), (3, 9), (9, 9), (0, 4)]


class _Bare(QRunnable):
    """A runnable as one would write it first: it lets exceptions out and owns its signals."""

    class Signals(QObject):
        """Owned by the runnable, so destroyed where the runnable is."""

        finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.signals = self.Signals()

    def run(self) -> None:
        raise ZeroDivisionError


def test_a_bare_runnable_lets_its_exception_out_on_the_worker_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[tuple[type[BaseException], int]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: caught.append((kind, threading.get_ident())))
    pool = QThreadPool()

    pool.start(_Bare())
    pool.waitForDone()

    ((kind, thread),) = caught
    assert kind is ZeroDivisionError
    assert thread != threading.get_ident()
