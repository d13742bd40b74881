"""The columns of a file with the question each answers, changed in place.

Rule: a choice is handed on and comes back as a new record; the table settles nothing by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from backbone_desktop.ui.intake.import_state import MappedColumn
from backbone_desktop.ui.intake.pieces import INDENT, PieceDelegate
from backbone_desktop.ui.record_table import NO_PARENT, Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.ui.intake.pieces import Piece
    from backbone_desktop.ui.theme import Theme

QUESTION = 2
MOST_SHOWN = 16


class MappingModel(RecordTableModel[MappedColumn]):
    """The columns; the question of one can be changed."""

    chosen = Signal(str, str)

    def __init__(self, columns: Sequence[Column[MappedColumn]]) -> None:
        super().__init__(columns)
        self.fixed = False

    def renew(self, records: Sequence[MappedColumn]) -> None:
        """Show the same columns with what changed, keeping the place and any open editor."""
        self._records = list(records)
        last = self.index(len(records) - 1, len(self.columns) - 1, NO_PARENT)
        self.dataChanged.emit(self.index(0, 0, NO_PARENT), last)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let the question be edited unless the file's own codes decide."""
        flags = super().flags(index)
        editable = index.column() == QUESTION and not self.fixed
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the question's code to an editor."""
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return self.record(index.row()).question
        return super().data(index, role)

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Hand a choice on."""
        record = self.record(index.row())
        if role != Qt.ItemDataRole.EditRole or value is None or value == record.question:
            return False
        self.chosen.emit(record.column, str(value))
        return True


class MappingView(RecordTableView[MappedColumn]):
    """A click or Return on a question changes it."""

    def __init__(self, model: MappingModel, name: str) -> None:
        super().__init__(model, name, lambda _record: self.edit(self._question_index()))
        self.setSelectionMode(RecordTableView.SelectionMode.SingleSelection)
        self.clicked.connect(self._edit_clicked)
        self._mapping = model

    def _question_index(self) -> QModelIndex:
        return self._mapping.index(self.currentIndex().row(), QUESTION)

    def _edit_clicked(self, index: QModelIndex) -> None:
        if index.column() == QUESTION and not self._mapping.fixed:
            self.edit(index)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self._mapping.fixed and not self.isPersistentEditorOpen(index):
            super()._open(index)


class QuestionDelegate(PieceDelegate):
    """Draws the question with a mark that it can be changed, and offers all questions to choose from."""

    def __init__(self, theme: Theme, pieces: Callable[[Any], Sequence[Piece]], kept: str) -> None:
        super().__init__(theme, pieces)
        self._kept = kept
        self.questions: Sequence[Question] = ()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the question, and the mark at the right."""
        super().paint(painter, option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            painter.save()
            painter.setPen(QColor(self._theme.palette.muted))
            mark = QRect(option.rect).adjusted(0, -1, -INDENT, -1)
            painter.drawText(mark, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "▾")
            painter.restore()

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Offer the questions; typing any part of one finds it."""
        combo = QComboBox(parent)
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setMaxVisibleItems(MOST_SHOWN)
        combo.setAccessibleName(self._kept)
        combo.addItem(self._kept, "")
        for question in self.questions:
            combo.addItem(question.label, question.code)
        completer = QCompleter(combo.model(), combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        combo.setCompleter(completer)
        combo.activated.connect(lambda _row: self._finish(combo))
        return combo

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Start from the question as it is, ready to be typed over."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(Qt.ItemDataRole.EditRole)), 0))
            if (line := editor.lineEdit()) is not None:
                line.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take a question that exists; words that name none change nothing."""
        if isinstance(editor, QComboBox):
            place = editor.findText(editor.currentText().strip())
            current = editor.currentIndex()
            if current >= 0 and editor.itemText(current) == editor.currentText():
                place = current
            if place >= 0:
                model.setData(index, editor.itemData(place))

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Stand within the cell."""
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -3))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take the choice with Return; the combo box would hand the key on and open the editor again."""
        if isinstance(editor, QComboBox) and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._finish(editor)
                return True
        return super().eventFilter(editor, event)

    def _finish(self, combo: QComboBox) -> None:
        if combo.property("finished"):
            return
        combo.setProperty("finished", True)
        self.commitData.emit(combo)
        self.closeEditor.emit(combo)
