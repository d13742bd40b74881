"""What tests of 概況 do again and again: open it, look at it, press a word on it."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.facts import StandingFact
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.case_file.profile import ProfileTab
from tests.ui.case_fixtures import OPTICS, Office


def opened(office: Office, qtbot: QtBot) -> tuple[CaseFilePage, ProfileTab]:
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show_case(office.cases[OPTICS], "profile")
    page.show()
    page.activateWindow()
    return page, page.profile


def standing(office: Office, key: str = "employees") -> StandingFact:
    casework = office.workspace.services.casework
    return casework.sheet(office.file(OPTICS))[key]


def contradicted(office: Office) -> None:
    office.observe(OPTICS, "employees", 230, ConfirmationState.CONFIRMED)
    office.observe(OPTICS, "employees", 300, ConfirmationState.UNCONFIRMED)


def press(words: str, inside: QWidget) -> None:
    found = [
        each for each in inside.findChildren(QPushButton) if each.text() == words and not each.isHidden()
    ]
    found[0].click()


def words_on(part: QWidget) -> list[str]:
    return [each.text() for each in part.findChildren(QLabel)]


def unfolded(tab: ProfileTab, key: str) -> QWidget:
    tab.rows[key].source.click()
    detail = tab.rows[key].detail
    assert detail is not None
    return detail


def in_sight(tab: ProfileTab) -> list[str]:
    return [key for key, row in tab.rows.items() if row.isVisible()]
