"""Types into the form of the log in a process of its own, so that a test can kill it.

It says ``kept`` once the typing is on the disk, and goes on running.
"""

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from backbone_desktop.ui.case_file.follow_ups import FollowUpsTab
from tests.ui.case_fixtures import OPTICS, make_office


def main(folder: Path, words: str) -> None:
    """Type the words for a firm, and say when they are kept."""
    application = QApplication([])
    office = make_office(folder)
    case = office.add_firm(OPTICS, "00501508")
    tab = FollowUpsTab(office.workspace)
    tab.show_file(office.file(OPTICS))
    tab.form.text.insertPlainText(words)
    tab.form.next_on.set_value(date(2016, 3, 15))

    def look() -> None:
        if office.workspace.services.drafts.kept(case) is not None:
            timer.stop()
            sys.stdout.write("kept\n")
            sys.stdout.flush()

    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
