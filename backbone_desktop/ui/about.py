"""說明 → 關於: which version this is and under which licences it comes.

Rule: versions are read from what is running, never written here.
"""

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from backbone_desktop import __version__
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row


class AboutDialog(QDialog):
    """Names the program, its version and what it is built on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("關於中堅企業個案簿"))
        self.setFixedWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(self.tr("中堅企業個案簿"), "title"))
        column.addWidget(label(self.tr("版本 {version}").format(version=__version__), "second"))
        column.addWidget(label(self.tr("供中堅企業服務團專責顧問使用的離線個案簿。資料只存在這台電腦。")))
        built = self.tr("Python {python}、Qt {qt}（LGPL）。本程式以 MIT 授權釋出。")
        column.addWidget(label(built.format(python=platform.python_version(), qt=qt_version), "note"))
        column.addLayout(row(1, button(self.tr("關閉"), self.accept, "primary")))
