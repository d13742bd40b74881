"""New record ids from the casebook's clock.

Rule: an id is never made anywhere else in storage.
"""

import os
from collections.abc import Callable
from datetime import datetime
from random import Random

from backbone_desktop.domain.identifiers import MOST_UUIDS_AT_ONCE, new_uuid7s

Clock = Callable[[], datetime]
"""Returns the present instant, aware, in UTC."""


class IdSource:
    """Gives new UUIDv7s.

    Their random bits come from a generator seeded by the system: an import asks for a hundred ids a row, and
    asking the system for each would take longer than making the record.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._random = Random(os.urandom(64))  # noqa: S311 - ids are to be unique, not secret

    def __call__(self) -> str:
        """Return a new id."""
        return self.many(1)[0]

    def many(self, count: int) -> list[str]:
        """Return as many new ids, all of the present instant."""
        at_ms = int(self._clock().timestamp() * 1000)
        ids = new_uuid7s(at_ms, self._random.randbytes(10), min(count, MOST_UUIDS_AT_ONCE))
        return ids if len(ids) == count else ids + self.many(count - len(ids))


def id_source(clock: Clock) -> IdSource:
    """Return what gives a new UUIDv7 at each call."""
    return IdSource(clock)
