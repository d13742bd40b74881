"""New record ids from the casebook's clock.

Rule: an id is never made anywhere else in storage.
"""

import os
from collections.abc import Callable
from datetime import datetime
from random import Random

from backbone_desktop.domain.identifiers import new_uuid7

Clock = Callable[[], datetime]
"""Returns the present instant, aware, in UTC."""


def id_source(clock: Clock) -> Callable[[], str]:
    """Return a function that gives a new UUIDv7 at each call.

    Its random bits come from a generator seeded by the system: an import asks for a hundred ids a row, and
    asking the system for each would take longer than making the record.
    """
    random = Random(os.urandom(64))  # noqa: S311 - ids are to be unique, not secret
    return lambda: new_uuid7(int(clock().timestamp() * 1000), random.randbytes(10))
