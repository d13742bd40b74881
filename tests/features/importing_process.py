"""Imports one roster in a process of its own, so that a test can kill it.

Usage: python importing_process.py CASEBOOK ROSTER whole|piecemeal

``piecemeal`` commits every row by itself: the fault that the kill test must be able to see.
"""

import sys
from pathlib import Path

from backbone_desktop import bootstrap
from backbone_desktop.services.intake import ImportChoices, IntakeService
from backbone_desktop.storage import bulk


def import_piecemeal(intake: IntakeService, roster: Path) -> None:
    """Import every row as a file of its own, which is what one file must never become."""
    header, *rows = roster.read_text(encoding="cp950").splitlines(keepends=True)
    for row in rows:
        single = roster.with_suffix(".row.csv")
        single.write_text(header + row, encoding="cp950")
        intake.import_roster(single, ImportChoices())


def main(folder: str, roster: str, manner: str) -> None:
    """Open the casebook, say so, and import."""
    # So that rows reach the file while others are decided, as of a file a hundred times as long.
    bulk._MOST_VALUES = 300
    with bootstrap.open_session(Path(folder)) as session:
        sys.stdout.write("open\n")
        sys.stdout.flush()
        if manner == "piecemeal":
            import_piecemeal(session.services.intake, Path(roster))
        else:
            session.services.intake.import_roster(Path(roster), ImportChoices())


if __name__ == "__main__":
    main(*sys.argv[1:])
