"""New record ids from the casebook's clock.

Rule: an id is never made anywhere else in storage.
"""

import os
from collections.abc import Callable
from datetime import datetime

from backbone_desktop.domain.identifiers import new_uuid7

Clock = Callable[[], datetime]
"""Returns the present instant, aware, in UTC."""


def id_source(clock: Clock) -> Callable[[], str]:
    """Return a function that gives a new UUIDv7 at each call."""
    return lambda: new_uuid7(int(clock().timestamp() * 1000), os.urandom(10))
