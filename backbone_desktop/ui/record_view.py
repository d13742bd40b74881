"""The table every list of records is shown in: whole rows, declared widths, copied as a table.

Rule: how a list looks and is copied is said here once; what it lists is the model's.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from backbone_desktop.ui.record_table import RecordTableModel
from backbone_desktop.ui.theme import ROW_HEIGHT

RecordT = TypeVar("RecordT")
NARROWEST = 150


class RecordTableView(QTableView, Generic[RecordT]):
    """A table of whole rows; Return or a double click opens one, Ctrl+C copies the chosen ones."""

    def __init__(
        self, model: RecordTableModel[RecordT], name: str, opened: Callable[[RecordT], object] | None = None
    ) -> None:
        super().__init__()
        self._records = model
        self._opened = opened
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)
        self._size_columns()

    def show_rows(self, count: int) -> None:
        """Be exactly as high as the header and ``count`` rows."""
        header = self.horizontalHeader()
        head = 0 if header.isHidden() else header.sizeHint().height()
        self.setFixedHeight(head + count * ROW_HEIGHT + 2)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for position, column in enumerate(self._records.columns):
            header.resizeSection(position, column.width or NARROWEST)

    def _stretch(self) -> None:
        """Give the column without a width what the others leave, and never too little to read."""
        header, columns = self.horizontalHeader(), self._records.columns
        taken = sum(header.sectionSize(position) for position, each in enumerate(columns) if each.width)
        for position, column in enumerate(columns):
            if not column.width:
                header.resizeSection(position, max(self.viewport().width() - taken, NARROWEST))

    def _open(self, index: QModelIndex) -> None:
        if self._opened is not None and index.isValid():
            self._opened(self._records.record(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the widest column follow the window; with less room, keep the row looked at in view."""
        super().resizeEvent(event)
        self._stretch()
        current = self.currentIndex()
        if current.isValid() and 0 <= self.visualRect(current).top() < event.oldSize().height():
            self.scrollTo(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows as a table; open the current one with Return."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(index.row() for index in self.selectionModel().selectedRows())
            QGuiApplication.clipboard().setText(self._records.as_text(rows))
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
