"""What an import did or would do, row by row; preview and commit speak in these words.

Rule: read = new + changed + unchanged + rejected, always.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.drift import Drift
from backbone_desktop.domain.identifiers import BatchId

CellValue = str | int | Decimal | bool | date | datetime | None
"""A cell as it came from a file."""


class RowOutcome(LabelledCode):
    """What becomes of one row."""

    NEW = "new", "新增"
    CHANGED = "changed", "變更"
    UNCHANGED = "unchanged", "無變更"
    REJECTED = "rejected", "退回"


class BatchKind(LabelledCode):
    """What a batch brought in."""

    ROSTER = "roster", "名冊"
    RESPONSES = "responses", "問卷回覆"


class Gravity(LabelledCode):
    """Whether an issue stops its row."""

    ERROR = "error", "退回"
    WARNING = "warning", "提醒"


@dataclass(frozen=True, slots=True)
class Issue:
    """One remark on one cell.

    Attributes:
        row: The sheet's own row number, 0 for the whole sheet.
        column: The header as read, or empty for the whole row.
        code: Stable kebab-case code.
        given: The cell's text.
    """

    sheet: str
    row: int
    column: str
    code: str
    given: str
    message: str
    remedy: str
    gravity: Gravity = Gravity.ERROR


def stops_row(issues: Iterable[Issue]) -> bool:
    """Whether one of the issues stops its row."""
    return any(each.gravity is Gravity.ERROR for each in issues)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value that differs, in zh-TW; ``confirmed`` says the old value had been confirmed."""

    label: str
    before: str
    after: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RowResult:
    """The outcome of one row; ``cells`` are kept for one that something was remarked on, to be fixed."""

    sheet: str
    row: int
    outcome: RowOutcome
    ubn: str
    name: str
    summary: str
    changes: tuple[CellChange, ...] = ()
    issues: tuple[Issue, ...] = ()
    cells: tuple[CellValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """How a column found its question; an empty question: unmapped.

    Attributes:
        how: code, header, alias, remembered, chosen or twice.
    """

    column: str
    question: str
    how: str


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """The result of one import or its preview; ``batch`` is None for a preview and when nothing was kept.

    Attributes:
        columns: How each column was understood.
        issues: Remarks on the file as a whole.
        headers: The columns' headers in file order, beside the ``cells`` of rejected rows.
        encoding: The codec a text file was decoded by, such as ``cp950``; empty for a workbook.
        encoding_guessed: Nothing in the file says so.
        kind: What the file was read as; a roster keeps no unmapped columns, responses do.
        drift: What changed in the columns since the last file of the same source.
        digest: SHA-256 of the bytes it speaks of, in hexadecimal.
    """

    file_name: str
    batch: BatchId | None
    rows: tuple[RowResult, ...]
    columns: tuple[ColumnMatch, ...]
    issues: tuple[Issue, ...]
    headers: tuple[str, ...] = ()
    encoding: str = ""
    encoding_guessed: bool = False
    dry_run: bool = False
    kind: BatchKind = BatchKind.RESPONSES
    drift: Drift = field(default_factory=Drift)
    digest: str = ""

    _counts: Mapping[RowOutcome, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Count the rows once: whoever draws the report asks for its counts again and again."""
        object.__setattr__(self, "_counts", Counter([row.outcome for row in self.rows]))

    def count(self, outcome: RowOutcome) -> int:
        """Count the rows with that outcome."""
        return self._counts[outcome]


@dataclass(frozen=True, slots=True)
class Batch:
    """One committed import."""

    id: BatchId
    kind: BatchKind
    file_name: str
    file_digest: str
    new: int
    changed: int
    unchanged: int
    rejected: int
    consultant: str
    at: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One row as it was read: the sheet's own number and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileSample:
    """The beginning of a file, to be looked at before anything is made of it.

    Attributes:
        encoding: How a text file was decoded; empty for a workbook.
        guessed: Nothing in the file says that it is in this encoding.
        sheets: The sheets that were read, in their order.
        sheet: The one ``rows`` are from.
        total: The rows of that sheet that hold something.
        likely: What the headers speak for; None when they speak for both or for neither.
    """

    file_name: str
    encoding: str
    guessed: bool
    sheets: tuple[str, ...]
    sheet: str
    rows: tuple[SampleRow, ...]
    total: int
    likely: BatchKind | None
    notes: tuple[str, ...] = ()
