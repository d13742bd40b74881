"""Writing on a second thread, so that rows reach the file while the next ones are being decided.

SQLite keeps the disk and one processor busy and lets go of the interpreter meanwhile.

Rule: one piece of work at a time; nobody else touches the connection before `wait` or `rest` has returned.
An interruption may come anywhere on the thread that asks: what it cut short is never waited for.
"""

from collections.abc import Callable
from threading import Lock, Thread


class WriteBehind:
    """Carries out one piece of work after the other, beside the thread that hands them over.

    What failed is raised by everything that is asked afterwards: half of what belongs together was written,
    and must not be taken for the whole.
    """

    def __init__(self) -> None:
        self._beside: Thread | None = None
        self._turn = Lock()
        self._is_over = False
        self._failure: BaseException | None = None

    def start(self, work: Callable[[], None]) -> None:
        """Begin a piece of work once the one before is done."""
        self.wait()
        self._beside = Thread(target=self._carry_out, args=(work,), name="write-behind")
        self._beside.start()

    def carry_out(self, work: Callable[[], None]) -> None:
        """Carry out a piece of work on the thread that asks."""
        self.wait()
        self._carry_out(work)
        self._raise()

    def wait(self) -> None:
        """Return when nothing is under way."""
        if self._beside is not None:
            self._beside.join()
            self._beside = None
        self._raise()

    def rest(self) -> None:
        """Return when nothing is under way, whatever became of it: all of it is about to be undone.

        Nothing begins any more afterwards, not even what was handed over as this was asked.
        """
        with self._turn:
            self._is_over = True

    def _carry_out(self, work: Callable[[], None]) -> None:
        with self._turn:
            if self._is_over:
                return
            try:
                work()
            except BaseException as error:  # noqa: BLE001 - whoever waits is told
                self._failure = error

    def _raise(self) -> None:
        if self._failure is not None:
            raise self._failure
