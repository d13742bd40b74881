"""Questionnaire answers out of whatever came back: our workbook, or a table of one row per response.

Rule: rows are parsed and validated here; what is new or changed is decided elsewhere.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from backbone_desktop.domain.correction import FIXED, IN_PREVIEW_TOO
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.intake import Gravity, Issue, stops_row
from backbone_desktop.domain.questionnaire import Form
from backbone_desktop.exchange.cell_reading import NATIONAL_ID, Remark
from backbone_desktop.exchange.fixes import NO_FIXES, Fixes, fixed_entries
from backbone_desktop.exchange.form_return import ReturnedForm, find_returned_form, is_untouched
from backbone_desktop.exchange.mapping import ColumnFinder, ColumnMapping, find_columns
from backbone_desktop.exchange.parsed_file import ParsedFile
from backbone_desktop.exchange.sent_again import earlier_rows
from backbone_desktop.exchange.sheets.guard import never
from backbone_desktop.exchange.sheets.reader import Progress, silent
from backbone_desktop.exchange.sheets.source import SheetSource
from backbone_desktop.exchange.sheets.table import Cell, SheetTable
from backbone_desktop.exchange.table_reading import (
    ReadRow,
    RowReader,
    issue_at,
    note_issues,
    parsed_file,
    read_rows,
    text_of,
)

ANSWERED_ON = "answered_on"


@dataclass(frozen=True, slots=True)
class ParsedResponse:
    """One response as it stands in the file.

    Attributes:
        enterprise: Id of the enterprise the workbook was written for; empty for a table row.
        answered_on: The date given in the file, None when there is none.
        answers: By question code; absent: blank, None: the firm does not know.
        unmapped: By header, the cells of columns no question claims and what is no answer to its question.
        cells: The row as it came, for an error workbook.
    """

    sheet: str
    row: int
    ubn: str
    name: str
    site: str
    enterprise: str
    answered_on: date | None
    answers: Mapping[str, FactContent | None]
    issues: tuple[Issue, ...] = ()
    unmapped: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[Cell, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether an issue stops this row."""
        return stops_row(self.issues)


def read_responses(
    source: SheetSource,
    form: Form,
    mapping: Mapping[str, str] | None = None,
    fixes: Fixes = NO_FIXES,
    *,
    cancelled: Callable[[], bool] = never,
    progress: Progress = silent,
) -> ParsedFile[ParsedResponse]:
    """Understand the columns of a file and read the responses it holds as they are asked for.

    Args:
        source: The opened file.
        form: The edition that was asked.
        mapping: Question code by header, as chosen or remembered; an empty code keeps a column unmapped.
        fixes: Cells typed anew in the preview.
        cancelled: Polled between rows.
        progress: Rows read and their number.

    Raises:
        DataFileError: No sheet has a header naming two questions, or the workbook is of another form or
            has lost its questions.
        Cancelled: Stopped on request, while rows are read.
    """
    reader = RowReader(form)
    returned = find_returned_form(source, form)
    if returned is not None:
        response = _read_returned(returned, form, reader, fixes)
        issues = tuple(note_issues(source))
        return ParsedFile(iter([response]), 1, returned.columns, returned.headers, issues, (response.cells,))
    table, columns = _best_table(source, ColumnFinder(form, mapping or {}))
    earlier = earlier_rows(table, columns, ANSWERED_ON, reader, fixes, cancelled)
    rows = read_rows(table, columns, reader, cancelled, progress, fixes)
    return parsed_file(source, table, columns, (_response(row, earlier.get(row.number)) for row in rows))


def _best_table(source: SheetSource, finder: ColumnFinder) -> tuple[SheetTable, ColumnMapping]:
    found = [(table, columns) for table in source.tables if (columns := find_columns(table, finder))]
    if not found:
        raise DataFileError(
            "找不到問卷的欄名",
            f"「{source.file_name}」沒有一列含有兩個以上可辨識的題目。",
            "請確認檔案是問卷回覆，且保留題目所在的標題列；必要時指定工作表或欄位對應。",
        )
    return max(found, key=lambda each: each[1].recognised)


