"""Taking one batch back or doing it again, step by step: look, confirm, wait, read what was kept.

Rule: nothing is written before what it does was shown, except where nothing can have been touched yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.domain.intake import Batch
    from backbone_desktop.domain.undoing import UndoReport
    from backbone_desktop.services.batches import BatchService
    from backbone_desktop.ui.intake.errands import Errands


class Phase(StrEnum):
    """Where it stands."""

    AWAY = "away"
    LOOKING = "looking"
    READY = "ready"
    GOING = "going"
    STOPPING = "stopping"
    DONE = "done"
    REFUSED = "refused"


class Turn(StrEnum):
    """The kinds of work it waits for."""

    LOOK = "look"
    UNDO = "undo"
    REDO = "redo"


WORKING = frozenset({Phase.LOOKING, Phase.GOING, Phase.STOPPING})


@dataclass(frozen=True, slots=True)
class UndoState:
    """The one record the panel draws; ``report`` is a preview until the phase is DONE."""

    phase: Phase = Phase.AWAY
    batch: Batch | None = None
    redoing: bool = False
    report: UndoReport | None = None
    refusal: BackboneError | None = None

    @property
    def working(self) -> bool:
        """Whether something is being waited for."""
        return self.phase in WORKING

    @property
    def can_go(self) -> bool:
        """Whether there is something to confirm."""
        return self.phase is Phase.READY and self.report is not None and self.report.done > 0


class UndoView(Protocol):
    """What the presenter tells."""

    def show_state(self, state: UndoState) -> None:
        """Draw where it stands."""

    def tell_done(self, state: UndoState) -> None:
        """Say what was done."""

    def tell_stopped(self) -> None:
        """Say that nothing was done."""


class UndoPresenter:
    """Leads one batch through its undoing."""

    def __init__(self, view: UndoView, batches: BatchService, errands: Errands[Turn]) -> None:
        self._view, self._batches, self._errands = view, batches, errands
        self.state = UndoState()

    def begin(self, batch: Batch) -> None:
        """Look what taking the batch back would do, or doing it again when it is taken back."""
        if self.state.working:
            return
        look = self._batches.redo_preview if batch.undone else self._batches.undo_preview
        self._put(UndoState(Phase.LOOKING, batch, batch.undone))
        self._errands.start(
            Turn.LOOK, lambda _watch: look(batch.id), self._looked, self._refused, self._stopped
        )

    def confirm(self) -> None:
        """Do what was shown."""
        if self.state.can_go and self.state.batch is not None:
            self.go_now(self.state.batch)

    def go_now(self, batch: Batch) -> None:
        """Take a batch back, or do it again, without showing first what that does."""
        if self.state.working:
            return
        way = self._batches.redo if batch.undone else self._batches.undo
        self._put(UndoState(Phase.GOING, batch, batch.undone))
        self._errands.start(
            Turn.REDO if batch.undone else Turn.UNDO,
            lambda watch: way(batch.id, watch.progress, watch.cancelled),
            self._done,
            self._refused,
            self._stopped,
        )

    def turn_back(self) -> None:
        """Go the other way again."""
        if self.state.phase is Phase.DONE and self.state.batch is not None:
            self.go_now(self.state.batch)

    def leave(self) -> None:
        """Stop the work under way; when there is none, put the panel away."""
        if self.state.phase is Phase.GOING:
            self._put(replace(self.state, phase=Phase.STOPPING))
            self._errands.cancel()
        elif not self.state.working:
            self._put(UndoState())

    def _looked(self, report: UndoReport) -> None:
        self._put(replace(self.state, phase=Phase.READY, report=report))

    def _done(self, report: UndoReport) -> None:
        self._put(replace(self.state, phase=Phase.DONE, batch=report.batch, report=report))
        self._view.tell_done(self.state)

    def _refused(self, refusal: BackboneError) -> None:
        self._put(replace(self.state, phase=Phase.REFUSED, refusal=refusal))

    def _stopped(self) -> None:
        self._put(UndoState())
        self._view.tell_stopped()

    def _put(self, state: UndoState) -> None:
        self.state = state
        self._view.show_state(state)
