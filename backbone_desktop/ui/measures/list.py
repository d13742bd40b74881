"""The measures found, in print order.

Rule: one measure is always marked while any is listed; choosing is told by number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStackedWidget, QStyledItemDelegate, QVBoxLayout

from backbone_desktop.ui.painting import RIGHT, draw_row_ground, draw_tag, draw_text, sized, tag_width
from backbone_desktop.ui.record_table import RECORD_ROLE, Column, RecordTableModel
from backbone_desktop.ui.theme import Space, Tone, TypeSize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from backbone_desktop.ui.measures.index import CatalogueLine
    from backbone_desktop.ui.theme import Theme

LINE = 20
NUMBER_WIDTH = 28
ROW_LINES = 3


class CatalogueDelegate(QStyledItemDelegate):
    """Number and name, aspect and section, kinds; the window at the right, under it who it fits."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.fits: Mapping[int, str] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        line: CatalogueLine = index.data(RECORD_ROLE)
        palette, small = self._theme.palette, sized(option.font, TypeSize.SMALL)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_row_ground(painter, option, palette)
        box = option.rect.adjusted(Space.M, Space.S + 1, -Space.M, -Space.S)
        draw_text(
            painter, small, palette.muted, QRect(box.topLeft(), QSize(NUMBER_WIDTH, LINE)), str(line.number)
        )
        box.setLeft(box.left() + NUMBER_WIDTH)
        taken = self._draw_window(painter, option, box, line)
        first = QRect(box.left(), box.top(), box.width() - taken, LINE)
        draw_text(painter, sized(option.font, TypeSize.BODY, bold=True), palette.ink, first, line.name)
        draw_text(painter, small, palette.ink_second, first.translated(0, LINE), line.place)
        third = QRect(box.left(), box.top() + 2 * LINE, box.width(), LINE)
        fits = self.fits.get(line.number, "")
        draw_text(painter, small, palette.text(Tone.OK), third, fits, RIGHT)
        third.setWidth(third.width() - tag_width(option.font, fits))
        draw_text(painter, small, palette.muted, third, line.kinds)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Three lines high."""
        return QSize(option.rect.width(), ROW_LINES * LINE + 2 * Space.S + 2)

    def _draw_window(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, line: CatalogueLine
    ) -> int:
        """Draw the window at the right and return the width it takes."""
        palette, note, window = self._theme.palette, sized(option.font, TypeSize.NOTE), line.window
        width = max(tag_width(option.font, window.words), tag_width(option.font, window.until))
        top = QRect(box.right() - width, box.top(), width, LINE)
        if window.tone is None:
            draw_text(painter, note, palette.ink_second, top, window.words, RIGHT)
        else:
            words = tag_width(option.font, window.words)
            ground = top.adjusted(width - words, 0, 0, 0)
            draw_tag(painter, option.font, palette, ground, window.words, window.tone)
        draw_text(painter, note, palette.muted, top.translated(0, LINE), window.until, RIGHT)
        return width + Space.S


class MeasureRows(QListView):
    """The rows; copying gives a table."""

    copied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with the platform's shortcut."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
            return
        super().keyPressEvent(event)


class CatalogueList(QFrame):
    """A card with the measures; up and down go through them."""

    measure_chosen = Signal(int)

    def __init__(self, theme: Theme, nothing: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._showing = False
        self._delegate = CatalogueDelegate(theme)
        self.model: RecordTableModel[CatalogueLine] = RecordTableModel(self._columns())
        self.rows = MeasureRows()
        self.rows.setModel(self.model)
        self.rows.setItemDelegate(self._delegate)
        self.rows.setUniformItemSizes(True)
        self.rows.setAccessibleName(self.tr("措施清單"))
        self.rows.setMouseTracking(True)
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.selectionModel().currentChanged.connect(self._tell)
        self.rows.copied.connect(self.copy)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "plain")
        self._stack.addWidget(self.rows)
        self._stack.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, Space.XS, 1, Space.XS)
        column.addWidget(self._stack)

    def show_lines(self, lines: Sequence[CatalogueLine], chosen: int) -> None:
        """Show measures with one of them marked, without telling that it was chosen."""
        self._showing = True
        if list(self.model.records) != list(lines):
            self.model.show(lines)
        at = self.model.row_of(lambda line: line.number == chosen)
        self.rows.setCurrentIndex(self.model.index(at, 0) if at >= 0 else QModelIndex())
        self._stack.setCurrentIndex(0 if lines else 1)
        self._showing = False

    def show_fits(self, fits: Mapping[int, str]) -> None:
        """Say beside each measure how many cases it fits."""
        self._delegate.fits = fits
        self.rows.viewport().update()

    def copy(self) -> None:
        """Copy the measures found as a table with its heading."""
        QGuiApplication.clipboard().setText(self.model.as_text(range(self.model.rowCount())))

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            self.measure_chosen.emit(self.model.record(current.row()).number)

    def _columns(self) -> tuple[Column[CatalogueLine], ...]:
        return (
            Column(self.tr("措施"), lambda line: line.name, tip=lambda line: line.name),
            Column(self.tr("編號"), lambda line: str(line.number)),
            Column(self.tr("面向與項別"), lambda line: line.place),
            Column(self.tr("服務類型"), lambda line: line.kinds),
            Column(self.tr("申請期間"), lambda line: line.window.words),
            Column(self.tr("截止"), lambda line: line.window.until),
        )
