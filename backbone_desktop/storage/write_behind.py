"""Writing on a second thread, so that rows reach the file while the next ones are being decided.

SQLite keeps the disk and one processor busy and lets go of the interpreter meanwhile.

Rule: one piece of work at a time, in the order given; nobody else touches the connection before `wait` or
`rest` has returned. An interruption may come anywhere on the thread that asks: what it cut short is never
waited for.
"""

from collections import deque
from collections.abc import Callable
from threading import Lock, Thread

MOST_BEGUN = 8
"""Pieces under way or in line. Some take long and some are short; what waits in line is held in memory."""


class WriteBehind:
    """Carries out one piece of work after the other, beside the thread that hands them over.

    What failed is raised by everything that is asked afterwards: half of what belongs together was written,
    and must not be taken for the whole.
    """

    def __init__(self) -> None:
        self._line: deque[Thread] = deque()
        self._turn = Lock()
        self._is_over = False
        self._failure: BaseException | None = None

    def start(self, work: Callable[[], None]) -> None:
        """Put a piece of work in line; when the line is long, return once it is shorter."""
        self._let_end(MOST_BEGUN - 1)
        self._raise()
        before = self._line[-1] if self._line else None
        piece = Thread(target=self._carry_out_after, args=(before, work), name="write-behind")
        self._line.append(piece)
        piece.start()

    def carry_out(self, work: Callable[[], None]) -> None:
        """Carry out a piece of work on the thread that asks."""
        self.wait()
        self._carry_out(work)
        self._raise()

    def wait(self) -> None:
        """Return when nothing is under way."""
        self._let_end(0)
        self._raise()

    def rest(self) -> None:
        """Return when nothing is under way, whatever became of it: all of it is about to be undone.

        Nothing begins any more afterwards, not even what was handed over as this was asked.
        """
        # Said first, so that a second interruption while this waits cannot let the line go on.
        self._is_over = True
        with self._turn:
            pass

    def _let_end(self, but: int) -> None:
        """Return when no more pieces than ``but`` are in line."""
        while len(self._line) > but:
            self._line[0].join()
            self._line.popleft()

    def _carry_out_after(self, before: Thread | None, work: Callable[[], None]) -> None:
        if before is not None:
            before.join()
        self._carry_out(work)

    def _carry_out(self, work: Callable[[], None]) -> None:
        with self._turn:
            if self._is_over or self._failure is not None:
                return
            try:
                work()
            except BaseException as error:  # noqa: BLE001 - whoever waits is told
                self._failure = error

    def _raise(self) -> None:
        if self._failure is not None:
            raise self._failure
