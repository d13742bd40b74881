"""申請案 of the case: where each stands, and its next status.

Rule: only the transitions an application allows are offered.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.application import TRANSITIONS, Application, ApplicationStatus, StatusStep
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.case_file.fields import AmountEdit, QuietBox
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Tone
from backbone_desktop.ui.widgets import FlowLayout, button, card, clear, label, row, rule, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.ui.workspace import Workspace

_TONES = {
    ApplicationStatus.APPROVED: Tone.OK,
    ApplicationStatus.CONTRACTED: Tone.OK,
    ApplicationStatus.EXECUTING: Tone.OK,
    ApplicationStatus.REJECTED: Tone.BAD,
    ApplicationStatus.SUPPLEMENTING: Tone.WARN,
    ApplicationStatus.CLOSED: Tone.NEUTRAL,
    ApplicationStatus.WITHDRAWN: Tone.NEUTRAL,
}


class ApplicationsCard(QWidget):
    """The case's applications; hidden while there is none."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: tuple[Application, ...] | None = None
        self._rows = QVBoxLayout()
        frame, column = card()
        column.addWidget(label(self.tr("申請案"), "heading"))
        column.addLayout(self._rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_file(self, file: CaseFile) -> None:
        """Show a case's applications."""
        if file.applications == self._shown:
            return
        self._shown = file.applications
        self.setVisible(bool(file.applications))
        clear(self._rows)
        for application in file.applications:
            self._rows.addWidget(rule())
            self._rows.addWidget(ApplicationRow(self._workspace, application))


class ApplicationRow(QWidget):
    """One application and its next status."""

    def __init__(self, workspace: Workspace, application: Application) -> None:
        super().__init__()
        self._workspace = workspace
        self._application = application
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        latest = application.history[-1]
        name = label(_name(workspace, application), "strong")
        status = tag(application.status.label, _TONES.get(application.status, Tone.ACCENT))
        head = row(status)
        head.insertWidget(0, name, 1)
        column.addLayout(head)
        steps = "　→　".join(f"{step.status.label} {format_roc(step.on)}" for step in application.history)
        amount = "" if latest.amount_ntd is None else f"　{format_ntd(latest.amount_ntd)} 元"
        column.addWidget(label(f"{steps}{amount}", "note"))
        if TRANSITIONS[application.status]:
            column.addLayout(self._next_line())

    def _next_line(self) -> FlowLayout:
        self.status = QuietBox()
        self.status.setAccessibleName(self.tr("下一狀態"))
        for status in TRANSITIONS[self._application.status]:
            self.status.addItem(status.label, status)
        self.on = RocDateEdit(self._workspace.services.maintenance.on)
        self.on.line.setAccessibleName(self.tr("狀態日期"))
        self.on.setFixedWidth(150)
        self.amount = AmountEdit(self.tr("金額（元）"))
        self.amount.line.setPlaceholderText(self.tr("金額，可留白"))
        self.amount.setFixedWidth(160)
        advance = button(self.tr("改為這個狀態"), self.advance)
        line = FlowLayout()
        words = label(self.tr("下一狀態"), "second", wrap=False)
        for part in (words, self.status, self.on, self.amount, advance):
            line.addWidget(part)
        return line

    def advance(self) -> None:
        """Move the application on."""
        on = self.on.value
        if on is None or not self.amount.valid:
            self._workspace.shell.notify(self.tr("請填寫狀態日期；金額請寫成例如 200萬元。"), Tone.WARN)
            return
        step = StatusStep(ApplicationStatus(self.status.currentData()), on, self.amount.amount)
        advance = partial(self._workspace.services.logbook.advance_application, self._application.id, step)
        self._workspace.tasks.run(self.tr("更改申請案狀態"), lambda _control: advance())


def _name(workspace: Workspace, application: Application) -> str:
    try:
        measure = workspace.services.catalogue.measure(application.measure)
        return f"{measure.name}　{measure.item(application.item).name}"
    except (UserError, KeyError):
        return f"第 {application.measure} 項措施，服務項目 {application.item}"
