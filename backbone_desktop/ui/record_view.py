"""The table every list of records is shown in: whole rows, declared widths, copied as a table.

Rule: how a list looks and is copied is said here once; what it lists is the model's.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from backbone_desktop.ui.record_table import RecordTableModel
from backbone_desktop.ui.theme import ROW_HEIGHT

RecordT = TypeVar("RecordT")


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

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for position, column in enumerate(self._records.columns):
            if column.width:
                header.resizeSection(position, column.width)
            else:
                header.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)

    def _open(self, index: QModelIndex) -> None:
        if self._opened is not None and index.isValid():
            self._opened(self._records.record(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows as a table; open the current one with Return."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted(index.row() for index in self.selectionModel().selectedRows())
            QGuiApplication.clipboard().setText(self._records.as_text(rows))
        elif event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
