"""匯入: rosters and questionnaire responses from files, previewed by the path that commits them.

Rule: one file is one transaction and one batch; a preview is that transaction rolled back.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.facts import standing_facts
from backbone_desktop.domain.identifiers import BatchId
from backbone_desktop.domain.intake import Batch, BatchKind, IntakeReport, RowOutcome
from backbone_desktop.exchange.file_sample import sample_of
from backbone_desktop.exchange.responses import read_responses
from backbone_desktop.exchange.roster import read_roster
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.services.decided_rows import Basis, decided, place_of, standing_verdicts
from backbone_desktop.services.file_at_hand import FileAtHand
from backbone_desktop.services.long_work import in_short_turns, uncollected
from backbone_desktop.services.mapping_memory import MappingMemory
from backbone_desktop.services.response_rows import ResponseRows
from backbone_desktop.services.roster_rows import RosterRows
from backbone_desktop.storage.ids import id_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from backbone_desktop.domain.correction import CellPlace, RowPlace
    from backbone_desktop.domain.identifiers import CaseId, EnterpriseId
    from backbone_desktop.domain.intake import FileSample, RowResult
    from backbone_desktop.domain.questionnaire import Question
    from backbone_desktop.exchange.parsed_file import ParsedFile
    from backbone_desktop.exchange.responses import ParsedResponse
    from backbone_desktop.exchange.roster import ParsedRosterRow
    from backbone_desktop.exchange.sheets.source import SheetSource
    from backbone_desktop.services.context import Context
    from backbone_desktop.services.intake_rows import ImportedRow
    from backbone_desktop.storage.unit_of_work import ReadView, UnitOfWork

RowT = TypeVar("RowT", bound="ImportedRow")
KeptT_contra = TypeVar("KeptT_contra", contravariant=True)
ROWS_PER_POLL = 20
ROWS_AHEAD = 500
"""How many rows are read before they are decided, with what is kept of their firms."""

ROWS_PER_FLUSH = 4_000
"""After how many rows lists and search are brought up to date with them."""


class Keeper(Protocol[KeptT_contra]):
    """Decides and keeps one row after the other."""

    def expect(self, rows: Iterable[KeptT_contra]) -> None:
        """Get ready for the rows that come next."""

    def keep(self, row: KeptT_contra) -> RowResult:
        """Keep one row, or reject it with the reason."""


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What a person settled about a file.

    Attributes:
        sheet: Read this sheet only.
        encoding: Of a text file; found out when empty.
        mapping: Question code by header; an empty code keeps a column unmapped.
        all_or_nothing: Keep nothing when any row is rejected.
        fixes: What a person typed in the place of cells, in the preview; the file stays as it is.
        firms: The firm chosen for a row that did not find its own; ``NEW_FIRM`` creates it.
        digest: Of the bytes that were previewed, so that no other file is imported in their place.
    """

    sheet: str = ""
    encoding: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    all_or_nothing: bool = False
    fixes: Mapping[CellPlace, str] = field(default_factory=dict)
    firms: Mapping[RowPlace, EnterpriseId] = field(default_factory=dict)
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Watch:
    """How long work is watched and stopped; by default not at all."""

    progress: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


