"""The start of the window: paint the frame first, then open the casebook behind it.

Rule: nothing heavy is imported before the first paint; the casebook is opened on the worker thread.
"""

from __future__ import annotations

import argparse
import logging
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from backbone_desktop import paths
from backbone_desktop.diagnostics import start_logging
from backbone_desktop.ui.background import TaskControl, TaskRunner
from backbone_desktop.ui.change_feed import ChangeFeed
from backbone_desktop.ui.edition_errand import EditionErrand
from backbone_desktop.ui.icons import Icons
from backbone_desktop.ui.main_window import SCHEME, MainWindow
from backbone_desktop.ui.qt_words import speak_chinese
from backbone_desktop.ui.settings_store import WindowSettings
from backbone_desktop.ui.theme import Scheme, Theme, Tone
from backbone_desktop.ui.welcome import WelcomePage
from backbone_desktop.ui.widgets import EmptyState, button

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from backbone_desktop.bootstrap import Session
    from backbone_desktop.domain.case import Consultant
    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.services.changes import Changes
    from backbone_desktop.ui.pages import PageShell

WINDOW_SETTINGS = "window.ini"
LOGS = "logs"
log = logging.getLogger(__name__)


class DesktopApplication(QObject):
    """Holds the window and the session it shows."""

    def __init__(
        self, application: QApplication, folder: Path, settings: Path, *, demonstration: bool = False
    ) -> None:
        super().__init__(application)
        resources = paths.resources_dir()
        self._folder = folder
        self._demonstration = demonstration
        self._session: Session | None = None
        self._leaving = False
        self._shell: PageShell | None = None
        self._settings = WindowSettings(settings)
        self._theme = Theme(application, resources, Scheme(self._settings.text(SCHEME, Scheme.SYSTEM)))
        self._icons = Icons(resources / "icons")
        self._feed = ChangeFeed(self)
        self._feed.changed.connect(self._after_change)
        self.tasks = TaskRunner(self._feed, self)
        self.window = MainWindow(self._theme, self._icons, self.tasks, self._settings)
        self.window.add_file_action(self.tr("開啟個案簿資料夾…"), "Ctrl+O", self._choose_folder)
        self._import_edition = self.window.add_file_action(
            self.tr("匯入新年度版目錄…"), "", self._choose_edition
        )
        self._import_edition.setEnabled(False)
        self.tasks.idle.connect(self._leave_when_done)
        for trouble in (self.tasks.refused, self.tasks.failed):
            trouble.connect(self._stay)
        # Queued, because Qt refuses to close a window from within its own close event.
        self.window.closing.connect(self._close, Qt.ConnectionType.QueuedConnection)

    @property
    def session(self) -> Session | None:
        """The open session, None before the casebook is open."""
        return self._session

    def start(self) -> None:
        """Show the frame, then open the casebook."""
        self.window.show()
        QTimer.singleShot(0, self.open)

    def open(self) -> None:
        """Open the casebook of the folder on the worker thread."""
        folder, demonstration = self._folder, self._demonstration

        def work(control: TaskControl) -> Session | None:
            from backbone_desktop import bootstrap  # noqa: PLC0415 - start-up: SQLAlchemy, after first paint

            if demonstration:
                return bootstrap.open_demonstration(folder, control.progress)
            return bootstrap.open_session(folder) if bootstrap.has_casebook(folder) else None

        self.tasks.run(self.tr("開啟個案簿"), work, self._opened, self._refused)

    def open_case(self, case: CaseId, tab: str = "") -> None:
        """Show the file of a case, once the casebook is open."""
        if self._shell is not None:
            self._shell.open_case(case, tab)

    def open_measure(self, number: int) -> None:
        """Show a measure, once the casebook is open."""
        if self._shell is not None:
            self._shell.open_measure(number)

    def _opened(self, session: Session | None) -> None:
        if session is None:
            self.window.show_single(WelcomePage(self._folder, self._create, self._demonstrate))
            return
        from backbone_desktop.ui.pages import build_pages  # noqa: PLC0415 - start-up: after first paint
        from backbone_desktop.ui.workspace import Workspace  # noqa: PLC0415 - start-up: as above

        self._session = session
        self._import_edition.setEnabled(True)
        self._start_logging(session.casebook.folder / LOGS)
        self._shell = build_pages(
            lambda shell: Workspace(
                session.services, self.tasks, self._feed, self._theme, self._icons, self._settings, shell
            ),
            self.window,
        )
        self.window.show_pages(self._shell.pages)
        self._show_state()
        self._tell_of_drafts(session.services.drafts.cases())

    def _tell_of_drafts(self, cases: tuple[CaseId, ...]) -> None:
        if cases:
            words = self.tr("{count:,} 家企業有未記錄的追蹤草稿。").format(count=len(cases))
            go = partial(self.open_case, cases[0], "follow_ups")
            self.window.notify(words, Tone.NEUTRAL, self.tr("前往"), go)

    @staticmethod
    def _start_logging(folder: Path) -> None:
        try:
            start_logging(folder)
        except OSError as error:
            # The casebook may be open for reading where nothing can be written; work goes on unlogged.
            log.warning("no log file: %s", type(error).__name__)

    def _refused(self, refusal: BackboneError) -> None:
        advice = "\n".join(part for part in (refusal.detail, refusal.remedy) if part)
        again = button(self.tr("再試一次"), self.open, "primary")
        other = button(self.tr("開啟其他資料夾…"), self._choose_folder)
        self.window.show_single(EmptyState(refusal.title, advice, (other, again)))

    def _create(self, consultant: Consultant) -> None:
        folder = self._folder

        def work(_control: TaskControl) -> Session:
            from backbone_desktop import bootstrap  # noqa: PLC0415 - start-up: SQLAlchemy, after first paint

            return bootstrap.create_session(folder, consultant)

        self.tasks.run(self.tr("建立個案簿"), work, self._opened, self._refused)

    def _demonstrate(self) -> None:
        self._switch(paths.demonstration_dir(), demonstration=True)

    def _choose_folder(self) -> None:
        self._settle()
        chosen = QFileDialog.getExistingDirectory(self.window, self.tr("開啟個案簿資料夾"), str(self._folder))
        if chosen:
            self._switch(Path(chosen), demonstration=False)

    def _choose_edition(self) -> None:
        if self._session is not None:
            EditionErrand(self.window, self.tasks, self._session.services).choose()

    def _switch(self, folder: Path, *, demonstration: bool) -> None:
        self._folder, self._demonstration = folder, demonstration
        session = self._let_go()
        if session is None:
            self.open()
        else:
            self.window.show_single(EmptyState(self.tr("正在開啟個案簿…"), ""))
            self.tasks.run(self.tr("關閉個案簿"), lambda _control: session.close(), lambda _none: self.open())

    def _settle(self) -> None:
        """Let the field being typed into and every page save what was entered."""
        focused: QWidget | None = self.window.focusWidget()
        if focused is not None:
            focused.clearFocus()
        self._feed.settling.emit()

    def _let_go(self) -> Session | None:
        """Let the pages keep what is typed, and return the session to be closed."""
        if self._session is not None:
            self._feed.ending.emit()
        session, self._session = self._session, None
        self._import_edition.setEnabled(False)
        return session

    def _close(self) -> None:
        """Close the casebook, then the window; work under way is finished first unless asked twice."""
        if not self._leaving:
            self._settle()
        if self.tasks.busy and not self._leaving:
            self._leaving = True
            words = self.tr("{work}進行中，完成後就關閉視窗。再按一次關閉即放棄這項工作。")
            text = words.format(work=self.tasks.title)
            self.window.notices.show_text(text, Tone.WARN, self.tr("先不關閉"), self._stay, stays=True)
            return
        self._leaving = False
        session = self._let_go()
        if session is None:
            self.window.close_for_good()
            return
        self.tasks.cancel_all()
        self.tasks.run(
            self.tr("關閉個案簿"),
            lambda _control: session.close(),
            lambda _none: self.window.close_for_good(),
            lambda _refusal: self.window.close_for_good(),
        )

    def _stay(self) -> None:
        """Leave the window open; what went wrong is to be read first."""
        self._leaving = False

    def _leave_when_done(self) -> None:
        if self._leaving:
            self._close()

    def _after_change(self, _changes: Changes) -> None:
        self.window.status.show_saved(datetime.now().astimezone())
        self._show_state()

    def _show_state(self) -> None:
        if self._session is None:
            return
        services = self._session.services
        maintenance, edition = services.maintenance, services.catalogue.edition
        demonstration = maintenance.is_demonstration()
        name = self.tr("示範資料") if demonstration else maintenance.consultant().name
        self.window.status.show_casebook(name, self.tr("{year}年版").format(year=edition.roc_year))
        self.window.status.show_as_of(maintenance.on, is_today=maintenance.speaks_for_today)
        backups = maintenance.backups()
        self.window.status.show_backup(backups[0].at.astimezone() if backups else None)
        reasons = []
        if demonstration:
            reasons.append(self.tr("這是示範個案簿，企業與人名皆為虛構。"))
        if not maintenance.speaks_for_today:
            reasons.append(self.tr("基準日不是今天，期限與判定以基準日計算。"))
        if services.catalogue.is_expired:
            words = self.tr("{year}年版已過期，請由「檔案」選單匯入新年度版目錄。")
            reasons.append(words.format(year=edition.roc_year))
        reasons += [
            self.tr("匯入的 {edition} 年度版無法讀取，改依其他年度版判定。").format(edition=each)
            for each in services.catalogue.unreadable
        ]
        self.window.banner.show_reasons(reasons)


