"""Rows of a mapped table as typed answers with everything that is to be said about them.

A cell that cannot be read is left out with a reminder, and the rest of its row is taken; only what says whose
row it is, what a kind of file cannot do without, and a number that may be a date stop the whole row.

Rule: a row loses nothing; unclaimed cells are kept by header, and what is wrong is an issue with its place.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple, TypeVar

from backbone_desktop.domain.correction import IN_PREVIEW_TOO
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.fact_text import in_order
from backbone_desktop.domain.facts import FactContent, FactDefinition, FactType
from backbone_desktop.domain.form_answers import Answers
from backbone_desktop.domain.identifiers import mask_national_ids
from backbone_desktop.domain.intake import Gravity, Issue
from backbone_desktop.domain.questionnaire import Form, Question
from backbone_desktop.domain.text import fold
from backbone_desktop.exchange.cell_reading import (
    DATE_SERIAL,
    CellReading,
    Remark,
    id_remark,
    read_cell,
)
from backbone_desktop.exchange.fixes import NO_FIXES, Fixes, fixed_row
from backbone_desktop.exchange.mapping import TWICE, Column, ColumnMapping
from backbone_desktop.exchange.parsed_file import ROWS_AT_BEGINNING, ParsedFile
from backbone_desktop.exchange.sheets.merged import rows_below
from backbone_desktop.exchange.sheets.reader import Progress
from backbone_desktop.exchange.sheets.source import SheetSource
from backbone_desktop.exchange.sheets.table import Cell, CellFlaw, SheetRow, SheetTable, cell_text

RowT = TypeVar("RowT")

_ROWS_PER_POLL = 100
_KEPT_READINGS = 1_000
_SHORT_TEXT = 20
"""Longer texts are hardly ever said twice."""
_FLAWS = {
    CellFlaw.FORMULA_WITHOUT_VALUE: (
        "公式沒有儲存計算結果，無法得知數值。",
        f"請用 Excel 或 LibreOffice 開啟來源檔，重新計算並儲存後再匯入，或直接填入數值；{IN_PREVIEW_TOO}",
    ),
    CellFlaw.ERROR_VALUE: (
        "儲存格是錯誤值（例如 #N/A）。",
        f"請在來源檔更正該格後再匯入；{IN_PREVIEW_TOO}",
    ),
}
IDENTITY = frozenset({"ubn", "enterprise_name", "site"})
"""What tells which firm a row is about; a row is never taken for a firm with one of these left out."""

_TOTAL = re.compile(r"(?:總計|合計|小計|總和|總數|grandtotal|subtotal|total)(?:[:(\d].*)?")


AskedColumn = tuple[Column, Question]
"""A column with the question it answers."""


class GivenCell(NamedTuple):
    """One cell on its way to an answer, with the place a person finds it at."""

    row: int
    header: str
    question: Question
    cell: Cell
    option: str = ""
    flaw: CellFlaw | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: typed answers by question code, issues, and the cells as they came.

    Attributes:
        unmapped: By header, what no question claims and what could not be read as its answer.
    """

    sheet: str
    number: int
    answers: Mapping[str, FactContent | None]
    issues: tuple[Issue, ...]
    unmapped: Mapping[str, str] = field(default_factory=dict)
    cells: tuple[Cell, ...] = ()


@dataclass(slots=True)
class _Row:
    answers: dict[str, FactContent | None] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)


