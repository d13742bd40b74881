"""What list rows drawn by hand share: fonts of the type scale, grounds, tags, text that ends in time.

Rule: only words and places are given here; colours come from the theme through the caller.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from backbone_desktop.ui.theme import Palette, Tone, TypeSize

TAG_PADDING = 7
TAG_RADIUS = 5
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def sized(base: QFont, size: int, *, bold: bool = False) -> QFont:
    """Return a font of the application's family in a size of the type scale."""
    font = QFont(base)
    font.setPixelSize(size)
    font.setBold(bold)
    return font


def draw_text(
    painter: QPainter,
    font: QFont,
    colour: str,
    box: QRect,
    text: str,
    alignment: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw one line of text, cut with an ellipsis where the box ends."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(box.width(), 0))
    painter.drawText(box, alignment, shown)


def draw_row_ground(painter: QPainter, option: QStyleOptionViewItem, palette: Palette) -> None:
    """Draw the ground of a list row as chosen, under the mouse or at rest, and the line below it."""
    box = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, QColor(palette.accent_soft))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, QColor(palette.background))
    painter.setPen(QColor(palette.line_faint))
    painter.drawLine(box.bottomLeft(), box.bottomRight())


def tag_width(base: QFont, words: str) -> int:
    """Return the width of a tag that holds these words."""
    return QFontMetrics(sized(base, TypeSize.NOTE)).horizontalAdvance(words) + 2 * TAG_PADDING


def draw_tag(painter: QPainter, base: QFont, palette: Palette, box: QRect, words: str, tone: Tone) -> None:
    """Draw a short word on the ground of its tone, filling the box."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.soft(tone)))
    painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), TAG_RADIUS, TAG_RADIUS)
    painter.setFont(sized(base, TypeSize.NOTE))
    painter.setPen(QColor(palette.text(tone)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
