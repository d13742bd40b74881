"""企業: the firms at the left, the file of the chosen one at the right.

Rule: which case is open is the list's to say and the file's to show; nothing else opens one here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.ui.case_file.page import CaseFilePage
from backbone_desktop.ui.enterprises.case_list import CaseList
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import EmptyState, button, row

if TYPE_CHECKING:
    from backbone_desktop.ui.workspace import Workspace

SPLITTER = "enterprises/splitter"
LAST_CASE = "enterprises/last_case"
LIST_HIDDEN = "enterprises/list_hidden"
LIST_WIDTH = 320
LIST_LEAST = 240
FILE_LEAST = 620
LIST_KINDS = frozenset({Kind.CASES, Kind.FOLLOW_UPS, Kind.SETTINGS})


class EnterprisesPage(QWidget):
    """List and file side by side."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._workspace = workspace
        # One window opens several casebooks, each with a last case of its own.
        self._last_case = f"{LAST_CASE}/{workspace.services.maintenance.casebook_id}"
        self._picking = False
        self._restored = False
        self._wanted_list = workspace.settings.text(LIST_HIDDEN) != "yes"
        self.list = CaseList(workspace)
        self.list.case_chosen.connect(self._show)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.list.case_opened.connect(self._picked)
        self.list.collapse_pressed.connect(self.toggle_list)
        self.expand = button(self.tr("展開企業清單"), self.toggle_list, "link", self.tr("Ctrl+L"))
        self.file = CaseFilePage(workspace)
        self._lay_out()
        self._add_shortcuts()
        workspace.feed.changed.connect(self._follow)
        self.list.presenter.refresh()

    def open_case(self, case_id: CaseId, tab: str = "", fact: str = "") -> None:
        """Show a case, at a tab if one is named, at a fact with its editor open.

        Raises:
            UserError: There is no such case.
        """
        self._picking = False
        self._open(case_id, tab, fact)

    @property
    def narrow(self) -> bool:
        """Whether there is room for the list or the file only."""
        return self.width() < LIST_LEAST + FILE_LEAST + 4 * Space.XL

    def toggle_list(self) -> None:
        """Collapse the list, or bring it back; in a narrow window it takes the place of the file."""
        if self.narrow:
            self._picking = not self._picking
        else:
            self._wanted_list = not self._wanted_list
            self._workspace.settings.keep_text(LIST_HIDDEN, "" if self._wanted_list else "yes")
        self._arrange()

    def search(self) -> None:
        """Put the cursor into the search field."""
        if self.list.isHidden():
            self.toggle_list()
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _restore(self) -> None:
        last = self._workspace.settings.text(self._last_case)
        case = CaseId(last) if last else self.list.first_case()
        if case is not None:
            try:
                self.open_case(case)
            except UserError:
                # The last case went with an import that was taken back; the first is as good a start.
                self._open_first()
        self._arrange()

    def _open_first(self) -> None:
        first = self.list.first_case()
        if first is not None:
            self.open_case(first)

    def _open(self, case: CaseId, tab: str = "", fact: str = "") -> None:
        self.file.show_case(case, tab, fact)
        self.list.mark(case)
        self._workspace.settings.keep_text(self._last_case, case)
        self._arrange()

    @Slot(str)
    def _show(self, case: str) -> None:
        if case != self.file.case:
            self._open(CaseId(case))

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.kinds.isdisjoint(LIST_KINDS):
            return
        self.list.presenter.refresh(keep_place=True)
        if self._restored and self.file.case is None:
            self._open_first()
        self._arrange()

    @Slot()
    def _picked(self) -> None:
        if self._picking:
            self._picking = False
            self._arrange()

    def _arrange(self) -> None:
        self._whole.setCurrentIndex(0 if self.file.case is None else 1)
        shown = self._picking if self.narrow else self._wanted_list
        self.list.setVisible(shown)
        self.file.setVisible(not (self.narrow and self._picking))
        self.expand.setVisible(not shown)

    def _lay_out(self) -> None:
        self.file.setMinimumWidth(FILE_LEAST)
        self.list.setMinimumWidth(LIST_LEAST)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.file)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(Space.L)
        self.splitter.setStretchFactor(1, 1)
        if not self.splitter.restoreState(self._workspace.settings.state(SPLITTER)):
            self.splitter.setSizes([LIST_WIDTH, 2 * FILE_LEAST])
        self.splitter.splitterMoved.connect(self._keep_splitter)
        self.roster = button(self.tr("匯入名冊"), self._go_to_intake, "primary")
        empty = EmptyState(
            self.tr("個案簿裡還沒有企業"),
            self.tr("收到指派名冊後，請匯入 Excel 名冊；每家企業會各開一個個案。"),
            (self.roster,),
        )
        self._whole = QStackedWidget()
        self._whole.addWidget(empty)
        self._whole.addWidget(self.splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.XS)
        column.addLayout(row(self.expand, 1))
        column.addWidget(self._whole, 1)

    def _add_shortcuts(self) -> None:
        for keys, act in (("Ctrl+F", self.search), ("Ctrl+L", self.toggle_list)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _keep_splitter(self) -> None:
        self._workspace.settings.keep_state(SPLITTER, self.splitter.saveState())

    def _go_to_intake(self) -> None:
        self._workspace.shell.show_page("questionnaires")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list or the file alone where both do not fit."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Open the last case with the first look at the page, not while the window is being built."""
        super().showEvent(event)
        if not self._restored:
            self._restored = True
            if self.file.case is None:
                self._restore()
