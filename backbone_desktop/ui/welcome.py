"""The first page on a new machine: whose casebook it is, or a look at the demonstration.

Rule: a casebook is only created by pressing the button that says so.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from backbone_desktop.domain.case import Consultant
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, card, label, row


class WelcomePage(QWidget):
    """Asks for the consultant's name and creates the casebook."""

    def __init__(
        self, folder: Path, create: Callable[[Consultant], object], demonstrate: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._create = create
        self.name = QLineEdit()
        self.office = QLineEdit()
        self.phone = QLineEdit()
        self.phone.setPlaceholderText(self.tr("例：(02)2701-0526#708"))
        self._button = button(self.tr("建立個案簿"), self._press, "primary")
        self._button.setEnabled(False)
        self.name.textChanged.connect(self._allow)
        for field in (self.name, self.office, self.phone):
            field.returnPressed.connect(self._press)
        frame, column = card(padding=32)
        frame.setFixedWidth(520)
        column.setSpacing(Space.M)
        column.addWidget(label(self.tr("建立您的個案簿"), "title"))
        column.addWidget(
            label(self.tr("個案資料只存在這台電腦，不需要網路。您的姓名會出現在月報與追蹤紀錄上。"), "second")
        )
        form = QFormLayout()
        form.setVerticalSpacing(Space.M)
        form.setHorizontalSpacing(Space.L)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(self.tr("專責顧問姓名"), self.name)
        form.addRow(self.tr("單位"), self.office)
        form.addRow(self.tr("電話"), self.phone)
        column.addLayout(form)
        column.addWidget(label(self.tr("存放位置：{folder}").format(folder=folder), "note"))
        column.addSpacing(Space.S)
        demonstration = button(
            self.tr("先看示範資料"), demonstrate, tip=self.tr("另開一本虛構企業的個案簿，不影響您的資料")
        )
        column.addLayout(row(demonstration, 1, self._button))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        self.setFocusProxy(self.name)

    def _allow(self) -> None:
        self._button.setEnabled(bool(self.name.text().strip()))

    def _press(self) -> None:
        if self._button.isEnabled():
            self._button.setEnabled(False)
            self._create(
                Consultant(
                    "", self.name.text().strip(), self.office.text().strip(), self.phone.text().strip()
                )
            )
