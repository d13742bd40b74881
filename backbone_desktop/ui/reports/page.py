"""報表: what leaves the casebook as a workbook.

Rule: everything can be looked at before it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.services.changes import Changes, Kind
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.reports.monthly_panel import MonthlyPanel
from backbone_desktop.ui.reports.summary_panel import SummaryPanel
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import EmptyState, card, label, row, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.report import MonthlyRow
    from backbone_desktop.ui.reports.monthly_presenter import MonthGathered
    from backbone_desktop.ui.workspace import Workspace

SIDE_WIDTH = 320
SHOWN = frozenset(Kind) - {Kind.BATCHES}


class ReportsPage(QWidget):
    """The monthly follow-up sheet and the case summary."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._workspace = workspace
        self._stale = True
        self.monthly = MonthlyPanel(workspace, self._show_month)
        self.summary = SummaryPanel(workspace)
        self.model: RecordTableModel[MonthlyRow] = RecordTableModel(self._columns())
        self.table = RecordTableView(self.model, self.tr("本月各企業情形"), self._open_case)
        self._empty = EmptyState(
            self.tr("這個月沒有個案"), self.tr("請選擇其他月份或顧問，或先在「問卷」匯入名冊。")
        )
        self._heading = label(self.tr("各企業情形"), "heading", wrap=False)
        self._remark = label("", "second")
        self._lay_out()
        workspace.feed.changed.connect(self._after_change)

    def _lay_out(self) -> None:
        side = QWidget()
        panels = QVBoxLayout(side)
        panels.setContentsMargins(0, 0, Space.S, 0)
        panels.setSpacing(Space.M)
        panels.addWidget(self.monthly)
        panels.addWidget(self.summary)
        panels.addStretch(1)
        area = scrolled(side)
        area.setAccessibleName(self.tr("月報件數與個案摘要"))
        area.setFixedWidth(SIDE_WIDTH)
        frame, column = card(padding=0)
        head = row(self._heading)
        head.addWidget(self._remark, 1)
        head.setContentsMargins(Space.L, Space.M, Space.L, Space.XS)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        column.setContentsMargins(1, 1, 1, Space.S)
        self._empty.hide()
        body = QHBoxLayout()
        body.setSpacing(Space.M)
        body.addWidget(area)
        body.addWidget(frame, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        outer.setSpacing(Space.M)
        heading = row(label(self.tr("報表"), "title", wrap=False), spacing=Space.L)
        heading.addLayout(self.monthly.choice)
        heading.addStretch(1)
        heading.addWidget(self.monthly.export)
        outer.addLayout(heading)
        outer.addLayout(body, 1)

    def _columns(self) -> tuple[Column[MonthlyRow], ...]:
        palette = self._workspace.theme
        return (
            Column(self.tr("企業"), lambda each: f"{each.name}{each.site}", 196, tip=self._identity),
            Column(self.tr("階段"), lambda each: each.stage, 90),
            Column(self.tr("本月情形"), lambda each: each.happened or self.tr("無紀錄"), 0, tip=_happened),
            Column(self.tr("需求"), lambda each: str(each.open_needs), 56, numeric=True),
            Column(self.tr("未確認答案"), lambda each: str(each.unconfirmed), 84, numeric=True),
            Column(
                self.tr("下一步"), lambda each: each.next_step or "—", 118, tip=lambda each: each.next_step
            ),
            Column(
                self.tr("日期"),
                self._next_date,
                126,
                colour=lambda each: palette.palette.text(Tone.BAD) if each.overdue else "",
            ),
        )

    def _identity(self, line: MonthlyRow) -> str:
        number = line.ubn or self.tr("無統編")
        return self.tr("{name}・{number}").format(name=f"{line.name}{line.site}", number=number)

    def _next_date(self, line: MonthlyRow) -> str:
        if line.next_on is None:
            return "—"
        day = format_roc(line.next_on)
        return self.tr("{day} 逾期").format(day=day) if line.overdue else day

    def _show_month(self, gathered: MonthGathered) -> None:
        sheet = gathered.sheet
        self.model.show(sheet.rows)
        self.table.setVisible(bool(sheet.rows))
        self._empty.setVisible(not sheet.rows)
        self._heading.setText(self.tr("{month}各企業情形").format(month=sheet.month.label))
        remark = self.tr(
            "{firms:,} 家・紀錄 {log:,} 筆・未確認或影響媒合的未知資料 {open:,} 項・依基準日 {day}"
        )
        self._remark.setText(
            remark.format(
                firms=len(sheet.rows),
                log=len(sheet.log),
                open=len(sheet.open_facts),
                day=format_roc(sheet.produced_on),
            )
        )

    def _open_case(self, line: MonthlyRow) -> None:
        case: CaseId = line.case  # type: ignore[assignment]
        self._workspace.shell.open_case(case)

    def _after_change(self, changes: Changes) -> None:
        if not changes.kinds.isdisjoint(SHOWN):
            self._stale = True
            self._refresh()

    def _refresh(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.monthly.presenter.refresh()
            self.summary.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Gather what is shown when the page comes to the front and something changed since."""
        super().showEvent(event)
        self._refresh()


def _happened(line: MonthlyRow) -> str:
    return line.happened
