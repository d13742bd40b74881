"""What a person settled about the columns of a source, remembered for its next file.

Within one kind of file and one edition of the form a source is recognised by the columns its files share and
by the system that exported it. Columns may change their order, one may be reworded and some may be added.

Rule: only what a person settled is applied; what changed since is reported, and a guess waits for a word.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.drift import Drift, RenamedColumn
from backbone_desktop.domain.intake import BatchKind, Gravity, Issue
from backbone_desktop.exchange.file_header import export_system, read_header
from backbone_desktop.exchange.mapping import key_of
from backbone_desktop.exchange.sheets.table import cell_text
from backbone_desktop.services.column_guess import guess_renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backbone_desktop.domain.intake import CellValue, ColumnMatch, IntakeReport
    from backbone_desktop.domain.questionnaire import Form
    from backbone_desktop.exchange.sheets.source import SheetSource
    from backbone_desktop.services.context import Context

CHOSEN = "chosen"
LEAST_SHARED = 0.5
MOST_SOURCES = 40


@dataclass(frozen=True, slots=True)
class KnownSource:
    """One source as it was last seen.

    Attributes:
        system: The service that exported the file, empty when it says nothing.
        columns: Question code by header, empty where the column answered none.
        settled: The same for what a person chose, at any time; headers that are gone are kept.
    """

    system: str
    columns: Mapping[str, str]
    settled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered for one file.

    Attributes:
        place: Which of the known sources the file is from; None for a new one.
        mapping: What a person settled before, and above it what was chosen for this file.
        own_form: The file is a questionnaire of ours; nothing is remembered of it.
    """

    kind: BatchKind
    sources: tuple[KnownSource, ...]
    place: int | None
    chosen: Mapping[str, str]
    own_form: bool = False

    @property
    def source(self) -> KnownSource:
        """The source as it was last seen, an empty one when it is new."""
        return KnownSource("", {}) if self.place is None else self.sources[self.place]

    @property
    def mapping(self) -> dict[str, str]:
        """Question code by header, to read the file with."""
        chosen = {key_of(header) for header in self.chosen}
        kept = {header: code for header, code in self.source.settled.items() if key_of(header) not in chosen}
        return {**kept, **self.chosen}


