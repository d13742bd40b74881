"""Casebooks made once by each process that runs tests, and copied for each test.

Rule: only a closed casebook is copied, so that nothing of it is still in a log beside it.
"""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant

AS_OF = date(2016, 3, 10)


def make_or_copy(template: Path, folder: Path, make: Callable[[], object]) -> None:
    """Put a casebook into ``folder``: the first time by making it, from then on by copying what was made.

    Args:
        template: Where what was made is kept.
        folder: Where the casebook goes; not there yet.
        make: Makes a casebook in ``folder`` and closes it.
    """
    if template.exists():
        shutil.copytree(template, folder)
        return
    make()
    assert not list(folder.glob("*-wal")), "still open"
    shutil.copytree(folder, template)


def empty_session(templates: Path, folder: Path) -> bootstrap.Session:
    """Open a new casebook without firms in ``folder``, as of 105/03/10 and not backed up yet."""

    def make() -> None:
        # The casebook alone: closing the session would back it up.
        bootstrap.create_session(folder, Consultant("", "測試顧問")).casebook.close()

    make_or_copy(templates / "empty", folder, make)
    return bootstrap.open_session(folder, as_of=AS_OF)
