"""A window's surroundings over a real casebook with invented firms, for the tests of pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backbone_desktop import bootstrap, paths
from backbone_desktop.bootstrap import Session
from backbone_desktop.domain.case import Case, CaseFile, Consultant
from backbone_desktop.domain.codes import ConfirmationState, Origin, Stage
from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.facts import FactContent, Observation
from backbone_desktop.domain.identifiers import AnswerId, CaseId, EnterpriseId, ResponseId
from backbone_desktop.domain.questionnaire import Answer, Response
from backbone_desktop.ui.background import TaskRunner
from backbone_desktop.ui.change_feed import ChangeFeed
from backbone_desktop.ui.icons import Icons
from backbone_desktop.ui.settings_store import WindowSettings
from backbone_desktop.ui.theme import Scheme, Theme, Tone
from backbone_desktop.ui.workspace import Workspace
from tests.casebook_templates import AS_OF, empty_session

ON = AS_OF
OPTICS, GEARS, WEAVING = "示範光學工業股份有限公司", "示範精密齒輪股份有限公司", "示範織造有限公司"


@dataclass
class RecordingShell:
    """Stands where the window stands and remembers what pages asked of it."""

    notices: list[str] = field(default_factory=list)
    actions: list[Callable[[], object]] = field(default_factory=list)
    measures: list[int] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

    def notify(
        self, text: str, tone: Tone, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        assert tone in Tone
        self.notices.append(text)
        if action and act is not None:
            self.actions.append(act)

    def open_case(self, case: CaseId, tab: str = "", fact: str = "") -> None:
        raise AssertionError((case, tab, fact))

    def open_measure(self, number: int) -> None:
        self.measures.append(number)

    def show_page(self, key: str) -> None:
        self.pages.append(key)

    def set_scheme(self, scheme: Scheme) -> None:
        raise AssertionError(scheme)


@dataclass
class Office:
    """Everything a test of a page needs."""

    session: Session
    workspace: Workspace
    shell: RecordingShell
    cases: dict[str, CaseId] = field(default_factory=dict)

    def settle(self) -> None:
        """Let every task come home; a refusal or defect on the way fails the test."""
        troubles: list[object] = []
        tasks = self.workspace.tasks
        tasks.refused.connect(troubles.append)
        tasks.failed.connect(troubles.append)
        while tasks.busy:
            tasks.wait()
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()
        assert troubles == []

    def file(self, name: str) -> CaseFile:
        return self.session.services.casework.open(self.cases[name])

    def add_firm(
        self, name: str, ubn: str = "", stage: Stage = Stage.ASSIGNED, county: str = "TXG"
    ) -> CaseId:
        with self.session.casebook.write() as uow:
            firm = Enterprise(EnterpriseId(uow.new_id()), name, ubn, county=county)
            case = CaseId(uow.new_id())
            uow.enterprises.add(firm)
            uow.cases.add(Case(case, firm, stage, date(2016, 1, 4), "測試顧問"))
            uow.commit()
        self.cases[name] = case
        return case

    def observe(self, name: str, key: str, content: FactContent | None, state: ConfirmationState) -> None:
        """Keep what a response said of a fact."""
        firm = self.file(name).case.enterprise.id
        with self.session.casebook.write() as uow:
            told = Observation(uow.new_id(), key, content, Origin.RESPONSE, date(2016, 1, 20), state, uow.now)
            uow.facts.add(firm, told)
            uow.commit()

    def respond(self, name: str, given: dict[str, FactContent | None]) -> None:
        """Keep a firm's response, nothing of it confirmed."""
        firm = self.file(name).case.enterprise.id
        with self.session.casebook.write() as uow:
            answers = tuple(Answer(AnswerId(uow.new_id()), code, content) for code, content in given.items())
            form = self.session.services.catalogue.form.id
            uow.responses.add(Response(ResponseId(uow.new_id()), firm, form, date(2016, 1, 20), answers))
            uow.commit()


def make_office(folder: Path) -> Office:
    """Create an empty casebook in a folder and the surroundings of its pages."""
    return around(bootstrap.create_session(folder / "casebook", Consultant("", "測試顧問"), as_of=ON), folder)


def around(session: Session, folder: Path) -> Office:
    """Return an open casebook with the surroundings of its pages, which keep their settings in a folder."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    resources = paths.resources_dir()
    feed = ChangeFeed()
    tasks = TaskRunner(feed)
    theme, icons, shell = Theme(application, resources), Icons(resources / "icons"), RecordingShell()
    settings = WindowSettings(folder / "window.ini")
    return Office(session, Workspace(session.services, tasks, feed, theme, icons, settings, shell), shell)


@pytest.fixture
def empty_office(tmp_path: Path, templates: Path, qtbot: QtBot) -> Iterator[Office]:
    """A casebook without firms."""
    assert qtbot is not None
    office = around(empty_session(templates, tmp_path / "casebook"), tmp_path)
    with office.session:
        yield office
        office.settle()


@pytest.fixture
def office(empty_office: Office) -> Office:
    """A casebook with three invented firms."""
    empty_office.add_firm(OPTICS, "00501508", Stage.DIAGNOSIS)
    empty_office.add_firm(GEARS, "00501515", Stage.ASSIGNED)
    empty_office.add_firm(WEAVING, "", Stage.ASSIGNED)
    return empty_office
