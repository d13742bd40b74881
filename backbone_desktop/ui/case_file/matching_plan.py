"""倒推時程: the steps of an application counted back from the closing day, unfolded on request.

Rule: a day is shown with what it rests on; estimates are never shown as if they were printed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from backbone_desktop.domain.backward_plan import StepKind
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row, tag

if TYPE_CHECKING:
    from backbone_desktop.domain.backward_plan import BackwardPlan, PlanStep
    from backbone_desktop.ui.workspace import Workspace

TOP = Qt.AlignmentFlag.AlignTop


class PlanFold(QWidget):
    """A link that unfolds the plan of one item; it is counted when first asked for."""

    def __init__(self, workspace: Workspace, measure: int, item: int) -> None:
        super().__init__()
        self._workspace, self._place = workspace, (measure, item)
        self._counted = False
        self.switch = button("", self.toggle, "link", self.tr("文件與步驟的時間為估計，截止日依手冊"))
        self.switch.setProperty("place", "lead")
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(row(self.switch, 1))
        column.addWidget(self._body)
        self._say()

    def toggle(self) -> None:
        """Unfold or fold the plan."""
        self._body.setVisible(self._body.isHidden())
        self._say()
        if not self._counted:
            self._counted = True
            outlook = self._workspace.services.outlook
            # The page may show another measure by the time the plan is counted.
            self._workspace.tasks.run(
                self.tr("倒推時程"), lambda _control: outlook.plan(*self._place), partial(_deliver, self)
            )

    def show_plan(self, plan: BackwardPlan) -> None:
        """Show the steps, the earliest first."""
        for remark in plan.remarks:
            self._column.addWidget(label(remark, "note"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for number, step in enumerate(plan.steps):
            self._add(grid, 2 * number, step)
        self._column.addLayout(grid)

    def _add(self, grid: QGridLayout, line: int, step: PlanStep) -> None:
        day = self.tr("日期未定") if step.on is None else format_roc(step.on)
        tone = Tone.BAD if step.passed else None
        role = "strong" if step.kind is StepKind.CLOSING else ""
        grid.addWidget(label(day, role, tone, wrap=False), line, 0, TOP)
        grid.addWidget(label(step.text, role), line, 1, TOP)
        if step.passed:
            grid.addWidget(tag(self.tr("已過"), Tone.BAD), line, 2, TOP)
        grid.addWidget(label(step.basis, "note"), line + 1, 1, 1, 2)

    def _say(self) -> None:
        self.switch.setText(self.tr("看倒推時程") if self._body.isHidden() else self.tr("收合倒推時程"))
        self.switch.setAccessibleName(self.switch.text())


def _deliver(fold: PlanFold, plan: BackwardPlan) -> None:
    if isValid(fold):
        fold.show_plan(plan)
