"""What the Centre and the firm receive: the contents of the workbooks, before any cell is written.

Rule: a report is complete data with names, not ids to look up; laying it out is ``exchange``'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from backbone_desktop.domain.case import CaseFile, Consultant
from backbone_desktop.domain.codes import LogKind
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.roc_date import RocMonth


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact as it stands, in the words a consultant reads.

    Attributes:
        value: zh-TW with unit; 「未知」 or 「拒答」 when there is none.
        known: Whether there is a content rules may read.
        origin, state: zh-TW labels, empty for a fact never answered.
        contradiction: The later value that disagrees, with its origin, or empty.
    """

    key: str
    label: str
    question: str
    value: str
    known: bool
    origin: str = ""
    as_of: date | None = None
    state: str = ""
    contradiction: str = ""


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """個案摘要 of one firm.

    Attributes:
        produced_on: The as-of date the summary speaks for.
        fact_labels: zh-TW label by fact key, for naming what is missing.
        measure_names: Official name by measure number.
    """

    file: CaseFile
    consultant: Consultant
    produced_on: date
    edition_title: str
    profile: tuple[FactLine, ...]
    fact_labels: Mapping[str, str] = field(default_factory=dict)
    measure_names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CountLine:
    """One count of the cover: within the month, and since the casebook began."""

    label: str
    this_month: int
    cumulative: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class MonthlyRow:
    """One enterprise in the month; ``happened`` is one zh-TW sentence, empty when nothing did."""

    case: str
    enterprise: str
    ubn: str
    name: str
    site: str
    county: str
    stage: str
    holder: str
    happened: str
    visits: int
    follow_ups: int
    open_needs: int
    unconfirmed: int
    next_step: str
    next_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class LogLine:
    """One thing that happened in the month, oldest first."""

    id: str
    case: str
    on: date
    ubn: str
    name: str
    kind: LogKind
    channel: str
    with_whom: str
    text: str
    next_step: str
    next_on: date | None


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact of a firm that is unconfirmed at the month's end, or unknown and wanted by matching.

    Attributes:
        fact: Its key.
        value: zh-TW with unit, as a consultant reads it.
        content: What the value says, None where nothing is known.
        state: zh-TW label; 「未知」 for a fact never answered.
    """

    case: str
    ubn: str
    name: str
    fact: str
    label: str
    value: str
    content: FactContent | None
    state: str


@dataclass(frozen=True, slots=True)
class MonthlySheet:
    """追蹤月報 of one consultant and one month.

    Attributes:
        produced_on: The date the sheet speaks for.
        log_sequence, log_digest: Head of the change log when it was produced.
    """

    month: RocMonth
    consultant: Consultant
    casebook: str
    produced_on: date
    edition_title: str
    counts: tuple[CountLine, ...]
    rows: tuple[MonthlyRow, ...]
    log: tuple[LogLine, ...]
    open_facts: tuple[OpenFact, ...]
    log_sequence: int
    log_digest: str
