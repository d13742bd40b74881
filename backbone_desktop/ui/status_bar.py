"""The status bar: which casebook, encrypted or not, which edition, which day, last backup, work under way.

Rule: everything a number on the screen rests on can be read here.
"""

from datetime import date, datetime

from PySide6.QtWidgets import QProgressBar, QStatusBar

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.background import TaskHandle, TaskRunner
from backbone_desktop.ui.theme import Tone
from backbone_desktop.ui.widgets import button, label, restyle


class StatusBar(QStatusBar):
    """Facts at the left, work and the last save at the right."""

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._casebook = label(wrap=False)
        self._edition = label(wrap=False)
        self._as_of = label(wrap=False)
        self._work = label(wrap=False)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName(self.tr("背景工作進度"))
        self._cancel = button(
            self.tr("取消"), tasks.cancel_all, "link", self.tr("停止進行中的工作，已寫入的整批會還原")
        )
        self._backup = label(wrap=False)
        self._saved = label(wrap=False)
        for part in (self._casebook, self._edition, self._as_of):
            self.addWidget(part)
        for widget in (self._work, self._bar, self._cancel, self._backup, self._saved):
            self.addPermanentWidget(widget)
        tasks.started.connect(self._begin)
        tasks.idle.connect(self._rest)
        self._rest()

    def show_casebook(self, name: str, edition: str) -> None:
        """Name the casebook and the edition in force."""
        self._casebook.setText(self.tr("個案簿：{name}（未加密）").format(name=name))
        self._edition.setText(self.tr("目錄：{edition}").format(edition=edition))

    def show_as_of(self, on: date, *, is_today: bool) -> None:
        """Name the day everything is judged on, marked when it is not today."""
        text = self.tr("基準日 {day}") if is_today else self.tr("基準日 {day}（非今天）")
        self._as_of.setText(text.format(day=format_roc(on)))
        self._as_of.setProperty("tone", "" if is_today else Tone.WARN.value)
        restyle(self._as_of)

    def show_backup(self, at: datetime | None) -> None:
        """Name the last backup."""
        when = None if at is None else f"{format_roc(at.date())} {at:%H:%M}"
        self._backup.setText(
            self.tr("尚未備份") if when is None else self.tr("上次備份 {when}").format(when=when)
        )

    def show_saved(self, at: datetime) -> None:
        """Name the last save."""
        self._saved.setText(self.tr("已儲存 {time}").format(time=f"{at:%H:%M}"))

    def _begin(self, handle: TaskHandle) -> None:
        self._work.setText(handle.title)
        self._bar.setRange(0, 0)
        handle.progressed.connect(self._advance)
        for part in (self._work, self._bar, self._cancel):
            part.show()

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _rest(self) -> None:
        for part in (self._work, self._bar, self._cancel):
            part.hide()
