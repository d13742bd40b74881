"""問卷: what came in, who has not answered, and the way a file takes into the casebook.

Rule: a file dropped anywhere on the page starts its import; nothing is kept before its preview was seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.ui.intake.drop_zone import dropped_file
from backbone_desktop.ui.intake.forms_panel import FormsPanel
from backbone_desktop.ui.intake.overview import IntakeOverview
from backbone_desktop.ui.intake.wizard import ImportWizard
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent

    from backbone_desktop.ui.workspace import Workspace

SHOWN = frozenset({Kind.BATCHES, Kind.CASES, Kind.ANSWERS})


class QuestionnairesPage(QWidget):
    """The overview, the import wizard and the writing of forms, one at a time."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAcceptDrops(True)
        self._stale = True
        self.overview = IntakeOverview(workspace, self.write_forms)
        self.wizard = ImportWizard(workspace)
        self.wizard.left.connect(self.show_overview)
        self.forms = FormsPanel(workspace)
        self.forms.left.connect(self.show_overview)
        self.import_responses = button(
            self.tr("匯入問卷回覆…"), lambda: self.begin_import(BatchKind.RESPONSES), "primary"
        )
        self.import_roster = button(self.tr("匯入名冊…"), lambda: self.begin_import(BatchKind.ROSTER))
        self.write = button(self.tr("產生問卷…"), self.write_forms)
        self._stack = QStackedWidget()
        self._front = self._lay_out_front()
        for part in (self._front, self.wizard, self.forms):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.addWidget(self._stack)
        workspace.feed.changed.connect(self._follow)

    def begin_import(self, kind: BatchKind | None, path: Path | None = None) -> None:
        """Open the wizard; without a kind the file's headers decide."""
        self._stack.setCurrentWidget(self.wizard)
        self.wizard.begin(kind, path)

    @Slot()
    def show_overview(self) -> None:
        """Go back to the lists."""
        self._stack.setCurrentWidget(self._front)
        self._refresh()
        self.import_responses.setFocus()

    def write_forms(self) -> None:
        """Open the choice of firms to write questionnaires for, beginning with those selected."""
        self.forms.begin(self.overview.chosen_firms())
        self._stack.setCurrentWidget(self.forms)

    def _lay_out_front(self) -> QWidget:
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        title = label(self.tr("問卷"), "title", wrap=False)
        column.addLayout(row(title, 1, self.write, self.import_roster, self.import_responses))
        column.addWidget(self.overview, 1)
        return front

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if not changes.kinds.isdisjoint(SHOWN):
            self._stale = True
            self._refresh()

    def _refresh(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.overview.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the lists when the page comes to the front and something changed since."""
        super().showEvent(event)
        self._refresh()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file."""
        if dropped_file(event.mimeData()) is not None and self.wizard.presenter.state.work is None:
            event.acceptProposedAction()
            self.wizard.choose.drop.show_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the file that was held over the page."""
        super().dragLeaveEvent(event)
        self.wizard.choose.drop.show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Start the import of the file; in the open wizard its kind stays as chosen."""
        self.wizard.choose.drop.show_over(over=False)
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            in_wizard = self._stack.currentWidget() is self.wizard
            self.begin_import(self.wizard.presenter.state.kind if in_wizard else None, path)
