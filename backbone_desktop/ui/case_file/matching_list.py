"""The measures of one lane, best rank first.

Rule: one measure is always chosen while there is any; choosing is told by number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout

from backbone_desktop.ui.case_file.matching_row import MeasureDelegate
from backbone_desktop.ui.record_table import RECORD_ROLE, Column, RecordTableModel
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent

    from backbone_desktop.ui.case_file.matching_presenter import MeasureLine
    from backbone_desktop.ui.theme import Theme


_HEADERS = ("編號", "措施", "判定", "類別", "需求", "優惠", "期限", "排除或尚缺", "決定")


class _CopyingView(QListView):
    """Copies all its lines as a table with Ctrl+C."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, or do what a list does."""
        if event.matches(QKeySequence.StandardKey.Copy):
            model = self.model()
            lines = [model.index(row, 0).data(RECORD_ROLE) for row in range(model.rowCount())]
            QGuiApplication.clipboard().setText(as_table(lines))
            return
        super().keyPressEvent(event)


class MeasureList(QFrame):
    """A card with the measures; up and down go through them."""

    measure_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.model: RecordTableModel[MeasureLine] = RecordTableModel(
            (Column(self.tr("措施"), _words, tip=_tip),)
        )
        self._delegate = MeasureDelegate(theme)
        self.view = _CopyingView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("措施清單"))
        self.view.setMouseTracking(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._tell)
        self._none = label(self.tr("這一類沒有措施。"), "second")
        self._none.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setContentsMargins(Space.M, Space.S, Space.M, Space.XS)
        head.addWidget(label(self.tr("措施"), "note", wrap=False))
        head.addStretch(1)
        head.addWidget(label(self.tr("期限"), "note", wrap=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, Space.S)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._none, 1)

    @property
    def chosen(self) -> int:
        """The number of the chosen measure, 0 for none."""
        index = self.view.currentIndex()
        return self.model.record(index.row()).number if index.isValid() else 0

    def show_lines(self, lines: Sequence[MeasureLine], chosen: int) -> None:
        """Show measures and choose one of them, the first when ``chosen`` is not among them."""
        self.model.show(lines)
        self.view.setVisible(bool(lines))
        self._none.setVisible(not lines)
        position = max(self.model.row_of(lambda line: line.number == chosen), 0)
        self.view.setCurrentIndex(self.model.index(position, 0))
        if not lines:
            self.measure_chosen.emit(0)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.measure_chosen.emit(self.chosen)


def as_table(lines: Iterable[MeasureLine]) -> str:
    """Return measures as tab-separated lines with a header, for the clipboard."""
    rows = [
        (
            str(line.number),
            line.name,
            line.verdict,
            line.kinds,
            line.need,
            line.preferences,
            " ".join(each for each in (line.window.words, line.window.until) if each),
            line.clause,
            line.decision,
        )
        for line in lines
    ]
    return "\n".join("\t".join(cells) for cells in (_HEADERS, *rows))


def _words(line: MeasureLine) -> str:
    parts = (line.name, line.verdict, line.clause, line.kinds, line.need, line.preferences, line.window.words)
    return "，".join(part for part in (*parts, line.window.until, line.decision) if part)


def _tip(line: MeasureLine) -> str:
    return "\n".join(each for each in (line.clause, *line.reasons) if each)
