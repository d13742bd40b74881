"""What long work asks of the interpreter while it runs, so that the window and the disk get their turns.

Rule: only around work whose records hold no cycles; however the work ends, everything is as before.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_S = 0.000_2
"""Long enough that changing turns costs nothing, short enough that nobody who waits for a turn notices."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector of cycles rest meanwhile.

    An import makes a million records at once. Walking over them again and again stops every thread of the
    program for a third of a second, the window's as well, and finds nothing; counting references frees them.
    """
    was_enabled = gc.isenabled()
    try:
        gc.disable()
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def in_short_turns() -> Iterator[None]:
    """Let threads take turns at a fifth of a millisecond instead of five.

    The thread that writes rows gives its turn away at every statement, the window's at every event; to wait
    five milliseconds for the next one each time makes both of them as slow as if they worked alone.
    """
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(min(before, _TURN_S))
        yield
    finally:
        # Of work that overlaps, the one that came first remembers how long turns were.
        if before > _TURN_S:
            sys.setswitchinterval(before)
