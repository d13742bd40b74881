"""A date field that shows and takes ROC years, with a calendar, and may be empty.

Rule: the field holds a date or nothing; what cannot be read stays, marked, and counts as nothing.
"""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.roc_date import format_roc, parse_roc_date
from backbone_desktop.ui.widgets import restyle


class RocDateEdit(QWidget):
    """A line that takes every spelling of an ROC date, and a button that opens a calendar."""

    changed = Signal(object)

    def __init__(self, value: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: date | None = None
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("例：105/03/15"))
        self.line.setAccessibleName(self.tr("日期（民國年）"))
        self.line.editingFinished.connect(self._read)
        self._calendar = RocCalendar(self)
        self._calendar.clicked.connect(self._pick)
        self._button = QToolButton(self)
        self._button.setText(self.tr("▾"))
        self._button.setAccessibleName(self.tr("開啟月曆"))
        self._button.setToolTip(self.tr("開啟月曆選日期（Alt+↓）"))
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._button)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._calendar)
        menu.addAction(action)
        self._button.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self._button)
        self.setFocusProxy(self.line)
        self.set_value(value)

    @property
    def value(self) -> date | None:
        """The date held, None when empty or not readable."""
        return self._value

    @property
    def valid(self) -> bool:
        """Whether the text is empty or a date."""
        return self._value is not None or not self.line.text().strip()

    def set_value(self, value: date | None) -> None:
        """Show a date, or nothing."""
        self.line.setText("" if value is None else format_roc(value))
        self._hold(value, "")

    def set_text(self, text: str) -> None:
        """Show what was typed, read where it can be."""
        self.line.setText(text)
        self._read()

    def _pick(self, picked: QDate) -> None:
        self.set_value(date(picked.year(), picked.month(), picked.day()))
        menu = self._button.menu()
        menu.close()
        self.line.setFocus()

    def _read(self) -> None:
        text = self.line.text().strip()
        if not text:
            self._hold(None, "")
            return
        try:
            parsed = parse_roc_date(text)
        except UserError as refusal:
            self._hold(None, f"{refusal.title}\n{refusal.remedy}")
            return
        self.line.setText(format_roc(parsed.value))
        self._hold(parsed.value, parsed.warning)

    def _hold(self, value: date | None, remark: str) -> None:
        self.line.setProperty("invalid", value is None and bool(remark))
        self.line.setToolTip(remark)
        restyle(self.line)
        if value is not None:
            self._calendar.setSelectedDate(QDate(value.year, value.month, value.day))
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._button.showMenu()
            return
        super().keyPressEvent(event)


class RocCalendar(QCalendarWidget):
    """A month view whose heading names the ROC year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self.setMinimumSize(300, 240)
        self.currentPageChanged.connect(self._name_year)
        self._name_year(self.yearShown(), self.monthShown())

    def _name_year(self, year: int, _month: int) -> None:
        button = self.findChild(QToolButton, "qt_calendar_yearbutton")
        if button is not None:
            button.setText(self.tr("{year}年").format(year=year - 1911))