class MappingMemory:
    """Finds what is remembered for a file, tells what changed, and keeps what was settled."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def recall(self, source: SheetSource, kind: BatchKind, chosen: Mapping[str, str]) -> Recalled:
        """Return what is remembered for a file."""
        form = self._form(kind)
        with self._context.casebook.read() as view:
            sources = _decoded(view.settings.mappings(kind, form.id))
        settled = {header: code for each in sources for header, code in each.settled.items()}
        headers = read_header(source, form, {**settled, **chosen})
        if not headers:
            return Recalled(kind, sources, None, chosen, own_form=True)
        return Recalled(kind, sources, _place(sources, headers), chosen)

    def remember(
        self, report: IntakeReport, recalled: Recalled, rows: Iterable[Sequence[CellValue]]
    ) -> IntakeReport:
        """Return a report with what changed in the columns; after an import, keep what was settled.

        What a person settled stays settled although no row of the file was taken.
        """
        drift = self.drift(recalled, report.columns, report.headers, rows)
        if not report.dry_run:
            self.keep(recalled, report.columns, drift)
        issues = (*report.issues, *_absent(report.columns, recalled.chosen))
        columns = as_chosen(report.columns, recalled.chosen)
        return replace(report, drift=drift, columns=columns, issues=issues)

    def drift(
        self,
        recalled: Recalled,
        columns: Sequence[ColumnMatch],
        headers: Sequence[str],
        rows: Iterable[Sequence[CellValue]],
    ) -> Drift:
        """Return what changed in the columns since the last file of this source.

        Args:
            recalled: What was remembered for the file.
            columns: The columns as they were read.
            headers: All headers in file order, beside the cells of ``rows``.
            rows: The first rows as they came.
        """
        if recalled.place is None:
            return Drift()
        now = {key_of(each.column): each for each in columns}
        before = {key_of(header): header for header in recalled.source.columns}
        gone = [header for key, header in before.items() if key not in now]
        added = [each for key, each in now.items() if key not in before]
        renamed = [*self._said(recalled, gone, added)]
        renamed += self._guessed(recalled, gone, added, renamed, _below(headers, rows))
        old, new = {each.before for each in renamed}, {each.column for each in renamed}
        return Drift(
            tuple(renamed),
            tuple(each.column for each in added if each.column not in new),
            tuple(header for header in gone if header not in old),
        )

    def keep(self, recalled: Recalled, columns: Sequence[ColumnMatch], drift: Drift) -> bool:
        """Remember the columns of an imported file and what a person settled; False when all is known.

        A guess nobody confirmed is not remembered, so that it is asked again.
        """
        if recalled.own_form:
            return False
        guessed = {each.column: each.before for each in drift.to_confirm}
        known = recalled.source
        now = {
            guessed.get(each.column, each.column): known.columns.get(
                guessed.get(each.column, ""), each.question
            )
            for each in columns
        }
        present = {key_of(each.column) for each in columns}
        settled = {header: code for header, code in recalled.mapping.items() if key_of(header) in present}
        system = export_system(now) or known.system
        seen = KnownSource(system, now, {**known.settled, **settled})
        if seen == known:
            return False
        others = [each for place, each in enumerate(recalled.sources) if place != recalled.place]
        sources = [*others, seen][-MOST_SOURCES:]
        with self._context.casebook.write() as uow:
            uow.settings.keep_mappings(recalled.kind, self._form(recalled.kind).id, _encoded(sources))
            uow.commit()
        return True

    def _form(self, kind: BatchKind) -> Form:
        return self._context.roster if kind is BatchKind.ROSTER else self._context.form

    @staticmethod
    def _said(
        recalled: Recalled, gone: Sequence[str], added: Sequence[ColumnMatch]
    ) -> Iterable[RenamedColumn]:
        """Yield the new columns that answer, by themselves or by choice, what a missing one answered."""
        answered = {code: header for header in gone if (code := recalled.source.columns[header])}
        for each in added:
            if each.question and (before := answered.pop(each.question, "")):
                yield RenamedColumn(before, each.column, each.question, settled=True)

    def _guessed(
        self,
        recalled: Recalled,
        gone: Sequence[str],
        added: Sequence[ColumnMatch],
        said: Sequence[RenamedColumn],
        cells: Mapping[str, Sequence[str]],
    ) -> Iterable[RenamedColumn]:
        """Return the guesses among what is left; a column a person settled is not guessed about."""
        settled = {key_of(header) for header in recalled.mapping}
        questions = {each.code: each for each in self._form(recalled.kind).questions}
        taken = {each.before for each in said}
        missing = {
            header: questions[code]
            for header in gone
            if header not in taken and (code := recalled.source.columns[header]) in questions
        }
        new = [each.column for each in added if not each.question and key_of(each.column) not in settled]
        guesses = guess_renamed(missing, new, cells)
        return [
            RenamedColumn(before, column, missing[before].code, settled=False)
            for before, column in guesses.items()
        ]


def as_chosen(columns: Sequence[ColumnMatch], chosen: Mapping[str, str]) -> tuple[ColumnMatch, ...]:
    """Return the columns with those marked that were chosen for this file rather than remembered."""
    keys = {key_of(header) for header in chosen}
    return tuple(replace(each, how=CHOSEN) if key_of(each.column) in keys else each for each in columns)


def _absent(columns: Sequence[ColumnMatch], chosen: Iterable[str]) -> Iterable[Issue]:
    """Yield a remark for each column that was chosen and is not in the file: a slip of the pen, mostly."""
    present = {key_of(each.column) for each in columns}
    for header in chosen:
        if key_of(header) not in present:
            message = f"欄位對應指定了「{header}」，檔案裡沒有這一欄。"
            remedy = "請核對檔案的標題列；這個檔案不需要這項指定時可以略過。"
            yield Issue("", 0, header, "column-absent", "", message, remedy, Gravity.WARNING)


def _place(sources: Sequence[KnownSource], headers: Sequence[str]) -> int | None:
    """Return which source shares the most columns with a file, None when none shares half of them."""
    keys, system = {key_of(header) for header in headers}, export_system(headers)
    shares = [(_shared(each, keys), place) for place, each in enumerate(sources) if _may_be(each, system)]
    share, place = max(shares, default=(0.0, -1))
    return place if share >= LEAST_SHARED else None


def _may_be(known: KnownSource, system: str) -> bool:
    return not (known.system and system) or known.system == system


def _shared(known: KnownSource, keys: set[str]) -> float:
    remembered = {key_of(header) for header in known.columns}
    return len(remembered & keys) / max(len(remembered), len(keys), 1)


def _below(headers: Sequence[str], rows: Iterable[Sequence[CellValue]]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {header: [] for header in headers}
    for cells in rows:
        for header, cell in zip(headers, cells, strict=False):
            below[header].append(cell_text(cell))
    return below


def _encoded(sources: Iterable[KnownSource]) -> str:
    listed = [
        {"system": each.system, "columns": dict(each.columns), "settled": dict(each.settled)}
        for each in sources
    ]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def _decoded(text: str) -> tuple[KnownSource, ...]:
    kept = json.loads(text) if text else []
    return tuple(KnownSource(each["system"], each["columns"], each["settled"]) for each in kept)
