"""問卷: where every questionnaire stands, what came in, and the way a file takes into the casebook.

Rule: a file dropped anywhere on the page starts its import; nothing is kept before its preview was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.ui.intake.batch_card import BatchCard
from backbone_desktop.ui.intake.drop_zone import dropped_file
from backbone_desktop.ui.intake.forms_panel import FormsPanel
from backbone_desktop.ui.intake.tracker_panel import TrackerPanel
from backbone_desktop.ui.intake.wizard import ImportWizard
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, restyle, row

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent

    from backbone_desktop.ui.workspace import Workspace

TRACKER, IMPORTS = "tracker", "imports"
SHOWN = frozenset({Kind.BATCHES, Kind.CASES, Kind.ANSWERS})


class QuestionnairesPage(QWidget):
    """The lists, the import wizard and the writing of forms, one at a time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._stale = True
        self.tracker = TrackerPanel(workspace)
        self.tracker.write_pressed.connect(self.write_forms)
        self.imports = BatchCard(workspace)
        self.views = {
            name: self._view_chip(name, words)
            for name, words in ((TRACKER, self.tr("問卷追蹤")), (IMPORTS, self.tr("匯入紀錄")))
        }
        self.wizard = ImportWizard(workspace)
        self.wizard.left.connect(self.show_overview)
        self.wizard.taken_up.connect(self._show_wizard)
        self.forms = FormsPanel(workspace)
        self.forms.left.connect(self.show_overview)
        self.import_responses = button(
            self.tr("匯入問卷回覆…"), lambda: self.begin_import(BatchKind.RESPONSES), "primary"
        )
        self.import_roster = button(self.tr("匯入名冊…"), lambda: self.begin_import(BatchKind.ROSTER))
        self.write = button(self.tr("產生問卷…"), self.write_forms)
        self._stack = QStackedWidget()
        self._lists = QStackedWidget()
        self._front = self._lay_out_front()
        for part in (self._front, self.wizard, self.forms):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.addWidget(self._stack)
        workspace.feed.changed.connect(self._follow)

    def begin_import(self, kind: BatchKind | None, path: Path | None = None) -> None:
        """Open the wizard; without a kind the file's headers decide."""
        self._show_wizard()
        self.wizard.begin(kind, path)

    @Slot()
    def show_overview(self) -> None:
        """Go back to the lists."""
        self._stack.setCurrentWidget(self._front)
        self._stale = True
        self._refresh()
        self.import_responses.setFocus()

    @Slot()
    def _show_wizard(self) -> None:
        self._stack.setCurrentWidget(self.wizard)

    def write_forms(self) -> None:
        """Open the choice of firms to write questionnaires for, beginning with those selected."""
        self.forms.begin(self.tracker.chosen_firms())
        self._stack.setCurrentWidget(self.forms)

    def show_list(self, name: str) -> None:
        """Show the questionnaires of the firms, or what was imported."""
        for each, chip in self.views.items():
            chip.setChecked(each == name)
        self._lists.setCurrentWidget(self.tracker if name == TRACKER else self.imports)

    def _view_chip(self, name: str, words: str) -> QPushButton:
        chip = button(words, lambda: self.show_list(name), "chip")
        chip.setCheckable(True)
        return chip

    def _lay_out_front(self) -> QWidget:
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        title = label(self.tr("問卷"), "title", wrap=False)
        views = row(*self.views.values())
        views.setContentsMargins(Space.M, 0, 0, 0)
        head = row(title)
        head.addLayout(views)
        head.addStretch(1)
        for act in (self.write, self.import_roster, self.import_responses):
            head.addWidget(act)
        column.addLayout(head)
        self._lists.addWidget(self.tracker)
        self._lists.addWidget(self.imports)
        column.addWidget(self._lists, 1)
        self.show_list(TRACKER)
        return front

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if not changes.kinds.isdisjoint(SHOWN):
            self._stale = True
            self._refresh()

    @property
    def _is_importing(self) -> bool:
        return self._stack.currentWidget() is self.wizard

    def _refresh(self) -> None:
        # Thousands of firms are not read behind a wizard that is just showing what it imported.
        if self._stale and self._front.isVisible():
            self._stale = False
            self.tracker.refresh()
            self.imports.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the lists when the page comes to the front and something changed since."""
        super().showEvent(event)
        self._refresh()

    def _show_over(self, *, over: bool) -> None:
        """Show that a file held over the page would be taken, wherever it is let go."""
        self.setProperty("over", over)
        restyle(self)
        self.wizard.choose.drop.show_over(over=over)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file."""
        if dropped_file(event.mimeData()) is not None and self.wizard.presenter.state.work is None:
            event.acceptProposedAction()
            self._show_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the file that was held over the page."""
        super().dragLeaveEvent(event)
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Start the import of the file; while another is being looked at, its kind stays as chosen."""
        self._show_over(over=False)
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.begin_import(self.wizard.kind_under_way if self._is_importing else None, path)
