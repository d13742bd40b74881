"""Entering a fact for another day than today, or from a visit.

Rule: nothing is entered while day and source are still being filled in, in whichever order that is done.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backbone_desktop.domain.codes import Origin
from backbone_desktop.services.observations import Basis
from backbone_desktop.ui.case_file.fact_editors import fact_editor
from backbone_desktop.ui.case_file.fields import QuietBox, field, fields_row
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.domain.facts import FactDefinition
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
        self.day.changed.connect(lambda _day: self._say(""))
        self.editor = fact_editor(definition, None)
        self.editor.committed.connect(lambda content: self._hold(partial(self.entered.emit, content)))
        self.editor.declined.connect(lambda: self._hold(self.refused.emit))
        self.editor.left.connect(self.left)
        self.leave = button(self.tr("取消"), self.left.emit, "link")
        self.save = button(self.tr("記下"), self._press, tip=self.tr("以這個來源與日期記下內容"))
        # The content is complete once it is left for this button, on systems where buttons take no focus too.
        self.save.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._held: Callable[[Basis], object] | None = None
        self._remark = label("", "note", Tone.BAD)
        self._remark.hide()
        self._lay_out()

    def finish(self) -> None:
        """Enter what is filled in, where anything is."""
        self.editor.finish()
        self._enter()

    def _follow_visit(self, position: int) -> None:
        self.day.set_value(self._visits[position - 1].on if position else self._on)

    def _basis(self) -> Basis | None:
        """Return what the entry rests on; None, with a remark, when the day is not one."""
        day = self.day.value
        if day is None or day > self._on:
            self._say(self.tr("資料日期須填寫，且不晚於基準日。"))
            return None
        position = self.source.currentIndex()
        if position:
            return Basis(Origin.VISIT, day, self._visits[position - 1].id)
        return Basis(as_of=day)

    def _hold(self, enter: Callable[[Basis], object]) -> None:
        """Keep a content for as long as its day and source are being filled in, else enter it."""
        self._held = enter
        focused: QWidget | None = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused) or self.editor.isAncestorOf(focused):
            self._enter()

    def _enter(self) -> None:
        basis = None if self._held is None else self._basis()
        if self._held is not None and basis is not None:
            held, self._held = self._held, None
            held(basis)

    def _press(self) -> None:
        self.save.setFocus()
        self.editor.finish()
        if self._held is None:
            self._say(self.tr("請填寫內容。"))
            self.editor.setFocus()
        self._enter()

    def _say(self, words: str) -> None:
        self._remark.setText(words)
        self._remark.setVisible(bool(words))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addLayout(
            fields_row((field(self.tr("來源"), self.source), 2), (field(self.tr("資料日期"), self.day), 1))
        )
        column.addWidget(label(self.tr("內容"), "second", wrap=False))
        column.addWidget(self.editor)
        column.addWidget(self._remark)
        if not self.editor.has_buttons:
            column.addLayout(row(self.save, self.leave, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
