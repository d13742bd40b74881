"""The money terms of one item, the readings of an unclear print side by side.

Rule: figures stand as the catalogue has them; where the print does not decide, whom to ask stands below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from backbone_desktop.ui.case_file.matching_terms import money_groups
from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.funding import MoneyTerm
    from backbone_desktop.ui.case_file.matching_terms import TermGroup, TermWords

ASKING = "請洽"
TOP = Qt.AlignmentFlag.AlignTop
TOP_RIGHT = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight


class MoneyTable(QWidget):
    """What each figure limits at the left, the figure at the right."""

    def __init__(self, terms: Sequence[MoneyTerm]) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(0, 1)
        for group in money_groups(terms):
            self._add_group(group)

    def _add_group(self, group: TermGroup) -> None:
        line = self._grid.rowCount()
        if len(group.terms) == 1:
            self._add_term(line, group.terms[0])
        else:
            self._grid.addLayout(self._readings(group), line, 0, 1, 2)
        if group.ask:
            # The catalogue names either an office or says in full what to ask whom.
            whole = ASKING in group.ask
            ask = group.ask if whole else self.tr("手冊未能確定，請洽{ask}").format(ask=group.ask)
            self._grid.addWidget(label(ask, "second", Tone.WARN), self._grid.rowCount(), 0, 1, 2)

    def _readings(self, group: TermGroup) -> QGridLayout:
        readings = QGridLayout()
        readings.setHorizontalSpacing(Space.L)
        for column, term in enumerate(group.terms):
            readings.setColumnStretch(column, 1)
            readings.addWidget(label(term.reading, "note"), 0, column, TOP)
            readings.addWidget(label(term.label, "second"), 1, column, TOP)
            if term.figure:
                readings.addWidget(label(self._amount(term)), 2, column, TOP)
        return readings

    def _add_term(self, line: int, term: TermWords) -> None:
        words = label(term.label, "second")
        words.setToolTip(term.citation)
        self._grid.addWidget(words, line, 0)
        self._grid.addWidget(label(self._amount(term), wrap=False), line, 1, TOP_RIGHT)

    def _amount(self, term: TermWords) -> str:
        if not term.per or not term.figure:
            return term.figure
        return self.tr("{per} {figure}").format(per=term.per, figure=term.figure)
