"""Entering a fact for another day than today, or from a visit.

Rule: day and source come before the content, because finishing the content saves the entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from backbone_desktop.domain.codes import Origin
from backbone_desktop.services.observations import Basis
from backbone_desktop.ui.case_file.fact_editors import fact_editor
from backbone_desktop.ui.case_file.fields import QuietBox, field, fields_row
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.domain.facts import FactContent, FactDefinition
    from backbone_desktop.ui.case_file.profile_presenter import VisitChoice


class FactEntry(QFrame):
    """A day, a source and a content."""

    entered = Signal(object, object)
    refused = Signal(object)
    left = Signal()

    def __init__(self, definition: FactDefinition, visits: Sequence[VisitChoice], on: date) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._visits, self._on = tuple(visits), on
        self.source = QuietBox()
        self.source.setAccessibleName(self.tr("來源"))
        self.source.addItems([Origin.HAND.label, *(each.words for each in self._visits)])
        self.source.activated.connect(self._follow_visit)
        self.day = RocDateEdit(on)
        self.day.line.setAccessibleName(self.tr("資料日期"))
        self.editor = fact_editor(definition, None)
        self.editor.committed.connect(self._enter)
        self.editor.declined.connect(self._refuse)
        self.editor.left.connect(self.left)
        self.leave = button(self.tr("取消"), self.left.emit, "link")
        self._remark = label("", "note", Tone.BAD)
        self._remark.hide()
        self._lay_out()

    def _follow_visit(self, position: int) -> None:
        self.day.set_value(self._visits[position - 1].on if position else self._on)

    def _basis(self) -> Basis | None:
        """Return what the entry rests on; None, with a remark, when the day is not one."""
        day = self.day.value
        wrong = day is None or day > self._on
        self._remark.setText(self.tr("資料日期須填寫，且不晚於基準日。") if wrong else "")
        self._remark.setVisible(wrong)
        if wrong:
            return None
        position = self.source.currentIndex()
        if position:
            return Basis(Origin.VISIT, day, self._visits[position - 1].id)
        return Basis(as_of=day)

    def _enter(self, content: FactContent | None) -> None:
        basis = self._basis()
        if basis is not None:
            self.entered.emit(content, basis)

    def _refuse(self) -> None:
        basis = self._basis()
        if basis is not None:
            self.refused.emit(basis)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addLayout(
            fields_row((field(self.tr("來源"), self.source), 2), (field(self.tr("資料日期"), self.day), 1))
        )
        column.addWidget(self._remark)
        column.addWidget(label(self.tr("內容（填完即儲存）"), "second", wrap=False))
        column.addWidget(self.editor)
        column.addLayout(row(self.leave, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
