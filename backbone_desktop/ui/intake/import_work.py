"""What an import asks of the intake service: the file's beginning, the preview, the import itself.

Rule: all three go through the background with the choices of the state they were asked from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.services.intake import ImportChoices
from backbone_desktop.ui.intake.import_state import Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.services.intake import IntakeService, Watch
    from backbone_desktop.ui.intake.errands import Errands
    from backbone_desktop.ui.intake.import_state import ImportState


@dataclass(frozen=True, slots=True)
class Ends:
    """The three ways work ends: with a result, with a refusal, stopped on the way."""

    then: Callable[[Any], None]
    refused: Callable[[BackboneError], None]
    stopped: Callable[[], None]


class ImportWork:
    """Starts the work of one state."""

    def __init__(self, intake: IntakeService, errands: Errands[Work]) -> None:
        self._intake = intake
        self._errands = errands

    def start(self, work: Work, path: Path, state: ImportState, ends: Ends) -> None:
        """Read, preview or import the file, as ``work`` says, with the choices of ``state``."""
        choices = ImportChoices(
            sheet=state.sheet,
            encoding=state.encoding,
            mapping=dict(state.mapping),
            all_or_nothing=state.all_or_nothing,
            fixes=dict(state.fixes),
            firms=dict(state.firms),
            digest=_seen(work, state),
        )
        act = self._act(work, roster=state.kind is BatchKind.ROSTER)
        self._errands.start(
            work, lambda watch: act(path, choices, watch), ends.then, ends.refused, ends.stopped
        )

    def cancel(self) -> None:
        """Ask the work under way to stop."""
        self._errands.cancel()

    def put_away(self) -> None:
        """Let go of the file that was looked at."""
        self._intake.put_away()

    def questions(self, kind: BatchKind) -> tuple[Question, ...]:
        """Return what a column of such a file can be mapped to."""
        return self._intake.questions(kind)

    def _act(self, work: Work, *, roster: bool) -> Callable[[Path, ImportChoices, Watch], Any]:
        match work:
            case Work.PREVIEWING | Work.FIXING:
                return self._intake.preview_roster if roster else self._intake.preview_responses
            case Work.IMPORTING:
                return self._intake.import_roster if roster else self._intake.import_responses
            case _:
                return self._intake.sample


def _seen(work: Work, state: ImportState) -> str:
    """Return the digest of what the choices were made on; a first look takes the file as it is."""
    is_on_rows = work in {Work.FIXING, Work.IMPORTING}
    return state.report.digest if is_on_rows and state.report is not None else ""
