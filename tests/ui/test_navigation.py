"""The list of pages: the mouse, the keyboard and the program all lead where they point."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backbone_desktop import paths
from backbone_desktop.ui.icons import Icons
from backbone_desktop.ui.navigation import Destination, Navigation
from backbone_desktop.ui.theme import LIGHT

PLACES = (
    Destination("enterprises", "企業", "Ctrl+1"),
    Destination("questionnaires", "問卷", "Ctrl+2"),
    Destination("reports", "報表", "Ctrl+3"),
)


@pytest.fixture
def navigation(qtbot: QtBot) -> Navigation:
    """Return a list of three pages, the first selected."""
    widget = Navigation(Icons(paths.resources_dir() / "icons"))
    qtbot.addWidget(widget)
    widget.resize(176, 400)
    widget.show_destinations(PLACES, LIGHT)
    widget.select("enterprises")
    widget.show()
    return widget


def middle(navigation: Navigation, row: int) -> QPoint:
    """Return the middle of a row."""
    return navigation.visualItemRect(navigation.item(row)).center()


def test_a_click_leads_to_the_page_clicked(navigation: Navigation) -> None:
    chosen: list[str] = []
    navigation.chosen.connect(chosen.append)

    for row in (1, 2, 0):
        QTest.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=middle(navigation, row))

    assert chosen == ["questionnaires", "reports", "enterprises"]


def test_the_arrow_keys_lead_to_the_next_page(navigation: Navigation) -> None:
    chosen: list[str] = []
    navigation.chosen.connect(chosen.append)

    QTest.keyClick(navigation, Qt.Key.Key_Down)

    assert chosen == ["questionnaires"]


def test_a_new_look_keeps_the_page_and_tells_nobody(navigation: Navigation) -> None:
    navigation.select("reports")
    chosen: list[str] = []
    navigation.chosen.connect(chosen.append)

    navigation.show_destinations(PLACES, LIGHT)

    assert navigation.current_key() == "reports"
    assert chosen == []
