"""The import of one file, step by step, without a window.

Rule: nothing is read or written but through the intake service, watched and in the background; a refusal
is shown where it happened and leaves the step as it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from backbone_desktop.domain.errors import FileChangedError
from backbone_desktop.ui.intake.import_state import (
    CHOSEN,
    ImportState,
    MappedColumn,
    Step,
    Work,
    mapped_columns,
)
from backbone_desktop.ui.intake.import_work import Ends

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.domain.intake import BatchKind, FileSample, IntakeReport, RowOutcome
    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.ui.intake.import_work import ImportWork


class ImportView(Protocol):
    """What the presenter tells the wizard to do."""

    def show_state(self, state: ImportState) -> None:
        """Draw the import as it stands now."""

    def tell_cancelled(self) -> None:
        """Say that the work was stopped and nothing was kept."""

    def tell_left(self, state: ImportState) -> None:
        """Say that an import was left whose rows had been corrected."""

    def tell_imported(self, state: ImportState) -> None:
        """Say what was imported."""


class ImportPresenter:
    """Holds where the import stands and moves it on."""

    def __init__(self, view: ImportView, work: ImportWork) -> None:
        self._view = view
        self._work = work
        self.state = ImportState()

    def leave(self) -> None:
        """Let go of the file; what a person corrected in its rows can be taken up again."""
        left = self.state
        self._work.put_away()
        self._put(ImportState(kind=left.kind))
        self._tell_of(left)

    def take_up(self, left: ImportState) -> bool:
        """Go back to an import that was left; return False while that would lose other corrections."""
        if self.state.work is not None or self.state.corrections:
            return False
        self._put(replace(left, work=None, refusal=None))
        return True

    def begin(self, kind: BatchKind | None = None) -> None:
        """Start over; without a kind the file's headers decide."""
        left = self.state
        self._put(ImportState(kind=kind))
        self._tell_of(left)

    def open_file(self, path: Path) -> None:
        """Read the beginning of a file."""
        self._read(ImportState(kind=self.state.kind, path=path), waiting=ImportState(path=path))

    def choose_encoding(self, encoding: str) -> None:
        """Read a text file again in another encoding; an empty one lets the program find out."""
        if encoding != self.state.encoding:
            self._read(replace(self.state, encoding=encoding), waiting=self.state)

    def choose_sheet(self, sheet: str) -> None:
        """Read one sheet only."""
        if sheet != self.state.sheet:
            self._read(replace(self.state, sheet=sheet), waiting=self.state)

    def choose_kind(self, kind: BatchKind) -> None:
        """Settle what the file is; the columns are then read anew."""
        if kind is not self.state.kind:
            self._put(replace(ImportState(), **_of_file(self.state), kind=kind))

    def questions(self) -> tuple[Question, ...]:
        """Return what a column can be mapped to."""
        return () if self.state.kind is None else self._work.questions(self.state.kind)

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
                self._look_at(Step.MAP)
            case Step.MAP:
                self._look_at(Step.PREVIEW)
            case Step.PREVIEW:
                self._start(Work.IMPORTING, self.state, self._imported)

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

    def demand_all(self, *, on: bool) -> None:
        """Import nothing while a row is rejected, or the valid rows all the same."""
        self._put(replace(self.state, all_or_nothing=on))

    def decide_anew(self, wanted: ImportState) -> None:
        """Preview again with the corrections of ``wanted``; a refusal leaves them as they were."""
        if self.state.work is not None or self.state.step is not Step.PREVIEW:
            return

        def decided(report: IntakeReport) -> None:
            self._put(replace(wanted, report=report, work=None, refusal=None))

        self._start(Work.FIXING, wanted, decided)

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
            self._work.cancel()

    def _read(
        self, wanted: ImportState, *, waiting: ImportState, because: BackboneError | None = None
    ) -> None:
        """Read the sample; only when that succeeds does what was asked for stand.

        Args:
            wanted: What is asked for.
            waiting: What is shown meanwhile.
            because: A refusal that made it necessary, to be shown beside the sample.
        """
        if self.state.work is not None:
            return

        def read(sample: FileSample) -> None:
            # Of a file read in part only the part is named, so the names of the whole are kept.
            sheets = wanted.sheets if wanted.sheet else sample.sheets
            kind = wanted.kind or sample.likely
            fresh = ImportState(kind=kind, path=wanted.path, encoding=wanted.encoding, sheet=wanted.sheet)
            self._put(replace(fresh, sheets=sheets, sample=sample, refusal=because))

        self._put(replace(waiting, kind=wanted.kind))
        self._start(Work.READING, wanted, read)

    def _look_at(self, step: Step) -> None:
        """Go to a step that shows the preview, made anew when a choice has changed since."""
        state = self.state
        if state.report is not None:
            self._put(replace(state, step=step, outcome=None, refusal=None))
            return

        def previewed(report: IntakeReport) -> None:
            columns = mapped_columns(report, state.sample, dict(state.mapping))
            seen = replace(state, step=step, report=report, columns=columns, drift=report.drift)
            self._put(replace(seen, outcome=None, refusal=None))

        self._start(Work.PREVIEWING, state, previewed)

    def _imported(self, report: IntakeReport) -> None:
        done = replace(self.state, step=Step.DONE, report=report, outcome=None, work=None)
        self._put(done)
        self._view.tell_imported(done)

    def _start(self, work: Work, wanted: ImportState, then: Callable[[Any], None]) -> None:
        if wanted.path is None:
            return
        self._put(replace(self.state, work=work, refusal=None))
        self._work.start(work, wanted.path, wanted, Ends(then, self._refused, self._stopped))

    def _refused(self, refusal: BackboneError) -> None:
        self._put(replace(self.state, work=None, refusal=refusal))
        if isinstance(refusal, FileChangedError):
            # Nothing that was decided of the former rows may be carried over to those of today.
            self._read(self.state, waiting=replace(self.state, step=Step.CHOOSE), because=refusal)

    def _stopped(self) -> None:
        self._put(replace(self.state, work=None))
        self._view.tell_cancelled()

    def _tell_of(self, left: ImportState) -> None:
        if left.corrections:
            self._view.tell_left(left)

    def _put(self, state: ImportState) -> None:
        self.state = state
        self._view.show_state(state)


def _of_file(state: ImportState) -> dict[str, Any]:
    """Return what is known of a file whatever it is taken for."""
    names = ("path", "encoding", "sheet", "sheets", "sample", "step")
    return {name: getattr(state, name) for name in names}
