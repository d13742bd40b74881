"""The one window: menus, navigation, banner, page, status bar.

Rule: it knows pages by their key only; what a page does is the page's.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.ui.defect_dialog import DefectDialog
from backbone_desktop.ui.navigation import Destination, Navigation
from backbone_desktop.ui.notices import Banner, NoticeBar
from backbone_desktop.ui.search_box import SearchBox
from backbone_desktop.ui.status_bar import StatusBar
from backbone_desktop.ui.theme import Scheme, Tone
from backbone_desktop.ui.widgets import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.ui.background import TaskRunner
    from backbone_desktop.ui.icons import Icons
    from backbone_desktop.ui.settings_store import WindowSettings
    from backbone_desktop.ui.theme import Theme

GEOMETRY = "window/geometry"
SCHEME = "window/scheme"
FIRST_SIZE = QSize(1366, 820)
LEAST_SIZE = QSize(1024, 640)
FRAME_HEIGHT = 40
"""What a desktop draws above a window, at most; it is not known before the window is shown."""


class MainWindow(QMainWindow):
    """The frame around the pages."""

    closing = Signal()

    def __init__(self, theme: Theme, icons: Icons, tasks: TaskRunner, settings: WindowSettings) -> None:
        super().__init__()
        self._theme, self._icons, self._tasks, self._settings = theme, icons, tasks, settings
        self._destinations: tuple[Destination, ...] = ()
        self._may_close = False
        self.setWindowTitle(self.tr("中堅企業個案簿"))
        self.setMinimumSize(LEAST_SIZE)
        self.resize(first_size(self.screen().availableSize()))
        self.navigation = Navigation(icons)
        self.navigation.chosen.connect(self.show_page)
        self.banner = Banner()
        body = QWidget()
        self.pages = QStackedWidget(body)
        self.notices = NoticeBar(self.pages)
        self.status = StatusBar(tasks)
        self.setStatusBar(self.status)
        self._lay_out(body)
        self._keys: dict[str, QWidget] = {}
        self.search = SearchBox(theme, self)
        self._build_menus()
        self.menuBar().setCornerWidget(self.search)
        tasks.refused.connect(self.show_refusal)
        tasks.failed.connect(self.show_defect)
        self.show_single(EmptyState(self.tr("正在開啟個案簿…"), ""))
        self.restoreGeometry(settings.state(GEOMETRY))

    def show_pages(self, pages: tuple[tuple[Destination, QWidget], ...]) -> None:
        """Take the pages of an open casebook."""
        self._clear_pages()
        self._destinations = tuple(destination for destination, _page in pages)
        for destination, page in pages:
            self._keys[destination.key] = page
            self.pages.addWidget(page)
        self.navigation.show_destinations(self._destinations, self._theme.palette)
        self.navigation.show()
        self._fill_view_menu()
        self.show_page(self._destinations[0].key)

    def show_single(self, page: QWidget) -> None:
        """Show one page without navigation: opening, first run, refusal."""
        self._clear_pages()
        self.search.use(None)
        self.navigation.hide()
        self.pages.addWidget(page)

    def show_page(self, key: str) -> None:
        """Go to a page."""
        self.pages.setCurrentWidget(self._keys[key])
        self.navigation.select(key)

    def page(self, key: str) -> QWidget:
        """Return a page by its key."""
        return self._keys[key]

    def notify(
        self, text: str, tone: Tone, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a short notice over the page."""
        self.notices.show_text(text, tone, action, act)
        if tone is Tone.OK:
            self.status.show_saved(datetime.now().astimezone())

    def show_refusal(self, refusal: BackboneError) -> None:
        """Show an expected refusal until it is closed."""
        self.notices.show_refusal(refusal)

    def show_defect(self, defect: BaseException) -> None:
        """Show a defect of ours with a report that holds no case data."""
        DefectDialog(defect, "background task", self).open()

    def add_file_action(self, text: str, shortcut: str, act: Callable[[], object], tip: str = "") -> QAction:
        """Add an action to 檔案, above 結束."""
        action = self._action(text, shortcut, act)
        action.setStatusTip(tip)
        self._file_menu.insertAction(self._quit, action)
        return action

    def add_edit_action(self, text: str, shortcut: str, act: Callable[[], object]) -> QAction:
        """Add an action to 編輯."""
        action = self._action(text, shortcut, act)
        self._edit_menu.addAction(action)
        return action

    def menu_actions(self) -> tuple[tuple[str, QAction], ...]:
        """Return every action of the menus with its menu's title."""
        menus = (menu for menu in self.menuBar().findChildren(QMenu) if menu.title())
        return tuple((menu.title(), action) for menu in menus for action in menu.actions() if action.text())

    def set_scheme(self, scheme: Scheme) -> None:
        """Switch between light and dark, and remember it."""
        self._settings.keep_text(SCHEME, scheme.value)
        self._theme.use(scheme)
        self.navigation.show_destinations(self._destinations, self._theme.palette)

    def close_for_good(self) -> None:
        """Close once the casebook is closed."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the geometry; wait for the casebook to be closed first."""
        self._settings.keep_state(GEOMETRY, self.saveGeometry())
        if self._may_close:
            event.accept()
        else:
            event.ignore()
            self.closing.emit()

    def _lay_out(self, body: QWidget) -> None:
        page_area = QVBoxLayout()
        page_area.setContentsMargins(0, 0, 0, 0)
        page_area.setSpacing(0)
        page_area.addWidget(self.banner)
        page_area.addWidget(self.pages, 1)
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.navigation)
        line.addLayout(page_area, 1)
        self.setCentralWidget(body)

    def _build_menus(self) -> None:
        menus = self.menuBar()
        self._file_menu = menus.addMenu(self.tr("檔案(&F)"))
        self._quit = self._action(self.tr("結束(&Q)"), "Ctrl+Q", self.close)
        self._quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._file_menu.addAction(self._quit)
        self._edit_menu = menus.addMenu(self.tr("編輯(&E)"))
        self.add_edit_action(self.tr("搜尋"), "Ctrl+K", self.search.begin)
        self._view_menu = menus.addMenu(self.tr("檢視(&V)"))
        self._fill_view_menu()
        help_menu = menus.addMenu(self.tr("說明(&H)"))
        help_menu.addAction(self._action(self.tr("關於中堅企業個案簿"), "", self._show_about))

    def _fill_view_menu(self) -> None:
        self._view_menu.clear()
        for destination in self._destinations:
            go = partial(self.show_page, destination.key)
            self._view_menu.addAction(self._action(destination.title, destination.shortcut, go))
        self._view_menu.addSeparator()
        for scheme, text in (
            (Scheme.SYSTEM, self.tr("外觀跟隨系統")),
            (Scheme.LIGHT, self.tr("淺色外觀")),
            (Scheme.DARK, self.tr("深色外觀")),
        ):
            self._view_menu.addAction(self._action(text, "", partial(self.set_scheme, scheme)))

    def _action(self, text: str, shortcut: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        if shortcut:
            action.setShortcut(QKeySequence(shortcut))
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _clear_pages(self) -> None:
        self._keys.clear()
        while (page := self.pages.widget(0)) is not None:
            self.pages.removeWidget(page)
            page.deleteLater()

    def _show_about(self) -> None:
        from backbone_desktop.ui.about import AboutDialog  # noqa: PLC0415 - start-up: shown once in a blue moon

        AboutDialog(self).open()


def first_size(available: QSize) -> QSize:
    """Return the size of a window opened for the first time: as drawn, or as large as the screen has room."""
    return FIRST_SIZE.boundedTo(available - QSize(0, FRAME_HEIGHT)).expandedTo(LEAST_SIZE)
