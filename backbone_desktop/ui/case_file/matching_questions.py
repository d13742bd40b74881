"""先問這些: what to ask the firm next, what decides most measures first.

Rule: pressing a question goes to the fact; it never answers for the firm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from backbone_desktop.ui.painting import RIGHT, draw_row_ground, draw_text, sized
from backbone_desktop.ui.record_table import RECORD_ROLE, Column, RecordTableModel
from backbone_desktop.ui.theme import Space, TypeSize
from backbone_desktop.ui.widgets import FlowLayout, button, label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QResizeEvent

    from backbone_desktop.domain.verdict import Suggestion
    from backbone_desktop.ui.theme import Theme

COUNT_WIDTH = 62
LISTED_HEIGHT = 18
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question, and whether the next visit's list has it."""

    suggestion: Suggestion
    listed: bool


class QuestionList(QFrame):
    """The questions whose answer decides something, and how many others are open."""

    fact_chosen = Signal(str)
    wanted = Signal(tuple)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.model: RecordTableModel[QuestionLine] = RecordTableModel(
            (
                Column(
                    self.tr("問題"), self._words, tip=lambda _each: self.tr("按 Enter 到「概況」填寫這一項")
                ),
            )
        )
        self.list = _WrappingList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_QuestionDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("先問這些"))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._allow)
        self.fill = button(self.tr("填寫"), lambda: self._open(self.list.currentIndex()))
        self.fill.setToolTip(self.tr("到「概況」填寫選取的這一項"))
        self.add = button(self.tr("列入下次訪視"), self._add_chosen)
        self.add.setToolTip(self.tr("把選取的這一項列入下次訪視要問"))
        self.add_all = button("", self._add_all, "link")
        self._others = label("", "note")
        self._none = label(self.tr("沒有待問的資料，判定已不會再因回答而改變。"), "second")
        self._lay_out()

    def show_suggestions(self, suggestions: Sequence[Suggestion], listed: Collection[str]) -> None:
        """Show what to ask; facts on the next visit's list are marked."""
        chosen = self._chosen()
        deciding = [QuestionLine(each, each.fact in listed) for each in suggestions if each.decides]
        others = len(suggestions) - len(deciding)
        self.model.show(deciding)
        kept = self.model.row_of(lambda line: chosen is not None and line.suggestion.fact == chosen)
        self.list.setCurrentIndex(self.model.index(max(kept, 0), 0))
        for each in (self.list, self.fill, self.add):
            each.setVisible(bool(deciding))
        self._none.setVisible(not suggestions)
        self._others.setVisible(others > 0)
        text = self.tr("另有 {count} 項資料未知，單獨回答還不能決定任何措施。")
        self._others.setText(text.format(count=others))
        unlisted = len(self._unlisted())
        self.add_all.setText(self.tr("{count} 項都列入").format(count=unlisted))
        self.add_all.setAccessibleName(self.add_all.text())
        self.add_all.setVisible(unlisted > 1)
        self._allow()

    def _words(self, line: QuestionLine) -> str:
        text = self.tr("{question}（決定 {count} 項，已列入下次訪視）")
        if not line.listed:
            text = self.tr("{question}（決定 {count} 項）")
        return text.format(question=line.suggestion.question, count=line.suggestion.decides)

    def _chosen(self) -> str | None:
        index = self.list.currentIndex()
        return self.model.record(index.row()).suggestion.fact if index.isValid() else None

    def _unlisted(self) -> tuple[str, ...]:
        return tuple(each.suggestion.fact for each in self.model.records if not each.listed)

    def _allow(self) -> None:
        index = self.list.currentIndex()
        self.fill.setEnabled(index.isValid())
        self.add.setEnabled(index.isValid() and not self.model.record(index.row()).listed)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.fact_chosen.emit(self.model.record(index.row()).suggestion.fact)

    def _add_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.wanted.emit((chosen,))

    def _add_all(self) -> None:
        self.wanted.emit(self._unlisted())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.S, Space.M)
        column.setSpacing(Space.XS)
        column.addWidget(label(self.tr("先問這些"), "heading"))
        column.addWidget(label(self.tr("答案能決定最多措施"), "second"))
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        column.addWidget(self._others)
        acts = QWidget()
        line = FlowLayout(acts)
        for each in (self.add, self.fill, self.add_all):
            line.addWidget(each)
        column.addWidget(acts)


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
        line: QuestionLine = index.data(RECORD_ROLE)
        suggestion, palette, box = line.suggestion, self._theme.palette, option.rect
        painter.save()
        draw_row_ground(painter, option, palette)
        inner = box.adjusted(Space.XS, Space.S, -Space.XS, -Space.S)
        painter.setFont(sized(option.font, TypeSize.SMALL))
        painter.setPen(QColor(palette.ink))
        painter.drawText(inner.adjusted(0, 0, -COUNT_WIDTH, 0), WRAPPED, suggestion.question)
        count = self.tr("決定 {count} 項").format(count=suggestion.decides)
        top = QRect(inner.right() - COUNT_WIDTH, inner.top(), COUNT_WIDTH, 18)
        note = sized(option.font, TypeSize.NOTE)
        draw_text(painter, note, palette.ink_second, top, count, RIGHT)
        if line.listed:
            low = QRect(inner.left(), inner.bottom() - LISTED_HEIGHT + 1, inner.width(), LISTED_HEIGHT)
            draw_text(painter, note, palette.ok, low, self.tr("已列入下次訪視"))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the wrapped question."""
        line: QuestionLine = index.data(RECORD_ROLE)
        width = self._view.viewport().width()
        room = QRect(0, 0, max(width - COUNT_WIDTH - 2 * Space.XS, 60), 1000)
        metrics = QFontMetrics(sized(option.font, TypeSize.SMALL))
        words = metrics.boundingRect(room, WRAPPED, line.suggestion.question).height()
        return QSize(width, words + 2 * Space.S + (LISTED_HEIGHT if line.listed else 0))
