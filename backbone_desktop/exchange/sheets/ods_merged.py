"""Cells merged over several rows in OpenDocument sheets, of which the parser tells nothing.

Rule: what is not found here stays as the parser gave it; nothing is refused.
"""

import io
import re
from collections.abc import Iterator
from xml.sax.saxutils import unescape
from zipfile import BadZipFile, ZipFile

_LONGEST = 40_000_000
_SPANNED = re.compile(rb'\btable:number-rows-spanned="([2-9]|[1-9][0-9]{1,6})"')
_TABLE_NAME = re.compile(rb'\btable:name="([^"]*)"')
_ROWS_REPEATED = re.compile(rb'\btable:number-rows-repeated="([0-9]{1,7})"')
_COLUMNS_REPEATED = re.compile(rb'\btable:number-columns-repeated="([0-9]{1,5})"')
_TAG = re.compile(
    rb"<table:(?P<kind>table|table-row|(?:covered-)?table-cell)(?P<attributes>(?:[\s/][^>]*)?)>"
)
_QUOTES = {"&quot;": '"', "&apos;": "'"}

Merged = tuple[int, int, int]
"""First and last row, counted from 1, and the column, counted from 0."""


def merged_in_ods(content: bytes) -> dict[str, list[Merged]]:
    """Return what is merged downwards by the name of its sheet; empty for a file of any other kind."""
    try:
        with ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as part:
            xml = part.read(_LONGEST + 1)
    except (BadZipFile, KeyError):
        return {}
    if len(xml) > _LONGEST or _SPANNED.search(xml) is None:
        return {}
    found: dict[str, list[Merged]] = {}
    for name, merged in _walk(xml):
        found.setdefault(name, []).append(merged)
    return found


def _walk(xml: bytes) -> Iterator[tuple[str, Merged]]:
    name, row, following, column = "", 0, 1, 0
    for tag in _TAG.finditer(xml):
        attributes = tag["attributes"]
        match tag["kind"]:
            case b"table":
                name, following = _name(attributes), 1
            case b"table-row":
                row, column = following, 0
                following += _count(_ROWS_REPEATED, attributes)
            case _:
                rows = _count(_SPANNED, attributes)
                if rows > 1:
                    yield name, (row, row + rows - 1, column)
                column += _count(_COLUMNS_REPEATED, attributes)


def _name(attributes: bytes) -> str:
    match = _TABLE_NAME.search(attributes)
    return unescape(match[1].decode("utf-8", "replace"), _QUOTES) if match else ""


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    match = pattern.search(attributes)
    return int(match[1]) if match else 1
