"""Which firm a row is of: one found by name or number, or a new one.

Rule: the firms offered are the casebook's own; choosing is always a person's act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.ui.record_table import Column, RecordTableModel
from backbone_desktop.ui.record_view import RecordTableView
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from backbone_desktop.domain.case import CaseLine
    from backbone_desktop.domain.intake import RowResult
    from backbone_desktop.services.casework import CaseworkService
    from backbone_desktop.ui.intake.corrections import Corrections

PAUSE_MS = 150
OFFERED = 20
ROWS_SHOWN = 3
FIELD_WIDTH = 260


class FirmPicker(QWidget):
    """A search over the casebook's firms, and 新增這家企業."""

    def __init__(self, result: RowResult, casework: CaseworkService, corrections: Corrections) -> None:
        super().__init__()
        self._result, self._casework, self._corrections = result, casework, corrections
        self.search = QLineEdit(result.name or result.ubn)
        self.search.setFixedWidth(FIELD_WIDTH)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("搜尋名稱、統編"))
        self.search.setAccessibleName(self.tr("搜尋這一列的企業"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look_up)
        self.search.textChanged.connect(self._pause.start)
        self.found: RecordTableModel[CaseLine] = RecordTableModel(
            (
                Column(self.tr("企業"), lambda line: f"{line.name} {line.site}".strip(), 0),
                Column(self.tr("統編"), lambda line: line.ubn or "—", 104),
                Column(self.tr("階段"), lambda line: line.stage.label, 92),
            )
        )
        self.firms = RecordTableView(self.found, self.tr("個案簿裡的企業"), self._choose)
        self.firms.setSelectionMode(RecordTableView.SelectionMode.SingleSelection)
        self.choose = button(self.tr("指定為選取的企業"), self._choose_current)
        self.create_new = button(self.tr("新增這家企業"), lambda: corrections.create_firm(result))
        self.create_new.setToolTip(self.tr("匯入時一併建立個案；復原這批匯入時會一起移除"))
        self.create_new.setEnabled(bool(result.name))
        self.firms.show_rows(ROWS_SHOWN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        advice = label(self.tr("這一列是哪一家企業？"), "second", wrap=False)
        column.addLayout(row(advice, self.search, self.choose, self.create_new, 1))
        column.addWidget(self.firms)
        self.look_up()

    @Slot()
    def look_up(self) -> None:
        """Find firms by what is typed."""
        self._pause.stop()
        page = self._casework.list_cases(search=self.search.text().strip(), limit=OFFERED)
        self.found.show(page.lines)
        self.firms.setVisible(bool(page.lines))
        self.choose.setEnabled(bool(page.lines))
        if page.lines:
            self.firms.setCurrentIndex(self.found.index(0, 0))

    def _choose_current(self) -> None:
        place = self.firms.currentIndex().row()
        if place >= 0:
            self._choose(self.found.record(place))

    def _choose(self, line: CaseLine) -> None:
        self._corrections.choose_firm(self._result, EnterpriseId(line.enterprise))
