"""Whose casebook it is, which day it speaks for, and how it looks.

Rule: a changed field saves itself when it is left; a name is never saved empty.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.roc_date import format_roc_text
from backbone_desktop.ui.main_window import SCHEME
from backbone_desktop.ui.roc_date_edit import RocDateEdit
from backbone_desktop.ui.settings.parts import form, section
from backbone_desktop.ui.theme import Scheme, Space, Tone
from backbone_desktop.ui.widgets import FlowLayout, button, label, restyle, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from backbone_desktop.ui.workspace import Workspace


class ConsultantSection(QWidget):
    """Name, office and phone as they stand on every report."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._kept = Consultant("", "")
        self.name, self.office, self.phone = QLineEdit(), QLineEdit(), QLineEdit()
        self.phone.setPlaceholderText(self.tr("例：(02)2701-0526#708"))
        self._remark = label("", "second", Tone.BAD)
        self._remark.hide()
        frame, column = section(self.tr("專責顧問"), self.tr("印在月報、個案摘要與追蹤紀錄上。"))
        fields = form()
        for words, field in (
            (self.tr("姓名"), self.name),
            (self.tr("單位"), self.office),
            (self.tr("電話"), self.phone),
        ):
            field.setAccessibleName(words)
            field.editingFinished.connect(self._save)
            fields.addRow(words, field)
        column.addLayout(fields)
        column.addWidget(self._remark)
        _fill(self, frame)

    def refresh(self) -> None:
        """Show who the casebook's consultant is, unless a field is being typed in."""
        self._kept = self._workspace.services.maintenance.consultant()
        for field, text in (
            (self.name, self._kept.name),
            (self.office, self._kept.office),
            (self.phone, self._kept.phone),
        ):
            if not field.hasFocus():
                field.setText(text)

    def _save(self) -> None:
        name = self.name.text().strip()
        self.name.setProperty("invalid", not name)
        restyle(self.name)
        self._remark.setText("" if name else self.tr("請填寫姓名；留白不會儲存。"))
        self._remark.setVisible(not name)
        changed = replace(
            self._kept, name=name, office=self.office.text().strip(), phone=self.phone.text().strip()
        )
        if name and changed != self._kept:
            self._kept = changed
            maintenance = self._workspace.services.maintenance
            self._workspace.tasks.run(
                self.tr("儲存顧問資料"), lambda _control: maintenance.set_consultant(changed)
            )


class AsOfSection(QWidget):
    """The day every deadline and verdict is counted from."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.day = RocDateEdit()
        self.day.line.setAccessibleName(self.tr("基準日（民國年）"))
        self.day.setMaximumWidth(190)
        self.day.changed.connect(self._choose)
        self.today = button(
            self.tr("回到今天"), lambda: self._store(None), tip=self.tr("期限與判定改以今天計算")
        )
        self._words = label("", "second")
        advice = self.tr("期限、剩餘天數與措施判定都以這一天計算；平常就是今天。")
        frame, column = section(self.tr("基準日"), advice)
        column.addLayout(row(self.day, self.today, 1))
        column.addWidget(self._words)
        _fill(self, frame)

    def refresh(self) -> None:
        """Show the day in force."""
        maintenance = self._workspace.services.maintenance
        blocked = self.day.blockSignals(True)
        self.day.set_value(maintenance.on)
        self.day.blockSignals(blocked)
        self.today.setEnabled(not maintenance.speaks_for_today)
        text = (
            self.tr("目前為今天，{day}。")
            if maintenance.speaks_for_today
            else self.tr("目前為 {day}，不是今天。")
        )
        self._words.setText(text.format(day=format_roc_text(maintenance.on)))
        self._words.setProperty("tone", "" if maintenance.speaks_for_today else Tone.WARN.value)
        restyle(self._words)

    def _choose(self, day: date | None) -> None:
        if day is not None and day != self._workspace.services.maintenance.on:
            self._store(day)

    def _store(self, day: date | None) -> None:
        maintenance = self._workspace.services.maintenance
        self._workspace.tasks.run(self.tr("變更基準日"), lambda _control: maintenance.set_as_of(day))


class AppearanceSection(QWidget):
    """Light, dark, or as the desktop has it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        frame, column = section(self.tr("外觀"), "")
        choices = QWidget()
        choices.setAccessibleName(self.tr("外觀"))
        line = FlowLayout(choices)
        self.choices: dict[Scheme, QPushButton] = {}
        for scheme, text in (
            (Scheme.SYSTEM, self.tr("跟隨系統")),
            (Scheme.LIGHT, self.tr("淺色")),
            (Scheme.DARK, self.tr("深色")),
        ):
            self.choices[scheme] = self._choice(scheme, text)
            line.addWidget(self.choices[scheme])
        column.addWidget(choices)
        _fill(self, frame)

    def refresh(self) -> None:
        """Mark the look in force."""
        now = self._workspace.settings.text(SCHEME, Scheme.SYSTEM)
        for scheme, choice in self.choices.items():
            choice.setChecked(scheme.value == now)

    def _choice(self, scheme: Scheme, text: str) -> QPushButton:
        choice = button(text, lambda: self._use(scheme), "chip")
        choice.setCheckable(True)
        return choice

    def _use(self, scheme: Scheme) -> None:
        self._workspace.shell.set_scheme(scheme)
        self.refresh()


def _fill(widget: QWidget, frame: QWidget) -> None:
    outer = QVBoxLayout(widget)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(Space.M)
    outer.addWidget(frame)
