"""The file of a case: head, tabs, stage."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop.domain.codes import Stage
from backbone_desktop.ui.case_file.page import CaseFilePage
from tests.ui.case_fixtures import OPTICS, WEAVING, Office

TABS = ("profile", "needs", "visits", "matching", "follow_ups")


def opened(office: Office, qtbot: QtBot, tab: str = "") -> CaseFilePage:
    page = CaseFilePage(office.workspace)
    qtbot.addWidget(page)
    page.resize(900, 760)
    page.show_case(office.cases[OPTICS], tab)
    page.show()
    return page


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_can_be_opened_by_name(office: Office, qtbot: QtBot, tab: str) -> None:
    page = opened(office, qtbot, tab)
    assert page.current_tab == tab
    assert page.tab_buttons[tab].isChecked()


def test_an_unknown_tab_leaves_the_present_one(office: Office, qtbot: QtBot) -> None:
    assert opened(office, qtbot, "nowhere").current_tab == "profile"


def test_tabs_have_keys(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert page.current_tab == "visits"


def test_pressing_a_step_moves_the_case_and_can_be_undone(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.header.steps[Stage.APPLICATION].click()
    office.settle()
    assert office.file(OPTICS).case.stage is Stage.APPLICATION
    assert page.header.steps[Stage.APPLICATION].property("state") == "now"
    office.shell.actions[-1]()
    office.settle()
    assert office.file(OPTICS).case.stage is Stage.DIAGNOSIS


def test_pressing_the_present_step_changes_nothing(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    page.header.steps[Stage.DIAGNOSIS].click()
    office.settle()
    assert office.shell.notices == []


def test_a_change_of_another_case_is_not_ours(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot)
    services, other = office.workspace.services, office.cases[WEAVING]
    office.workspace.tasks.run("測試", lambda _control: services.casework.set_stage(other, Stage.SURVEY))
    office.settle()
    assert page.case == office.cases[OPTICS]


def test_everything_that_takes_the_focus_has_a_name(office: Office, qtbot: QtBot) -> None:
    office.respond(OPTICS, {"employees": 230})
    page = opened(office, qtbot)
    nameless = []
    for tab in ("profile", "needs", "visits", "follow_ups"):
        page.show_tab(tab)
        nameless += [
            each.metaObject().className()
            for each in page.findChildren(QWidget)
            if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus and not _named(each)
        ]
    assert nameless == []


def test_scrolling_past_a_list_changes_nothing(office: Office, qtbot: QtBot) -> None:
    page = opened(office, qtbot, "follow_ups")
    boxes = page.findChildren(QComboBox)
    assert boxes
    for box in boxes:
        before, place = box.currentIndex(), QPointF(box.rect().center())
        turn = QWheelEvent(
            place,
            box.mapToGlobal(place),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(box, turn)
        assert box.currentIndex() == before


def _named(widget: QWidget) -> bool:
    text = getattr(widget, "text", None)
    inside_a_table = widget.objectName().startswith("qt_") or "Scroll" in widget.metaObject().className()
    return bool(widget.accessibleName() or inside_a_table or (callable(text) and text()))
