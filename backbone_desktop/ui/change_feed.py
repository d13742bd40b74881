"""The one broadcast of what changed, and of the end of the casebook.

Rule: only the task runner's completion of a writing use case speaks of changes, and only the window of the
end; screens listen, re-read, and keep what is typed.
"""

from PySide6.QtCore import QObject, Signal

from backbone_desktop.services.changes import Changes


class ChangeFeed(QObject):
    """Tells every screen what changed; each decides whether it is concerned.

    ``settling`` asks for what was entered to be saved, while the casebook still takes it in; ``ending`` tells
    that nothing is taken in any more.
    """

    changed = Signal(object)
    settling = Signal()
    ending = Signal()

    def publish(self, changes: Changes) -> None:
        """Tell everybody."""
        self.changed.emit(changes)
