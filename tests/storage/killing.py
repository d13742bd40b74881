"""Programs that are killed while they work, to see what they leave behind.

Run as ``python -m tests.storage.killing WHAT FOLDER [ARGUMENT]``.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from backbone_desktop import storage
from backbone_desktop.storage.backup import create_backup, list_backups, restore_backup
from backbone_desktop.storage.opening import open_checked
from tests.storage.casebooks import CLOCK, add_case, add_entry, reopen

_PACKAGE = str(Path(storage.__file__).parent)
FIRMS_AT_ONCE = 5


def die() -> None:
    """End at once, as by a power failure of the process: nothing is flushed, nothing is closed."""
    os.kill(os.getpid(), signal.SIGKILL)


def say(number: int) -> None:
    """Tell the test that watches."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def run_to_line(work: Callable[[], object], last: int) -> int:
    """Run ``work``, die at the ``last``-th line executed within storage, or return how many there were."""
    lines = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal lines
        if not frame.f_code.co_filename.startswith(_PACKAGE):
            return None
        if event == "line":
            lines += 1
            if lines == last:
                die()
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return lines


def restore_oldest(folder: Path) -> None:
    restore_backup(folder, list_backups(folder)[-1].path, clock=CLOCK)


def back_up(folder: Path) -> None:
    with reopen(folder) as book:
        create_backup(book)


def upgrade_casebook(folder: Path) -> None:
    """Open with the migrations that stand beside the casebook folder."""
    _, lock = open_checked(folder, CLOCK, read_only=False, migrations=folder.parent / "migrations")
    if lock is not None:
        lock.release()


def write_without_end(folder: Path, *, too_early: bool) -> None:
    """Commit five firms at a time and say which; ``too_early`` says so before the commit."""
    book = reopen(folder)
    number = 0
    while True:
        with book.write() as uow:
            for part in range(FIRMS_AT_ONCE):
                add_entry(uow, add_case(uow, f"第{number}批第{part}家"), f"第{number}批")
            if too_early:
                say(number)
            uow.commit()
        if not too_early:
            say(number)
        number += 1


def main(what: str, folder: Path, argument: str) -> None:
    if what == "restore":
        say(run_to_line(lambda: restore_oldest(folder), int(argument)))
    elif what == "upgrade":
        say(run_to_line(lambda: upgrade_casebook(folder), int(argument)))
    elif what == "backup":
        say(run_to_line(lambda: back_up(folder), int(argument)))
    else:
        write_without_end(folder, too_early=argument == "too early")


def started(what: str, folder: Path, argument: str) -> "subprocess.Popen[str]":
    """Start one of the programs above."""
    command = [sys.executable, "-m", "tests.storage.killing", what, str(folder), argument]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def killed_at(what: str, folder: Path, line: int) -> bool:
    """Run a program to that line; tell whether it was killed there rather than done before."""
    with started(what, folder, str(line)) as process:
        process.communicate()
    assert process.returncode in {0, -signal.SIGKILL}
    return process.returncode != 0


def lines_of(what: str, folder: Path) -> int:
    """Run a program to its end and return how many lines it executed within storage."""
    with started(what, folder, "0") as process:
        return int(process.communicate()[0])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
