"""What the chosen Qt release must do: keep references whole, and open a window where the set-up ran."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItemModel

CALLS = 2000

SHOW_A_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
application.processEvents()
print(application.platformName(), window.isVisible())
"""


def header_of_nothing() -> object:
    return QStandardItemModel(1, 1).headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    "ask",
    [lambda: QModelIndex().data(), header_of_nothing, lambda: QObject().property("absent")],
    ids=["data", "headerData", "property"],
)
def test_an_answer_of_nothing_keeps_the_reference_to_none(ask: Callable[[], object]) -> None:
    """From 3.12 on None is immortal and this holds by itself; on 3.11 a lost reference ends the process."""
    ask()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        assert ask() is None
    assert before - sys.getrefcount(None) < CALLS / 10


def test_a_window_opens_on_a_real_screen(x_display: str) -> None:
    environment = {**os.environ, "DISPLAY": x_display, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        [sys.executable, "-c", SHOW_A_WINDOW], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "xcb True"), done.stderr
