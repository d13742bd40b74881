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
from backbone_desktop.domain.money_sheet import MoneyInput
from backbone_desktop.ui.application import DesktopApplication
from backbone_desktop.ui.case_file.fields import AmountEdit
from backbone_desktop.ui.case_file.matching import MatchingTab
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.theme import Scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from backbone_desktop.bootstrap import Services
    from backbone_desktop.domain.identifiers import CaseId

SIZE = QSize(1366, 820)
PATIENCE_MS = 60_000
SHOWN_FIRM = "00501519"
SHOWN_FILE = "responses_late.csv"
SHOWN_MEASURE = 12
SHOWN_COST, SHOWN_GRANT = "400萬元", "200萬元"
COMPARED_FIRM = "00501572"
COMPARED_FACT, COMPARED_BEFORE, COMPARED_AFTER = "paid_in_capital", 15_000_000, 20_000_000
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
        compared = self._judge_again(session.services)
        for scheme in SCHEMES:
            self._window.set_scheme(scheme)
            for tab in TABS:
                self._desktop.open_case(case, tab)
                yield self._take(f"case-{tab.replace('_', '-')}", scheme)
            yield self._take_money(case, scheme)
            yield from self._take_comparisons(compared, scheme)
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

    def _judge_again(self, services: Services) -> CaseId:
        """Let a firm lose capital and be judged anew, so that there is something to compare."""
        case = services.casework.find(COMPARED_FIRM).id
        tasks, facts = self._desktop.tasks, {COMPARED_FACT: COMPARED_BEFORE}
        tasks.run("", lambda _control: services.casework.set_facts(case, facts))
        tasks.run("", lambda _control: services.assessment.assess(case))
        self._settle()
        return case

    def _matching(self, case: CaseId) -> MatchingTab:
        self._desktop.open_case(case, "matching")
        self._settle()
        tab = self._window.findChild(MatchingTab)
        if not isinstance(tab, MatchingTab):
            raise TypeError("the matching tab is another widget")
        return tab

    def _take_money(self, case: CaseId, scheme: Scheme) -> Path:
        tab = self._matching(case)
        tab.lanes.detail.finish()
        figures = tab.lanes.detail.money.figures
        for kind, text in ((MoneyInput.COST, SHOWN_COST), (MoneyInput.APPROVED, SHOWN_GRANT)):
            editor = figures[kind]
            if isinstance(editor, AmountEdit):
                editor.line.setText(text)
                editor.line.textEdited.emit(text)
                editor.line.editingFinished.emit()
        self._settle()
        tab.lanes.detail.go_to_money()
        return self._take("case-money", scheme)

    def _take_comparisons(self, case: CaseId, scheme: Scheme) -> Iterator[Path]:
        tab = self._matching(case)
        tab.assume({COMPARED_FACT: COMPARED_AFTER})
        yield self._take("case-what-if", scheme)
        tab.whatif.leave.click()
        tab.compare()
        yield self._take("case-comparison", scheme)
        tab.comparison.back.click()

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
