"""產生問卷: choose firms, then write one workbook for each, filled in with what is known.

Rule: what is typed only narrows the list; a firm once chosen stays chosen until it is taken out.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.ui.intake.form_names import FirmToAsk, form_name, free_path
from backbone_desktop.ui.intake.form_writing import Written, write_forms, written_words
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.reports.saving import FOLDER, ask_where, open_path
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, card, label, row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.domain.case import CaseLine
    from backbone_desktop.domain.form_tracking import TrackedForm
    from backbone_desktop.ui.record_table import Page
    from backbone_desktop.ui.workspace import Workspace

PAUSE_MS = 150


class FormsPanel(QWidget):
    """The firms found at the left, those chosen at the right."""

    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("搜尋名稱、統編、地址、聯絡人"))
        self.search.setAccessibleName(self.tr("搜尋要產生問卷的企業"))
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_up)
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._enter)
        self.found: RecordTableModel[CaseLine] = RecordTableModel(
            (
                Column(self.tr("企業"), _line_name, 0, tip=_line_name),
                Column(self.tr("統編"), lambda line: line.ubn or "—", 104),
                Column(self.tr("階段"), lambda line: line.stage.label, 92),
            )
        )
        self.chosen: RecordTableModel[FirmToAsk] = RecordTableModel(
            (
                Column(self.tr("企業"), lambda firm: firm.title, 0, tip=lambda firm: firm.title),
                Column(self.tr("統編"), lambda firm: firm.ubn or "—", 104),
            )
        )
        self.firms = RecordTableView(self.found, self.tr("找到的企業"), lambda line: self.add((line,)))
        self.list = RecordTableView(self.chosen, self.tr("要產生問卷的企業"), self.take_out)
        self.add_button = button(self.tr("加入選取的企業"), self._add_selected)
        self.out_button = button(self.tr("移出選取的企業"), self._take_out_selected)
        self.count = label("", "heading", wrap=False)
        self.leave = button(self.tr("取消"), self.left.emit)
        self.write = button(self.tr("產生問卷…"), self.write_chosen, "primary")
        self._lay_out()

    def begin(self, firms: Iterable[TrackedForm]) -> None:
        """Start over with these firms chosen."""
        self.search.clear()
        self.look_up()
        self._show_chosen(FirmToAsk(each.case, each.name, each.site, each.ubn) for each in firms)
        self.search.setFocus()

    @Slot()
    def look_up(self) -> None:
        """Find firms by what is typed."""
        self._pause.stop()
        casework, text = self._workspace.services.casework, self.search.text().strip()

        def fetch(cursor: Any) -> Page[CaseLine]:
            page = casework.list_cases(search=text, after=cursor)
            return page.lines, page.next

        self.found.load(fetch)

    def add(self, lines: Iterable[CaseLine]) -> None:
        """Choose firms, each once."""
        firms = {firm.case: firm for firm in self.chosen.records}
        for line in lines:
            firms.setdefault(line.case, FirmToAsk(line.case, line.name, line.site, line.ubn))
        self._show_chosen(firms.values())

    def take_out(self, *firms: FirmToAsk) -> None:
        """Let firms go."""
        gone = {firm.case for firm in firms}
        self._show_chosen(firm for firm in self.chosen.records if firm.case not in gone)

    def write_chosen(self) -> None:
        """Ask for a file, or for a folder when there are several, and write the questionnaires."""
        firms = tuple(self.chosen.records)
        if not firms:
            return
        targets = self._ask_file(firms[0]) if len(firms) == 1 else self._ask_folder(firms)
        if not targets:
            return
        intake = self._workspace.services.intake
        self._workspace.tasks.run(
            self.tr("產生問卷"), lambda control: write_forms(intake, targets, control), self._tell_written
        )

    def _ask_file(self, firm: FirmToAsk) -> tuple[tuple[FirmToAsk, Path], ...]:
        path = ask_where(self, self.tr("產生問卷"), form_name(firm), self._workspace.settings)
        return () if path is None else ((firm, path),)

    def _ask_folder(self, firms: tuple[FirmToAsk, ...]) -> tuple[tuple[FirmToAsk, Path], ...]:
        settings = self._workspace.settings
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("問卷要存在哪個資料夾"), settings.text(FOLDER, documents)
        )
        if not chosen:
            return ()
        settings.keep_text(FOLDER, chosen)
        taken: set[Path] = set()
        targets = []
        for firm in firms:
            path = free_path(Path(chosen) / form_name(firm), taken)
            taken.add(path)
            targets.append((firm, path))
        return tuple(targets)

    def _tell_written(self, written: Written) -> None:
        """Say where the questionnaires are; those that were not written stay chosen."""
        self.take_out(*written.firms)
        shell, tone = self._workspace.shell, Tone.WARN if written.left else Tone.OK
        folder = written.folder
        if folder is None:
            shell.notify(written_words(written), tone)
        else:
            shell.notify(written_words(written), tone, self.tr("開啟所在資料夾"), lambda: open_path(folder))
        if not written.left:
            self.left.emit()

    def _show_chosen(self, firms: Iterable[FirmToAsk]) -> None:
        self.chosen.show(tuple(firms))
        count = self.chosen.rowCount()
        self.count.setText(self.tr("要產生的問卷 {count:,} 份").format(count=count))
        words = self.tr("產生 {count:,} 份問卷…").format(count=count) if count else self.tr("產生問卷…")
        self.write.setText(words)
        self.write.setAccessibleName(words)
        self.write.setEnabled(count > 0)
        self.out_button.setEnabled(count > 0)

    def _enter(self) -> None:
        self.look_up()
        if self.found.rowCount() == 1:
            self.add(self.found.records)
            self.search.clear()
        elif self.found.rowCount():
            self.firms.setFocus()
            self.firms.selectRow(0)

    def _add_selected(self) -> None:
        rows = sorted(index.row() for index in self.firms.selectionModel().selectedRows())
        self.add(self.found.record(each) for each in rows)

    def _take_out_selected(self) -> None:
        rows = [index.row() for index in self.list.selectionModel().selectedRows()]
        self.take_out(*(self.chosen.record(each) for each in rows))

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(Space.M)
        left, inside = card(padding=0)
        inside.setContentsMargins(1, Space.M, 1, Space.S)
        head = row(self.search)
        head.setContentsMargins(Space.M, 0, Space.M, 0)
        inside.addLayout(head)
        self._fill(inside, self.firms, self.add_button)
        right, inside = card(padding=0)
        inside.setContentsMargins(1, Space.M, 1, Space.S)
        head = row(self.count, 1)
        head.setContentsMargins(Space.L, 0, Space.L, 0)
        inside.addLayout(head)
        self._fill(inside, self.list, self.out_button)
        for frame in (left, right):
            body.addWidget(frame, 1)
        advice = label(
            self.tr("每家企業一份活頁簿，已知的資料會先填好；企業填妥寄回後，從「匯入問卷回覆」匯入。"),
            "second",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(label(self.tr("產生問卷"), "title", wrap=False))
        column.addWidget(advice)
        column.addLayout(body, 1)
        column.addLayout(row(1, self.leave, self.write))
        for keys, act in (("Esc", self.left.emit), ("Alt+Left", self.left.emit)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @staticmethod
    def _fill(inside: QVBoxLayout, table: QWidget, act: QWidget) -> None:
        inside.addWidget(table, 1)
        foot = row(1, act)
        foot.setContentsMargins(Space.M, Space.XS, Space.M, 0)
        inside.addLayout(foot)


def _line_name(line: CaseLine) -> str:
    return " ".join(part for part in (line.name, line.site) if part)