class RowReader:
    """Reads cells for one form; built once for a file.

    Args:
        form: What the cells answer.
        needed: Codes whose unreadable cells stop their row.
    """

    def __init__(self, form: Form, needed: AbstractSet[str] = IDENTITY) -> None:
        self._needed = needed
        self._definitions = {each.code: each.definition for each in form.questions}
        self._yes_no = FactDefinition("", FactType.YES_NO, "選項", "")
        # Thousands of rows say 是, 未知 or one of 22 counties: what was read once is not read again.
        self._known: dict[tuple[str, str], dict[tuple[type, Cell], CellReading]] = {}

    def read(self, sheet: str, number: int, given: Iterator[GivenCell]) -> ReadRow:
        """Read the cells of one row, or of one form."""
        row = _Row()
        for each in given:
            self._take(row, sheet, each)
        return self._whole(row, sheet, number)

    def read_row(self, table: SheetTable, row: SheetRow, columns: Sequence[AskedColumn]) -> ReadRow:
        """Read the cells of one row of a table; what was read before without a remark is taken at once."""
        read, flaws = _Row(), table.flaws
        for column, question in columns:
            cell = row.cell(column.index)
            if cell is None and not flaws:
                continue
            known = self._known.get((question.code, column.option))
            reading = None if known is None else known.get((type(cell), cell))
            if reading is not None and not reading.remarks and cell is not None:
                _answer(read, question.code, column.option, reading)
            else:
                flaw = flaws.get((row.number, column.index))
                given = GivenCell(row.number, column.header, question, cell, column.option, flaw)
                self._take(read, table.name, given)
        return self._whole(read, table.name, row.number)

    def _whole(self, row: _Row, sheet: str, number: int) -> ReadRow:
        for code, chosen in row.options.items():
            row.answers[code] = in_order(self._definitions[code], chosen)
        return ReadRow(sheet, number, row.answers, tuple(row.issues), row.unread)

    def _take(self, row: _Row, sheet: str, given: GivenCell) -> None:
        if given.flaw is not None and given.cell is None:
            message, remedy = _FLAWS[given.flaw]
            remark = Remark(given.flaw.value, message, remedy, Gravity.ERROR)
            row.issues.append(issue_at(sheet, given.row, given.header, "", self._weighed(given, remark)))
            return
        definition = self._yes_no if given.option else self._definitions[given.question.code]
        reading = self._read_once(given, definition)
        row.issues.extend(
            issue_at(sheet, given.row, given.header, reading.given, self._weighed(given, each))
            for each in reading.remarks
        )
        _answer(row, given.question.code, given.option, reading)
        if not reading.answered and reading.given:
            row.unread[given.header] = reading.given

    def _weighed(self, given: GivenCell, remark: Remark) -> Remark:
        """Return what stops the row only where the row cannot be taken without this cell."""
        is_needed = given.question.code in self._needed or remark.code == DATE_SERIAL
        if is_needed or remark.gravity is Gravity.WARNING:
            return remark
        message = f"{remark.message}這一格未匯入，不影響其他欄位。"
        return replace(remark, message=message, gravity=Gravity.WARNING)

    def _read_once(self, given: GivenCell, definition: FactDefinition) -> CellReading:
        if definition.type is FactType.TEXT and isinstance(given.cell, str) and len(given.cell) > _SHORT_TEXT:
            return read_cell(given.question, definition, given.cell, given.header)
        known = self._known.setdefault((given.question.code, given.option), {})
        # The type belongs to the key because True, 1 and 1.0 are equal.
        key = (type(given.cell), given.cell)
        reading = known.get(key)
        if reading is None:
            reading = read_cell(given.question, definition, given.cell, given.header)
            if len(known) < _KEPT_READINGS:
                known[key] = reading
        return reading


def _answer(row: _Row, code: str, option: str, reading: CellReading) -> None:
    if not reading.answered:
        return
    if not option:
        row.answers[code] = reading.content
    elif reading.content is not None:
        row.options.setdefault(code, []).extend([option] if reading.content else [])


def read_rows(
    table: SheetTable,
    mapping: ColumnMapping,
    reader: RowReader,
    cancelled: Callable[[], bool],
    progress: Progress,
    fixes: Fixes = NO_FIXES,
) -> Iterator[ReadRow]:
    """Read every row below the header that says anything, with its cells as corrected in the preview.

    Raises:
        Cancelled: Stopped on request.
    """
    asked = [(each, each.question) for each in mapping.columns if each.question is not None]
    mapped = [column for column, _ in asked]
    others = [each for each in mapping.columns if each.question is None]
    rows = rows_below(table, mapping.header_row)
    for position, given in enumerate(rows):
        if position % _ROWS_PER_POLL == 0:
            if cancelled():
                raise Cancelled
            progress(position, len(rows))
        row, fixed = fixed_row(table.name, given, mapped, fixes)
        if _is_blank(row, mapping):
            continue
        read = reader.read_row(table, row, asked)
        unmapped, remarked = _unmapped(table.name, row, others, read.unmapped)
        no_data = _no_data_issue(table.name, row, mapped)
        issues = (*read.issues, *remarked, *fixed) if no_data is None else (no_data,)
        yield ReadRow(read.sheet, read.number, read.answers, issues, unmapped, row.cells)
    progress(len(rows), len(rows))


