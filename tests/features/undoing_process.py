"""Takes the latest import back in a process of its own, so that a test can kill it.

Usage: python undoing_process.py CASEBOOK whole|piecemeal

``piecemeal`` commits every firm by itself: the fault that the kill test must be able to see.
"""

import sys
from pathlib import Path

from backbone_desktop import bootstrap
from backbone_desktop.domain.identifiers import BatchId
from backbone_desktop.storage import bulk
from backbone_desktop.storage.batch_steps import Direction, step_name


def undo_piecemeal(session: bootstrap.Session, batch: BatchId) -> None:
    """Take every firm back in a transaction of its own, which is what one batch must never become."""
    with session.casebook.read() as view:
        steps = view.steps.latest(batch)
    for place, step in enumerate(steps):
        with session.casebook.write(batch=step_name(batch, Direction.UNDO, str(place))) as uow:
            uow.steps.reverse([step])
            uow.commit()
        say(f"firm {place}")


def say(words: str) -> None:
    """Tell the test that watches."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(folder: str, manner: str) -> None:
    """Open the casebook, say so, and take the import back."""
    # So that rows reach the file while others are decided, as of a file a hundred times as long.
    bulk._MOST_VALUES = 300
    with bootstrap.open_session(Path(folder)) as session:
        batch = session.services.batches.list()[0].id
        say("open")
        if manner == "piecemeal":
            undo_piecemeal(session, batch)
        else:
            session.services.batches.undo(batch)
        say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
