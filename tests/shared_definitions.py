"""The definitions that ship with the program, read once by each process that runs tests.

Rule: what is shared cannot be changed and comes from the checkout's own resources; a folder that a test made,
or a reader that a test put in place, is read anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
READERS = ("read_facts", "read_edition", "read_form", "read_roster_form", "read_reference")


@contextmanager
def read_once(bootstrap: ModuleType) -> Iterator[None]:
    """Let the start of the program read each shipped definition once; the casebook is opened as ever."""
    with pytest.MonkeyPatch.context() as patch:
        for name in READERS:
            patch.setattr(bootstrap, name, once(getattr(bootstrap, name)))
        yield


def once(read: Callable[..., object]) -> Callable[..., object]:
    """Return a reader that keeps what it read of the shipped resources."""
    kept: dict[tuple[object, ...], tuple[object, tuple[Any, ...]]] = {}

    def reading(folder: Path, *given: Any) -> object:
        if not folder.is_relative_to(RESOURCES):
            return read(folder, *given)
        # What was given is kept as well, so that nothing else takes its identity.
        key = (folder, *(each if isinstance(each, str) else id(each) for each in given))
        if key not in kept:
            kept[key] = read(folder, *given), given
        return kept[key][0]

    return reading
