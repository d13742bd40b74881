"""The pictures of the README, taken from the demonstration casebook.

Rule: a picture shows what a consultant would see; the window is driven the way they would drive it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize

from backbone_desktop import paths
from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.ui.application import DesktopApplication
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.theme import Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

SIZE = QSize(1366, 820)
PATIENCE_MS = 60_000
SHOWN_FIRM = "00501519"
SHOWN_FILE = "responses_late.csv"
SHOWN_MEASURE = 12
TABS = ("profile", "needs", "visits", "matching", "follow_ups")
SCHEMES = (Scheme.LIGHT, Scheme.DARK)


def take_screenshots(application: QApplication, out: Path) -> list[Path]:
    """Take every picture in both schemes and return the files.

    Raises:
        TimeoutError: The window did not come to rest.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        first_run = _Tour(DesktopApplication(application, place / "empty", place / "first.ini"), out)
        taken = list(first_run.welcome())
        first_run.leave()
        demonstration = DesktopApplication(
            application, place / "demonstration", place / "window.ini", demonstration=True
        )
        tour = _Tour(demonstration, out)
        taken.extend(tour.pages())
        tour.leave()
    return taken


class _Tour:
    """One window led from place to place."""

    def __init__(self, desktop: DesktopApplication, out: Path) -> None:
        self._desktop = desktop
        self._window = desktop.window
        self._out = out
        self._window.resize(SIZE)
        self._window.show()
        desktop.open()
        self._settle()

    def welcome(self) -> Iterator[Path]:
        """Take the first page of a new machine."""
        for scheme in SCHEMES:
            self._window.set_scheme(scheme)
            yield self._take("welcome", scheme)

    def pages(self) -> Iterator[Path]:
        """Take every page and every tab."""
        session = self._desktop.session
        if session is None:
            raise TimeoutError("the demonstration casebook did not open")
        case = session.services.casework.find(SHOWN_FIRM).id
        for scheme in SCHEMES:
            self._window.set_scheme(scheme)
            for tab in TABS:
                self._desktop.open_case(case, tab)
                yield self._take(f"case-{tab.replace('_', '-')}", scheme)
            self._window.show_page("questionnaires")
            yield self._take("questionnaires", scheme)
            yield self._take_import(scheme)
            self._desktop.open_measure(SHOWN_MEASURE)
            yield self._take("measures", scheme)
            for page in ("reports", "settings"):
                self._window.show_page(page)
                yield self._take(page, scheme)

    def leave(self) -> None:
        """Close the casebook and the window."""
        self._window.close()
        self._wait(lambda: not self._window.isVisible())

    def _take_import(self, scheme: Scheme) -> Path:
        page = self._window.page("questionnaires")
        if not isinstance(page, QuestionnairesPage):
            raise TypeError("the questionnaires page is another page")
        page.begin_import(BatchKind.RESPONSES, paths.resources_dir() / "demo" / SHOWN_FILE)
        for _step in ("columns", "preview"):
            self._settle()
            page.wizard.presenter.go_on()
        picture = self._take("import-preview", scheme)
        page.wizard.leave_or_stop()
        return picture

    def _take(self, name: str, scheme: Scheme) -> Path:
        self._settle()
        path = self._out / f"{name}-{scheme.value}.png"
        if not self._window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        return path

    def _settle(self) -> None:
        self._wait(lambda: not self._desktop.tasks.busy)
        self._wait(lambda: True)

    @staticmethod
    def _wait(reached: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(PATIENCE_MS)
        loop = QEventLoop()
        loop.processEvents()
        while not reached():
            if deadline.hasExpired():
                raise TimeoutError("the window did not come to rest")
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
        loop.processEvents()
