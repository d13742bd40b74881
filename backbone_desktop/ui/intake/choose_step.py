"""Step 1: which file, what it is, and whether its characters read right.

Rule: what was guessed is shown to be looked at; nothing is taken for granted that a person can settle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.ui.intake.drop_zone import DropZone
from backbone_desktop.ui.intake.sample_table import SampleTable
from backbone_desktop.ui.theme import CONTROL_HEIGHT, Space, Tone
from backbone_desktop.ui.widgets import button, card, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.intake import FileSample
    from backbone_desktop.ui.intake.import_presenter import ImportPresenter
    from backbone_desktop.ui.intake.import_state import ImportState

ENCODINGS = ("utf-8", "cp950", "utf-16", "gb18030")
CHOICE_WIDTH = 240


class ChooseStep(QStackedWidget):
    """A place to drop a file, then the file's beginning."""

    def __init__(self, presenter: ImportPresenter, choose: Callable[[], object]) -> None:
        super().__init__()
        self._presenter = presenter
        self._sample: FileSample | None = None
        self.drop = DropZone(choose)
        self.other = button(self.tr("選擇其他檔案…"), choose)
        self.kinds = {kind: self._kind_chip(kind) for kind in BatchKind}
        self.hint = label("", "second", Tone.WARN)
        self.encoding = self._combo(self.tr("文字編碼"), presenter.choose_encoding)
        self.guessed = tag(self.tr("推測"), Tone.WARN)
        self.encoding_note = label(self.tr("請看下方內容；中文若有亂碼，請改選其他編碼。"), "second")
        self.sheet = self._combo(self.tr("工作表"), presenter.choose_sheet)
        self.note = label("", "note")
        self.table = SampleTable()
        self.addWidget(self.drop)
        self.addWidget(self._lay_out())

    def show_state(self, state: ImportState) -> None:
        """Show the file chosen, or the place to choose one."""
        sample = state.sample
        self.setCurrentIndex(0 if sample is None else 1)
        if sample is None:
            self._sample = None
            return
        self._show_kind(state)
        if sample is not self._sample:
            self._sample = sample
            self._show_sample(state, sample)
        # A refused encoding or sheet leaves the one in force chosen.
        self._select(self.encoding, state.encoding)
        self._select(self.sheet, state.sheet)

    def _show_kind(self, state: ImportState) -> None:
        for kind, chip in self.kinds.items():
            chip.setChecked(kind is state.kind)
        likely = None if state.sample is None else state.sample.likely
        if state.kind is None:
            self.hint.setText(self.tr("從欄名看不出來，請選擇。"))
        elif state.other_kind_likely and likely is not None:
            self.hint.setText(self.tr("欄名看起來是{kind}，請確認。").format(kind=likely.label))
        else:
            self.hint.clear()

    def _show_sample(self, state: ImportState, sample: FileSample) -> None:
        self._fill_encodings(sample)
        self.sheet.clear()
        self.sheet.addItem(self.tr("自動選擇：{name}").format(name=sample.sheet), "")
        for name in state.sheets:
            self.sheet.addItem(name, name)
        self._fields.setRowVisible(self._encoding_row, bool(sample.encoding))
        self._fields.setRowVisible(self._sheet_row, len(state.sheets) > 1)
        self.guessed.setVisible(sample.guessed)
        self.encoding_note.setVisible(sample.guessed)
        self.table.show_rows(sample.rows)
        if self.table.view is not None:
            QWidget.setTabOrder(self.sheet, self.table.view)
        words = self.tr("共 {total:,} 列有內容，以下是檔案開頭。")
        if sample.total <= len(sample.rows):
            words = self.tr("共 {total:,} 列有內容。")
        notes = (words.format(total=sample.total), *sample.notes)
        self.note.setText("　".join(notes))

    def _fill_encodings(self, sample: FileSample) -> None:
        self.encoding.clear()
        found = self.tr("自動判斷：{name}") if not self._presenter.state.encoding else self.tr("自動判斷")
        self.encoding.addItem(found.format(name=sample.encoding), "")
        names = {"utf-8": "UTF-8", "cp950": "CP950（Big5）", "utf-16": "UTF-16"}
        for code in ENCODINGS:
            self.encoding.addItem(names.get(code, self.tr("GB18030（簡體中文）")), code)

    def _kind_chip(self, kind: BatchKind) -> QPushButton:
        chip = button(kind.label, lambda: self._choose_kind(kind), "chip")
        chip.setCheckable(True)
        return chip

    def _choose_kind(self, kind: BatchKind) -> None:
        self.kinds[kind].setChecked(True)
        self._presenter.choose_kind(kind)

    def _combo(self, name: str, chosen: Callable[[str], object]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setFixedWidth(CHOICE_WIDTH)
        combo.activated.connect(lambda _row: chosen(str(combo.currentData())))
        return combo

    @staticmethod
    def _select(combo: QComboBox, value: str) -> None:
        combo.setCurrentIndex(max(combo.findData(value), 0))

    @staticmethod
    def _field_name(text: str) -> QLabel:
        name = label(text, "second", wrap=False)
        name.setFixedHeight(CONTROL_HEIGHT)
        return name

    def _lay_out(self) -> QWidget:
        frame, column = card(padding=0)
        column.setContentsMargins(1, Space.M, 1, Space.S)
        self._fields = QFormLayout()
        self._fields.setHorizontalSpacing(Space.L)
        self._fields.setVerticalSpacing(Space.S)
        kinds = row(*self.kinds.values(), self.hint, self.other)
        kinds.setStretch(len(self.kinds), 1)
        encoding = row(self.encoding, self.guessed, self.encoding_note, 1)
        encoding.setStretch(2, 1)
        self._fields.addRow(self._field_name(self.tr("內容")), kinds)
        self._encoding_row, self._sheet_row = 1, 2
        self._fields.addRow(self._field_name(self.tr("文字編碼")), encoding)
        self._fields.addRow(self._field_name(self.tr("工作表")), row(self.sheet, 1))
        top = QVBoxLayout()
        top.setContentsMargins(Space.L, 0, Space.M, 0)
        top.setSpacing(Space.M)
        top.addLayout(self._fields)
        top.addWidget(self.note)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        return frame
