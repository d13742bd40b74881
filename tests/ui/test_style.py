"""The style sheet shows where the keyboard is, and sets small controls straight."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from backbone_desktop import paths
from backbone_desktop.ui.theme import Scheme, Theme
from backbone_desktop.ui.widgets import button, row

SCHEMES = (Scheme.LIGHT, Scheme.DARK)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


def _show(window: QWidget, qtbot: QtBot, *parts: QWidget) -> None:
    window.setLayout(row(*parts))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _dress(scheme: Scheme) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    Theme(application, paths.resources_dir(), scheme)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("role", ["", "primary", "chip", "link"])
def test_a_button_shows_that_it_has_the_keyboard(
    window: QWidget, qtbot: QtBot, scheme: Scheme, role: str
) -> None:
    _dress(scheme)
    here, there = (button("匯入", lambda: None, role) for _each in range(2))
    _show(window, qtbot, here, there)

    def look(pressed: QPushButton) -> bytes:
        return bytes(pressed.grab().toImage().constBits())

    here.setFocus()
    focused = look(here)
    there.setFocus()
    assert look(here) != focused


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_sign_that_clears_a_field_stands_in_its_middle(
    window: QWidget, qtbot: QtBot, scheme: Scheme
) -> None:
    _dress(scheme)
    field = QLineEdit("00501519")
    field.setClearButtonEnabled(True)
    _show(window, qtbot, field)
    sign = field.findChild(QToolButton)
    assert isinstance(sign, QToolButton)
    middle = sign.mapTo(field, QPoint(0, 0)).y() + sign.height() / 2
    assert abs(middle - field.height() / 2) <= 1
    assert sign.height() <= field.height()
    assert sign.focusPolicy() is Qt.FocusPolicy.NoFocus
