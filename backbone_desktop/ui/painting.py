"""What list rows drawn by hand share: fonts of the type scale and one line of text that ends in time.

Rule: only words and places are given here; colours come from the theme through the caller.
"""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

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
