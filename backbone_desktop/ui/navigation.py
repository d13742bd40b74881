"""The list of pages at the left edge.

Rule: a page that is not built is not listed.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from backbone_desktop.ui.icons import Icons
from backbone_desktop.ui.theme import ROW_HEIGHT, Palette

WIDTH = 176


@dataclass(frozen=True, slots=True)
class Destination:
    """One page: its key (also the icon's name), its title and the key that opens it."""

    key: str
    title: str
    shortcut: str


class Navigation(QListWidget):
    """The pages, one selected."""

    chosen = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("頁面"))
        self.setFixedWidth(WIDTH)
        self.setIconSize(QSize(18, 18))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Not currentItemChanged: a click makes an item current before it selects it.
        self.itemSelectionChanged.connect(self._tell)

    def show_destinations(self, destinations: tuple[Destination, ...], palette: Palette) -> None:
        """List the pages, keeping the selected one."""
        current = self.current_key()
        self.blockSignals(True)
        self.clear()
        for destination in destinations:
            icon = self._icons.icon(destination.key, palette.ink_second, palette.accent)
            item = QListWidgetItem(icon, destination.title, self)
            item.setData(Qt.ItemDataRole.UserRole, destination.key)
            item.setToolTip(
                self.tr("{title}（{shortcut}）").format(
                    title=destination.title, shortcut=destination.shortcut
                )
            )
            item.setSizeHint(QSize(WIDTH - 16, ROW_HEIGHT + 2))
        self.select(current)
        self.blockSignals(False)

    def current_key(self) -> str:
        """Return the selected page's key, empty when none is."""
        chosen = self.selectedItems()
        return str(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else ""

    def select(self, key: str) -> None:
        """Select a page by key."""
        for position in range(self.count()):
            item = self.item(position)
            if item.data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentItem(item)

    def _tell(self) -> None:
        if key := self.current_key():
            self.chosen.emit(key)
