"""Where the casebook stands, how it is backed up, and whether it is sound.

Rule: a check only reads; what it found is said in words with what to do about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.reports.saving import open_path
from backbone_desktop.ui.settings.parts import section
from backbone_desktop.ui.theme import Tone
from backbone_desktop.ui.widgets import button, clear, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from backbone_desktop.ui.workspace import Workspace

ROWS_SHOWN = 6


class KeptBackup(Protocol):
    """What is shown of a backup."""

    @property
    def path(self) -> Path:
        """Where it stands."""

    @property
    def at(self) -> datetime:
        """When it was made."""

    @property
    def size(self) -> int:
        """Its bytes."""


class Report(Protocol):
    """What is shown of a check."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is not as it should be, one zh-TW sentence each."""


class CasebookSection(QWidget):
    """The folder, the backups and the check."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        folder = workspace.services.maintenance.folder
        self._folder = label(str(folder))
        self._folder.setAccessibleName(self.tr("個案簿資料夾"))
        reveal = button(self.tr("開啟資料夾"), lambda: open_path(folder), "link")
        where, column = section(
            self.tr("個案簿資料夾"), self.tr("個案資料只在這台電腦的這個資料夾裡，請勿只複製其中一個檔案。")
        )
        column.addWidget(self._folder)
        column.addLayout(row(reveal, 1))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(where)


class BackupSection(QWidget):
    """The backups kept, newest first, and one more at once."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.model: RecordTableModel[KeptBackup] = RecordTableModel(
            (
                Column(self.tr("備份時間"), _when, 140),
                Column(self.tr("檔案"), lambda each: each.path.name, 0, tip=lambda each: str(each.path)),
                Column(self.tr("大小"), lambda each: self._size(each.size), 92, numeric=True),
            )
        )
        self.table = RecordTableView(self.model, self.tr("備份"))
        self._none = label(self.tr("還沒有備份。請按「立即備份」，或關閉視窗時自動備份。"), "second")
        self.now = button(self.tr("立即備份"), self.back_up, "primary")
        frame, column = section(
            self.tr("備份"),
            self.tr("有變更時，關閉視窗會自動備份；每一份寫完後都重新讀過確認可用。"),
        )
        column.addWidget(self.table)
        column.addWidget(self._none)
        column.addLayout(row(1, self.now))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def refresh(self) -> None:
        """List the backups again."""
        self._show(self._workspace.services.maintenance.backups())

    def back_up(self) -> None:
        """Write a backup now."""
        maintenance = self._workspace.services.maintenance
        self.now.setEnabled(False)
        self._workspace.tasks.run(
            self.tr("備份個案簿"), lambda _control: maintenance.back_up(), self._backed_up, self._refused
        )

    def _backed_up(self, backup: KeptBackup) -> None:
        self.now.setEnabled(True)
        self.refresh()
        text = self.tr("已備份到 {name}，並確認可用。").format(name=backup.path.name)
        self._workspace.shell.notify(
            text, Tone.OK, self.tr("開啟所在資料夾"), lambda: open_path(backup.path.parent)
        )

    def _refused(self, refusal: object) -> None:
        self.now.setEnabled(True)
        self._workspace.tasks.refused.emit(refusal)

    def _show(self, backups: Sequence[KeptBackup]) -> None:
        self.model.show(backups)
        self.table.setVisible(bool(backups))
        self._none.setVisible(not backups)
        self.table.show_rows(min(len(backups), ROWS_SHOWN))

    def _size(self, size: int) -> str:
        return self.tr("{size} MB").format(size=f"{size / 1_000_000:,.1f}")


class CheckSection(QWidget):
    """Examines the casebook and says what was found."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.check = button(self.tr("檢查個案簿"), lambda: self.run(deep=False))
        self.deep = button(
            self.tr("徹底檢查"),
            lambda: self.run(deep=True),
            tip=self.tr("逐頁讀過整個檔案，個案多時需要較久；檢查期間可以繼續工作"),
        )
        self._result = QVBoxLayout()
        frame, column = section(
            self.tr("檢查"), self.tr("核對檔案、資料之間的關聯、變更紀錄與搜尋索引是否完好；只讀取、不改動。")
        )
        column.addLayout(row(self.check, self.deep, 1))
        column.addLayout(self._result)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def run(self, *, deep: bool) -> None:
        """Examine the casebook behind the window."""
        maintenance = self._workspace.services.maintenance
        self._allow(False)
        clear(self._result)
        self._result.addWidget(label(self.tr("正在檢查…"), "second"))
        self._workspace.tasks.run(
            self.tr("檢查個案簿"), lambda _control: maintenance.check(deep=deep), self._show, self._refused
        )

    def _show(self, report: Report) -> None:
        self._allow(True)
        clear(self._result)
        if report.problems:
            text = self.tr("發現 {count:,} 個問題").format(count=len(report.problems))
            self._result.addLayout(row(tag(text, Tone.BAD), 1))
            for problem in report.problems:
                self._result.addWidget(label(problem))
            advice = self.tr("請先按「立即備份」留存現況，再從最近一份正常的備份還原。")
            self._result.addWidget(label(advice, "second"))
            return
        self._result.addLayout(row(tag(self.tr("沒有發現問題"), Tone.OK), 1))

    def _refused(self, refusal: object) -> None:
        self._allow(True)
        clear(self._result)
        self._workspace.tasks.refused.emit(refusal)

    def _allow(self, allowed: bool) -> None:
        for each in (self.check, self.deep):
            each.setEnabled(allowed)


def _when(backup: KeptBackup) -> str:
    at = backup.at.astimezone()
    return f"{format_roc(at.date())} {at:%H:%M}"
