"""Where a file is dropped or chosen, and what tells a file being dragged over.

Rule: one file at a time, from this machine; anything else is not accepted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from backbone_desktop.ui.theme import Space
from backbone_desktop.ui.widgets import button, label, restyle, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from backbone_desktop.ui.settings_store import WindowSettings

FOLDER = "intake/folder"
PATTERNS = "*.xlsx *.xls *.xlsm *.ods *.csv *.tsv *.txt"


def dropped_file(data: QMimeData) -> Path | None:
    """Return the one local file that is being dragged, None when it is not exactly one."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.is_file() else None


def ask_file(parent: QWidget, title: str, settings: WindowSettings) -> Path | None:
    """Ask which file to import, in the folder used last."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = ";;".join(
        (
            parent.tr("試算表與文字檔") + f" ({PATTERNS})",
            parent.tr("所有檔案") + " (*)",
        )
    )
    chosen, _filter = QFileDialog.getOpenFileName(parent, title, settings.text(FOLDER, documents), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    settings.keep_text(FOLDER, str(path.parent))
    return path


class DropZone(QFrame):
    """A large place to drop a file on, with a button for those who do not drag."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAccessibleName(self.tr("選擇或拖放要匯入的檔案"))
        self.choose = button(self.tr("選擇檔案…"), choose, "primary")
        words = (
            label(self.tr("把檔案拖到這裡"), "heading"),
            label(
                self.tr("Excel（.xlsx、.xls）、OpenDocument（.ods）、CSV 或 TSV；一次一個檔案。"), "second"
            ),
            label(self.tr("檔案只在這台電腦上讀取，原檔不會更動；預覽確認之前，個案簿也不會更動。"), "note"),
        )
        column = QVBoxLayout(self)
        column.setSpacing(Space.S)
        column.addStretch(2)
        for each in words:
            each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(each)
        column.addSpacing(Space.S)
        column.addLayout(row(1, self.choose, 1))
        column.addStretch(3)

    def show_over(self, *, over: bool) -> None:
        """Show that a file is held over the page."""
        self.setProperty("over", over)
        restyle(self)
