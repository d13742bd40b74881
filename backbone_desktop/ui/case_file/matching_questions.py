"""先問這些: what to ask the firm next, what decides most measures first.

Rule: pressing a question goes to the fact; it never answers for the firm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from backbone_desktop.ui.painting import RIGHT, draw_text, sized
from backbone_desktop.ui.record_table import RECORD_ROLE, Column, RecordTableModel
from backbone_desktop.ui.theme import Space, TypeSize
from backbone_desktop.ui.widgets import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent

    from backbone_desktop.domain.verdict import Suggestion
    from backbone_desktop.ui.theme import Theme

COUNT_WIDTH = 62
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class QuestionList(QFrame):
    """The questions whose answer decides something, and how many others are open."""

    def __init__(self, theme: Theme, chosen: Callable[[Suggestion], object]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._chosen = chosen
        self.model: RecordTableModel[Suggestion] = RecordTableModel(
            (Column(self.tr("問題"), self._words, tip=lambda _each: self.tr("到「概況」填寫這一項")),)
        )
        self.list = _WrappingList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_QuestionDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("先問這些"))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self._others = label("", "note")
        self._none = label(self.tr("沒有待問的資料，判定已不會再因回答而改變。"), "second")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.S, Space.M)
        column.setSpacing(Space.XS)
        column.addWidget(label(self.tr("先問這些"), "heading"))
        column.addWidget(label(self.tr("答案能決定最多措施"), "second"))
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        column.addWidget(self._others)

    def show_suggestions(self, suggestions: Sequence[Suggestion]) -> None:
        """Show what to ask."""
        deciding = [each for each in suggestions if each.decides]
        others = len(suggestions) - len(deciding)
        self.model.show(deciding)
        self.list.setVisible(bool(deciding))
        self._none.setVisible(not suggestions)
        self._others.setVisible(others > 0)
        text = self.tr("另有 {count} 項資料未知，單獨回答還不能決定任何措施。")
        self._others.setText(text.format(count=others))

    def _words(self, suggestion: Suggestion) -> str:
        text = self.tr("{question}（決定 {count} 項）")
        return text.format(question=suggestion.question, count=suggestion.decides)

    def _open(self, index: QModelIndex) -> None:
        self._chosen(self.model.record(index.row()))


class _WrappingList(QListView):
    """Asks for the heights of its rows again whenever its width changes."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the questions out for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _QuestionDelegate(QStyledItemDelegate):
    """A wrapped question with its count at the right."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one question."""
        suggestion: Suggestion = index.data(RECORD_ROLE)
        palette, box = self._theme.palette, option.rect
        painter.save()
        lit = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus
        if option.state & lit:
            painter.fillRect(box, QColor(palette.accent_soft))
        painter.setPen(QColor(palette.line_faint))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        inner = box.adjusted(Space.XS, Space.S, -Space.XS, -Space.S)
        painter.setFont(sized(option.font, TypeSize.SMALL))
        painter.setPen(QColor(palette.ink))
        painter.drawText(inner.adjusted(0, 0, -COUNT_WIDTH, 0), WRAPPED, suggestion.question)
        count = self.tr("決定 {count} 項").format(count=suggestion.decides)
        top = QRect(inner.right() - COUNT_WIDTH, inner.top(), COUNT_WIDTH, 18)
        draw_text(painter, sized(option.font, TypeSize.NOTE), palette.ink_second, top, count, RIGHT)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the wrapped question."""
        suggestion: Suggestion = index.data(RECORD_ROLE)
        width = self._view.viewport().width()
        room = QRect(0, 0, max(width - COUNT_WIDTH - 2 * Space.XS, 60), 1000)
        metrics = QFontMetrics(sized(option.font, TypeSize.SMALL))
        return QSize(width, metrics.boundingRect(room, WRAPPED, suggestion.question).height() + 2 * Space.S)
