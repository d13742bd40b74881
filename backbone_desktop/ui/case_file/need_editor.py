"""The form for one need.

Rule: it takes a need and gives one back; which services can be wanted is the questionnaire's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from backbone_desktop.domain.codes import Aspect, Urgency
from backbone_desktop.domain.questionnaire import Form, QuestionRole
from backbone_desktop.ui.case_file.fields import AmountEdit, CodeBox, TextBox, field, fields_row
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import FlowLayout, button, clear, label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.domain.need import Need

SERVICES = "services"


class NeedEditor(QFrame):
    """Edits one need; Ctrl+Enter saves, Esc leaves it as it was."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, need: Need, form: Form) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.original = need
        self._form = form
        self.services: dict[str, QCheckBox] = {}
        self.aspect: CodeBox[Aspect] = CodeBox(tuple(Aspect), self.tr("面向"))
        self.aspect.set_code(need.aspect)
        self.aspect.edited.connect(self._offer_services)
        self.text = TextBox(self.tr("需求說明"), 3, self.tr("企業想解決什麼問題"))
        self.text.set_text(need.text)
        self.text.submitted.connect(self.save)
        self.urgency: CodeBox[Urgency] = CodeBox(tuple(Urgency), self.tr("急迫程度"))
        self.urgency.set_code(need.urgency)
        self.wanted_by = RocDateEdit(need.wanted_by)
        self.wanted_by.line.setAccessibleName(self.tr("希望完成日"))
        self.budget = AmountEdit(self.tr("預算"))
        self.budget.set_amount(need.budget_ntd)
        self._remark = label("", "note")
        self._offers = FlowLayout(spacing=Space.M)
        self._offer_services()
        self._lay_out()
        self.setFocusProxy(self.text)

    def need(self) -> Need:
        """Return the need as edited."""
        return replace(
            self.original,
            aspect=self.aspect.code,
            item_kinds=tuple(name for name, box in self.services.items() if box.isChecked()),
            text=self.text.text(),
            urgency=self.urgency.code,
            wanted_by=self.wanted_by.value,
            budget_ntd=self.budget.amount,
        )

    def save(self) -> None:
        """Give the need back, or say what is missing."""
        need = self.need()
        if not need.text and not need.item_kinds:
            self._remark.setText(self.tr("請寫下需求，或勾選希望的服務。"))
        elif not (self.wanted_by.valid and self.budget.valid):
            self._remark.setText(self.tr("希望完成日或預算無法辨識，請改寫。"))
        else:
            self.saved.emit(need)
        self._remark.setVisible(bool(self._remark.text()))

    def _offer_services(self) -> None:
        chosen = {name for name, box in self.services.items() if box.isChecked()} or set(
            self.original.item_kinds
        )
        clear(self._offers)
        self.services = {}
        for name in services_of(self._form, self.aspect.code, self.original):
            box = QCheckBox(name)
            box.setChecked(name in chosen)
            self._offers.addWidget(box)
            self.services[name] = box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addLayout(
            fields_row(
                (field(self.tr("面向"), self.aspect), 1),
                (field(self.tr("急迫程度"), self.urgency), 1),
                (field(self.tr("希望完成日"), self.wanted_by), 1),
                (field(self.tr("預算（元）"), self.budget), 1),
            )
        )
        column.addWidget(field(self.tr("需求說明"), self.text))
        column.addWidget(label(self.tr("希望的服務"), "second"))
        column.addLayout(self._offers)
        column.addWidget(self._remark)
        self._remark.setProperty("tone", "bad")
        self._remark.hide()
        save = button(self.tr("儲存需求"), self.save, "primary", self.tr("Ctrl+Enter"))
        cancel = button(self.tr("取消"), self.left.emit)
        column.addLayout(row(1, cancel, save))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def services_of(form: Form, aspect: Aspect, need: Need) -> tuple[str, ...]:
    """Return the services that can be wanted in an aspect, and those the need names besides."""
    offered = [
        choice.label
        for question in form.questions
        if question.role is QuestionRole.NEED and question.aspect is aspect and question.part == SERVICES
        for choice in question.choices
    ]
    return tuple(dict.fromkeys((*offered, *(need.item_kinds if need.aspect is aspect else ()))))
