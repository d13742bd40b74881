"""Killed at random moments while writing: what was acknowledged is there, and nothing is there by half."""

import random
from collections import Counter
from pathlib import Path

import pytest

from backbone_desktop.storage.check import check_casebook
from tests.storage.casebooks import create, reopen
from tests.storage.killing import FIRMS_AT_ONCE, started

KILLS = 20


def write_and_kill(folder: Path, argument: str, seed: int) -> int:
    """Let a program commit until it has acknowledged a few batches, kill it, and return how many it had."""
    patience = random.Random(seed)
    with started("write", folder, argument) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(patience.randrange(1, 6))]
        # A moment within the next transactions, counted in work rather than in time.
        for _ in range(patience.randrange(0, 200_000)):
            pass
        process.kill()
        said += process.stdout.readlines()
    return int(said[-1]) + 1


def kept_batches(folder: Path) -> dict[str, int]:
    """Return the firms per batch, after making sure that the casebook opens and is sound."""
    with reopen(folder) as book:
        assert check_casebook(book).problems == ()
        with book.read() as view:
            return Counter(
                line.name.partition("第")[2].partition("批")[0]
                for line in view.cases.page(limit=100_000).lines
            )


@pytest.mark.slow(reason="starts a process for every kill")
def test_what_was_acknowledged_survives_and_nothing_is_there_by_half(tmp_path: Path) -> None:
    for seed in range(KILLS):
        folder = tmp_path / str(seed)
        create(folder).close()
        acknowledged = write_and_kill(folder, "honest", seed)
        kept = kept_batches(folder)
        assert set(kept.values()) <= {FIRMS_AT_ONCE}
        assert {str(number) for number in range(acknowledged)} <= set(kept)


@pytest.mark.slow(reason="starts a process for every kill")
def test_control_acknowledging_before_the_commit_is_caught(tmp_path: Path) -> None:
    def loses_something(seed: int) -> bool:
        folder = tmp_path / str(seed)
        create(folder).close()
        acknowledged = write_and_kill(folder, "too early", seed)
        return not {str(number) for number in range(acknowledged)} <= set(kept_batches(folder))

    assert any(loses_something(seed) for seed in range(KILLS))
