"""Draws a measure in the list: name and verdict, aspect and need, preference; its window at the right.

Rule: it draws the words of a line; status is always a word on its ground, never a colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from backbone_desktop.ui.painting import (
    RIGHT,
    TAG_PADDING,
    draw_row_ground,
    draw_tag,
    draw_text,
    sized,
    tag_width,
)
from backbone_desktop.ui.record_table import RECORD_ROLE
from backbone_desktop.ui.theme import Space, Tone, TypeSize

if TYPE_CHECKING:
    from backbone_desktop.ui.case_file.matching_presenter import MeasureLine, WindowWords
    from backbone_desktop.ui.theme import Theme

LINE = 20
NARROWEST_NAME = 120


class MeasureDelegate(QStyledItemDelegate):
    """Rows of two or three lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        line: MeasureLine = index.data(RECORD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, option, self._theme.palette)
        box = option.rect.adjusted(Space.M, Space.S + 1, -Space.M, -Space.S)
        taken = self._draw_window(painter, option.font, box, line.window)
        first = QRect(box.left(), box.top(), box.width() - taken, LINE)
        second = first.translated(0, LINE)
        tag = tag_width(option.font, line.verdict)
        if first.width() - tag < NARROWEST_NAME:
            draw_text(painter, self._bold(option.font), self._theme.palette.ink, first, line.name)
            self._draw_tag(
                painter, option.font, QRect(second.topLeft(), QSize(tag, LINE)), line.verdict, line.tone
            )
            second.setLeft(second.left() + tag + Space.S)
        else:
            self._draw_name(painter, option.font, first, line, tag)
        palette, small = self._theme.palette, sized(option.font, TypeSize.SMALL)
        about = "　".join(text for text in (line.kinds, line.need) if text)
        draw_text(painter, small, palette.ink_second, second, about)
        third = QRect(box.left(), box.top() + 2 * LINE, box.width(), LINE)
        if line.clause:
            fourth = third.translated(0, LINE if _has_third(line) else 0)
            draw_text(painter, small, palette.text(line.tone), fourth, line.clause)
        if _has_third(line):
            self._draw_third(painter, small, third, line)
        painter.restore()

    def _draw_third(self, painter: QPainter, small: QFont, third: QRect, line: MeasureLine) -> None:
        """Draw what backbone firms get, and the consultant's word at the right."""
        palette = self._theme.palette
        draw_text(painter, small, palette.text(Tone.ACCENT), third, line.decision, RIGHT)
        third.setRight(third.right() - QFontMetrics(small).horizontalAdvance(line.decision) - Space.S)
        tone = Tone.OK if line.certain else Tone.UNKNOWN
        draw_text(painter, small, palette.text(tone), third, line.preferences)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines, one more with a preference or a decision, one more where something keeps it out."""
        line: MeasureLine = index.data(RECORD_ROLE)
        lines = 2 + _has_third(line) + bool(line.clause)
        return QSize(option.rect.width(), lines * LINE + 2 * Space.S + 2)

    def _draw_name(self, painter: QPainter, base: QFont, room: QRect, line: MeasureLine, tag: int) -> None:
        """Draw the name with its tag behind it."""
        bold = self._bold(base)
        name = QRect(room.left(), room.top(), room.width() - tag - Space.S, LINE)
        shown = QFontMetrics(bold).elidedText(line.name, Qt.TextElideMode.ElideRight, name.width())
        draw_text(painter, bold, self._theme.palette.ink, name, shown)
        left = name.left() + QFontMetrics(bold).horizontalAdvance(shown) + Space.S
        self._draw_tag(painter, base, QRect(left, room.top(), tag, LINE), line.verdict, line.tone)

    def _draw_window(self, painter: QPainter, base: QFont, box: QRect, window: WindowWords) -> int:
        """Draw the window at the right and return the width it takes."""
        small, palette = sized(base, TypeSize.NOTE), self._theme.palette
        metrics = QFontMetrics(small)
        padding = 0 if window.tone is None else 2 * TAG_PADDING
        words = metrics.horizontalAdvance(window.words) + padding + 1
        width = max(words, metrics.horizontalAdvance(window.until) + 1)
        top = QRect(box.right() - width, box.top(), width, LINE)
        if window.tone is None:
            draw_text(painter, small, palette.ink_second, top, window.words, RIGHT)
        else:
            self._draw_tag(painter, base, top.adjusted(width - words, 0, 0, 0), window.words, window.tone)
        draw_text(painter, small, palette.muted, top.translated(0, LINE), window.until, RIGHT)
        return width + Space.S

    def _draw_tag(self, painter: QPainter, base: QFont, box: QRect, words: str, tone: Tone) -> None:
        draw_tag(painter, base, self._theme.palette, box, words, tone)

    @staticmethod
    def _bold(base: QFont) -> QFont:
        return sized(base, TypeSize.BODY, bold=True)


def _has_third(line: MeasureLine) -> bool:
    return bool(line.preferences or line.decision)
