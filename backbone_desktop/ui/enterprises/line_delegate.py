"""Draws a firm in two lines: its name, what it is; its next date at the right.

Rule: it draws the words it is given and measures nothing of the firm itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from backbone_desktop.ui.record_table import RECORD_ROLE
from backbone_desktop.ui.theme import TWO_LINE_ROW_HEIGHT, Space, Theme, Tone, TypeSize

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.case import CaseLine
    from backbone_desktop.ui.enterprises.presenter import LineWords

TAG_RADIUS = 5


class FirmDelegate(QStyledItemDelegate):
    """Two-line rows."""

    def __init__(self, theme: Theme, words: Callable[[CaseLine], LineWords]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, box = self._words(index.data(RECORD_ROLE)), option.rect
        self._draw_ground(painter, option)
        inner = box.adjusted(Space.M, Space.S, -Space.M, -Space.S)
        right = self._draw_date(painter, option.font, inner, words)
        palette = self._theme.palette
        first = QRect(inner.left(), inner.top(), inner.width() - right, inner.height() // 2)
        second = first.translated(0, inner.height() // 2)
        self._draw_text(painter, _font(option.font, TypeSize.BODY, bold=True), palette.ink, first, words.name)
        self._draw_text(painter, _font(option.font, TypeSize.NOTE), palette.muted, second, words.second)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines high."""
        return QSize(0, TWO_LINE_ROW_HEIGHT)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        palette, box = self._theme.palette, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(palette.accent_soft))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(palette.background))
        painter.setPen(QColor(palette.line_faint))
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _draw_date(self, painter: QPainter, base: QFont, inner: QRect, words: LineWords) -> int:
        """Draw the next date and how it stands; return the width they take."""
        if not words.day:
            return 0
        font, palette = _font(base, TypeSize.NOTE), self._theme.palette
        metrics = QFontMetrics(font)
        width = (
            max(metrics.horizontalAdvance(words.day), metrics.horizontalAdvance(words.standing) + 14)
            + Space.XS
        )
        top = QRect(inner.right() - width, inner.top(), width, inner.height() // 2)
        painter.setFont(font)
        if words.tone is not Tone.NEUTRAL:
            ground = top.adjusted(width - metrics.horizontalAdvance(words.standing) - 14, 1, 0, -1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.soft(words.tone)))
            painter.drawRoundedRect(ground, TAG_RADIUS, TAG_RADIUS)
            painter.setPen(QColor(palette.text(words.tone)))
            painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, words.standing)
        else:
            painter.setPen(QColor(palette.ink_second))
            painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words.standing)
        painter.setPen(QColor(palette.muted))
        bottom = top.translated(0, inner.height() // 2)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words.day)
        return width + Space.S

    @staticmethod
    def _draw_text(painter: QPainter, font: QFont, colour: str, box: QRect, text: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _font(base: QFont, size: int, *, bold: bool = False) -> QFont:
    font = QFont(base)
    font.setPixelSize(size)
    font.setBold(bold)
    return font
