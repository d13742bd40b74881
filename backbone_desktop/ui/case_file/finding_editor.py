"""The form for one diagnosed situation within a visit.

Rule: a finding without a situation says nothing and is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.visit import Severity
from backbone_desktop.ui.case_file.fields import CodeBox, TextBox, field, fields_row, line_edit
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from backbone_desktop.domain.measure import Edition
    from backbone_desktop.domain.visit import DiagnosisFinding

_NUMBER = re.compile(r"\d+")


class FindingEditor(QFrame):
    """Aspect, severity, situation, cause, advice, suggested measures."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, finding: DiagnosisFinding, edition: Edition) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._finding = finding
        self._edition = edition
        self.aspect: CodeBox[Aspect] = CodeBox(tuple(Aspect), self.tr("診斷面向"))
        self.aspect.set_code(finding.aspect)
        self.severity: CodeBox[Severity] = CodeBox(tuple(Severity), self.tr("嚴重程度"))
        self.severity.set_code(finding.severity)
        self.situation = TextBox(self.tr("現況"), 2, self.tr("看到了什麼"))
        self.situation.set_text(finding.situation)
        self.cause = TextBox(self.tr("原因"), 2)
        self.cause.set_text(finding.cause)
        self.advice = TextBox(self.tr("建議"), 2, self.tr("短、中、長期可以怎麼做"))
        self.advice.set_text(finding.advice)
        numbers = "、".join(str(number) for number in finding.measures)
        self.measures: QLineEdit = line_edit(self.tr("建議措施編號"), self.tr("例：12、33"), numbers)
        self._names = label("", "note")
        self._name_measures()
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.situation)

    def finding(self) -> DiagnosisFinding | None:
        """Return the finding as edited, None when it says nothing."""
        said = (self.situation.text(), self.cause.text(), self.advice.text(), self.measures.text().strip())
        if not any(said):
            return None
        return replace(
            self._finding,
            aspect=self.aspect.code,
            situation=self.situation.text(),
            cause=self.cause.text(),
            severity=self.severity.code,
            advice=self.advice.text(),
            measures=self._numbers(),
        )

    def adopt(self, finding: DiagnosisFinding) -> None:
        """Take the id the finding was given; what is typed stays."""
        if not self._finding.id:
            self._finding = replace(self._finding, id=finding.id)

    def _numbers(self) -> tuple[int, ...]:
        known = {measure.number for measure in self._edition.measures}
        typed = dict.fromkeys(int(number) for number in _NUMBER.findall(self.measures.text()))
        return tuple(number for number in typed if number in known)

    def _name_measures(self) -> None:
        names = (f"{number} {self._edition.measure(number).name}" for number in self._numbers())
        self._names.setText("　".join(names))
        self._names.setVisible(bool(self._names.text()))

    def _connect(self) -> None:
        for box in (self.aspect, self.severity, self.situation, self.cause, self.advice):
            box.edited.connect(self.edited)
        self.measures.textEdited.connect(lambda _text: self._name_measures())
        self.measures.editingFinished.connect(self.edited)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addLayout(
            fields_row(
                (field(self.tr("面向"), self.aspect), 1),
                (field(self.tr("嚴重程度"), self.severity), 1),
                (field(self.tr("建議措施（編號）"), self.measures), 2),
            )
        )
        column.addWidget(self._names)
        column.addLayout(
            fields_row((field(self.tr("現況"), self.situation), 1), (field(self.tr("原因"), self.cause), 1))
        )
        column.addWidget(field(self.tr("建議"), self.advice))
        remove = button(self.tr("移除這項發現"), lambda: self.removed.emit(self), "link")
        column.addLayout(row(1, remove))
