"""Where an exported file goes: asking for its place, and offering to open it once it is written.

Rule: the folder used last is offered again; nothing is opened unless the consultant asks.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from backbone_desktop.ui.theme import Space, Tone
from backbone_desktop.ui.widgets import button, label, row

if TYPE_CHECKING:
    from backbone_desktop.ui.settings_store import WindowSettings

FOLDER = "reports/folder"


def ask_where(parent: QWidget, title: str, name: str, settings: WindowSettings) -> Path | None:
    """Ask where to write a workbook called ``name``; None when the consultant thinks better of it."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(settings.text(FOLDER, documents))
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, title, str(folder / name), parent.tr("Excel 活頁簿（*.xlsx）") + " (*.xlsx)"
    )
    if not chosen:
        return None
    path = Path(chosen)
    settings.keep_text(FOLDER, str(path.parent))
    return path if path.suffix else path.with_suffix(".xlsx")


def open_path(path: Path) -> None:
    """Open a file or a folder with whatever the desktop uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Receipt(QWidget):
    """Names the file written last, and opens it or its folder; hidden until there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._words = label(tone=Tone.OK)
        self._open = button(self.tr("開啟"), self.open_file, "link")
        self._open_folder = button(self.tr("開啟所在資料夾"), lambda: open_path(self._path.parent), "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._words)
        column.addLayout(row(self._open, self._open_folder, 1, spacing=Space.XS))
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_path(self, path: Path) -> None:
        """Name a file just written."""
        self._path = path
        self._words.setText(self.tr("已匯出 {name}").format(name=path.name))
        self._words.setToolTip(str(path))
        self.show()

    def open_file(self) -> None:
        """Open the file."""
        open_path(self._path)
