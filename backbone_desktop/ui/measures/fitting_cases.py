"""適用我的個案: the cases a measure fits, each a way into its file.

Rule: it tells what was judged and stored; judging is the case's 措施媒合.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.ui.case_file.matching_presenter import VERDICT_TONES
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import FlowLayout, button, clear, label, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backbone_desktop.domain.fit import Fits, FittingCase
    from backbone_desktop.domain.identifiers import CaseId

SHOWN_FIRST = 6
SHOWN = (Verdict.ELIGIBLE, Verdict.UNDETERMINED)
TOP = Qt.AlignmentFlag.AlignTop


class FittingCases(QWidget):
    """For 符合 and 資料不足 the number of cases and their names."""

    def __init__(self, fits: Fits, measure: int, open_case: Callable[[CaseId], object]) -> None:
        super().__init__()
        self._open_case = open_case
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for verdict in SHOWN:
            cases = fits.of(measure, verdict)
            line = grid.rowCount()
            count = self.tr("{verdict} {count:,} 家").format(verdict=verdict.label, count=len(cases))
            grid.addWidget(tag(count, VERDICT_TONES[verdict]), line, 0, TOP)
            grid.addWidget(self._names(cases), line, 1)
        remark = self._remark(fits)
        if remark:
            grid.addWidget(label(remark, "note"), grid.rowCount(), 0, 1, 2)

    def _names(self, cases: Sequence[FittingCase]) -> QWidget:
        names = QWidget()
        line = FlowLayout(names, Space.XS)
        if not cases:
            line.addWidget(label(self.tr("無"), "second", wrap=False))
        self._add(line, cases[:SHOWN_FIRST])
        rest = cases[SHOWN_FIRST:]
        if rest:
            words = self.tr("另有 {count:,} 家，全部列出").format(count=len(rest))
            line.addWidget(button(words, partial(self._show_all, line, cases), "link"))
        return names

    def _show_all(self, line: FlowLayout, cases: Sequence[FittingCase]) -> None:
        clear(line)
        self._add(line, cases)

    def _add(self, line: FlowLayout, cases: Sequence[FittingCase]) -> None:
        for case in cases:
            link = button(case.firm, partial(self._open_case, case.case), "link")
            link.setToolTip(self.tr("評估於 {day}；開啟措施媒合").format(day=format_roc(case.assessed_on)))
            link.setAccessibleName(self.tr("開啟個案 {firm}").format(firm=case.firm))
            line.addWidget(link)

    def _remark(self, fits: Fits) -> str:
        left = fits.cases - fits.assessed
        if not fits.cases:
            return self.tr("個案簿裡還沒有企業。")
        if left:
            return self.tr("依各個案最近一次評估；另有 {left:,} 家尚未以本年度版評估。").format(left=left)
        return self.tr("依各個案最近一次評估。")
