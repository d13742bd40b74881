"""Assigned enterprises out of a roster, whatever its headers are called.

Rule: rows are parsed and validated here and compared with nothing but each other.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from backbone_desktop.domain.correction import IN_PREVIEW_TOO
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.facts import FactContent, FactType
from backbone_desktop.domain.form_answers import PERIOD_PARTS, facts_of
from backbone_desktop.domain.intake import Gravity, Issue, stops_row
from backbone_desktop.domain.questionnaire import Form
from backbone_desktop.domain.text import fold, fold_name
from backbone_desktop.exchange.cell_reading import Remark
from backbone_desktop.exchange.fixes import NO_FIXES, Fixes
from backbone_desktop.exchange.mapping import ColumnFinder, ColumnMapping, find_columns
from backbone_desktop.exchange.parsed_file import ParsedFile
from backbone_desktop.exchange.sheets.guard import never
from backbone_desktop.exchange.sheets.reader import Progress, silent
from backbone_desktop.exchange.sheets.source import SheetSource
from backbone_desktop.exchange.sheets.table import Cell, SheetTable
from backbone_desktop.exchange.table_reading import (
    IDENTITY,
    ReadRow,
    RowReader,
    issue_at,
    parsed_file,
    read_rows,
    text_of,
)

_NAME = "enterprise_name"


@dataclass(frozen=True, slots=True)
class ParsedRosterRow:
    """One enterprise as it stands in the roster; texts are empty and dates None where the roster is silent.

    Attributes:
        facts: By fact key; None where the roster says 未知.
        cells: The row as it came, for an error workbook.
    """

    sheet: str
    row: int
    name: str
    ubn: str = ""
    site: str = ""
    address: str = ""
    phone: str = ""
    factory_registration: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    consultant: str = ""
    assigned_on: date | None = None
    facts: Mapping[str, FactContent | None] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether an issue stops this row."""
        return stops_row(self.issues)


def read_roster(
    source: SheetSource,
    form: Form,
    mapping: Mapping[str, str] | None = None,
    fixes: Fixes = NO_FIXES,
    *,
    cancelled: Callable[[], bool] = never,
    progress: Progress = silent,
) -> ParsedFile[ParsedRosterRow]:
    """Understand the columns of a file and read the enterprises it lists as they are asked for.

    Args:
        source: The opened file.
        form: The roster's columns.
        mapping: Column code by header, as chosen or remembered.
        fixes: Cells typed anew in the preview.
        cancelled: Polled between rows.
        progress: Rows read and their number.

    Raises:
        DataFileError: No sheet has a header with the enterprise's name and one more column.
        Cancelled: Stopped on request, while rows are read.
    """
    table, columns = _roster_table(source, ColumnFinder(form, mapping or {}))
    seen: dict[tuple[str, str, str], int] = {}
    reader = RowReader(form, _needed(form))
    read = read_rows(table, columns, reader, cancelled, progress, fixes)
    return parsed_file(source, table, columns, (_roster_row(row, form, seen) for row in read))


def _needed(form: Form) -> frozenset[str]:
    """Return the columns a row is sent back for: whose it is, since when, and how long certificates hold."""
    days = {
        each.code
        for each in form.questions
        if each.fact == "certificates" and (each.type is FactType.DATE or each.part in PERIOD_PARTS)
    }
    return IDENTITY | {"assigned_on"} | days


def _roster_table(source: SheetSource, finder: ColumnFinder) -> tuple[SheetTable, ColumnMapping]:
    found = [
        (table, columns)
        for table in source.tables
        if (columns := find_columns(table, finder)) and columns.answers(_NAME)
    ]
    if not found:
        raise DataFileError(
            "找不到名冊的欄名",
            f"「{source.file_name}」沒有含「企業名稱」及其他欄名的標題列。",
            "請確認檔案是企業名冊，標題列至少要有企業名稱與統一編號。",
        )
    return max(found, key=lambda each: each[1].recognised)


def _roster_row(row: ReadRow, form: Form, seen: dict[tuple[str, str, str], int]) -> ParsedRosterRow:
    answers = row.answers
    assigned = answers.get("assigned_on")
    return ParsedRosterRow(
        sheet=row.sheet,
        row=row.number,
        name=text_of(answers, _NAME),
        ubn=text_of(answers, "ubn"),
        site=text_of(answers, "site"),
        address=text_of(answers, "address"),
        phone=text_of(answers, "phone"),
        factory_registration=text_of(answers, "factory_registration_number"),
        contact_name=text_of(answers, "contact_name"),
        contact_title=text_of(answers, "contact_title"),
        contact_phone=text_of(answers, "contact_phone"),
        contact_email=text_of(answers, "contact_email"),
        consultant=text_of(answers, "consultant"),
        assigned_on=assigned if isinstance(assigned, date) else None,
        facts=facts_of(form, answers),
        issues=(*row.issues, *_row_issues(row, seen)),
        cells=row.cells,
    )


def _row_issues(row: ReadRow, seen: dict[tuple[str, str, str], int]) -> Iterator[Issue]:
    if stops_row(row.issues):
        # What stands in a row that is sent back anyway is not compared.
        return
    name = text_of(row.answers, _NAME)
    if not name:
        remedy = f"請在來源檔補上企業名稱後再匯入；{IN_PREVIEW_TOO}"
        remark = Remark("no-name", "這一列沒有企業名稱。", remedy, Gravity.ERROR)
        yield issue_at(row.sheet, row.number, "", "", remark)
        return
    key = (text_of(row.answers, "ubn"), fold_name(name), fold(text_of(row.answers, "site")))
    first = seen.setdefault(key, row.number)
    if first != row.number:
        remark = Remark(
            "same-enterprise",
            f"與第 {first} 列是同一家企業（統一編號、名稱及廠別皆相同）。",
            "請刪除其中一列；若是不同廠區，請在廠別欄分別註明。",
            Gravity.ERROR,
        )
        yield issue_at(row.sheet, row.number, "", name, remark)
