"""追蹤月報: choose the month, see what it will say, write it.

Rule: the counts and rows on the screen are those of the workbook; exporting changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.roc_date import RocMonth
from backbone_desktop.ui.record_table import RIGHT
from backbone_desktop.ui.reports.monthly_presenter import MonthAsked, MonthGathered, MonthlyPresenter
from backbone_desktop.ui.reports.saving import Receipt, ask_where
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, card, clear, label, restyle, row, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from backbone_desktop.domain.report import CountLine
    from backbone_desktop.services.reports import Exported
    from backbone_desktop.ui.background import TaskControl
    from backbone_desktop.ui.workspace import Workspace


MONTH_WIDTH = 110
CONSULTANT_WIDTH = 150


class MonthlyPanel(QWidget):
    """The counts of a month, with the line that chooses month and consultant and exports.

    Attributes:
        choice: The line for the page's heading: month and consultant.
        export: The page's one primary button.
    """

    def __init__(self, workspace: Workspace, show_sheet: Callable[[MonthGathered], object]) -> None:
        super().__init__()
        self._workspace = workspace
        self._show_sheet = show_sheet
        self.presenter = MonthlyPresenter(self, self._gather, workspace.services.maintenance.on)
        self.month = QLineEdit()
        self.month.setAccessibleName(self.tr("月份（民國年月）"))
        self.month.setPlaceholderText(self.tr("例：105/03"))
        self.month.setFixedWidth(MONTH_WIDTH)
        self.month.editingFinished.connect(self._read_month)
        back, forward = self._turner("‹", self.tr("上個月"), -1), self._turner("›", self.tr("下個月"), 1)
        self.consultant = QComboBox()
        self.consultant.setAccessibleName(self.tr("專責顧問"))
        self.consultant.setFixedWidth(CONSULTANT_WIDTH)
        self.consultant.addItem(self.tr("全部顧問"), None)
        self.consultant.currentIndexChanged.connect(self._choose_consultant)
        self.export = button(self.tr("匯出月報…"), self.export_month, "primary")
        self.export.setEnabled(False)
        self._counts = QGridLayout()
        self._receipt = Receipt()
        self.choice = row(back, self.month, forward, self.consultant)
        frame, column = card()
        self._heading = label("", "heading")
        column.addWidget(self._heading)
        column.addLayout(self._counts)
        column.addWidget(self._receipt)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_asked(self, asked: MonthAsked) -> None:
        """Show which month is chosen while its sheet is being gathered."""
        self.month.setText(asked.month.label)
        self._heading.setText(self.tr("{month}追蹤月報").format(month=asked.month.label))
        self._mark_month("")
        self.export.setEnabled(False)

    def show_gathered(self, gathered: MonthGathered) -> None:
        """Show the counts of a sheet and hand its rows on."""
        self._list_consultants(gathered)
        self._list_counts(gathered.sheet.counts)
        self.export.setEnabled(True)
        self._show_sheet(gathered)

    def export_month(self) -> None:
        """Ask where to write the month's workbook and write it."""
        asked, reports = self.presenter.asked, self._workspace.services.reports
        name = self.presenter.file_name()
        path = ask_where(self, self.tr("匯出追蹤月報"), name, self._workspace.settings)
        if path is None:
            return
        out: Path = path

        def write(_control: TaskControl) -> Exported:
            return reports.export_monthly(asked.month, out, asked.consultant)

        self._workspace.tasks.run(self.tr("匯出追蹤月報"), write, self._exported)

    def _exported(self, exported: Exported) -> None:
        self._receipt.show_path(exported.path)
        text = self.tr("已匯出 {name}，共 {count:,} 家企業。")
        said = text.format(name=exported.path.name, count=exported.rows)
        self._workspace.shell.notify(said, Tone.OK, self.tr("開啟"), self._receipt.open_file)

    def _gather(self, asked: MonthAsked) -> None:
        reports = self._workspace.services.reports

        def work(_control: TaskControl) -> MonthGathered:
            return MonthGathered(
                asked, reports.monthly_sheet(asked.month, asked.consultant), reports.consultants()
            )

        self._workspace.tasks.run(self.tr("整理月報內容"), work, self.presenter.receive)

    def _turner(self, sign: str, name: str, months: int) -> QWidget:
        turner = button(sign, lambda: self.presenter.turn(months), tip=name)
        turner.setAccessibleName(name)
        return turner

    def _read_month(self) -> None:
        try:
            month = RocMonth.parse(self.month.text())
        except UserError as refusal:
            self._mark_month(f"{refusal.title}\n{refusal.remedy}")
            return
        self._mark_month("")
        self.month.setText(month.label)
        self.presenter.choose_month(month)

    def _mark_month(self, remark: str) -> None:
        self.month.setProperty("invalid", bool(remark))
        self.month.setToolTip(remark or self.tr("可直接輸入，例如 105/03"))
        restyle(self.month)

    def _choose_consultant(self) -> None:
        self.presenter.choose_consultant(self.consultant.currentData())

    def _list_consultants(self, gathered: MonthGathered) -> None:
        with QSignalBlocker(self.consultant):
            self.consultant.clear()
            self.consultant.addItem(self.tr("全部顧問"), None)
            for name in gathered.consultants:
                self.consultant.addItem(name, name)
            self.consultant.setCurrentIndex(max(self.consultant.findData(gathered.asked.consultant), 0))

    def _list_counts(self, counts: Sequence[CountLine]) -> None:
        clear(self._counts)
        self._counts.setHorizontalSpacing(Space.L)
        self._counts.setVerticalSpacing(Space.XS)
        self._counts.setColumnStretch(0, 1)
        for column, title in ((1, self.tr("本月")), (2, self.tr("累計"))):
            self._counts.addWidget(label(title, "note", wrap=False), 0, column, RIGHT)
        for position, count in enumerate(counts):
            line = 2 * position + 1
            self._counts.addWidget(rule(), line, 0, 1, 3)
            name = self.tr("{label}（{unit}）").format(label=count.label, unit=count.unit)
            self._counts.addWidget(label(name, "second"), line + 1, 0)
            month, so_far = f"{count.this_month:,}", f"{count.cumulative:,}"
            self._counts.addWidget(label(month, "strong", wrap=False), line + 1, 1, RIGHT)
            self._counts.addWidget(label(so_far, wrap=False), line + 1, 2, RIGHT)
