"""Taking a new edition of the catalogue into the open casebook, from the menu.

Rule: the file is read and judged by the service; this asks which file, and tells what came of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from backbone_desktop.bootstrap import Services
    from backbone_desktop.services.changes import Done
    from backbone_desktop.services.editions import EditionImport
    from backbone_desktop.ui.background import TaskControl, TaskRunner
    from backbone_desktop.ui.main_window import MainWindow


class EditionErrand:
    """Imports one workbook as an edition."""

    def __init__(self, window: MainWindow, tasks: TaskRunner, services: Services) -> None:
        self._window = window
        self._tasks = tasks
        self._services = services

    def choose(self) -> None:
        """Ask for a workbook and import it."""
        name, _kind = QFileDialog.getOpenFileName(
            self._window, _tr("匯入新年度版目錄"), "", _tr("Excel 活頁簿 (*.xlsx)")
        )
        if name:
            self.run(Path(name))

    def run(self, path: Path) -> None:
        """Import a workbook in the background; a refusal is shown by the window."""
        editions = self._services.editions

        def work(control: TaskControl) -> Done[EditionImport]:
            from backbone_desktop.services.intake import Watch  # noqa: PLC0415 - start-up: after first paint

            return editions.import_book(path, Watch(control.progress, control.cancelled))

        self._tasks.run(_tr("匯入年度版"), work, self._tell)

    def _tell(self, taken: EditionImport) -> None:
        year, key = taken.edition.roc_year, taken.edition.id
        if not taken.is_new:
            self._window.notify(
                _tr("個案簿裡已有這個年度版（{key}），沒有更動。").format(key=key), Tone.NEUTRAL
            )
            return
        words = _tr("已匯入 {year} 年版目錄（{key}）。")
        if self._services.catalogue.edition.id != key:
            words = _tr("已匯入 {year} 年版目錄（{key}）；基準日適用的仍是其他年度版。")
        self._window.notify(words.format(year=year, key=key), Tone.OK)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EditionErrand", text)
