"""Lists of frozen records: one model with declared columns, rows fetched page by page.

Rule: the model holds what was fetched and nothing is ever edited in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

RecordT = TypeVar("RecordT")
AnyIndex = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NO_PARENT = QModelIndex()
RECORD_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Column(Generic[RecordT]):
    """One column.

    Attributes:
        text: The cell's words for a record.
        width: Initial width in pixels; 0 takes what is left.
        numeric: Right-aligned.
        colour: A colour for the cell's words, empty for the usual ink.
    """

    title: str
    text: Callable[[RecordT], str]
    width: int = 120
    numeric: bool = False
    colour: Callable[[RecordT], str] = field(default=lambda _record: "")
    tip: Callable[[RecordT], str] = field(default=lambda _record: "")


Page = tuple[Sequence[RecordT], Any]
"""Records and the cursor of the next page, None when there is none."""


class RecordTableModel(QAbstractTableModel, Generic[RecordT]):
    """A table over records fetched in pages."""

    def __init__(self, columns: Sequence[Column[RecordT]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._records: list[RecordT] = []
        self._fetch: Callable[[Any], Page[RecordT]] | None = None
        self._cursor: Any = None

    def load(self, fetch: Callable[[Any], Page[RecordT]]) -> None:
        """Show the first page of ``fetch(None)`` and fetch further pages as they scroll into view."""
        records, cursor = fetch(None)
        self.beginResetModel()
        self._records, self._fetch, self._cursor = list(records), fetch, cursor
        self.endResetModel()

    def show(self, records: Sequence[RecordT]) -> None:
        """Show records that are all here."""
        self.load(lambda _cursor: (records, None))

    @property
    def records(self) -> Sequence[RecordT]:
        """The records fetched so far."""
        return tuple(self._records)

    def record(self, row: int) -> RecordT:
        """Return the record of a row."""
        return self._records[row]

    def row_of(self, wanted: Callable[[RecordT], bool]) -> int:
        """Return the first row whose record is wanted, -1 when none fetched is."""
        return next((row for row, record in enumerate(self._records) if wanted(record)), -1)

    def as_text(self, rows: Sequence[int]) -> str:
        """Return rows as tab-separated lines with the header, for the clipboard."""
        lines = ["\t".join(column.title for column in self.columns)]
        lines.extend(
            "\t".join(_one_line(column.text(self._records[row])) for column in self.columns) for row in rows
        )
        return "\n".join(lines)

    # Qt's own names from here on

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        """Count the rows fetched."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: AnyIndex = NO_PARENT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether a further page exists."""
        return not parent.isValid() and self._cursor is not None

    def fetchMore(self, parent: AnyIndex) -> None:
        """Append the next page."""
        if self._fetch is None or parent.isValid():
            return
        records, cursor = self._fetch(self._cursor)
        if records:
            first = len(self._records)
            self.beginInsertRows(QModelIndex(), first, first + len(records) - 1)
            self._records.extend(records)
            self.endInsertRows()
        self._cursor = cursor

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        column, record = self.columns[index.column()], self._records[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(record)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column.numeric else LEFT
            case Qt.ItemDataRole.ForegroundRole:
                colour = column.colour(record)
                return QBrush(QColor(colour)) if colour else None
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip(record) or None
            case _:
                return record if role == RECORD_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].numeric else LEFT
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None


def _one_line(text: str) -> str:
    return " ".join(text.split())