def _response(row: ReadRow, earlier: Issue | None) -> ParsedResponse:
    issues = [*row.issues]
    if earlier is not None:
        # What else is to be said of its cells no longer matters, except what was done to them.
        issues = [earlier, *(each for each in issues if each.code in {FIXED, NATIONAL_ID})]
    named = text_of(row.answers, "ubn") or text_of(row.answers, "enterprise_name")
    if not named and not stops_row(issues):
        remark = Remark(
            "no-enterprise",
            "這一列沒有統一編號，也沒有企業名稱，無法判斷是哪一家企業。",
            f"請在來源檔補上統一編號或企業名稱後再匯入；{IN_PREVIEW_TOO}",
            Gravity.ERROR,
        )
        issues.append(issue_at(row.sheet, row.number, "", "", remark))
    return _parsed(row, "", tuple(issues))


def _parsed(row: ReadRow, enterprise: str, issues: tuple[Issue, ...]) -> ParsedResponse:
    answered = row.answers.get(ANSWERED_ON)
    return ParsedResponse(
        row.sheet,
        row.number,
        text_of(row.answers, "ubn"),
        text_of(row.answers, "enterprise_name"),
        text_of(row.answers, "site"),
        enterprise,
        answered if isinstance(answered, date) else None,
        row.answers,
        issues,
        row.unmapped,
        row.cells,
    )


def _read_returned(returned: ReturnedForm, form: Form, reader: RowReader, fixes: Fixes) -> ParsedResponse:
    if returned.form != form.id:
        raise DataFileError(
            "問卷版本不同",
            f"這份問卷是 {returned.form or '不明'} 版，目前匯入的是 {form.id} 版。",
            "請改選相同版本的問卷後再匯入。",
        )
    if not returned.entries:
        raise DataFileError(
            "問卷裡找不到題目",
            f"「{returned.table.name}」工作表的題目代碼都不見了，無法得知哪一格回答哪一題。",
            "請向企業索取未刪除欄位的原檔，或重新產生問卷請企業填寫。",
        )
    entries, fixed = fixed_entries(returned.table.name, returned.entries, fixes)
    read = reader.read(returned.table.name, 1, iter(entries))
    row = replace(read, cells=returned.cells)
    untouched = _untouched_issues(row) if is_untouched(returned, entries) else ()
    issues = (*row.issues, *_identity_issues(returned, row), *fixed, *untouched)
    return _parsed(row, returned.enterprise, issues)


def _untouched_issues(row: ReadRow) -> Iterator[Issue]:
    """Say that a form came back as it went out: nothing in it is an answer of the firm."""
    remark = Remark(
        "form-untouched",
        "問卷內容與發出時預填的相同，企業可能尚未填寫，未匯入。",
        "請確認是否寄錯檔案，或請企業填妥後寄回；企業確認資料都不必更動時，請在問卷填上填表日期後再匯入。",
        Gravity.ERROR,
    )
    yield issue_at(row.sheet, row.number, "", "", remark)


def _identity_issues(returned: ReturnedForm, row: ReadRow) -> Iterator[Issue]:
    given = text_of(row.answers, "ubn")
    if returned.ubn and given and given != returned.ubn:
        remark = Remark(
            "ubn-differs",
            f"問卷原先發給統一編號 {returned.ubn} 的「{returned.name}」，填回的是 {given}。",
            "請確認是否拿錯其他企業的問卷；確有更正時，請先在企業資料中改統一編號再匯入。",
            Gravity.ERROR,
        )
        place = next((each.row for each in returned.entries if each.question.code == "ubn"), 0)
        yield issue_at(row.sheet, place, "統一編號", given, remark)
