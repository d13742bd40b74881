"""The import of one file, step by step, without a window.

Rule: nothing is read or written but through the intake service, watched and in the background; a refusal
is shown where it happened and leaves the step as it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.services.intake import ImportChoices
from backbone_desktop.ui.intake.import_state import (
    CHOSEN,
    ImportState,
    MappedColumn,
    Step,
    Work,
    mapped_columns,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.domain.intake import FileSample, IntakeReport, RowOutcome
    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.services.changes import Done
    from backbone_desktop.services.intake import IntakeService, Watch

ResultT = TypeVar("ResultT")


class ImportView(Protocol):
    """What the presenter tells the wizard to do."""

    def show_state(self, state: ImportState) -> None:
        """Draw the import as it stands now."""

    def tell_cancelled(self) -> None:
        """Say that the work was stopped and nothing was kept."""

    def tell_imported(self, state: ImportState) -> None:
        """Say what was imported."""


class Errands(Protocol):
    """Runs one piece of work in the background."""

    def start(
        self,
        kind: Work,
        act: Callable[[Watch], Any],
        then: Callable[[Any], None],
        otherwise: Callable[[BackboneError], None],
        stopped: Callable[[], None],
    ) -> None:
        """Run ``act`` and end with exactly one of the three calls."""

    def cancel(self) -> None:
        """Ask the work under way to stop."""


class ImportPresenter:
    """Holds where the import stands and moves it on."""

    def __init__(self, view: ImportView, intake: IntakeService, errands: Errands) -> None:
        self._view = view
        self._intake = intake
        self._errands = errands
        self.state = ImportState()

    def begin(self, kind: BatchKind | None = None) -> None:
        """Start over; without a kind the file's headers decide."""
        self._put(ImportState(kind=kind))

    def open_file(self, path: Path) -> None:
        """Read the beginning of a file."""
        started = ImportState(kind=self.state.kind, path=path)
        self._read(replace(started, work=Work.READING), started)

    def choose_encoding(self, encoding: str) -> None:
        """Read a text file again in another encoding; an empty one lets the program find out."""
        if encoding != self.state.encoding:
            self._read(replace(self.state, work=Work.READING), replace(self.state, encoding=encoding))

    def choose_sheet(self, sheet: str) -> None:
        """Read one sheet only."""
        if sheet != self.state.sheet:
            self._read(replace(self.state, work=Work.READING), replace(self.state, sheet=sheet))

    def choose_kind(self, kind: BatchKind) -> None:
        """Settle what the file is; the columns are then read anew."""
        if kind is not self.state.kind:
            self._put(replace(self.state, kind=kind, mapping=(), columns=(), report=None, refusal=None))

    def questions(self) -> tuple[Question, ...]:
        """Return what a column can be mapped to."""
        return () if self.state.kind is None else self._intake.questions(self.state.kind)

    def map_column(self, header: str, question: str) -> None:
        """Let a column answer a question, or none; the rows are read anew on the way to the preview."""
        mapping = {**dict(self.state.mapping), header: question}
        columns = tuple(
            MappedColumn(each.column, each.example, question, CHOSEN) if each.column == header else each
            for each in self.state.columns
        )
        self._put(replace(self.state, mapping=tuple(mapping.items()), columns=columns, report=None))

    def go_on(self) -> None:
        """Go to the next step when it is open."""
        if not self.state.can_go_on:
            return
        match self.state.step:
            case Step.CHOOSE:
                self._go_to_columns()
            case Step.MAP:
                self._go_to_preview()
            case Step.PREVIEW:
                self._import()

    def go_back(self) -> bool:
        """Go to the step before; return False when there is none to go back to."""
        if self.state.work is not None or self.state.step not in {Step.MAP, Step.PREVIEW}:
            return False
        self._put(replace(self.state, step=Step(self.state.step - 1), refusal=None))
        return True

    def go_to(self, step: Step) -> None:
        """Return to a step that was passed."""
        if self.state.work is None and step < self.state.step < Step.DONE:
            self._put(replace(self.state, step=step, refusal=None))

    def show_outcome(self, outcome: RowOutcome | None) -> None:
        """Show the rows of one outcome, or all."""
        self._put(replace(self.state, outcome=outcome))

    def dismiss_refusal(self) -> None:
        """Put the refusal away."""
        self._put(replace(self.state, refusal=None))

    def cancel(self) -> None:
        """Stop the work under way."""
        if self.state.work is not None:
            self._put(replace(self.state, work=Work.STOPPING))
            self._errands.cancel()

    def _read(self, waiting: ImportState, wanted: ImportState) -> None:
        """Read the sample; only when that succeeds does what was asked for stand."""
        path = wanted.path
        if path is None or self.state.work is not None:
            return
        choices = ImportChoices(sheet=wanted.sheet, encoding=wanted.encoding)

        def read(sample: FileSample) -> None:
            kind = wanted.kind or sample.likely
            # Of a file read in part only the part is named, so the names of the whole are kept.
            sheets = wanted.sheets if wanted.sheet else sample.sheets
            fresh = ImportState(kind=kind, path=path, encoding=wanted.encoding, sheet=wanted.sheet)
            self._put(replace(fresh, sheets=sheets, sample=sample))

        self._start(waiting, lambda watch: self._intake.sample(path, choices, watch), read)

    def _go_to_columns(self) -> None:
        if self.state.report is not None:
            self._put(replace(self.state, step=Step.MAP, refusal=None))
            return
        self._preview(Step.MAP)

    def _go_to_preview(self) -> None:
        if self.state.report is not None:
            self._put(replace(self.state, step=Step.PREVIEW, outcome=None, refusal=None))
            return
        self._preview(Step.PREVIEW)

    def _preview(self, step: Step) -> None:
        state, path = self.state, self.state.path
        if path is None:
            return
        roster, choices = state.kind is BatchKind.ROSTER, self._choices()
        preview = self._intake.preview_roster if roster else self._intake.preview_responses

        def previewed(report: IntakeReport) -> None:
            columns = mapped_columns(report, state.sample, dict(state.mapping))
            self._put(replace(state, step=step, report=report, columns=columns, outcome=None, refusal=None))

        waiting = replace(state, work=Work.PREVIEWING)
        self._start(waiting, lambda watch: preview(path, choices, watch), previewed)

    def _import(self) -> None:
        state, path = self.state, self.state.path
        if path is None:
            return
        roster, choices = state.kind is BatchKind.ROSTER, self._choices()

        def act(watch: Watch) -> Done[IntakeReport]:
            keep = self._intake.import_roster if roster else self._intake.import_responses
            return keep(path, choices, watch)

        def imported(report: IntakeReport) -> None:
            self._put(replace(state, step=Step.DONE, report=report, outcome=None, refusal=None))
            self._view.tell_imported(self.state)

        self._start(replace(state, work=Work.IMPORTING), act, imported)

    def _start(
        self, waiting: ImportState, act: Callable[[Watch], ResultT], then: Callable[[Any], None]
    ) -> None:
        self._put(replace(waiting, refusal=None))

        def refused(refusal: BackboneError) -> None:
            self._put(replace(self.state, work=None, refusal=refusal))

        self._errands.start(waiting.work or Work.READING, act, then, refused, self._stopped)

    def _stopped(self) -> None:
        self._put(replace(self.state, work=None))
        self._view.tell_cancelled()

    def _choices(self) -> ImportChoices:
        state = self.state
        return ImportChoices(sheet=state.sheet, encoding=state.encoding, mapping=dict(state.mapping))

    def _put(self, state: ImportState) -> None:
        self.state = state
        self._view.show_state(state)
