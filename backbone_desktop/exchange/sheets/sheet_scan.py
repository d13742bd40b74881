"""A quick look through a worksheet's XML for its extent and for cells that lost their value.

Rule: bytes are matched by pattern; what this overlooks still meets the limits of the reading process.
"""

import re
from collections.abc import Callable
from functools import cache
from zipfile import ZipFile

from backbone_desktop.exchange.sheets.limits import MAX_CELLS, MAX_COLUMNS
from backbone_desktop.exchange.sheets.table import CellFlaw

_KEPT_FLAWS = 10_000
_LONGEST_CELL = 4_000_000

_REFERENCE = re.compile(rb"\sr=[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_NO_VALUE = re.compile(
    rb"<c\s[^>]*?\br=[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"'][^>]*>\s*"
    rb"<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_ERROR = re.compile(rb"<c\s(?=[^>]*\bt=[\"']e[\"'])[^>]*?\br=[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@cache
def column_number(letters: bytes) -> int:
    """Return the number of a column, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


class SheetScan:
    """The extent and the flaws of one worksheet, fed chunk by chunk."""

    def __init__(self) -> None:
        self.flaws: dict[tuple[int, int], CellFlaw] = {}
        self._columns = 0
        self._rows = 0
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        """Take the next inflated bytes."""
        buffer = self._rest + chunk
        cut = buffer.rfind(b"<c ")
        if cut <= 0 and len(buffer) < _LONGEST_CELL:
            self._rest = buffer
            return
        cut = cut if cut > 0 else len(buffer)
        self._rest = buffer[cut:]
        self._look(buffer[:cut])

    def finish(self) -> None:
        """Look at what is left after the last chunk."""
        self._look(self._rest)
        self._rest = b""

    def excess(self) -> str:
        """Return the zh-TW sentence on the limit that is passed, or nothing."""
        if self._columns > MAX_COLUMNS:
            return f"有工作表用到第 {self._columns} 欄，超過 {MAX_COLUMNS} 欄。"
        if self._columns * self._rows > MAX_CELLS:
            most = MAX_CELLS // 10_000
            return f"有工作表的範圍達 {self._rows} 列 × {self._columns} 欄，超過 {most} 萬個儲存格。"
        return ""

    def _look(self, text: bytes) -> None:
        references = _REFERENCE.findall(text)
        if not references:
            return
        self._columns = max(self._columns, *map(column_number, {letters for letters, _ in references}))
        self._rows = max(self._rows, *map(int, {digits for _, digits in references}))
        if b"<f" in text:
            self._note(_NO_VALUE.findall(text), CellFlaw.FORMULA_WITHOUT_VALUE)
        if b't="e"' in text or b"t='e'" in text:
            self._note(_ERROR.findall(text), CellFlaw.ERROR_VALUE)

    def _note(self, places: list[tuple[bytes, bytes]], flaw: CellFlaw) -> None:
        for letters, digits in places[: max(0, _KEPT_FLAWS - len(self.flaws))]:
            self.flaws.setdefault((int(digits), column_number(letters) - 1), flaw)


def find_sheet_parts(archive: ZipFile, read: Callable[[ZipFile, str], bytes]) -> dict[str, str]:
    """Return the sheet name of each worksheet part, as the workbook lists them.

    Args:
        archive: The workbook.
        read: Reads a bounded beginning of one part.
    """
    if "xl/_rels/workbook.xml.rels" not in archive.namelist():
        return {}
    relations = {
        each.get("Id", ""): each.get("Target", "")
        for each in _attributes(_RELATION, read(archive, "xl/_rels/workbook.xml.rels"))
    }
    parts: dict[str, str] = {}
    for sheet in _attributes(_SHEET, read(archive, "xl/workbook.xml")):
        target = relations.get(next((value for key, value in sheet.items() if key.endswith(":id")), ""), "")
        if target:
            parts[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = sheet.get("name", "")
    return parts


def _attributes(pattern: re.Pattern[str], xml: bytes) -> list[dict[str, str]]:
    text = xml.decode("utf-8", errors="replace")
    return [
        {key: _unescape(first or second) for key, first, second in _ATTRIBUTE.findall(tag)}
        for tag in pattern.findall(text)
    ]


def _unescape(text: str) -> str:
    for entity, char in _ENTITIES:
        text = text.replace(entity, char)
    return text
