"""The start and the end of the window: first run, demonstration, refusal, closing."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from backbone_desktop.ui.application import DesktopApplication
from backbone_desktop.ui.theme import Scheme
from backbone_desktop.ui.welcome import WelcomePage

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from backbone_desktop.ui.application import DesktopApplication
application = QApplication([])
desktop = DesktopApplication(application, Path(sys.argv[1]), Path(sys.argv[1]) / "window.ini")
desktop.window.show()
application.processEvents()
assert desktop.window.isVisible()
print(*sorted(name for name in ("sqlalchemy", "sqlcipher3", "alembic", "openpyxl") if name in sys.modules))
"""

Start = Callable[..., DesktopApplication]


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """Yield a function that opens the window on a folder and waits until it is at rest."""
    opened: list[DesktopApplication] = []

    def open_on(folder: Path, *, demonstration: bool = False) -> DesktopApplication:
        desktop = DesktopApplication(qapp, folder, tmp_path / "window.ini", demonstration=demonstration)
        opened.append(desktop)
        desktop.window.show()
        desktop.open()
        qtbot.waitUntil(lambda: not desktop.tasks.busy, timeout=30_000)
        return desktop

    yield open_on
    for desktop in opened:
        close(desktop, qtbot)


def close(desktop: DesktopApplication, qtbot: QtBot) -> None:
    """Close the window and wait until its casebook is closed too."""
    desktop.window.close()
    qtbot.waitUntil(desktop.window.isHidden, timeout=30_000)


def button_named(desktop: DesktopApplication, words: str) -> QPushButton:
    """Return the button that says so."""
    return next(each for each in desktop.window.findChildren(QPushButton) if each.text() == words)


def test_the_frame_is_painted_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_PAINT, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_a_new_machine_is_welcomed_and_nothing_is_written_yet(start: Start, tmp_path: Path) -> None:
    desktop = start(tmp_path / "casebook")

    assert isinstance(desktop.window.pages.currentWidget(), WelcomePage)
    assert not (tmp_path / "casebook").exists()


def test_the_first_casebook_is_made_with_a_name_and_not_without(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    desktop = start(tmp_path / "casebook")
    welcome = desktop.window.pages.currentWidget()
    assert isinstance(welcome, WelcomePage)
    create = button_named(desktop, "建立個案簿")
    assert not create.isEnabled()

    welcome.name.setText("測試顧問")
    create.click()

    qtbot.waitUntil(lambda: desktop.session is not None, timeout=30_000)
    assert desktop.session is not None
    assert desktop.session.services.maintenance.consultant().name == "測試顧問"
    assert desktop.window.navigation.current_key() == "enterprises"


def test_the_demonstration_says_that_it_is_one(start: Start, tmp_path: Path) -> None:
    desktop = start(tmp_path / "demonstration", demonstration=True)

    assert desktop.session is not None
    assert desktop.session.services.maintenance.on == date(2016, 3, 10)
    assert desktop.window.banner.isVisible()


def test_what_is_no_casebook_is_refused_in_words_and_left_as_it_is(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "casebook.db"
    file.write_bytes(b"not a casebook at all")

    desktop = start(tmp_path)

    assert desktop.session is None
    assert button_named(desktop, "再試一次").isVisible()
    assert file.read_bytes() == b"not a casebook at all"


def test_closing_gives_the_casebook_back_with_a_backup(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "casebook"
    bootstrap.create_session(folder, Consultant("", "測試顧問")).close()
    desktop = start(folder)

    close(desktop, qtbot)

    with bootstrap.open_session(folder) as session:
        assert session.services.maintenance.backups()


def test_the_look_is_remembered(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    first = start(tmp_path / "demonstration", demonstration=True)
    first.window.set_scheme(Scheme.DARK)
    dark = first.window.palette().window().color()
    close(first, qtbot)

    second = start(tmp_path / "demonstration", demonstration=True)

    assert second.window.palette().window().color() == dark
