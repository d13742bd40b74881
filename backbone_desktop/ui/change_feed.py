"""The one broadcast of what changed.

Rule: only the task runner's completion of a writing use case speaks here; screens listen and re-read.
"""

from PySide6.QtCore import QObject, Signal

from backbone_desktop.services.changes import Changes


class ChangeFeed(QObject):
    """Tells every screen what changed; each decides whether it is concerned."""

    changed = Signal(object)

    def publish(self, changes: Changes) -> None:
        """Tell everybody."""
        self.changed.emit(changes)