def main(arguments: Sequence[str]) -> int:
    """Start the window and return the process's exit code."""
    application = QApplication([sys.argv[0]])
    application.setApplicationName("backbone_desktop")
    application.setApplicationDisplayName("中堅企業個案簿")
    speak_chinese(application)
    asked = _read(arguments)
    if asked.screenshots is not None:
        from backbone_desktop.ui.screenshots import take_screenshots  # noqa: PLC0415 - for contributors only

        take_screenshots(application, asked.screenshots)
        return 0
    folder = paths.demonstration_dir() if asked.demo else paths.default_data_dir()
    settings = paths.settings_dir() / WINDOW_SETTINGS
    desktop = DesktopApplication(application, folder, settings, demonstration=asked.demo)
    sys.excepthook = partial(_show_defect, desktop.window)
    desktop.start()
    return application.exec()


def _show_defect(
    window: MainWindow, _kind: type[BaseException], defect: BaseException, _trace: TracebackType | None
) -> None:
    """Show what no code expected; Qt would print it to a console nobody sees."""
    log.error("a defect reached the event loop", exc_info=defect)
    window.show_defect(defect)


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="backbone-desktop", description="開啟中堅企業個案簿。")
    parser.add_argument("--demo", action="store_true", help="開啟虛構企業的示範個案簿")
    parser.add_argument("--screenshots", type=Path, metavar="資料夾", help="以示範個案簿產生各頁畫面後結束")
    return parser.parse_args(arguments)
