"""Long and writing work off the GUI thread, one task after the other.

Rule: a task sees no widget; its result, its progress and its refusal come home as calls on the GUI
thread. One worker keeps every write in order.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar, overload

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from backbone_desktop.domain.errors import BackboneError, Cancelled
from backbone_desktop.services.changes import Done
from backbone_desktop.ui.change_feed import ChangeFeed

ResultT = TypeVar("ResultT")
log = logging.getLogger(__name__)


REPORT_EVERY_S = 0.1
"""Nobody reads faster, and each report has a page laid out and painted while the task needs the processor."""


class TaskControl:
    """What a task holds of its outside: it reports progress and asks whether to stop."""

    def __init__(self, report: Callable[[int, int], None], clock: Callable[[], float] = monotonic) -> None:
        self._report = report
        self._clock = clock
        self._stop = threading.Event()
        self._total = -1
        self._reported_s = 0.0

    def progress(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` steps are finished; a total of 0 means unknown.

        The first and the last step and every change of the total are reported, of the others ten a second.
        """
        now = self._clock()
        if total == self._total and done != total and now - self._reported_s < REPORT_EVERY_S:
            return
        self._total, self._reported_s = total, now
        self._report(done, total)

    def cancelled(self) -> bool:
        """Whether somebody asked the task to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the task to stop at its next chance."""
        self._stop.set()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended: a result, an expected refusal, a defect, or a cancellation (none of them)."""

    result: Any = None
    refusal: BackboneError | None = None
    defect: BaseException | None = None
    cancelled: bool = False


class TaskHandle(QObject):
    """A task under way, owned by the GUI thread; its signals are delivered there."""

    progressed = Signal(int, int)
    ended = Signal(object)

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.control = TaskControl(self.progressed.emit)

    def cancel(self) -> None:
        """Ask the task to stop; it ends as cancelled and keeps nothing."""
        self.control.cancel()


class _Run(QRunnable):
    """Carries one task to the worker thread; it never owns the handle."""

    def __init__(self, work: Callable[[TaskControl], Any], handle: TaskHandle) -> None:
        super().__init__()
        self._work = work
        self._handle = handle

    def run(self) -> None:
        self._handle.ended.emit(_outcome(self._work, self._handle.control))


def _outcome(work: Callable[[TaskControl], Any], control: TaskControl) -> Outcome:
    try:
        return Outcome(result=work(control))
    except Cancelled:
        return Outcome(cancelled=True)
    except BackboneError as refusal:
        return Outcome(refusal=refusal)
    except Exception as defect:
        log.exception("a task failed with a defect")
        return Outcome(defect=defect)


@dataclass(frozen=True, slots=True)
class Ends:
    """What is called when a task comes home: with its result, with a refusal, and at last in any case."""

    then: Callable[[Any], None] | None
    otherwise: Callable[[BackboneError], None] | None
    at_last: Callable[[], None] | None


class TaskRunner(QObject):
    """Runs tasks in order on one worker thread."""

    started = Signal(object)
    idle = Signal()
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, feed: ChangeFeed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._under_way: list[_Task] = []

    @overload
    def run(
        self,
        title: str,
        work: Callable[[TaskControl], Done[ResultT]],
        then: Callable[[ResultT], None] | None = None,
        otherwise: Callable[[BackboneError], None] | None = None,
        at_last: Callable[[], None] | None = None,
    ) -> TaskHandle: ...

    @overload
    def run(
        self,
        title: str,
        work: Callable[[TaskControl], ResultT],
        then: Callable[[ResultT], None] | None = None,
        otherwise: Callable[[BackboneError], None] | None = None,
        at_last: Callable[[], None] | None = None,
    ) -> TaskHandle: ...

    def run(
        self,
        title: str,
        work: Callable[[TaskControl], Any],
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[BackboneError], None] | None = None,
        at_last: Callable[[], None] | None = None,
    ) -> TaskHandle:
        """Run ``work`` after all tasks given before it.

        Args:
            title: zh-TW words for the status bar.
            work: Runs on the worker; a :class:`Done` it returns is published on the change feed.
            then: Called on the GUI thread with the result (with ``Done.value`` for a Done).
            otherwise: Called on the GUI thread with a refusal; without it ``refused`` is emitted.
            at_last: Called on the GUI thread when the task is over, however it ended. A signal of the handle
                would not do: the handle may be gone before a second receiver is told.
        """
        task = _Task(self, TaskHandle(title, self), Ends(then, otherwise, at_last))
        self._under_way.append(task)
        self.started.emit(task.handle)
        self._pool.start(_Run(work, task.handle))
        return task.handle

    @property
    def busy(self) -> bool:
        """Whether any task has not come home yet."""
        return bool(self._under_way)

    @property
    def title(self) -> str:
        """The title of the work under way, empty when there is none."""
        return self._under_way[0].handle.title if self._under_way else ""

    def cancel_all(self) -> None:
        """Ask every task to stop."""
        for task in self._under_way:
            task.handle.cancel()

    def wait(self, milliseconds: int = -1) -> bool:
        """Block until the worker is idle; for closing the window only."""
        return self._pool.waitForDone(milliseconds)

    def finish(self, task: "_Task", outcome: Outcome) -> None:
        """Bring a task home: publish, call back, forget it."""
        self._under_way.remove(task)
        if outcome.defect is not None:
            self.failed.emit(outcome.defect)
        elif outcome.refusal is not None:
            (task.ends.otherwise or self.refused.emit)(outcome.refusal)
        elif not outcome.cancelled:
            self._deliver(task, outcome.result)
        if task.ends.at_last is not None:
            task.ends.at_last()
        task.handle.deleteLater()
        task.deleteLater()
        if not self._under_way:
            self.idle.emit()

    def _deliver(self, task: "_Task", result: Any) -> None:
        value = result.value if isinstance(result, Done) else result
        if task.ends.then is not None:
            task.ends.then(value)
        if isinstance(result, Done):
            self._feed.publish(result.changes)


class _Task(QObject):
    """Receives the end of one task on the GUI thread; a method of a QObject, so that Qt queues the call."""

    def __init__(self, runner: TaskRunner, handle: TaskHandle, ends: Ends) -> None:
        super().__init__(runner)
        self._runner = runner
        self.handle = handle
        self.ends = ends
        handle.ended.connect(self.end, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def end(self, outcome: Outcome) -> None:
        """Bring the task home."""
        self._runner.finish(self, outcome)
