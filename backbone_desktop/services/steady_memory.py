"""Keeping the collector of cycles from walking over everything an import holds, again and again.

An import makes a million records at once. Walking over them stops every thread of the program for a third of
a second, the window's as well, and finds nothing.

Rule: only around work whose records hold no cycles; counting references frees them, and the collector works
again however the work ends.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest meanwhile."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
