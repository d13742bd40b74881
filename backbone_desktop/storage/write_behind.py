"""Writing on a second thread, so that rows reach the file while the next ones are being decided.

SQLite keeps the disk and one processor busy and lets go of the interpreter meanwhile.

Rule: one piece of work at a time; nobody else touches the connection before `wait` has returned.
"""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread


class WriteBehind:
    """Carries out one piece of work after the other, beside the thread that hands them over.

    What failed is raised by everything that is asked afterwards: half of what belongs together was written,
    and must not be taken for the whole.
    """

    def __init__(self) -> None:
        self._last: Future[None] | None = None

    def start(self, work: Callable[[], None]) -> None:
        """Begin a piece of work once the one before is done."""
        self.wait()
        self._last = last = Future[None]()
        Thread(target=_carry_out, args=(work, last), name="write-behind").start()

    def carry_out(self, work: Callable[[], None]) -> None:
        """Carry out a piece of work on the thread that asks."""
        self.wait()
        self._last = last = Future[None]()
        _carry_out(work, last)
        last.result()

    def wait(self) -> None:
        """Return when nothing is under way."""
        if self._last is not None:
            self._last.result()

    def rest(self) -> None:
        """Return when nothing is under way, whatever became of it: all of it is about to be undone."""
        if self._last is not None:
            self._last.exception()


def _carry_out(work: Callable[[], None], outcome: Future[None]) -> None:
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - whoever waits is told
        outcome.set_exception(error)
    else:
        outcome.set_result(None)
