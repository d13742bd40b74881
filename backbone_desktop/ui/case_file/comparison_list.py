"""The measures that differ between two assessments: before and after as tags, and why below.

Rule: every reason is shown in full; a row is as high as its reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from backbone_desktop.ui.case_file.comparison_presenter import as_table
from backbone_desktop.ui.painting import draw_row_ground, draw_tag, draw_text, sized, tag_width
from backbone_desktop.ui.record_table import RECORD_ROLE, Column, RecordTableModel
from backbone_desktop.ui.theme import Space, Tone, TypeSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent

    from backbone_desktop.ui.case_file.comparison_presenter import ChangeLine
    from backbone_desktop.ui.theme import Theme

LINE = 22
ARROW = "→"
ARROW_WIDTH = 22
TEXT_GAP = 2
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class ChangeList(QListView):
    """Measures that differ; Enter goes to one of them, Ctrl+C copies the table."""

    measure_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.lines: RecordTableModel[ChangeLine] = RecordTableModel((Column(self.tr("措施"), _words),))
        self.setModel(self.lines)
        self.setItemDelegate(_ChangeDelegate(theme, self))
        self.setAccessibleName(self.tr("有改變的措施"))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(lambda index: self.measure_chosen.emit(self.lines.record(index.row()).number))

    def show_lines(self, lines: Sequence[ChangeLine]) -> None:
        """Show what differs, weightiest first."""
        self.lines.show(lines)
        self.setVisible(bool(lines))
        self.setCurrentIndex(self.lines.index(0, 0))

    def copy_table(self) -> None:
        """Put the measures that differ on the clipboard as a table."""
        QGuiApplication.clipboard().setText(as_table(self.lines.records))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_table()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the reasons out for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _ChangeDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one measure."""
        line: ChangeLine = index.data(RECORD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, option, self._theme.palette)
        box = option.rect.adjusted(Space.M, Space.S, -Space.M, -Space.S)
        first = QRect(box.left(), box.top(), box.width(), LINE)
        taken = self._draw_verdicts(painter, option.font, first, line)
        bold = sized(option.font, TypeSize.BODY, bold=True)
        draw_text(painter, bold, self._theme.palette.ink, first.adjusted(0, 0, -taken, 0), line.name)
        self._draw_texts(painter, option.font, box.adjusted(0, LINE + TEXT_GAP, 0, 0), line)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its reasons."""
        line: ChangeLine = index.data(RECORD_ROLE)
        width = self._view.viewport().width()
        room = QRect(0, 0, max(width - 2 * Space.M, 80), 4000)
        metrics = QFontMetrics(sized(option.font, TypeSize.SMALL))
        texts = (line.weight, *line.details, *line.reasons)
        heights = (metrics.boundingRect(room, WRAPPED, text).height() + TEXT_GAP for text in texts)
        return QSize(width, LINE + TEXT_GAP + sum(heights) + 2 * Space.S)

    def _draw_texts(self, painter: QPainter, base: QFont, box: QRect, line: ChangeLine) -> None:
        palette, small = self._theme.palette, sized(base, TypeSize.SMALL)
        metrics = QFontMetrics(small)
        texts = (
            (line.weight, palette.ink_second),
            *((each, palette.ink) for each in line.details),
            *((each, palette.ink_second) for each in line.reasons),
        )
        painter.setFont(small)
        for text, colour in texts:
            height = metrics.boundingRect(QRect(0, 0, box.width(), 4000), WRAPPED, text).height()
            painter.setPen(QColor(colour))
            painter.drawText(QRect(box.left(), box.top(), box.width(), height), WRAPPED, text)
            box = box.adjusted(0, height + TEXT_GAP, 0, 0)

    def _draw_verdicts(self, painter: QPainter, base: QFont, room: QRect, line: ChangeLine) -> int:
        """Draw the verdict, or both with an arrow, at the right; return the width they take."""
        palette, right = self._theme.palette, room.right()
        for words in (line.after, line.before) if line.moved else (line.after,):
            width = tag_width(base, words.words)
            box = QRect(right - width, room.top() + 1, width, LINE - 2)
            draw_tag(painter, base, palette, box, words.words, words.tone)
            right -= width
            if line.moved and words is line.after:
                arrow = QRect(right - ARROW_WIDTH, room.top(), ARROW_WIDTH, LINE)
                painter.setPen(QColor(palette.text(Tone.NEUTRAL)))
                painter.setFont(sized(base, TypeSize.SMALL))
                painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, ARROW)
                right -= ARROW_WIDTH
        return room.right() - right + Space.S


def _words(line: ChangeLine) -> str:
    verdicts = (line.before.words, line.after.words) if line.moved else (line.after.words,)
    return "，".join((line.name, ARROW.join(verdicts), line.weight, *line.details, *line.reasons))
