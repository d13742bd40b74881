"""One piece of background work for a page that shows its progress itself and must know how it ended.

Rule: every start ends in exactly one call on the GUI thread, also when the work was stopped or broke.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from backbone_desktop.services.intake import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import Enum

    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.ui.background import TaskControl, TaskHandle, TaskRunner


class Errand(QObject):
    """Runs work of several kinds on the task runner, one at a time."""

    progressed = Signal(int, int)

    def __init__(self, tasks: TaskRunner, titles: Mapping[Any, str], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._titles = titles
        self._handle: TaskHandle | None = None
        self._stopped: Callable[[], None] | None = None

    def start(
        self,
        kind: Enum,
        act: Callable[[Watch], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[BackboneError], None],
        stopped: Callable[[], None],
    ) -> None:
        """Run ``act``; ``stopped`` is called when it was cancelled, or broke for a defect of ours."""
        connected = threading.Event()

        def work(control: TaskControl) -> Any:
            # Work that fails at once must not end before its end is listened to.
            connected.wait()
            return act(Watch(progress=control.progress, cancelled=control.cancelled))

        self._stopped = stopped
        ends = (self._home(then), self._home(otherwise), lambda: self._end(stopped))
        self._handle = self._tasks.run(self._titles[kind], work, *ends)
        self._handle.progressed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        connected.set()

    def cancel(self) -> None:
        """Ask the work under way to stop."""
        if self._handle is not None:
            self._handle.cancel()

    @Slot(int, int)
    def _tell(self, done: int, total: int) -> None:
        if self._handle is not None:
            self.progressed.emit(done, total)

    def _home(self, ends: Callable[[Any], None]) -> Callable[[Any], None]:
        """Return an ending that leaves nothing to be called as stopped."""

        def end(value: Any) -> None:
            self._handle = self._stopped = None
            ends(value)

        return end

    def _end(self, stopped: Callable[[], None]) -> None:
        """Call ``stopped`` for work that came home neither with a result nor with a refusal."""
        if self._stopped is stopped:
            self._handle = self._stopped = None
            stopped()
