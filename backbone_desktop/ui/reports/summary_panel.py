"""個案摘要: choose one firm and write everything kept on it into a workbook.

Rule: the firm is chosen from the list; what is typed only narrows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.reports.monthly_presenter import safe_name
from backbone_desktop.ui.reports.saving import Receipt, ask_where
from backbone_desktop.ui.theme import Tone
from backbone_desktop.ui.widgets import button, card, label, row

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from backbone_desktop.domain.case import CaseLine
    from backbone_desktop.services.reports import Exported
    from backbone_desktop.ui.background import TaskControl
    from backbone_desktop.ui.record_table import Page
    from backbone_desktop.ui.workspace import Workspace

PAUSE_MS = 150
ROWS_SHOWN = 4


class SummaryPanel(QWidget):
    """The choice of a firm and the export of its summary."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("企業名稱或統編"))
        self.search.setAccessibleName(self.tr("搜尋要匯出摘要的企業"))
        self.search.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(self._pause.start)
        self.model: RecordTableModel[CaseLine] = RecordTableModel(
            (
                Column(self.tr("企業"), lambda line: f"{line.name}{line.site}", width=0, tip=_full_name),
                Column(self.tr("統編"), lambda line: line.ubn or "—", width=92),
            )
        )
        self.firms = RecordTableView(self.model, self.tr("企業"), lambda _line: self.export_summary())
        self.firms.setSelectionMode(RecordTableView.SelectionMode.SingleSelection)
        self.firms.horizontalHeader().hide()
        self.firms.show_rows(ROWS_SHOWN)
        self.firms.selectionModel().selectionChanged.connect(self._allow)
        self._none = label(self.tr("沒有符合的企業，請換個名稱或統編。"), "second")
        self.export = button(self.tr("匯出個案摘要…"), self.export_summary)
        self._receipt = Receipt()
        frame, column = card()
        column.addWidget(label(self.tr("個案摘要"), "heading"))
        column.addWidget(label(self.tr("一家企業的基本資料、需求、訪視、判定、申請與追蹤。"), "second"))
        for part in (self.search, self.firms, self._none):
            column.addWidget(part)
        column.addLayout(row(1, self.export))
        column.addWidget(self._receipt)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._allow()

    def refresh(self) -> None:
        """Look the firms up again."""
        casework, text = self._workspace.services.casework, self.search.text().strip()

        def fetch(cursor: Any) -> Page[CaseLine]:
            page = casework.list_cases(search=text, after=cursor)
            return page.lines, page.next

        self.model.load(fetch)
        found = self.model.rowCount() > 0
        self.firms.setVisible(found)
        self._none.setVisible(not found)
        if self.model.rowCount() == 1:
            self.firms.selectRow(0)
        self._allow()

    def export_summary(self) -> None:
        """Ask where to write the chosen firm's summary and write it."""
        line = self._chosen()
        if line is None:
            return
        reports, case = self._workspace.services.reports, line.case
        name = self.tr("個案摘要_{firm}.xlsx").format(firm=safe_name(f"{line.name}{line.site}"))
        path = ask_where(self, self.tr("匯出個案摘要"), name, self._workspace.settings)
        if path is None:
            return
        out: Path = path

        def write(_control: TaskControl) -> Exported:
            return reports.export_case(case, out)

        self._workspace.tasks.run(self.tr("匯出個案摘要"), write, self._exported)

    def _exported(self, exported: Exported) -> None:
        self._receipt.show_path(exported.path)
        text = self.tr("已匯出 {name}。").format(name=exported.path.name)
        self._workspace.shell.notify(text, Tone.OK, self.tr("開啟"), self._receipt.open_file)

    def _chosen(self) -> CaseLine | None:
        chosen = self.firms.selectionModel().selectedRows()
        return self.model.record(chosen[0].row()) if chosen else None

    def _allow(self) -> None:
        self.export.setEnabled(self._chosen() is not None)


def _full_name(line: CaseLine) -> str:
    return f"{line.name}{line.site}"
