"""Sheets for tests, written as Markdown tables and made real files.

Rule: a test shows its rows; what Excel or an office system would do to them happens here.
"""

import csv
import io
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

Rows = list[list[str]]

WORKSHEET_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
WORKSHEET_TAIL = b"</sheetData></worksheet>"


def rows_of(markdown: str) -> Rows:
    r"""Return the cells of a Markdown table without its rule line; ``\n`` in a cell is a line break."""
    lines = [line.strip() for line in markdown.strip().splitlines()]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line]
    return [[cell.replace("\\n", "\n") for cell in row] for row in cells if set("".join(row)) - set("-: ")]


def write_xlsx(path: Path, markdown: str, *, above: Iterable[str] = ()) -> Path:
    """Write the table as text cells of one sheet, below lines of title."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for title in above:
        sheet.append([title])
    for number, row in enumerate(rows_of(markdown), start=sheet.max_row + 1 if above else 1):
        for column, text in enumerate(row, start=1):
            if text:
                cell = sheet.cell(number, column)
                cell.value = text
                cell.data_type = "s"
    workbook.save(path)
    return path


def write_csv(path: Path, markdown: str, encoding: str = "cp950", delimiter: str = ",") -> Path:
    """Write the table as a CSV file in an encoding, as Excel would."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows_of(markdown))
    return path


def small_workbook() -> bytes:
    """Return the bytes of a small sound workbook."""
    workbook = Workbook()
    workbook.worksheets[0].append(["統一編號", "企業名稱"])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a workbook with one part replaced, or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            if entry.filename != name:
                target.writestr(entry.filename, source.read(entry))
        target.writestr(name, part)
    return buffer.getvalue()


def with_cells(cells: bytes) -> bytes:
    """Return a workbook whose only sheet holds this XML of rows."""
    return with_part(small_workbook(), "xl/worksheets/sheet1.xml", WORKSHEET_HEAD + cells + WORKSHEET_TAIL)


def two_far_corners() -> bytes:
    """Return the small workbook with cells in A1 and XFD1048576 only."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = "a"
    sheet["XFD1048576"] = "b"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def convert(soffice: str, path: Path, kind: str) -> Path:
    """Open a file in LibreOffice and save it as another kind beside it; a profile of its own is used."""
    profile = (path.parent / "LibreOffice profile").as_uri()
    target = path.parent / kind
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(target), str(path)], check=True, capture_output=True, timeout=120
    )
    return target / f"{path.stem}.{kind}"
