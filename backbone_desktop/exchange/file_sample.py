"""The beginning of a file as a person looks at it before importing.

Rule: it shows what the importer will read and decides nothing; what the file is remains the person's word.
"""

from backbone_desktop.domain.identifiers import mask_national_ids
from backbone_desktop.domain.intake import BatchKind, FileSample, SampleRow
from backbone_desktop.domain.questionnaire import Form
from backbone_desktop.exchange.form_layout import FORM_SHEET
from backbone_desktop.exchange.form_return import find_returned_form
from backbone_desktop.exchange.mapping import ColumnFinder, find_columns
from backbone_desktop.exchange.sheets.source import SheetSource
from backbone_desktop.exchange.sheets.table import SheetTable, cell_text

ROWS_SHOWN = 12
LONGEST_TEXT = 80


def sample_of(source: SheetSource, form: Form, roster: Form) -> FileSample:
    """Return the first rows of the sheet that reads best, and what its headers speak for.

    Args:
        source: The opened file.
        form: The questionnaire that was asked.
        roster: The roster's columns.
    """
    sheets = tuple(each.name for each in source.tables)
    if find_returned_form(source, form) is not None:
        table = next(each for each in source.tables if each.name == FORM_SHEET)
        # The first column holds the hidden codes; the other sheets are ours and nobody's choice.
        return _sample(source, (FORM_SHEET,), table, BatchKind.RESPONSES, first_column=1)
    as_responses, as_roster = ColumnFinder(form, {}), ColumnFinder(roster, {})
    counted = [(table, _named(table, as_responses), _named(table, as_roster)) for table in source.tables]
    table, answers, fields = max(counted, key=lambda each: max(each[1:]))
    likely = None
    if answers != fields:
        likely = BatchKind.RESPONSES if answers > fields else BatchKind.ROSTER
    return _sample(source, sheets, table, likely)


def _sample(
    source: SheetSource,
    sheets: tuple[str, ...],
    table: SheetTable,
    likely: BatchKind | None,
    first_column: int = 0,
) -> FileSample:
    rows = tuple(
        SampleRow(row.number, tuple(_shown(cell_text(each)) for each in row.cells[first_column:]))
        for row in table.rows[:ROWS_SHOWN]
    )
    decoding = source.decoding
    return FileSample(
        file_name=source.file_name,
        encoding="" if decoding is None else decoding.label,
        guessed=decoding is not None and decoding.guessed,
        sheets=sheets,
        sheet=table.name,
        rows=rows,
        total=len(table.rows),
        likely=likely,
        notes=source.notes,
    )


def _named(table: SheetTable, finder: ColumnFinder) -> int:
    found = find_columns(table, finder)
    return 0 if found is None else found.recognised


def _shown(text: str) -> str:
    masked = " ".join(mask_national_ids(text)[0].split())
    return masked if len(masked) <= LONGEST_TEXT else f"{masked[:LONGEST_TEXT]}…"
