"""What the wizard shows while a file is read or imported: what is going on, how far, and a way to stop it.

Rule: stopping keeps nothing, and says so before it is pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from backbone_desktop.ui.intake.import_state import Work
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 360


class Waiting(QWidget):
    """A heading, a bar, and 取消."""

    def __init__(self, cancel: Callable[[], object]) -> None:
        super().__init__()
        self.title = label("", "heading")
        self.note = label("", "second")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(WIDTH)
        self.bar.setAccessibleName(self.tr("進度"))
        self.cancel = button(self.tr("取消"), cancel)
        self._titles = {
            Work.READING: self.tr("正在讀取檔案…"),
            Work.PREVIEWING: self.tr("正在比對個案簿…"),
            Work.IMPORTING: self.tr("正在匯入…"),
            Work.STOPPING: self.tr("正在停止…"),
        }
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        column.addStretch(2)
        for words in (self.title, self.note):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        column.addLayout(row(1, self.bar, 1))
        column.addWidget(self.note)
        column.addLayout(row(1, self.cancel, 1))
        column.addStretch(3)

    def show_work(self, work: Work) -> None:
        """Name the work."""
        if self.title.text() != self._titles[work] and work is not Work.STOPPING:
            self.bar.setRange(0, 0)
            self.note.clear()
        self.title.setText(self._titles[work])
        self.cancel.setEnabled(work is not Work.STOPPING)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is; a total of 0 means nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.note.setText(self.tr("{done:,}／{total:,} 列").format(done=done, total=total) if total else "")
