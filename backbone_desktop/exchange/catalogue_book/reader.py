"""Reading a catalogue workbook as an edition.

Rule: the file comes from outside: it is parsed behind the guard, and the edition it makes passes the same
reader as a definition file. It is taken whole or refused with every problem and its cell.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from backbone_desktop.domain.edition_book import BookProblem, CatalogueBookRefused
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.catalogue_book import layout
from backbone_desktop.exchange.catalogue_book.assembly import Assembly, measure_file
from backbone_desktop.exchange.catalogue_book.places import BookProblems, BookRow
from backbone_desktop.exchange.catalogue_book.sheet_reading import Record, read_sheet, read_value
from backbone_desktop.exchange.catalogue_book.writer import with_facts
from backbone_desktop.exchange.definitions.edition_reader import MOST_MEASURES, build_edition
from backbone_desktop.exchange.definitions.edition_tree import Tree
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.toml_table import Table
from backbone_desktop.exchange.sheets.file_kind import FileKind
from backbone_desktop.exchange.sheets.guard import never
from backbone_desktop.exchange.sheets.reader import Progress, silent
from backbone_desktop.exchange.sheets.source import open_source
from backbone_desktop.exchange.sheets.table import SheetTable

_HEAD_FILE = "edition"
_KEY = 1
_VALUE_AT = {"": "value"}
_PART_SHEETS = (
    ("sections", layout.SECTIONS),
    ("group.contacts", layout.GROUP_CONTACTS),
    ("group.services", layout.GROUP_SERVICES),
)

_NOT_A_BOOK = "「{name}」不是由目錄匯出的活頁簿"
_NOT_A_BOOK_DETAIL = "檔案裡沒有「{head}」與「{measures}」工作表。"
_NOT_A_BOOK_REMEDY = "請先匯出目錄的活頁簿，在其中修改後再匯入。"
_NO_LINE = "缺少「{header}」這一列（欄位代碼 {key}）。"
_TWICE = "這一列重複，請刪除其中一列。"
_NO_MEASURES = "沒有任何措施。"
_TOO_MANY = "措施超過 {most} 項。"


def read_catalogue_book(
    path: Path,
    facts: FactCatalogue,
    *,
    cancelled: Callable[[], bool] = never,
    progress: Progress = silent,
) -> Edition:
    """Read a workbook that was exported and edited.

    Raises:
        CatalogueBookRefused: It makes no edition; every problem names its cell.
        DataFileError: It cannot be read as a workbook, or is another one.
        Cancelled: Stopped on request.
    """
    source = open_source(path, cancelled=cancelled, progress=progress)
    tables = {table.name: table for table in source.tables}
    if source.kind is FileKind.TEXT or not {layout.HEAD_SHEET, layout.MEASURES.name} & set(tables):
        raise DataFileError(
            _NOT_A_BOOK.format(name=path.name),
            _NOT_A_BOOK_DETAIL.format(head=layout.HEAD_SHEET, measures=layout.MEASURES.name),
            _NOT_A_BOOK_REMEDY,
        )
    problems = BookProblems()
    edition = _BookReading(tables, facts, problems).edition()
    if problems.found or edition is None:
        raise CatalogueBookRefused(path.name, problems.in_order())
    return edition


class _BookReading:
    """One reading of one workbook."""

    def __init__(
        self, tables: Mapping[str, SheetTable], facts: FactCatalogue, problems: BookProblems
    ) -> None:
        self._tables = tables
        self._facts = facts
        self._problems = problems

    def edition(self) -> Edition | None:
        """Return the edition; None when so much is wrong that its parts cannot be judged together."""
        head = self._head()
        records = {
            sheet.name: read_sheet(
                with_facts(sheet, self._facts), self._tables.get(sheet.name), self._problems
            )
            for sheet in layout.SHEETS
        }
        self._add_parts(head, records)
        measures = Assembly(records, self._facts, self._problems).measures()
        if not self._can_be_judged(head, measures):
            return None
        found = Problems()
        tables = {number: Table(tree, measure_file(number), "", found) for number, tree in measures.items()}
        edition = build_edition(Table(head, _HEAD_FILE, "", found), tables, self._facts, found)
        for problem in found.found:
            self._problems.take(problem)
        return edition

    def _can_be_judged(self, head: Tree, measures: Mapping[int, Tree]) -> bool:
        place = BookProblem(layout.MEASURES.name, 0, "", "", "", _NO_MEASURES)
        if not measures:
            self._problems.add(place)
        if max(measures, default=0) > MOST_MEASURES:
            message = _TOO_MANY.format(most=MOST_MEASURES)
            self._problems.add(BookProblem(layout.MEASURES.name, 0, "", "", "", message))
        # Without the year every citation would be called wrong.
        return bool(measures) and "roc_year" in head

    def _head(self) -> Tree:
        table = self._tables.get(layout.HEAD_SHEET, SheetTable(layout.HEAD_SHEET, ()))
        rows: dict[str, BookRow] = {}
        for row in table.rows:
            key = row.text(_KEY - 1)
            header = row.text(layout.HEAD_LABEL_COLUMN - 1)
            place = BookRow(table.name, row, {"value": layout.HEAD_VALUE_COLUMN}, {"value": header})
            if key in rows:
                self._problems.add(place.problem("value", _TWICE))
            elif key:
                rows[key] = place
        tree: Tree = {"group": {}}
        for column in layout.HEAD:
            self._take_line(tree, column.key, rows.get(column.key), table)
        return tree

    def _take_line(self, tree: Tree, key: str, place: BookRow | None, table: SheetTable) -> None:
        column = next(each for each in layout.HEAD if each.key == key)
        if place is None:
            message = _NO_LINE.format(header=column.header, key=key)
            self._problems.add(BookProblem(layout.HEAD_SHEET, 0, "", column.header, "", message))
            return
        self._problems.place(_HEAD_FILE, key, place, _VALUE_AT)
        keyed = BookRow(place.sheet, place.row, {key: layout.HEAD_VALUE_COLUMN}, place.headers)
        value = read_value(keyed, column, table, self._problems)
        if value is not None:
            owner, _, name = key.rpartition(".")
            (tree[owner] if owner else tree)[name] = value

    def _add_parts(self, head: Tree, records: Mapping[str, list[Record]]) -> None:
        for path, sheet in _PART_SHEETS:
            owner, _, name = path.rpartition(".")
            for position, record in enumerate(records[sheet.name], start=1):
                self._problems.place(_HEAD_FILE, f"{path}[{position}]", record.place)
            (head[owner] if owner else head)[name] = [record.values for record in records[sheet.name]]
