"""Draws the windows of a measure as a ribbon over the twelve months, with the as-of date and a legend.

Rule: everything drawn is also said in words: beside it in a table, to a screen reader, and in tool tips.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from backbone_desktop.ui.measures.ribbon import Bar
from backbone_desktop.ui.painting import draw_text, sized
from backbone_desktop.ui.theme import Space, TypeSize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backbone_desktop.ui.measures.ribbon import Ribbon, RibbonRow
    from backbone_desktop.ui.theme import Theme

MONTHS = 12
HEAD = 22
ROW = 28
BAR = 12
LEGEND = 26
LEGEND_SAMPLE = 26
LABEL_SHARE = 0.28
LABEL_MOST = 190
FADED_ALPHA = 30
RADIUS = 3.0


class YearRibbon(QWidget):
    """One row for every window, over January to December of the edition's year."""

    def __init__(self, ribbon: Ribbon, theme: Theme) -> None:
        super().__init__()
        self._ribbon = ribbon
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        title = self.tr("{year} 年申請期間圖").format(year=ribbon.roc_year)
        self.setAccessibleName(title)
        lines = (f"{each.label}：{'、'.join(each.periods)}；{each.standing}" for each in ribbon.texts)
        self.setAccessibleDescription("\n".join(lines))

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(360, HEAD + len(self._ribbon.rows) * ROW + LEGEND)

    def minimumSizeHint(self) -> QSize:
        """It can be narrower, not lower."""
        return QSize(240, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Say the full label of a row that had to be cut."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = (event.pos().y() - HEAD) // ROW
            inside = 0 <= row < len(self._ribbon.rows)
            QToolTip.showText(event.globalPos(), self._ribbon.rows[row].label if inside else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw months, rows, the as-of date and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_months(painter)
        for position, row in enumerate(self._ribbon.rows):
            self._draw_row(painter, row, HEAD + position * ROW)
        self._draw_as_of(painter)
        self._draw_legend(painter)
        painter.end()

    def _year(self) -> tuple[float, float]:
        """Return where the year begins and how wide it is."""
        left = min(self.width() * LABEL_SHARE, LABEL_MOST) + Space.S
        return left, max(self.width() - left - 1, 1)

    def _draw_months(self, painter: QPainter) -> None:
        palette, (left, width) = self._theme.palette, self._year()
        font = sized(self.font(), TypeSize.NOTE)
        bottom = HEAD + len(self._ribbon.rows) * ROW
        for month in range(MONTHS):
            at = left + width * month / MONTHS
            painter.setPen(QColor(palette.line_faint))
            painter.drawLine(QLineF(at, HEAD - Space.XS, at, bottom))
            box = QRect(int(at), 0, int(width / MONTHS), HEAD - Space.XS)
            draw_text(painter, font, palette.muted, box, str(month + 1), Qt.AlignmentFlag.AlignCenter)
        painter.setPen(QColor(palette.line))
        painter.drawLine(QLineF(left, HEAD - 2, left + width, HEAD - 2))

    def _draw_row(self, painter: QPainter, row: RibbonRow, top: int) -> None:
        left, width = self._year()
        box = QRect(0, top, int(left) - Space.S, ROW)
        draw_text(painter, sized(self.font(), TypeSize.NOTE), self._theme.palette.ink_second, box, row.label)
        for bar in row.bars:
            self._draw_bar(painter, bar, left, width, top + (ROW - BAR) / 2)
        if not row.bars:
            room = QRect(int(left) + Space.S, top, int(width), ROW)
            words = self.tr("未載明日期")
            draw_text(painter, sized(self.font(), TypeSize.NOTE), self._theme.palette.muted, room, words)

    def _draw_bar(self, painter: QPainter, bar: Bar, left: float, width: float, top: float) -> None:
        box = QRectF(left + bar.start * width, top, max((bar.end - bar.start) * width, 2.0), BAR)
        palette = self._theme.palette
        colour = QColor(palette.muted if bar.past else palette.accent)
        if bar.rolling:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent_soft))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
            painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        elif bar.planned:
            painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
            ground = QColor(colour)
            ground.setAlpha(FADED_ALPHA)
            painter.setBrush(ground)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_fading(bar, box, colour))
        painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _draw_as_of(self, painter: QPainter) -> None:
        if self._ribbon.as_of is not None:
            left, width = self._year()
            at = left + self._ribbon.as_of * width
            painter.setPen(QPen(QColor(self._theme.palette.bad), 1.5))
            painter.drawLine(QLineF(at, HEAD - Space.XS, at, HEAD + len(self._ribbon.rows) * ROW))

    def _draw_legend(self, painter: QPainter) -> None:
        palette, font = self._theme.palette, sized(self.font(), TypeSize.NOTE)
        top = HEAD + len(self._ribbon.rows) * ROW + Space.XS
        at = self._year()[0]
        for bar, words in self._legend():
            middle = top + (LEGEND - Space.XS - BAR) / 2
            if bar is None:
                painter.setPen(QPen(QColor(palette.bad), 1.5))
                painter.drawLine(QLineF(at + 4, middle, at + 4, middle + BAR))
                at += Space.M
            else:
                self._draw_bar(painter, bar, at, LEGEND_SAMPLE, middle)
                at += LEGEND_SAMPLE + Space.XS
            room = QRect(int(at), top, self.width() - int(at), LEGEND - Space.XS)
            draw_text(painter, font, palette.muted, room, words)
            at += painter.fontMetrics().horizontalAdvance(words) + Space.M

    def _legend(self) -> Iterator[tuple[Bar | None, str]]:
        """Return a sample and its words for everything that is drawn above, the as-of line last."""
        bars = [bar for row in self._ribbon.rows for bar in row.bars]
        plain = [bar for bar in bars if not bar.planned and not bar.rolling]
        if any(not bar.past for bar in plain):
            yield Bar(0, 1, 0, 1), self.tr("受理期間")
        if any(bar.past for bar in plain):
            yield Bar(0, 1, 0, 1, past=True), self.tr("已過")
        if any(bar.solid_from > bar.start or bar.solid_to < bar.end for bar in plain):
            yield Bar(0, 1, 0.5, 0.5), self.tr("起訖日不明確")
        if any(bar.planned for bar in bars):
            yield Bar(0, 1, 0, 1, planned=True), self.tr("預訂")
        if any(bar.rolling for bar in bars):
            yield Bar(0, 1, 0, 1, rolling=True), self.tr("隨到隨辦")
        if self._ribbon.as_of is not None:
            yield None, self.tr("基準日")


def _fading(bar: Bar, box: QRectF, colour: QColor) -> QBrush:
    """Return a brush that is full where the print is certain and fades to where the bound may lie."""
    faded = QColor(colour)
    faded.setAlpha(FADED_ALPHA)
    length = max(bar.end - bar.start, 1e-9)
    gradient = QLinearGradient(QPointF(box.left(), 0), QPointF(box.right(), 0))
    solid_from, solid_to = (bar.solid_from - bar.start) / length, (bar.solid_to - bar.start) / length
    gradient.setColorAt(0, faded if solid_from > 0 else colour)
    gradient.setColorAt(solid_from, colour)
    gradient.setColorAt(solid_to, colour)
    gradient.setColorAt(1, faded if solid_to < 1 else colour)
    return QBrush(gradient)
