"""The pages of an open casebook, in the order of the navigation.

Rule: a page is listed here once it does its whole job.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backbone_desktop.ui.case_file.fact_finder import FactFinder
from backbone_desktop.ui.enterprises.page import EnterprisesPage
from backbone_desktop.ui.intake.page import QuestionnairesPage
from backbone_desktop.ui.measures.finder import MeasureFinder
from backbone_desktop.ui.measures.page import MeasuresPage
from backbone_desktop.ui.navigation import Destination
from backbone_desktop.ui.reports.page import ReportsPage
from backbone_desktop.ui.search_presenter import Place, SearchPresenter
from backbone_desktop.ui.settings.page import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.ui.main_window import MainWindow
    from backbone_desktop.ui.theme import Scheme, Tone
    from backbone_desktop.ui.workspace import Workspace

_ACCESS_KEY = re.compile(r"\(&.\)")


class PageShell:
    """The window as pages see it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.pages: tuple[tuple[Destination, QWidget], ...] = ()
        self._enterprises: EnterprisesPage | None = None
        self._measures: MeasuresPage | None = None

    def build(self, workspace: Workspace) -> None:
        """Build every page."""
        self._enterprises = EnterprisesPage(workspace)
        self._measures = MeasuresPage(workspace)
        self.pages = (
            (Destination("enterprises", _tr("企業"), "Ctrl+1"), self._enterprises),
            (Destination("questionnaires", _tr("問卷"), "Ctrl+2"), QuestionnairesPage(workspace)),
            (Destination("measures", _tr("措施"), "Ctrl+3"), self._measures),
            (Destination("reports", _tr("報表"), "Ctrl+4"), ReportsPage(workspace)),
            (Destination("settings", _tr("設定"), "Ctrl+5"), SettingsPage(workspace)),
        )

    def notify(
        self, text: str, tone: Tone, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a short notice."""
        self._window.notify(text, tone, action, act)

    def open_case(self, case: CaseId, tab: str = "", fact: str = "") -> None:
        """Show the file of a case, at a tab, or at a fact with its editor open."""
        if self._enterprises is not None:
            self._window.show_page("enterprises")
            self._enterprises.open_case(case, tab, fact)

    @property
    def open_file(self) -> CaseFile | None:
        """The file of the case that is open, None before the first."""
        return None if self._enterprises is None else self._enterprises.file.shown

    def open_measure(self, number: int) -> None:
        """Show a measure of the catalogue in force."""
        if self._measures is not None:
            self._window.show_page("measures")
            self._measures.open_measure(number)

    def show_page(self, key: str) -> None:
        """Go to a page."""
        self._window.show_page(key)

    def set_scheme(self, scheme: Scheme) -> None:
        """Switch between light, dark and the desktop's own look, and remember it."""
        self._window.set_scheme(scheme)


def build_pages(workspace_for: Callable[[PageShell], Workspace], window: MainWindow) -> PageShell:
    """Build the pages of an open casebook for a window."""
    shell = PageShell(window)
    workspace = workspace_for(shell)
    shell.build(workspace)
    services = workspace.services
    measures = MeasureFinder(services.catalogue, shell.open_measure)
    facts = FactFinder(
        services.catalogue.facts, lambda: shell.open_file, services.casework.sheet, shell.open_case
    )
    window.search.use(
        SearchPresenter(
            services.maintenance.search, shell.open_case, lambda: _places(window), measures.find, facts.find
        )
    )
    return shell


def _places(window: MainWindow) -> tuple[Place, ...]:
    """Return everything the menus lead to, without the marks of their access keys."""
    return tuple(
        Place(_plain(menu), _plain(action.text()), action.trigger) for menu, action in window.menu_actions()
    )


def _plain(text: str) -> str:
    return _ACCESS_KEY.sub("", text).replace("&", "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)
