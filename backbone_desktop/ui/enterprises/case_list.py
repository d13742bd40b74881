"""The list of firms: a search field, the stages as chips, and rows fetched page by page.

Rule: it shows what its presenter says and tells which firm was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from backbone_desktop.domain.county import county_by_code
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.enterprises.line_delegate import FirmDelegate
from backbone_desktop.ui.enterprises.presenter import EnterprisesPresenter
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import ChipRow, EmptyState, button, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backbone_desktop.domain.case import CaseLine
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.ui.enterprises.presenter import Chip
    from backbone_desktop.ui.workspace import Workspace

SEARCH_DELAY_MS = 150


class FirmView(QListView):
    """The rows; copying gives a table."""

    copied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with the platform's shortcut."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
            return
        super().keyPressEvent(event)


class CaseList(QWidget):
    """Finds a firm."""

    case_chosen = Signal(str)
    case_opened = Signal()
    collapse_pressed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        services = workspace.services
        self._marking = False
        self.presenter = EnterprisesPresenter(self, services.casework, lambda: services.maintenance.on)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("搜尋企業（Ctrl+F）"))
        self.search.setToolTip(self.tr("可搜尋名稱、統一編號、廠別、地址與聯絡人"))
        self.search.setAccessibleName(self.tr("搜尋企業"))
        self.search.setClearButtonEnabled(True)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SEARCH_DELAY_MS)
        self._delay.timeout.connect(self.search_now)
        self.search.textChanged.connect(self._delay.start)
        self.search.returnPressed.connect(self._enter)
        self.chips = ChipRow(self.presenter.filter, self.tr("依階段篩選"))
        self.model: RecordTableModel[CaseLine] = RecordTableModel(self._columns())
        self.rows = FirmView()
        self.rows.setAccessibleName(self.tr("企業清單"))
        self.rows.setModel(self.model)
        self.rows.setMouseTracking(True)
        self.rows.setUniformItemSizes(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._delegate = FirmDelegate(workspace.theme, self.presenter.words)
        self.rows.setItemDelegate(self._delegate)
        self.rows.selectionModel().currentChanged.connect(self._tell)
        self.rows.copied.connect(self.copy)
        self.rows.activated.connect(self.case_opened)
        self.rows.clicked.connect(self.case_opened)
        self._nothing = EmptyState(
            self.tr("找不到符合的企業"),
            self.tr("請換個關鍵字，或清除搜尋與階段篩選。"),
            (button(self.tr("清除條件"), self.clear_filters),),
        )
        self._lay_out()

    def show_lines(self, fetch: Callable[[Any], tuple[Sequence[CaseLine], Any]], *, keep_place: bool) -> None:
        """Show the first page, keeping the open case marked without opening it again."""
        bar = self.rows.verticalScrollBar()
        place, before = bar.value(), self.model.rowCount()
        self._marking = True
        self.model.load(fetch)
        while keep_place and self.model.rowCount() < before and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
        self._select(self.presenter.case)
        self._marking = False
        if keep_place:
            bar.setValue(place)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show the stages."""
        self.chips.show_chips(chips)

    def show_state(self, *, empty_casebook: bool, found: int) -> None:
        """Say what to do when nothing is listed."""
        self._stack.setCurrentIndex(0 if found or empty_casebook else 1)

    def mark(self, case: CaseId | None) -> None:
        """Mark a case's row when it has been fetched."""
        self.presenter.case = case
        self._marking = True
        self._select(case)
        self._marking = False

    def first_case(self) -> CaseId | None:
        """Return the first case listed."""
        return self.model.record(0).case if self.model.rowCount() else None

    @Slot()
    def search_now(self) -> None:
        """Search without waiting for more keys."""
        self._delay.stop()
        self.presenter.look_for(self.search.text())

    def clear_filters(self) -> None:
        """Show every firm."""
        self.search.clear()
        self._delay.stop()
        self.presenter.search = ""
        self.chips.choose("")
        self.presenter.filter("")

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows as a table with its heading."""
        rows = sorted(index.row() for index in self.rows.selectedIndexes())
        QGuiApplication.clipboard().setText(self.model.as_text(rows or range(self.model.rowCount())))

    def _enter(self) -> None:
        self.search_now()
        if self.model.rowCount():
            self.rows.setFocus()
            self.rows.setCurrentIndex(self.model.index(0, 0))

    @Slot(QModelIndex)
    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self._marking:
            case = self.model.record(current.row()).case
            self.presenter.case = case
            self.case_chosen.emit(case)

    def _select(self, case: CaseId | None) -> None:
        at = self.model.row_of(lambda line: line.case == case)
        if at >= 0 and at != self.rows.currentIndex().row():
            self.rows.setCurrentIndex(self.model.index(at, 0))
            self.rows.scrollTo(self.model.index(at, 0))

    def _columns(self) -> tuple[Column[CaseLine], ...]:
        return (
            Column(self.tr("企業"), lambda line: " ".join(part for part in (line.name, line.site) if part)),
            Column(self.tr("統一編號"), lambda line: line.ubn),
            Column(self.tr("縣市"), _county),
            Column(self.tr("階段"), lambda line: line.stage.label),
            Column(self.tr("待處理需求"), lambda line: str(line.open_needs)),
            Column(self.tr("未確認答案"), lambda line: str(line.unconfirmed)),
            Column(self.tr("下次日期"), lambda line: format_roc(line.next_on) if line.next_on else ""),
            Column(self.tr("下一步"), lambda line: line.next_step),
        )

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "plain")
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self._nothing)
        inside.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        collapse = button(self.tr("收起"), self.collapse_pressed.emit, "link")
        collapse.setAccessibleName(self.tr("收起企業清單"))
        collapse.setToolTip(self.tr("收起企業清單，讓個案更寬（Ctrl+L）"))
        line = row(collapse, spacing=Space.XS)
        line.insertWidget(0, self.search, 1)
        column.addLayout(line)
        column.addWidget(self.chips)
        column.addWidget(frame, 1)
        self.setFocusProxy(self.search)
        self.setTabOrder(self.search, self.rows)
        self.search.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _county(line: CaseLine) -> str:
    county = county_by_code(line.county)
    return county.name if county else line.county
