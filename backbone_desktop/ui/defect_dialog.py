"""What a consultant sees when the program itself is at fault: an apology, and a report to send.

Rule: the report holds where the program failed and no word of any case.
"""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from backbone_desktop.diagnostics import defect_report
from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, row


class DefectDialog(QDialog):
    """Shows the report of one defect."""

    def __init__(self, defect: BaseException, doing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("程式發生錯誤"))
        self.resize(620, 420)
        self._report = QPlainTextEdit(defect_report(defect, doing))
        self._report.setReadOnly(True)
        self._report.setAccessibleName(self.tr("錯誤報告"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(self.tr("這是程式的問題，不是您的操作有誤"), "heading"))
        column.addWidget(
            label(
                self.tr(
                    "這一步沒有完成，先前儲存的資料不受影響。以下報告不含任何個案資料，可複製後寄給維護人員。"
                ),
                "second",
            )
        )
        column.addWidget(self._report, 1)
        column.addLayout(
            row(1, button(self.tr("複製報告"), self._copy), button(self.tr("關閉"), self.accept, "primary"))
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
