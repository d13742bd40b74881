"""Workbooks in zips that are built to hurt: they inflate, reach far, name what is outside, or refer to files.

Rule: each builder returns the bytes of one file and says in its name what is wrong with it.
"""

import io
import zipfile
from collections.abc import Iterable
from random import Random

from openpyxl.utils import get_column_letter

from tests.sheets import (
    WORKSHEET_HEAD,
    WORKSHEET_TAIL,
    small_workbook,
    two_far_corners,
    with_cells,
    with_part,
)

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_XML = b'<?xml version="1.0" encoding="UTF-8"?>'
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def archive(parts: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as target:
        for name, part in parts:
            target.writestr(name, part)
    return buffer.getvalue()


def inflating(megabytes: int) -> bytes:
    """One cell of that many million letters."""
    cell = b'<c r="A1" t="inlineStr"><is><t>%s</t></is></c>' % (b"A" * (megabytes * 1_000_000))
    return with_cells(b'<row r="1">' + cell + b"</row>")


def inflating_in_parts() -> bytes:
    """Forty parts, none of them large, 40 MB together."""
    parts = [(f"docProps/{number}.xml", b"<a>" + b"B" * 1_000_000 + b"</a>") for number in range(40)]
    return _added(small_workbook(), parts)


def inflating_slowly() -> bytes:
    """160 MB beside a picture that does not shrink, so that the whole shrinks as honest files do."""
    picture = Random(1).randbytes(2_000_000)
    parts = [(f"docProps/{number}.xml", b"B" * 20_000_000) for number in range(8)]
    return _added(small_workbook(), [("xl/media/image1.png", picture), *parts])


def overlapping() -> bytes:
    """Thousand directory entries that all inflate the same bytes."""
    content = _added(small_workbook(), [("docProps/a.xml", b"C" * 4_000_000)])
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        entry = source.getinfo("docProps/a.xml")
    at = content.index(b"PK\x01\x02")
    own = content.rindex(b"PK\x01\x02", 0, content.rindex(b"docProps/a.xml"))
    record = content[own : content.index(b"PK\x05\x06")]
    count = 1_000
    directory = content[at : content.index(b"PK\x05\x06")] + record * count
    total = content.count(b"PK\x01\x02") + count
    assert entry.header_offset > 0
    end = b"PK\x05\x06\0\0\0\0" + total.to_bytes(2, "little") * 2
    return (
        content[:at]
        + directory
        + end
        + len(directory).to_bytes(4, "little")
        + at.to_bytes(4, "little")
        + b"\0\0"
    )


def lying_about_size() -> bytes:
    """20 MB in one part of which the directory says that it holds 1,000 bytes."""
    content = inflating(20)
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        declared = source.getinfo(SHEET).file_size.to_bytes(4, "little")
    return content.replace(declared, (1000).to_bytes(4, "little"))


def many_entries(count: int) -> bytes:
    """More parts than any workbook has."""
    return _added(small_workbook(), [(f"docProps/{number}.xml", b"") for number in range(count)])


def repeated_text() -> bytes:
    """A small file whose 20,000 cells all show one text of 30,000 letters: 600 MB once it is read."""
    text = b"<sst %s><si><t>%s</t></si></sst>" % (_MAIN, b"D" * 30_000)
    rows = b"".join(
        b'<row r="%d">%s</row>'
        % (row, b"".join(b'<c r="%c%d" t="s"><v>0</v></c>' % (65 + column, row) for column in range(20)))
        for row in range(1, 1_001)
    )
    return _with_strings(with_cells(rows), text)


def cells_without_places(count: int) -> bytes:
    """A row of cells that do not say where they stand."""
    return with_cells(b'<row r="1">' + b"<c><v>1</v></c>" * count + b"</row>")


def columns(count: int) -> bytes:
    """One row of that many named cells."""
    cells = (b'<c r="%s1"><v>1</v></c>' % get_column_letter(each).encode() for each in range(1, count + 1))
    return with_cells(b'<row r="1">' + b"".join(cells) + b"</row>")


def entities(part: str) -> bytes:
    """Ten entities, each ten of the one before: a billion words once they are expanded."""
    lines = [b'<!ENTITY e0 "lol">']
    lines += [b'<!ENTITY e%d "%s">' % (each, b"&e%d;" % (each - 1) * 10) for each in range(1, 11)]
    return with_part(
        small_workbook(), part, _XML + b"<!DOCTYPE a [" + b"".join(lines) + b"]><sst %s>&e10;</sst>" % _MAIN
    )


def long_entity() -> bytes:
    """One long entity named ten thousand times."""
    declared = b'<!DOCTYPE a [<!ENTITY e "%s">]>' % (b"E" * 50_000)
    text = b'<row r="1"><c r="A1" t="inlineStr"><is><t>%s</t></is></c></row>' % (b"&e;" * 10_000)
    return with_part(
        small_workbook(), SHEET, _XML + declared + WORKSHEET_HEAD[len(_XML) :] + text + WORKSHEET_TAIL
    )


def outside_entity(address: str, encoding: str = "utf-8") -> bytes:
    """A text that stands in another file, or at an address."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY e SYSTEM "{address}">]>'
        f"<sst {_MAIN.decode()}><si><t>&e;</t></si></sst>"
    )
    return _with_strings(small_workbook(), text.encode(encoding))


def late_doctype() -> bytes:
    """A declaration that begins on one side of a megabyte and ends on the other."""
    filler = b"<!--" + b"f" * ((1 << 20) - len(_XML) - 4 - 3 - 5) + b"-->"
    return with_part(small_workbook(), "xl/styles.xml", _XML + filler + b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")


def named_outside(name: str) -> bytes:
    """A part that would be written somewhere else."""
    return with_part(small_workbook(), name, b"<a/>")


def named_twice() -> bytes:
    """Two parts of one name: which of them counts is anybody's guess."""
    content = small_workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        parts = [(each.filename, source.read(each)) for each in source.infolist()]
    twin = ("zl/worksheets/sheet1.xml", WORKSHEET_HEAD + WORKSHEET_TAIL)
    return archive([*parts, twin]).replace(b"zl/worksheets", b"xl/worksheets")


def marked_encrypted() -> bytes:
    """Parts that only open with a password."""
    content = bytearray(small_workbook())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def compressed_otherwise(method: int) -> bytes:
    """Parts compressed in a way no workbook is."""
    with zipfile.ZipFile(io.BytesIO(small_workbook())) as source:
        return archive([(each.filename, source.read(each)) for each in source.infolist()], method)


def deeply_nested(depth: int) -> bytes:
    """Elements within elements within elements."""
    return with_cells(b'<row r="1"><c r="A1"><v>1</v></c></row>' + b"<x>" * depth + b"</x>" * depth)


def without_sheets() -> bytes:
    """A workbook that lists no sheet."""
    return with_part(small_workbook(), "xl/workbook.xml", _XML + b"<workbook %s><sheets/></workbook>" % _MAIN)


def pointing_nowhere() -> bytes:
    """A workbook whose sheet stands in a part that is not there."""
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
        b'/worksheet" '
        b'Target="../../../etc/passwd"/></Relationships>'
    )
    return with_part(small_workbook(), "xl/_rels/workbook.xml.rels", rels)


