"""The form for one visit with its diagnosis.

Rule: a kept visit saves itself whenever a field is left; a new one is kept once 儲存 is pressed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.composite_text import split_list
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.visit import DiagnosisFinding, Visit
from backbone_desktop.ui.case_file.fields import TextBox, field, fields_row, line_edit
from backbone_desktop.ui.case_file.finding_editor import FindingEditor
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.domain.measure import Edition

_BETWEEN = "、"


class VisitEditor(QFrame):
    """Edits one visit."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, visit: Visit, edition: Edition) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.visit = visit
        self._edition = edition
        self.findings: list[FindingEditor] = []
        self.on = RocDateEdit(visit.on)
        self.on.line.setAccessibleName(self.tr("訪視日期"))
        self.place = line_edit(self.tr("地點"), self.tr("例：二廠會議室"), visit.place)
        self.purpose = line_edit(self.tr("目的"), self.tr("例：初訪，了解自動化需求"), visit.purpose)
        self.attendees = line_edit(
            self.tr("企業出席"), self.tr("姓名（職稱），以、分隔"), _BETWEEN.join(visit.attendees)
        )
        self.visitors = line_edit(self.tr("訪視人員"), self.tr("以、分隔"), _BETWEEN.join(visit.visitors))
        self.experts = line_edit(
            self.tr("專家"), self.tr("姓名（領域・單位），以、分隔"), _BETWEEN.join(visit.experts)
        )
        self.summary = TextBox(self.tr("現況與摘要"), 3)
        self.summary.set_text(visit.summary)
        self.obstacles = TextBox(self.tr("遭遇困難"), 2)
        self.obstacles.set_text(visit.obstacles)
        self.not_visited = line_edit(
            self.tr("未到訪原因"), self.tr("有到訪請留白；預定的訪視沒有成行時必填"), visit.not_visited
        )
        self.remark = label("", "note")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.S)
        self._connect()
        self._lay_out()
        for finding in visit.findings:
            self._add(finding)
        self._untouched = self.edited_visit()
        self.setFocusProxy(self.purpose if visit.id else self.on)

    def edited_visit(self) -> Visit:
        """Return the visit as edited.

        Raises:
            UserError: It claims both not to have been held and to have found something.
        """
        found = (editor.finding() for editor in self.findings)
        return replace(
            self.visit,
            on=self.on.value or self.visit.on,
            place=self.place.text().strip(),
            purpose=self.purpose.text().strip(),
            attendees=tuple(split_list(self.attendees.text())),
            visitors=tuple(split_list(self.visitors.text())),
            experts=tuple(split_list(self.experts.text())),
            summary=self.summary.text(),
            obstacles=self.obstacles.text(),
            not_visited=self.not_visited.text().strip(),
            findings=tuple(finding for finding in found if finding is not None),
        )

    def adopt(self, visit: Visit) -> None:
        """Take the visit as kept now, with the ids its findings were given; what is typed stays."""
        self.visit = visit
        stated = [editor for editor in self.findings if editor.finding() is not None]
        if len(stated) == len(visit.findings):
            for editor, finding in zip(stated, visit.findings, strict=True):
                editor.adopt(finding)

    def save(self) -> None:
        """Give the visit back, or say why it cannot be kept."""
        if not self.on.valid or (self.on.value is None and not self.visit.id):
            self._say(self.tr("請填寫訪視日期，例如 105/03/10。"))
            return
        try:
            visit = self.edited_visit()
        except UserError as refusal:
            self._say(f"{refusal.title}　{refusal.remedy}")
            return
        self._say("")
        if visit != self.visit or not visit.id:
            self.saved.emit(visit)

    def finish(self) -> None:
        """Give back what was entered and not yet given back; a new visit only once it says something."""
        if self.visit.id or self._says_something():
            self.save()

    def _says_something(self) -> bool:
        """Return whether anything was entered into a new visit."""
        try:
            return self.edited_visit() != self._untouched
        except UserError:
            return True

    def add_finding(self) -> None:
        """Add an empty finding and put the cursor into it."""
        self._add(DiagnosisFinding("", Aspect.TECHNOLOGY, "")).setFocus()

    def _add(self, finding: DiagnosisFinding) -> FindingEditor:
        editor = FindingEditor(finding, self._edition)
        editor.edited.connect(self._autosave)
        editor.removed.connect(self._remove)
        self.findings.append(editor)
        self._rows.addWidget(editor)
        return editor

    def _remove(self, editor: FindingEditor) -> None:
        self.findings.remove(editor)
        editor.hide()
        editor.deleteLater()
        self._autosave()

    def _autosave(self) -> None:
        if self.visit.id:
            self.save()

    def _say(self, text: str) -> None:
        self.remark.setText(text)
        self.remark.setVisible(bool(text))

    def _connect(self) -> None:
        lines = (self.place, self.purpose, self.attendees, self.visitors, self.experts, self.not_visited)
        for line in lines:
            line.editingFinished.connect(self._autosave)
        for box in (self.summary, self.obstacles):
            box.edited.connect(self._autosave)
            box.submitted.connect(self.save)
        self.on.changed.connect(lambda _day: self._autosave())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addLayout(
            fields_row(
                (field(self.tr("日期"), self.on), 2),
                (field(self.tr("地點"), self.place), 3),
                (field(self.tr("目的"), self.purpose), 4),
            )
        )
        column.addLayout(
            fields_row(
                (field(self.tr("企業出席"), self.attendees), 1),
                (field(self.tr("訪視人員"), self.visitors), 1),
                (field(self.tr("專家"), self.experts), 1),
            )
        )
        column.addWidget(field(self.tr("現況與摘要"), self.summary))
        column.addWidget(field(self.tr("遭遇困難"), self.obstacles))
        column.addWidget(field(self.tr("未到訪原因"), self.not_visited))
        column.addLayout(
            row(
                label(self.tr("診斷發現"), "strong", wrap=False),
                1,
                button(self.tr("新增診斷發現"), self.add_finding, "link"),
            )
        )
        column.addLayout(self._rows)
        self.remark.setProperty("tone", "bad")
        self.remark.hide()
        column.addWidget(self.remark)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        if self.visit.id:
            note = label(self.tr("離開欄位即自動儲存。"), "note", wrap=False)
            return row(note, 1, button(self.tr("收合"), self.left.emit))
        save = button(self.tr("儲存訪視"), self.save, "primary", self.tr("Ctrl+Enter"))
        return row(1, button(self.tr("取消"), self.left.emit), save)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc; what was entered into a new visit is not given up by a key alone."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.visit.id or not self._says_something():
            self.left.emit()
        else:
            self._say(self.tr("這筆訪視還沒有儲存。按 Ctrl+Enter 儲存，或按「取消」放棄。"))
