"""Where an import stands: the one record the wizard draws.

Rule: a state never changes; every step of the consultant makes the next one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from backbone_desktop.domain.drift import Drift
from backbone_desktop.domain.intake import BatchKind, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from backbone_desktop.domain.correction import CellPlace, RowPlace
    from backbone_desktop.domain.drift import RenamedColumn
    from backbone_desktop.domain.errors import BackboneError
    from backbone_desktop.domain.identifiers import EnterpriseId
    from backbone_desktop.domain.intake import ColumnMatch, FileSample, IntakeReport, RowResult

CHOSEN = "chosen"
TWICE = "twice"
BY_CODE = "code"


class Step(IntEnum):
    """The steps in their order."""

    CHOOSE = 1
    MAP = 2
    PREVIEW = 3
    DONE = 4


class Work(IntEnum):
    """What is being waited for."""

    READING = 1
    PREVIEWING = 2
    IMPORTING = 3
    STOPPING = 4
    FIXING = 5


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the file with what it answers; an empty ``question`` is kept unmapped.

    Attributes:
        example: The first cell of the column that says anything.
        how: As in :class:`ColumnMatch`, and ``chosen`` for a choice not previewed yet.
    """

    column: str
    example: str
    question: str
    how: str


@dataclass(frozen=True, slots=True)
class ImportState:
    """Everything the wizard shows.

    Attributes:
        encoding: What the person asked for; empty lets the program find out.
        sheet: The same for the sheet.
        sheets: All sheets of the file, also while only one of them is read.
        mapping: Question code by header, as the person chose.
        drift: What changed in the columns since the last file of the same source.
        fixes: What the person typed in the place of cells.
        firms: The firms the person chose for rows.
        all_or_nothing: Import nothing while a row is rejected.
        report: The preview, or the result once ``step`` is DONE.
        outcome: Show only rows that came out like this.
    """

    step: Step = Step.CHOOSE
    kind: BatchKind | None = None
    path: Path | None = None
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    sample: FileSample | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    columns: tuple[MappedColumn, ...] = ()
    drift: Drift = field(default_factory=Drift)
    fixes: tuple[tuple[CellPlace, str], ...] = ()
    firms: tuple[tuple[RowPlace, EnterpriseId], ...] = ()
    all_or_nothing: bool = False
    report: IntakeReport | None = None
    outcome: RowOutcome | None = None
    work: Work | None = None
    refusal: BackboneError | None = None

    @property
    def importable(self) -> int:
        """How many rows an import would keep."""
        if self.report is None:
            return 0
        return self.report.count(RowOutcome.NEW) + self.report.count(RowOutcome.CHANGED)

    @property
    def rejected(self) -> int:
        """How many rows are rejected."""
        return 0 if self.report is None else self.report.count(RowOutcome.REJECTED)

    @property
    def can_go_on(self) -> bool:
        """Whether the next step is open."""
        if self.work is not None:
            return False
        match self.step:
            case Step.CHOOSE:
                return self.sample is not None and self.kind is not None
            case Step.MAP:
                return not self.renames_to_confirm
            case Step.PREVIEW:
                return self.importable > 0 and not (self.all_or_nothing and self.rejected)
            case _:
                return True

    @property
    def renames_to_confirm(self) -> tuple[RenamedColumn, ...]:
        """The renamings that were guessed and not yet confirmed or denied."""
        chosen = dict(self.mapping)
        return tuple(each for each in self.drift.to_confirm if each.column not in chosen)

    @property
    def corrections(self) -> int:
        """How many cells were typed anew and firms chosen for rows not imported yet."""
        return 0 if self.step is Step.DONE else len(self.fixes) + len(self.firms)

    @property
    def waits(self) -> bool:
        """Whether the step gives way to the work under way; rows being decided anew stay in view."""
        return self.work is not None and self.work is not Work.FIXING

    @property
    def other_kind_likely(self) -> bool:
        """Whether the headers speak for another kind of file than the one chosen."""
        likely = None if self.sample is None else self.sample.likely
        return self.kind is not None and likely is not None and likely is not self.kind

    @property
    def mapping_is_fixed(self) -> bool:
        """Whether the file is our own form, whose entries are found by their codes alone."""
        return bool(self.columns) and all(each.how == BY_CODE for each in self.columns)

    @property
    def doubled(self) -> frozenset[str]:
        """The questions a person gave to a column although another one answers them already."""
        asked = Counter(each.question for each in self.columns if each.question)
        chosen = {each.question for each in self.columns if each.how == CHOSEN}
        return frozenset(code for code in chosen if asked[code] > 1)

    @property
    def unmapped(self) -> int:
        """How many columns are kept without a question."""
        return sum(not each.question for each in self.columns)

    def rows(self) -> tuple[RowResult, ...]:
        """Return the rows of the chosen outcome, or all."""
        if self.report is None:
            return ()
        return tuple(row for row in self.report.rows if self.outcome in (None, row.outcome))


def mapped_columns(
    report: IntakeReport, sample: FileSample | None, chosen: Mapping[str, str]
) -> tuple[MappedColumn, ...]:
    """Return the columns as the preview read them, each with an example."""
    return tuple(
        MappedColumn(each.column, _example(each, report.headers, sample), each.question, _how(each, chosen))
        for each in report.columns
    )


def _how(match: ColumnMatch, chosen: Mapping[str, str]) -> str:
    return CHOSEN if match.column in chosen else match.how


def _example(match: ColumnMatch, headers: tuple[str, ...], sample: FileSample | None) -> str:
    """Return the first cell below the header; nothing where the sample does not show the header."""
    if sample is None or match.column not in headers:
        return ""
    position = headers.index(match.column)
    cells = [row.cells[position] if position < len(row.cells) else "" for row in sample.rows]
    # A header of two merged rows shows only its own part in the lower one.
    named = [place for place, cell in enumerate(cells) if cell and match.column.endswith(cell)]
    below = cells[named[0] + 1 :] if named else []
    return next((cell for cell in below if cell), "")
