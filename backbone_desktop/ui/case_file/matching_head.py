"""The line above the lanes: counts, when and by what it was judged, and the ways to judge, try and compare.

Rule: an assessment that no longer speaks for the case says so before anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.case_file.matching_presenter import LANES, lane_counts, staleness
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import ChipRow, FlowLayout, button, label, row, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.bootstrap import Services
    from backbone_desktop.domain.case import CaseFile, StoredAssessment


class MatchingHead(QWidget):
    """Chips, the mark of the assessment, and three buttons."""

    assess_pressed = Signal()
    try_pressed = Signal()
    compare_pressed = Signal()
    preview_pressed = Signal()

    def __init__(self, choose: Callable[[str], object]) -> None:
        super().__init__()
        self.chips = ChipRow(choose, self.tr("判定"))
        self.chips.show_chips([(lane.value, lane.label, 0) for lane in LANES])
        self.assess = button(self.tr("重新評估"), self.assess_pressed.emit, "primary")
        self.attempt = button(self.tr("假設試算…"), self.try_pressed.emit)
        self.attempt.setToolTip(self.tr("改幾項資料看措施會怎麼變；不會寫入資料"))
        self.compare = button(self.tr("與上次比較"), self.compare_pressed.emit)
        self.compare.setToolTip(self.tr("這次評估和先前的評估差在哪裡、為什麼"))
        self._when = label("", "second", wrap=False)
        self._when.setMinimumWidth(1)
        self.stale = tag("", Tone.WARN)
        self.look = button(
            self.tr("看會改變什麼"),
            self.preview_pressed.emit,
            "link",
            self.tr("先看重新評估的結果，還不儲存"),
        )
        self._first, self._second = QWidget(), QWidget()
        flow = FlowLayout(self._first, Space.M)
        for each in (self.chips, self._when):
            flow.addWidget(each)
        warned = FlowLayout(self._second, Space.S)
        warned.addWidget(self.stale)
        warned.addWidget(self.look)
        line = row(self._first, self.attempt, self.compare, self.assess)
        line.setStretch(0, 1)
        for act in (self.attempt, self.compare, self.assess):
            line.setAlignment(act, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(line)
        column.addWidget(self._second)

    def show_file(self, file: CaseFile, services: Services) -> None:
        """Show a case that was assessed."""
        stored = file.assessment
        if stored is None:
            return
        assessment = stored.assessment
        self.chips.show_chips(lane_counts(assessment))
        text = self.tr("評估於 {day}・{edition}年版・已決定 {decided}／{total} 項")
        self._when.setText(
            text.format(
                day=format_roc(assessment.assessed_on),
                edition=assessment.edition.split(".")[0],
                decided=len(file.decisions),
                total=len(assessment.measures),
            )
        )
        digest, outdated = services.catalogue.edition.digest, services.assessment.outdated(file)
        reason = staleness(file, services.maintenance.on, digest, outdated=outdated)
        self.stale.setText(reason)
        self._second.setVisible(bool(reason))

    def choose(self, lane: str, stored: StoredAssessment) -> None:
        """Choose a lane, or without one the first that holds a measure."""
        first = next((each for each in LANES if stored.assessment.count(each)), LANES[0])
        self.chips.choose(lane or first.value)
