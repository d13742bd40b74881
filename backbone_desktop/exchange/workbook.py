"""The one way cells of a workbook are written, so that what a person typed never becomes a formula.

Rule: nothing outside this module assigns ``cell.value`` or saves a workbook; same content, same bytes.
"""

import hashlib
import io
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from backbone_desktop.exchange.atomic_file import export_error, write_file
from backbone_desktop.exchange.look import Look, register_looks

ROC_DATE_FORMAT = "[$-404]e/mm/dd"
"""Shows a true date as ``105/03/15`` in Excel and LibreOffice."""

ISO_DATE_FORMAT = "yyyy-mm-dd"
"""Shows a true date as ``2016-03-15``, for sheets that machines read."""

CELL_TEXT_LIMIT = 32_767
"""UTF-16 units one cell can hold."""

_MONEY_FORMAT = "#,##0"
_EXACT_DIGITS = 15
_STAMP = datetime(2016, 1, 1)  # noqa: DTZ001 - document properties carry no zone
_ZIP_DATE = (2016, 1, 1, 0, 0, 0)
_CUT_NOTE = "……（全文共 {length} 字，超過儲存格上限，其後從略）"
_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TRIGGERS = ("=", "+", "-", "@", "'")


def new_workbook(title: str) -> Workbook:
    """Return an empty workbook with one sheet named ``title`` and our looks registered."""
    workbook = Workbook()
    register_looks(workbook)
    sheet = workbook.worksheets[0]
    sheet.title = title
    return workbook


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return the cell at a row and column, both from 1, which is not hidden in a merged range."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        raise TypeError(f"{cell.coordinate} lies inside a merged range and keeps no value")
    return cell


def put_text(cell: Cell, text: str, look: Look = Look.TEXT) -> bool:
    r"""Write text as text, whatever it begins with; return whether all of it fits.

    Line breaks become ``\n``; characters no workbook can hold are left out. What exceeds the limit of a cell
    ends with a sentence that says so.
    """
    clean, whole = fit_cell(clean_text(text))
    cell.style = look.value
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", clean)
    cell.data_type = "s"
    if clean.startswith(_TRIGGERS):
        # Keeps Excel from making a formula of it when the cell is edited and entered again.
        cell.quotePrefix = True
    return whole


def put_date(
    cell: Cell, day: date | None, look: Look = Look.DATE, number_format: str = ROC_DATE_FORMAT
) -> None:
    """Write a true date shown in ROC years unless told otherwise; nothing for None."""
    cell.style = look.value
    if day is not None:
        cell.value = day
        cell.number_format = number_format


def put_number(cell: Cell, number: int | Decimal | None, look: Look = Look.NUMBER) -> None:
    """Write a number; nothing for None. One with more digits than a workbook keeps becomes text."""
    if number is not None and len(Decimal(number).as_tuple().digits) > _EXACT_DIGITS:
        put_text(cell, str(number), look)
        return
    cell.style = look.value
    if number is not None:
        cell.value = number


def put_money(cell: Cell, ntd: int | None, look: Look = Look.NUMBER) -> None:
    """Write an amount in 元 with grouped digits; nothing for None."""
    put_number(cell, ntd, look)
    cell.number_format = _MONEY_FORMAT


def clean_text(text: str) -> str:
    """Return the text with one kind of line break and without characters a workbook cannot hold."""
    return _NOT_XML.sub("", _LINE_BREAKS.sub("\n", text))


def fit_cell(text: str) -> tuple[str, bool]:
    """Return what of a text fits into one cell, and whether that is all of it."""
    encoded = text.encode("utf-16-le")
    if len(encoded) // 2 <= CELL_TEXT_LIMIT:
        return text, True
    note = _CUT_NOTE.format(length=len(text))
    room = CELL_TEXT_LIMIT - len(note)
    # A pair cut in half would be dropped on decoding, which is what is wanted.
    return encoded[: room * 2].decode("utf-16-le", errors="ignore") + note, False


def set_up_print(sheet: Worksheet, title_rows: str = "", *, landscape: bool = False) -> None:
    """Set a sheet up for A4, one page wide, with page numbers; ``title_rows`` such as ``1:4`` repeat."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE if landscape else sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.print_options.horizontalCentered = True
    _put_footer(sheet.oddFooter)
    if title_rows:
        sheet.print_title_rows = title_rows


def _put_footer(footer: HeaderFooterItem | None) -> None:
    if footer is not None:
        footer.left.text = "&A"
        footer.right.text = "第 &P 頁，共 &N 頁"


def workbook_bytes(workbook: Workbook, title: str = "") -> bytes:
    """Return the workbook as a file's bytes; the same content gives the same bytes."""
    workbook.properties = DocumentProperties(
        creator="backbone_desktop", title=title or None, created=_STAMP, modified=_STAMP
    )
    buffer = io.BytesIO()
    with _StillZip(buffer, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()
    return buffer.getvalue()


def save_workbook(workbook: Workbook, path: Path, title: str = "") -> str:
    """Save the workbook under ``path`` in one step; return the SHA-256 of its bytes in hex.

    Raises:
        ExportError: It could not be written; a file that stood there is unchanged.
    """
    try:
        data = workbook_bytes(workbook, title)
    except OSError as error:
        # openpyxl keeps each sheet in a temporary file until the workbook is put together.
        raise export_error(path, error) from error
    write_file(path, data)
    return hashlib.sha256(data).hexdigest()


class _StillZip(ZipFile):
    """A zip whose entries all carry one date, because the clock is not part of the content."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        entry = ZipInfo(name, _ZIP_DATE)
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(str(arcname or filename), Path(filename).read_bytes())
