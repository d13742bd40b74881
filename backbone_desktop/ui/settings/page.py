"""設定: what holds for the whole casebook and this machine.

Rule: each section saves itself; there is nothing to apply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.ui.settings.casebook import BackupSection, CasebookSection, CheckSection
from backbone_desktop.ui.settings.own import AppearanceSection, AsOfSection, ConsultantSection
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import label, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from backbone_desktop.ui.workspace import Workspace

COLUMN_WIDTH = 560


class SettingsPage(QWidget):
    """The sections in two columns."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.consultant = ConsultantSection(workspace)
        self.as_of = AsOfSection(workspace)
        self.appearance = AppearanceSection(workspace)
        self.casebook = CasebookSection(workspace)
        self.backups = BackupSection(workspace)
        self.check = CheckSection(workspace)
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, Space.S, 0)
        columns.setSpacing(Space.M)
        for sections in (
            (self.consultant, self.as_of, self.appearance),
            (self.casebook, self.backups, self.check),
        ):
            columns.addWidget(_column(sections), 1)
        columns.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        outer.setSpacing(Space.M)
        outer.addWidget(label(self.tr("設定"), "title"))
        area = scrolled(content)
        area.setAccessibleName(self.tr("設定項目"))
        outer.addWidget(area, 1)
        workspace.feed.changed.connect(self._after_change)

    def _after_change(self, changes: Changes) -> None:
        if Kind.SETTINGS in changes.kinds and self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        for part in (self.consultant, self.as_of, self.appearance, self.backups):
            part.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the settings as they are now."""
        super().showEvent(event)
        self._refresh()


def _column(sections: tuple[QWidget, ...]) -> QWidget:
    column = QWidget()
    column.setMaximumWidth(COLUMN_WIDTH)
    stack = QVBoxLayout(column)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(Space.M)
    for each in sections:
        stack.addWidget(each)
    stack.addStretch(1)
    return column
