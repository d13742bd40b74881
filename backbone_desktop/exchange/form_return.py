"""Reading a questionnaire workbook that came back.

Rule: it is known by its hidden sheet; answers are found by the hidden code in their own row.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.intake import ColumnMatch
from backbone_desktop.domain.questionnaire import Form
from backbone_desktop.exchange import form_layout as layout
from backbone_desktop.exchange.form_prefill import digest_of
from backbone_desktop.exchange.sheets.source import SheetSource
from backbone_desktop.exchange.sheets.table import Cell, CellFlaw, SheetRow, SheetTable, cell_text
from backbone_desktop.exchange.table_reading import GivenCell


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """One returned workbook: whom it was made for, and its entries in the order they stand in.

    Attributes:
        prefilled: Digest of the entries it went out with; empty when it does not say.
    """

    table: SheetTable
    form: str
    enterprise: str
    ubn: str
    name: str
    prefilled: str
    entries: tuple[GivenCell, ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The codes of all entries, as the header of a table of one row."""
        return tuple(_code_of(each) for each in self.entries)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells under those headers."""
        return tuple(each.cell for each in self.entries)

    @property
    def columns(self) -> tuple[ColumnMatch, ...]:
        """The mapping as shown to a person."""
        return tuple(ColumnMatch(_code_of(each), each.question.code, "code") for each in self.entries)


def find_returned_form(source: SheetSource, form: Form) -> ReturnedForm | None:
    """Return the filled questionnaire a workbook holds; None when it was not written by us."""
    tables = {table.name: table for table in source.tables}
    if layout.META_SHEET not in tables or layout.FORM_SHEET not in tables:
        return None
    meta = {row.text(0): row.text(1) for row in tables[layout.META_SHEET].rows}
    table = tables[layout.FORM_SHEET]
    return ReturnedForm(
        table,
        meta.get(layout.META_FORM, ""),
        meta.get(layout.META_ENTERPRISE, ""),
        meta.get(layout.META_UBN, ""),
        meta.get(layout.META_NAME, ""),
        meta.get(layout.META_PREFILL, ""),
        tuple(_entries(table, form)),
    )


def is_untouched(returned: ReturnedForm, entries: Iterable[GivenCell]) -> bool:
    """Whether nothing was filled in beside what the form went out with.

    Args:
        returned: The workbook.
        entries: Its entries, as corrected in the preview.
    """
    return returned.prefilled == digest_of({_code_of(each): cell_text(each.cell) for each in entries})


def _entries(table: SheetTable, form: Form) -> Iterator[GivenCell]:
    questions = {each.code: each for each in form.questions}
    seen: set[str] = set()
    for row in table.rows:
        written = row.text(layout.CODE_COLUMN - 1)
        code, _, option = written.partition(layout.OPTION_MARK)
        question = questions.get(code)
        if question is None or written in seen or (question.type is FactType.CHOICES and not option):
            continue
        seen.add(written)
        yield GivenCell(
            row.number,
            question.label,
            question,
            row.cell(layout.ENTRY_COLUMN - 1),
            option,
            _flaw(table.flaws, row),
        )


def _flaw(flaws: Mapping[tuple[int, int], CellFlaw], row: SheetRow) -> CellFlaw | None:
    return flaws.get((row.number, layout.ENTRY_COLUMN - 1))


def _code_of(entry: GivenCell) -> str:
    code = entry.question.code
    return f"{code}{layout.OPTION_MARK}{entry.option}" if entry.option else code
