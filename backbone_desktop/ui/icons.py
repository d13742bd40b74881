"""The icon set: line drawings of our own, coloured by the theme.

Rule: an icon always stands beside a word; it never carries meaning alone.
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZE = 20


class Icons:
    """Draws icons from the folder of SVG files in a given colour."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def icon(self, name: str, colour: str, chosen: str = "") -> QIcon:
        """Return the icon ``name`` in ``colour``, and in ``chosen`` where it stands in a selected row."""
        icon = QIcon()
        for mode, stroke in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Selected, chosen or colour)):
            for scale in (1, 2):
                icon.addPixmap(self._pixmap(name, stroke, scale), mode)
        return icon

    def _pixmap(self, name: str, colour: str, scale: int) -> QPixmap:
        drawing = (self._folder / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
        pixmap = QPixmap(SIZE * scale, SIZE * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, SIZE, SIZE))
        painter.end()
        return pixmap