def _is_blank(row: SheetRow, mapping: ColumnMapping) -> bool:
    return all(row.cell(each.index) is None for each in mapping.columns)


def parsed_file(
    source: SheetSource, table: SheetTable, mapping: ColumnMapping, rows: Iterator[RowT]
) -> ParsedFile[RowT]:
    """Return a file with the rows that are read of one of its tables."""
    below = rows_below(table, mapping.header_row)
    is_empty = all(_is_blank(row, mapping) for row in below)
    return ParsedFile(
        rows,
        len(below),
        mapping.matches,
        mapping.headers,
        (*note_issues(source), *_file_issues(table, mapping, is_empty=is_empty)),
        tuple(row.cells for row in below[:ROWS_AT_BEGINNING]),
    )


def _no_data_issue(sheet: str, row: SheetRow, columns: list[Column]) -> Issue | None:
    """Return why a row is not about one firm: it sums others up, or says the header once more."""
    if _is_total(row):
        return _total_issue(sheet, row)
    said = (each for each in columns if row.cell(each.index) is not None)
    first = next(said, None)
    # Nearly every row ends the comparison with its first cell.
    if first is None or not all(row.cell(each.index) == each.header for each in chain([first], said)):
        return None
    remark = Remark(
        "header-again",
        "這一列重複了標題列的欄名，不是一家企業，未匯入。",
        "不必處理，或在來源檔刪除這一列後再匯入。",
        Gravity.ERROR,
    )
    return issue_at(sheet, row.number, "", first.header, remark)


def _is_total(row: SheetRow) -> bool:
    """Whether the first cell that says anything says that sums follow."""
    first = next((each for each in row.cells if each is not None), None)
    return isinstance(first, str) and _TOTAL.fullmatch(fold(first)) is not None


def _total_issue(sheet: str, row: SheetRow) -> Issue:
    given = next(cell_text(each) for each in row.cells if each is not None)
    remark = Remark(
        "total-row",
        "這一列看起來是合計列，不是一家企業，未匯入。",
        "確為合計列時不必處理，或在來源檔刪除這一列後再匯入。",
        Gravity.ERROR,
    )
    return issue_at(sheet, row.number, "", given, remark)


def _unmapped(
    sheet: str, row: SheetRow, columns: list[Column], unread: Mapping[str, str]
) -> tuple[dict[str, str], list[Issue]]:
    """Return the cells no question claims beside those that were not read, and what is to be said of them."""
    kept = dict(unread)
    issues: list[Issue] = []
    for each in columns:
        text, found = mask_national_ids(cell_text(row.cell(each.index)))
        if found:
            issues.append(issue_at(sheet, row.number, each.header, text, id_remark()))
        if text:
            header = each.header if each.header not in kept else f"{each.header} ({each.index + 1})"
            kept[header] = text
    return kept, issues


def _file_issues(table: SheetTable, mapping: ColumnMapping, *, is_empty: bool) -> Iterator[Issue]:
    """Say what concerns a file as a whole: columns set aside as second ones, and that there are no rows."""
    for each in mapping.columns:
        if each.how == TWICE:
            remark = Remark(
                "column-twice",
                f"「{each.header}」與另一欄回答同一題，僅採用欄名較明確或在前面的那一欄。",
                "若應採用這一欄，請指定欄位對應。",
            )
            yield issue_at(table.name, mapping.header_row, each.header, "", remark)
    if is_empty:
        remark = Remark("no-rows", "只讀到標題，沒有資料列。", "請確認檔案內容完整，或改選其他工作表。")
        yield issue_at(table.name, mapping.header_row, "", "", remark)


def note_issues(source: SheetSource) -> Iterator[Issue]:
    """Say what was remarked on the file's container, such as macros that were passed over."""
    for note in source.notes:
        remark = Remark("file-note", note, "不影響匯入；請在預覽確認數值無誤。")
        yield issue_at("", 0, "", "", remark)


def issue_at(sheet: str, row: int, column: str, given: str, remark: Remark) -> Issue:
    """Return a remark with its place."""
    return Issue(sheet, row, column, remark.code, given, remark.message, remark.remedy, remark.gravity)


def text_of(answers: Answers, code: str) -> str:
    """Return an answer as text, empty when there is none."""
    content = answers.get(code)
    return "" if content is None else str(content).strip()
