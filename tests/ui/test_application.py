"""The start and the end of the window: first run, demonstration, refusal, closing."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.errors import UserError
from backbone_desktop.ui.application import DesktopApplication
from backbone_desktop.ui.background import TaskControl
from backbone_desktop.ui.case_file.fact_editors import LineEditor
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.edition_errand import EditionErrand
from backbone_desktop.ui.main_window import FIRST_SIZE, FRAME_HEIGHT, LEAST_SIZE, first_size
from backbone_desktop.ui.theme import Scheme, Tone
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

STANDARD_BUTTONS = """
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from backbone_desktop.ui.qt_words import speak_chinese
application = QApplication([])
cancel = QDialogButtonBox.StandardButton.Cancel
before = QDialogButtonBox(cancel)
print(ascii(before.button(cancel).text()))
assert speak_chinese(application)
after = QDialogButtonBox(cancel)
print(ascii(after.button(cancel).text()))
"""

FILE_DIALOG = """
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from backbone_desktop.ui.qt_words import speak_chinese
application = QApplication([])
assert speak_chinese(application)
dialog = QFileDialog()
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
print(ascii("".join(label.text() for label in dialog.findChildren(QLabel))))
print(ascii(QCoreApplication.translate("Page", "\u4f01\u696d")))
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
        # Windows left behind would be styled anew by every later test that opens one.
        desktop.window.deleteLater()
        desktop.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


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


def test_closing_saves_what_is_being_typed(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "demonstration"
    desktop = start(folder, demonstration=True)
    page = desktop.window.findChild(CaseFilePage)
    assert isinstance(page, CaseFilePage)
    qtbot.waitUntil(lambda: page.case is not None)
    case = page.case
    assert case is not None
    page.profile.reveal("partner_firms")
    editor = page.profile.rows["partner_firms"].editor
    assert isinstance(editor, LineEditor)
    editor.line.setText("37")
    close(desktop, qtbot)
    with bootstrap.open_session(folder) as session:
        casework = session.services.casework
        assert casework.sheet(casework.open(case)).content("partner_firms") == 37


def test_the_look_is_remembered(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    first = start(tmp_path / "demonstration", demonstration=True)
    first.window.set_scheme(Scheme.DARK)
    dark = first.window.palette().window().color()
    close(first, qtbot)

    second = start(tmp_path / "demonstration", demonstration=True)

    assert second.window.palette().window().color() == dark


def test_the_first_window_leaves_room_for_its_frame_on_a_small_screen() -> None:
    assert first_size(QSize(1366, 728)) == QSize(1366, 728 - FRAME_HEIGHT)
    assert first_size(QSize(1920, 1040)) == FIRST_SIZE
    assert first_size(QSize(800, 600)) == LEAST_SIZE


def test_standard_buttons_speak_chinese() -> None:
    command = [sys.executable, "-c", STANDARD_BUTTONS]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    before, after = run.stdout.split()
    assert "Cancel" in before
    assert ascii("取消").strip("'") in after


def test_the_file_dialog_speaks_chinese_and_our_own_words_stay() -> None:
    command = [sys.executable, "-c", FILE_DIALOG]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    labels, ours = run.stdout.split()
    assert ascii("位置(&L)：").strip("'") in labels
    assert ascii("檔案類型(&T)：").strip("'") in labels
    assert ours == ascii("企業")


def test_a_notice_floats_over_the_page_and_moves_nothing(
    start: Start, qapp: QApplication, tmp_path: Path
) -> None:
    window = start(tmp_path / "demonstration", demonstration=True).window
    qapp.processEvents()
    before = window.pages.geometry()

    window.notify("已儲存", Tone.OK)
    short = window.notices.height()
    assert short > window.notices.fontMetrics().height()
    window.show_refusal(UserError("不能這樣做", "說明" * 80, "請改用別的方法。"))
    assert window.notices.height() > 2 * short
    qapp.processEvents()

    assert window.notices.isVisible()
    assert window.pages.geometry() == before
    assert before.contains(window.notices.geometry())
    window.resize(window.width() + 200, window.height())
    qapp.processEvents()
    assert window.pages.width() == before.width() + 200
    assert abs(window.notices.geometry().center().x() - window.pages.geometry().center().x()) <= 1


def test_closing_during_work_waits_for_it_and_says_so(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    desktop = start_on_a_casebook(start, tmp_path)
    go_on = threading.Event()
    kept: list[bool] = []
    desktop.tasks.run("匯入", lambda control: go_on.wait() and not control.cancelled(), kept.append)

    desktop.window.close()
    qtbot.waitUntil(desktop.window.notices.isVisible)
    assert desktop.window.isVisible()
    go_on.set()

    qtbot.waitUntil(desktop.window.isHidden, timeout=30_000)
    assert kept == [True]


def test_closing_twice_gives_the_work_up(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    desktop = start_on_a_casebook(start, tmp_path)
    handle = desktop.tasks.run("匯入", until_cancelled)

    desktop.window.close()
    qtbot.waitUntil(desktop.window.notices.isVisible)
    assert not handle.control.cancelled()
    desktop.window.close()

    qtbot.waitUntil(desktop.window.isHidden, timeout=30_000)


def test_work_that_is_refused_keeps_the_window_open(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    desktop = start_on_a_casebook(start, tmp_path)
    go_on = threading.Event()

    def refuse(_control: TaskControl) -> None:
        go_on.wait()
        raise UserError("不能匯入", "", "")

    desktop.tasks.run("匯入", refuse)
    desktop.window.close()
    qtbot.waitUntil(desktop.window.notices.isVisible)
    go_on.set()
    qtbot.waitUntil(lambda: not desktop.tasks.busy, timeout=30_000)
    assert desktop.window.isVisible()
    assert desktop.session is not None


def test_a_new_edition_is_taken_in_from_the_menu(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    desktop = start(tmp_path / "demonstration", demonstration=True)
    assert desktop.session is not None
    book = tmp_path / "edition.xlsx"
    desktop.session.services.editions.export_book(book)
    words = [action.text() for _menu, action in desktop.window.menu_actions() if action.isEnabled()]
    assert "匯入新年度版目錄…" in words

    EditionErrand(desktop.window, desktop.tasks, desktop.session.services).run(book)

    qtbot.waitUntil(lambda: not desktop.tasks.busy, timeout=30_000)
    said = [each.text() for each in desktop.window.notices.findChildren(QLabel)]
    assert any("沒有更動" in words for words in said)


def start_on_a_casebook(start: Start, tmp_path: Path) -> DesktopApplication:
    """Open the window on an empty casebook."""
    folder = tmp_path / "casebook"
    bootstrap.create_session(folder, Consultant("", "測試顧問")).close()
    return start(folder)


def until_cancelled(control: TaskControl) -> None:
    """Work until it is asked to stop."""
    pause = threading.Event()
    while not control.cancelled():
        pause.wait(0.01)
