"""追蹤: the log of the case, and its applications.

Rule: the log only grows; taking an entry back is an entry that says why, and the old one stays readable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.ui.case_file.applications import ApplicationsCard
from backbone_desktop.ui.case_file.draft_desk import DraftDesk
from backbone_desktop.ui.case_file.fields import keep_order
from backbone_desktop.ui.case_file.follow_up_form import FollowUpForm, draft_of
from backbone_desktop.ui.case_file.log_entry import LogEntryCard
from backbone_desktop.ui.case_file.log_state import log_entries, next_dated, standing_entries
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import clear, label, scrolled

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.follow_up import FollowUp
    from backbone_desktop.ui.workspace import Workspace


class FollowUpsTab(QWidget):
    """The form above, the entries below, newest first."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._file: CaseFile | None = None
        self.form = FollowUpForm()
        self.desk = DraftDesk(workspace, self.form, self)
        self.form.submitted.connect(self.record)
        self.form.abandoned.connect(self.desk.begin_anew)
        self.applications = ApplicationsCard(workspace)
        self.entries: list[LogEntryCard] = []
        self._log = QVBoxLayout()
        self._log.setSpacing(Space.S)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, Space.M)
        column.setSpacing(Space.M)
        column.addWidget(self.desk.offer)
        column.addWidget(self.form)
        column.addWidget(self.applications)
        column.addLayout(self._log)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled(content)
        outer.addWidget(self.area)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.record)

    def show_file(self, file: CaseFile) -> None:
        """Show a case; what is typed for it stays, also while another case is looked at."""
        self._file = file
        if self.desk.open(file):
            self.area.verticalScrollBar().setValue(0)
        self.applications.show_file(file)
        self._show_log(file)

    def count(self, file: CaseFile) -> int | None:
        """Count the entries that stand."""
        return len(standing_entries(file.follow_ups))

    def record(self) -> None:
        """Record what is typed, for good."""
        if self._file is None or self.desk.shut:
            return
        complaint = self.form.complaint()
        if complaint:
            self._workspace.shell.notify(complaint, Tone.WARN)
            return
        entry = self.form.entry(self._file.case.id, self._workspace.services.maintenance.on)
        logbook = self._workspace.services.logbook
        self._workspace.tasks.run(
            self.tr("記錄追蹤"), lambda _control: logbook.record_follow_up(entry), self._recorded
        )

    def retract(self, entry: FollowUp, reason: str) -> None:
        """Take an entry back, saying why."""
        if not reason.strip():
            self._workspace.shell.notify(self.tr("請寫下為什麼撤回這筆紀錄。"), Tone.WARN)
            return
        logbook = self._workspace.services.logbook
        self._workspace.tasks.run(
            self.tr("撤回追蹤紀錄"), lambda _control: logbook.retract_follow_up(entry, reason.strip())
        )

    def correct(self, entry: FollowUp) -> None:
        """Put an entry's words into the form, to be recorded in its place."""
        if self.desk.shut:
            self._workspace.shell.notify(self.tr("請先復原或捨棄未記錄的草稿。"), Tone.WARN)
            return
        self.form.show_draft(draft_of(entry), entry)
        self.area.verticalScrollBar().setValue(0)
        self.form.setFocus()

    def _recorded(self, entry: FollowUp) -> None:
        self._workspace.shell.notify(self.tr("已記錄追蹤"), Tone.OK)
        self.desk.recorded(entry.case, entry.channel)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when the tab is left."""
        super().hideEvent(event)
        self.desk.keep()

    def _show_log(self, file: CaseFile) -> None:
        clear(self._log)
        on = self._workspace.services.maintenance.on
        pending = next_dated(standing_entries(file.follow_ups))
        self.entries = [
            LogEntryCard(each, on, pending=each.entry is pending) for each in log_entries(file.follow_ups)
        ]
        for card in self.entries:
            card.retracted.connect(self.retract)
            card.correct_pressed.connect(self.correct)
            self._log.addWidget(card)
        keep_order(self.form.record, self.applications, *self.entries)
        if not self.entries:
            advice = self.tr("還沒有追蹤紀錄。第一次聯繫後，請在上面記下內容與下次日期。")
            self._log.addWidget(label(advice, "second"))
