"""What long work asks of the interpreter, and that it is given back however the work ends."""

import gc
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest

from backbone_desktop.services.long_work import in_short_turns, uncollected

USUAL_S = 0.005


@pytest.fixture(autouse=True)
def usual_interpreter() -> Iterator[None]:
    """Begin with the collector at work and turns of the usual length, and leave both as they were."""
    was_enabled, turn = gc.isenabled(), sys.getswitchinterval()
    gc.enable()
    sys.setswitchinterval(USUAL_S)
    yield
    sys.setswitchinterval(turn)
    if not was_enabled:
        gc.disable()


@pytest.mark.parametrize("end", [None, ValueError(), KeyboardInterrupt()])
def test_everything_is_as_before_however_the_work_ends(end: BaseException | None) -> None:
    @in_short_turns()
    @uncollected()
    def work() -> None:
        assert not gc.isenabled()
        assert sys.getswitchinterval() < USUAL_S / 10
        if end is not None:
            raise end

    for _ in range(2):
        with suppress(ValueError, KeyboardInterrupt):
            work()
        assert gc.isenabled()
        assert sys.getswitchinterval() == pytest.approx(USUAL_S)


@pytest.mark.parametrize("first_ends", [0, 1])
def test_work_that_overlaps_ends_in_any_order(first_ends: int) -> None:
    under_way = [in_short_turns(), in_short_turns()]
    for each in under_way:
        each.__enter__()
    for each in (under_way[first_ends], under_way[1 - first_ends]):
        each.__exit__(None, None, None)
    assert sys.getswitchinterval() == pytest.approx(USUAL_S)


def test_what_was_set_before_is_not_undone() -> None:
    gc.disable()
    sys.setswitchinterval(USUAL_S / 1_000)
    shorter = sys.getswitchinterval()
    with in_short_turns(), uncollected():
        assert sys.getswitchinterval() == shorter
    assert not gc.isenabled()
    assert sys.getswitchinterval() == shorter