def merged_over_each_other(count: int) -> bytes:
    """Merged cells that all reach from the top of the sheet to its end."""
    merged = b'<mergeCell ref="A1:A1048576"/>' * count
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(1, 2_001))
    head = WORKSHEET_HEAD + rows + b"</sheetData><mergeCells>" + merged + b"</mergeCells></worksheet>"
    return with_part(small_workbook(), SHEET, head)


def boasting_dimension() -> bytes:
    """A sheet of one cell that says it fills all there is."""
    head = WORKSHEET_HEAD.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    return with_part(
        small_workbook(), SHEET, head + b'<row r="1"><c r="A1"><v>1</v></c></row>' + WORKSHEET_TAIL
    )


def ods(table: bytes, head: bytes = b"") -> bytes:
    """Return an OpenDocument sheet with this XML of rows."""
    space = b"".join(
        b' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % each
        for each in ((b"office", b"office"), (b"table", b"table"), (b"text", b"text"))
    )
    content = (
        _XML + head + b"<office:document-content%s><office:body><office:spreadsheet>" % space
        + b'<table:table table:name="x">' + table
        + b"</table:table></office:spreadsheet></office:body></office:document-content>"
    )  # fmt: skip
    manifest = b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return archive(
        [("mimetype", ODS_TYPE.encode()), ("META-INF/manifest.xml", manifest), ("content.xml", content)]
    )


def ods_cell(text: str) -> bytes:
    """Return a cell of text."""
    return (
        b'<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % text.encode()
    )


def ods_repeated(rows: int, across: int) -> bytes:
    """One cell that says it stands in so many rows and columns."""
    return ods(
        b'<table:table-row table:number-rows-repeated="%d"><table:table-cell '
        b'table:number-columns-repeated="%d" office:value-type="string"><text:p>x</text:p></table:table-cell>'
        b"</table:table-row>" % (rows, across)
    )


def far_corners() -> bytes:
    """Cells in A1 and in the last one there is."""
    return two_far_corners()


def _added(content: bytes, parts: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts:
            target.writestr(name, part)
    return buffer.getvalue()


def _with_strings(content: bytes, strings: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        rels = source.read("xl/_rels/workbook.xml.rels")
    if b"sharedStrings" not in rels:
        link = (
            b'<Relationship Id="rId99" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
            b'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
        )
        content = with_part(content, "xl/_rels/workbook.xml.rels", rels.replace(b"</Relationships>", link))
    return with_part(content, STRINGS, strings)
