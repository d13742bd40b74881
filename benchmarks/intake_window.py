"""How long the window stands still while it previews and imports responses; run by `benchmarks.intake`.

Usage: ``python -m benchmarks.intake_window CASEBOOK RESPONSES``. The wizard's own steps are walked: the file
is opened, its columns are looked at, its rows previewed and imported, and the window goes on from there.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.ui.application import DesktopApplication
from backbone_desktop.ui.intake.import_presenter import ImportPresenter
from backbone_desktop.ui.intake.import_state import Step
from backbone_desktop.ui.intake.page import QuestionnairesPage
from benchmarks.heartbeat import Heartbeat, rest

PACE_MS = 20
REST_MS = 400


def main(folder: Path, path: Path) -> int:
    """Walk the wizard and print the gaps between heartbeats."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as place:
        desktop = DesktopApplication(application, folder, Path(place) / "window.ini")
        desktop.window.show()
        desktop.open()
        _rest_until_idle(desktop)
        desktop.window.show_page("questionnaires")
        _rest_until_idle(desktop)
        page = desktop.window.page("questionnaires")
        if not isinstance(page, QuestionnairesPage):
            raise TypeError("the page of questionnaires is another page")
        heart = Heartbeat()
        heart.start()
        page.begin_import(BatchKind.RESPONSES, path)
        _walk(desktop, page.wizard.presenter, heart)
        _worst, report = heart.report()
        desktop.window.close()
        rest(REST_MS)
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    return 0


def _walk(desktop: DesktopApplication, presenter: ImportPresenter, heart: Heartbeat) -> None:
    """Go on to the next step whenever the window waits for it, until the import is done."""
    while presenter.state.step is not Step.DONE:
        _wait(presenter, heart)
        if presenter.state.refusal is not None:
            raise RuntimeError(presenter.state.refusal.title)
        heart.doing = f"leaving {presenter.state.step.name}"
        presenter.go_on()
    _wait(presenter, heart)
    heart.doing = "after the import"
    _rest_until_idle(desktop)


def _wait(presenter: ImportPresenter, heart: Heartbeat) -> None:
    rest(PACE_MS)
    while presenter.state.work is not None:
        heart.doing = presenter.state.work.name
        rest(PACE_MS)
    heart.doing = f"showing {presenter.state.step.name}"
    rest(REST_MS)


def _rest_until_idle(desktop: DesktopApplication) -> None:
    rest(REST_MS)
    while desktop.tasks.busy:
        rest(REST_MS)
    rest(REST_MS)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
