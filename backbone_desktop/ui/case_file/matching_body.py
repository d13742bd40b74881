"""How list, measure and questions share the room of the tab.

Rule: the measure is always in view; the questions move from its side, to under the list, to behind a chip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from backbone_desktop.ui.settings_store import WindowSettings

SPLITTER = "matching/splitter"
LIST_LEAST = 220
DETAIL_LEAST = 280
QUESTIONS_WIDTH = 250
BESIDE_FROM = 960
UNDER_FROM = 620


class MatchingBody(QWidget):
    """The three parts, arranged by the width and height there is.

    Attributes:
        ask: The chip that shows the questions in place of the list where there is room for one only.
    """

    def __init__(
        self, measures: QWidget, detail: QWidget, questions: QWidget, settings: WindowSettings
    ) -> None:
        super().__init__()
        self._measures, self._questions, self._settings = measures, questions, settings
        self.ask = button(self.tr("先問這些"), self._arrange, "chip", self.tr("看措施清單或待問的資料"))
        self.ask.setCheckable(True)
        self._left = QVBoxLayout()
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(Space.S)
        self._left.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._left.addWidget(measures, 3)
        left = QWidget()
        left.setMinimumWidth(LIST_LEAST)
        left.setLayout(self._left)
        detail.setMinimumWidth(DETAIL_LEAST)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(Space.M)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(detail)
        if not self.splitter.restoreState(settings.state(SPLITTER)):
            self.splitter.setSizes([5 * LIST_LEAST, 6 * LIST_LEAST])
        self.splitter.splitterMoved.connect(self._keep_splitter)
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(Space.M)
        self._whole.addWidget(self.splitter, 1)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= BESIDE_FROM
        cramped = not beside and self.height() < UNDER_FROM
        self._questions.setMinimumWidth(QUESTIONS_WIDTH if beside else 0)
        self._questions.setMaximumWidth(QUESTIONS_WIDTH if beside else BESIDE_FROM)
        if beside:
            self._whole.addWidget(self._questions)
        else:
            self._left.addWidget(self._questions, 2)
        self.ask.setVisible(cramped)
        self._questions.setVisible(not cramped or self.ask.isChecked())
        self._measures.setVisible(not cramped or not self.ask.isChecked())

    def _keep_splitter(self) -> None:
        self._settings.keep_state(SPLITTER, self.splitter.saveState())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self._arrange()