class IntakeService:
    """Use cases that bring files in and hand forms out."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._memory = MappingMemory(context)
        self._hand = FileAtHand()

    def put_away(self) -> None:
        """Let go of the file that was looked at."""
        self._hand.put_away()

    def sample(self, path: Path, choices: ImportChoices, watch: Watch | None = None) -> FileSample:
        """Read the beginning of a file, so that its encoding and its kind can be seen and settled.

        Raises:
            DataFileError: The file cannot be read as rows.
            Cancelled: Stopped on request.
        """
        source = self._open(path, choices, watch or Watch())
        return sample_of(source, self._context.form, self._context.roster)

    def questions(self, kind: BatchKind) -> tuple[Question, ...]:
        """Return what the columns of such a file can be read as, in the order of the form."""
        form = self._context.roster if kind is BatchKind.ROSTER else self._context.form
        return form.questions

    def preview_roster(self, path: Path, choices: ImportChoices, watch: Watch | None = None) -> IntakeReport:
        """Say what importing a roster would do, leaving the casebook as it is.

        Raises:
            DataFileError: The file cannot be read as a roster.
            Cancelled: Stopped on request.
        """
        return self._roster(path, choices, watch or Watch(), dry_run=True)

    def import_roster(
        self, path: Path, choices: ImportChoices, watch: Watch | None = None
    ) -> Done[IntakeReport]:
        """Open a case for every new firm of a roster and bring known ones up to date.

        Raises:
            DataFileError: The file cannot be read as a roster.
            Cancelled: Stopped on request; nothing was kept.
        """
        report = self._roster(path, choices, watch or Watch(), dry_run=False)
        return Done(report, Changes.of(Kind.CASES, Kind.FACTS, Kind.BATCHES))

    def preview_responses(
        self, path: Path, choices: ImportChoices, watch: Watch | None = None
    ) -> IntakeReport:
        """Say what importing responses would do, leaving the casebook as it is.

        Raises:
            DataFileError: The file cannot be read as responses.
            Cancelled: Stopped on request.
        """
        return self._responses(path, choices, watch or Watch(), dry_run=True)

    def import_responses(
        self, path: Path, choices: ImportChoices, watch: Watch | None = None
    ) -> Done[IntakeReport]:
        """Keep the responses of known firms, with the facts and needs they state.

        Raises:
            DataFileError: The file cannot be read as responses.
            Cancelled: Stopped on request; nothing was kept.
        """
        report = self._responses(path, choices, watch or Watch(), dry_run=False)
        return Done(report, Changes.of(Kind.CASES, Kind.FACTS, Kind.ANSWERS, Kind.NEEDS, Kind.BATCHES))

    def write_form(self, case: CaseId, out: Path) -> Done[Path]:
        """Write the questionnaire for one firm, filled in with what is known, and remember that it was.

        Raises:
            ExportError: The file cannot be written; what stood there is unchanged.
        """
        from backbone_desktop.exchange.form_workbook import write_form  # noqa: PLC0415 - start-up: openpyxl

        context = self._context
        with context.casebook.read() as view:
            file = view.cases.file(case)
        sheet = standing_facts(file.observations, context.on())
        write_form(context.form, context.facts, file.case.enterprise, sheet, file.contacts, out)
        with context.casebook.write() as uow:
            uow.forms_sent.add(file.case.enterprise.id, context.form.id, context.on(), out.name)
            uow.commit()
        return Done(out, Changes.of(Kind.ANSWERS, case=case))

    def save_rejected(self, report: IntakeReport, out: Path) -> Path:
        """Write the rejected rows with their reasons, as a workbook that imports again once fixed.

        Raises:
            ExportError: The file cannot be written; what stood there is unchanged.
        """
        from backbone_desktop.exchange import error_workbook  # noqa: PLC0415 - start-up: openpyxl

        rejected = (row for row in report.rows if row.outcome is RowOutcome.REJECTED)
        rows = (error_workbook.RejectedRow(row.cells, row.issues) for row in rejected)
        form = self._context.roster if report.kind is BatchKind.ROSTER else self._context.form
        columns = error_workbook.SourceColumns(report.headers, report.columns, form)
        error_workbook.write_error_workbook(columns, rows, out)
        return out

    def _open(self, path: Path, choices: ImportChoices, watch: Watch) -> SheetSource:
        return self._hand.open(
            path, choices.sheet, choices.encoding, choices.digest, watch.cancelled, watch.progress
        )

    @in_short_turns()
    @uncollected()
    def _roster(self, path: Path, choices: ImportChoices, watch: Watch, *, dry_run: bool) -> IntakeReport:
        source = self._open(path, choices, watch)
        recalled = self._memory.recall(source, BatchKind.ROSTER, choices.mapping)
        roster = self._context.roster
        parsed = read_roster(source, roster, recalled.mapping, choices.fixes, cancelled=watch.cancelled)

        def keeper(uow: UnitOfWork, before: ReadView, batch: BatchId) -> Keeper[ParsedRosterRow]:
            return RosterRows(self._context, uow, before, batch, choices.firms)

        run = _Run(self._context, self._hand, source, BatchKind.ROSTER, choices, watch, dry_run)
        return self._memory.remember(run.keep(parsed, keeper), recalled, parsed.beginning)

    @in_short_turns()
    @uncollected()
    def _responses(self, path: Path, choices: ImportChoices, watch: Watch, *, dry_run: bool) -> IntakeReport:
        source = self._open(path, choices, watch)
        form = self._context.form
        recalled = self._memory.recall(source, BatchKind.RESPONSES, choices.mapping)
        parsed = read_responses(source, form, recalled.mapping, choices.fixes, cancelled=watch.cancelled)

        def keeper(uow: UnitOfWork, before: ReadView, batch: BatchId) -> Keeper[ParsedResponse]:
            return ResponseRows(self._context, uow, before, form, batch, choices.firms)

        run = _Run(self._context, self._hand, source, BatchKind.RESPONSES, choices, watch, dry_run)
        return self._memory.remember(run.keep(parsed, keeper), recalled, parsed.beginning)


@dataclass(frozen=True, slots=True)
class _Run:
    """One import or preview: the same steps, committed or not."""

    context: Context
    hand: FileAtHand
    source: SheetSource
    kind: BatchKind
    choices: ImportChoices
    watch: Watch
    dry_run: bool

    def keep(
        self,
        parsed: ParsedFile[RowT],
        keeper: Callable[[UnitOfWork, ReadView, BatchId], Keeper[RowT]],
    ) -> IntakeReport:
        """Decide and keep all rows in one transaction, and commit unless told or forced otherwise."""
        casebook, decoding = self.context.casebook, self.source.decoding
        batch = BatchId(id_source(casebook.clock)())
        if self.dry_run:
            # All rows are needed at once; nobody else can write while they are decided: they are read before.
            parsed = replace(parsed, rows=iter(tuple(parsed.rows)))
        with casebook.write(batch=batch) as uow:
            # Closed before the commit, which could not empty the write-ahead log past a reader.
            with casebook.read() as before:
                results = self._verdicts(uow, parsed, keeper(uow, before, batch))
            report = IntakeReport(
                file_name=self.source.file_name,
                batch=batch,
                rows=results,
                columns=parsed.columns,
                issues=parsed.issues,
                headers=parsed.headers,
                encoding="" if decoding is None else decoding.encoding,
                encoding_guessed=decoding is not None and decoding.guessed,
                dry_run=self.dry_run,
                kind=self.kind,
                digest=self.source.digest,
            )
            if self._should_commit(report):
                uow.batches.add(self._batch(report, batch, uow))
                uow.commit()
                self.hand.put_away()
                return report
        return replace(report, batch=None)

    def _verdicts(
        self, uow: UnitOfWork, parsed: ParsedFile[RowT], keeping: Keeper[RowT]
    ) -> tuple[RowResult, ...]:
        """Decide all rows; a preview decides those that what changed since the last one can reach."""
        if not self.dry_run:
            return tuple(self._results(uow, keeping, parsed.rows, parsed.count))
        rows = tuple(parsed.rows)
        context, chosen, form = self.context, self.choices.firms, self._form
        basis = Basis(self.kind, form, context.on(), uow.settings.consultant(), uow.changes.head())
        standing = standing_verdicts(self.hand.decided, basis, rows, chosen, uow.enterprises.all_keys())
        left = [row for row in rows if place_of(row) not in standing]
        fresh = self._results(uow, keeping, iter(left), len(left))
        verdicts = tuple(standing.get(place_of(row)) or next(fresh) for row in rows)
        self.hand.decided = decided(basis, rows, verdicts, chosen)
        return verdicts

    @property
    def _form(self) -> str:
        return (self.context.roster if self.kind is BatchKind.ROSTER else self.context.form).id

    def _results(
        self, uow: UnitOfWork, keeping: Keeper[RowT], rows: Iterator[RowT], count: int
    ) -> Iterator[RowResult]:
        done = 0
        while ahead := tuple(islice(rows, ROWS_AHEAD)):
            keeping.expect(ahead)
            for row in ahead:
                if done % ROWS_PER_POLL == 0:
                    if self.watch.cancelled():
                        raise Cancelled
                    self.watch.progress(done, count)
                yield keeping.keep(row)
                done += 1
            if done % ROWS_PER_FLUSH == 0 and not self.dry_run:
                uow.flush_behind()

    def _should_commit(self, report: IntakeReport) -> bool:
        rejected = report.count(RowOutcome.REJECTED)
        kept = report.count(RowOutcome.NEW) + report.count(RowOutcome.CHANGED)
        return not self.dry_run and kept > 0 and not (self.choices.all_or_nothing and rejected)

    def _batch(self, report: IntakeReport, batch: BatchId, uow: UnitOfWork) -> Batch:
        return Batch(
            id=batch,
            kind=self.kind,
            file_name=report.file_name,
            file_digest=self.source.digest,
            new=report.count(RowOutcome.NEW),
            changed=report.count(RowOutcome.CHANGED),
            unchanged=report.count(RowOutcome.UNCHANGED),
            rejected=report.count(RowOutcome.REJECTED),
            consultant=uow.settings.consultant().name,
            at=uow.now,
        )
