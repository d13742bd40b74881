"""The search box in the corner of the menu bar: Ctrl+K, a few characters, Return.

Rule: the line keeps the focus; the list under it follows the arrow keys and never takes the focus away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from backbone_desktop.ui.painting import draw_text, sized
from backbone_desktop.ui.record_table import RECORD_ROLE, Column, RecordTableModel
from backbone_desktop.ui.theme import ROW_HEIGHT, Space, TypeSize
from backbone_desktop.ui.widgets import label

if TYPE_CHECKING:
    from backbone_desktop.ui.search_presenter import SearchPresenter, SearchResult
    from backbone_desktop.ui.theme import Theme

BOX_WIDTH = 320
LIST_WIDTH = 480
ROWS_SHOWN = 9
KIND_WIDTH = 56
PAUSE_MS = 120


class SearchBox(QWidget):
    """The line, and the list that opens under it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._presenter: SearchPresenter | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("搜尋企業、措施、紀錄、功能…　Ctrl+K"))
        self.line.setAccessibleName(self.tr("搜尋企業、措施、紀錄與功能"))
        self.line.setToolTip(self.tr("輸入兩個字就能找；↑↓ 選擇，Enter 開啟，Esc 關閉"))
        self.line.setFixedWidth(BOX_WIDTH)
        self.line.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.search)
        self.line.textEdited.connect(self._pause.start)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, Space.M, 2)
        layout.addWidget(self.line)
        self.popup = _Popup(theme, window)
        self.popup.list.clicked.connect(self._open)
        self.hide()

    def use(self, presenter: SearchPresenter | None) -> None:
        """Search through ``presenter``, or be away while no casebook is open."""
        self._presenter = presenter
        self.line.clear()
        self.popup.hide()
        self.setVisible(presenter is not None)

    def begin(self) -> None:
        """Take the focus, what was typed before selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.search()

    def search(self) -> None:
        """Show what is found for the text now."""
        if self._presenter is None:
            return
        corner = self.line.mapTo(self._window, QPoint(self.line.width(), self.line.height()))
        self.popup.show_results(self._presenter.find(self.line.text()), corner + QPoint(0, Space.XS))

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        result = self.popup.model.record(index.row())
        self.popup.hide()
        self.line.clear()
        result.go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys, Return and Escape of the line act on the list."""
        if watched is not self.line:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.FocusOut:
            self.popup.hide()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._act_on(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _act_on(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Down:
                self.popup.move_choice(1)
            case Qt.Key.Key_Up:
                self.popup.move_choice(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._finish()
            case Qt.Key.Key_Escape:
                self.popup.hide()
                self.line.clear()
                self.window().setFocus()
            case _:
                return False
        return True

    def _finish(self) -> None:
        """Open the chosen result of the text as it stands, not of the one before."""
        if self._pause.isActive() or self.popup.isHidden():
            self._pause.stop()
            self.search()
        self._open(self.popup.list.currentIndex())


class _Popup(QFrame):
    """The results, drawn over the page."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "card")
        self.model: RecordTableModel[SearchResult] = RecordTableModel((Column(self.tr("結果"), _words),))
        self._delegate = _ResultDelegate(theme)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("搜尋結果"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none: QLabel = label(
            self.tr("找不到。請換個說法，或輸入統編、企業或措施名稱的兩個字。"), "second"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XS)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self.hide()

    def show_results(self, results: tuple[SearchResult, ...], corner: QPoint) -> None:
        """Show results with the upper right corner at ``corner``, the first one chosen."""
        self.model.show(results)
        self.list.setVisible(bool(results))
        self._none.setVisible(not results)
        self.list.setCurrentIndex(self.model.index(0, 0))
        rows = min(max(len(results), 1), ROWS_SHOWN)
        self.setGeometry(
            QRect(corner.x() - LIST_WIDTH, corner.y(), LIST_WIDTH, rows * ROW_HEIGHT + 2 * Space.XS + 2)
        )
        self.show()
        self.raise_()

    def move_choice(self, steps: int) -> None:
        """Choose the next result or the one before, staying within the list."""
        row = self.list.currentIndex().row() + steps
        self.list.setCurrentIndex(self.model.index(max(0, min(row, self.model.rowCount() - 1)), 0))


class _ResultDelegate(QStyledItemDelegate):
    """Kind, title and a piece of the text found, in one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one result."""
        result: SearchResult = index.data(RECORD_ROLE)
        palette, box = self._theme.palette, option.rect
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(box, QColor(palette.accent_soft))
        inner = box.adjusted(Space.M, 0, -Space.M, 0)
        room = inner.adjusted(KIND_WIDTH, 0, 0, 0)
        note, body = sized(option.font, TypeSize.NOTE), sized(option.font, TypeSize.BODY)
        title = QFontMetrics(body).horizontalAdvance(result.title) + Space.M
        draw_text(painter, note, palette.muted, inner, result.kind)
        draw_text(painter, body, palette.ink, room, result.title)
        draw_text(painter, note, palette.ink_second, room.adjusted(title, 0, 0, 0), result.detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One row high."""
        return QSize(option.rect.width(), ROW_HEIGHT)


def _words(result: SearchResult) -> str:
    return "，".join(part for part in (result.kind, result.title, result.detail) if part)
