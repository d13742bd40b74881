"""The corpus: every hostile or malformed file by name, with what is to become of it.

Rule: a file is made from nothing, here, and always the same.
"""

import gzip
import os
import socket
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from tests.hostile import archives, texts
from tests.sheets import small_workbook, with_cells, with_part

EMPTY = "檔案是空的"
DAMAGED = "檔案不完整或已損毀"
TOO_BIG = "檔案內容超過可處理的大小"
SUSPECT = "檔案結構可疑"
PASSWORD = "檔案有密碼保護"
PICTURE = "檔案是圖片，不是試算表"
PAGE = "檔案是網頁，不是試算表"
FORMAT = "檔案格式不支援"
ZEROS = "檔案內容異常"
ZIP = "檔案是壓縮檔，不是試算表"
ENCODING = "無法判斷文字編碼"
QUOTES = "CSV 檔內容有誤"
NO_HEADER = "找不到問卷的欄名"
NOT_A_FILE = "這不是一般的檔案"
SOUND = ""
"""The file is odd and sound: it is read."""

ANY = "*"
"""Chance decides whether the file is refused or read."""

_PROTECTED = Path(__file__).resolve().parents[1] / "data" / "protected"
_OFFICE = Path(__file__).resolve().parents[1] / "data" / "responses"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: how it is made, the title of its refusal, and a word of the remark when it is read."""

    make: Callable[[Path], None]
    title: str
    remark: str = ""


def _bytes(content: Callable[[], bytes], title: str, remark: str = "") -> Hostile:
    return Hostile(lambda path: _write(path, content()), title, remark)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _filled() -> bytes:
    """Return a sound workbook with one response."""
    cells = (("統一編號", "企業名稱", "員工人數"), ("04595257", "示範碁恒精密股份有限公司", "186"))
    return with_cells("".join(_row(number, row) for number, row in enumerate(cells, start=1)).encode())


def _row(number: int, row: tuple[str, ...]) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABC", row, strict=True)
    )
    return f'<row r="{number}">{cells}</row>'


def _ole(stream: str) -> bytes:
    return _OLE + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 100


def _tenth(kind: str, number: int) -> bytes:
    content = _workbook(kind)
    return content[: len(content) * number // 10]


def _flipped(kind: str, seed: int) -> bytes:
    random, flipped = Random(seed), bytearray(_workbook(kind))
    for _ in range(8):
        flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def _workbook(kind: str) -> bytes:
    return _filled() if kind == "xlsx" else (_OFFICE / f"thirty.{kind}").read_bytes()


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


ARCHIVES = {
    "bomb in one part.xlsx": _bytes(lambda: archives.inflating(60), TOO_BIG),
    "bomb in forty parts.xlsx": _bytes(archives.inflating_in_parts, TOO_BIG),
    "bomb of 160 MB.xlsx": _bytes(archives.inflating_slowly, TOO_BIG),
    "bomb of overlapping parts.xlsx": _bytes(archives.overlapping, SUSPECT),
    "bomb that lies.xlsx": _bytes(archives.lying_about_size, DAMAGED),
    "bomb of one text.xlsx": _bytes(archives.repeated_text, TOO_BIG),
    "bomb in a bomb.zip": _bytes(lambda: archives.archive([("a.zip", archives.inflating(50))]), ZIP),
    "entries.xlsx": _bytes(lambda: archives.many_entries(2_500), TOO_BIG),
    "far corners.xlsx": _bytes(archives.far_corners, TOO_BIG),
    "tall and wide.xlsx": _bytes(
        lambda: with_cells(b'<row r="1"><c r="GR1"/></row><row r="90000"><c r="A90000"/></row>'), TOO_BIG
    ),
    "beyond the last row.xlsx": _bytes(
        lambda: with_cells(b'<row r="9999999"><c r="A9999999"><v>1</v></c></row>'), TOO_BIG
    ),
    "16384 columns.xlsx": _bytes(lambda: archives.columns(16_384), TOO_BIG),
    "16384 columns unnamed.xlsx": _bytes(lambda: archives.cells_without_places(16_384), TOO_BIG),
    "two million cells unnamed.xlsx": _bytes(lambda: archives.cells_without_places(2_000_000), TOO_BIG),
    "boasting.xlsx": _bytes(archives.boasting_dimension, NO_HEADER),
    "merged over each other.xlsx": _bytes(lambda: archives.merged_over_each_other(50_000), NO_HEADER),
    "laughs in a sheet.xlsx": _bytes(lambda: archives.entities(archives.SHEET), SUSPECT),
    "laughs in texts.xlsx": _bytes(lambda: archives.entities(archives.STRINGS), SUSPECT),
    "one long entity.xlsx": _bytes(archives.long_entity, SUSPECT),
    "entity of a file.xlsx": _bytes(lambda: archives.outside_entity("file:///etc/passwd"), SUSPECT),
    "entity of an address.xlsx": _bytes(lambda: archives.outside_entity("http://192.0.2.1/x"), SUSPECT),
    "entity in utf-16.xlsx": _bytes(lambda: archives.outside_entity("file:///etc/passwd", "utf-16"), SUSPECT),
    "late doctype.xlsx": _bytes(archives.late_doctype, SUSPECT),
    "parent.xlsx": _bytes(lambda: archives.named_outside("../evil.xml"), SUSPECT),
    "root.xlsx": _bytes(lambda: archives.named_outside("/etc/cron.d/evil"), SUSPECT),
    "drive.xlsx": _bytes(lambda: archives.named_outside("C:\\evil.xml"), SUSPECT),
    "backslashes.xlsx": _bytes(lambda: archives.named_outside("xl\\..\\..\\evil.xml"), SUSPECT),
    "named twice.xlsx": _bytes(archives.named_twice, SUSPECT),
    "marked encrypted.xlsx": _bytes(archives.marked_encrypted, PASSWORD),
    "compressed as bzip2.xlsx": _bytes(lambda: archives.compressed_otherwise(zipfile.ZIP_BZIP2), DAMAGED),
    "compressed as lzma.xlsx": _bytes(lambda: archives.compressed_otherwise(zipfile.ZIP_LZMA), DAMAGED),
    "nested.xlsx": _bytes(lambda: archives.deeply_nested(200_000), NO_HEADER),
    "without sheets.xlsx": _bytes(archives.without_sheets, NO_HEADER),
    "pointing nowhere.xlsx": _bytes(archives.pointing_nowhere, DAMAGED),
    "repeated.ods": _bytes(lambda: archives.ods_repeated(1_048_576, 16_384), DAMAGED),
    "repeated down.ods": _bytes(lambda: archives.ods_repeated(1_048_576, 1), TOO_BIG),
    "laughs.ods": _bytes(
        lambda: archives.ods(b"", b'<!DOCTYPE a [<!ENTITY e "x"><!ENTITY f "&e;&e;&e;">]>'), SUSPECT
    ),
    "no content.ods": _bytes(lambda: archives.archive([("mimetype", archives.ODS_TYPE.encode())]), DAMAGED),
    "binary.xlsb": _bytes(lambda: archives.archive([("xl/workbook.bin", b"x")]), FORMAT),
    "letter.docx": _bytes(lambda: archives.archive([("[Content_Types].xml", b"x")]), FORMAT),
    "photos.zip": _bytes(lambda: archives.archive([("photo.jpg", b"x")]), ZIP),
    "macros.xlsm": _bytes(lambda: with_part(_filled(), "xl/vbaProject.bin", b"x"), SOUND, "巨集"),
    "links.xlsx": _bytes(
        lambda: with_part(_filled(), "xl/externalLinks/externalLink1.xml", b"<a/>"), SOUND, "連結其他活頁簿"
    ),
}
DAMAGE = {
    **{
        f"cut at {number} tenths.{kind}": _bytes(partial(_tenth, kind, number), DAMAGED)
        for kind in ("xlsx", "xls", "ods")
        for number in range(1, 10)
    },
    **{
        f"flipped {seed}.{kind}": _bytes(partial(_flipped, kind, seed), ANY)
        for kind in ("xlsx", "xls", "ods")
        for seed in range(4)
    },
    "tail.xlsx": _bytes(lambda: small_workbook()[:-40], DAMAGED),
    "broken.xls": _bytes(lambda: _ole("Workbook\0"), DAMAGED),
}
DISGUISES = {
    "locked.xlsx": _bytes(lambda: _ole("EncryptedPackage"), PASSWORD),
    "locked.xls": _bytes((_PROTECTED / "protected.xls").read_bytes, PASSWORD),
    "locked.ods": _bytes((_PROTECTED / "protected.ods").read_bytes, PASSWORD),
    "letter.xls": _bytes(lambda: _ole("WordDocument"), FORMAT),
    "picture.xlsx": _bytes(lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, PICTURE),
    "photo.xls": _bytes(lambda: b"\xff\xd8\xff\xe0" + b"\0" * 64, PICTURE),
    "paper.xlsx": _bytes(lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", FORMAT),
    "program.csv": _bytes(lambda: b"MZ\x90\0" + b"\0" * 60, FORMAT),
    "packed.csv": _bytes(lambda: gzip.compress(texts.sound()), FORMAT),
    "page.xls": _bytes(texts.page, PAGE),
    "page in utf-16.xls": _bytes(lambda: texts.page("utf-16"), PAGE),
    "workbook of 2003.xml": _bytes(texts.xml_spreadsheet, "檔案是 XML 文件"),
    "page archive.mht": _bytes(texts.page_archive, "檔案是網頁封存檔"),
    "bytes.xlsx": _bytes(lambda: bytes(range(256)) * 8, FORMAT),
    "workbook called.csv": _bytes(_filled, SOUND),
    "text called.xlsx": _bytes(texts.sound, SOUND),
}
TEXTS = {
    "empty.csv": _bytes(lambda: b"", EMPTY),
    "blank.csv": _bytes(lambda: b"\r\n \r\n\t\r\n", EMPTY),
    "mark only.csv": _bytes(lambda: b"\xef\xbb\xbf", EMPTY),
    "mark only utf-16.csv": _bytes(lambda: b"\xff\xfe", EMPTY),
    "header only.csv": _bytes(texts.HEADER.encode, SOUND, "只讀到標題"),
    "header only.xlsx": _bytes(small_workbook, SOUND, "只讀到標題"),
    "no header.csv": _bytes(lambda: b"1,2\r\n3,4\r\n", NO_HEADER),
    "headers twice.csv": _bytes(
        "統一編號,員工人數,員工人數\r\n04595257,186,187\r\n".encode, SOUND, "回答同一題"
    ),
    "long headers.csv": _bytes(texts.long_headers, NO_HEADER),
    "16384 columns.csv": _bytes(lambda: texts.wide(16_384), TOO_BIG),
    "seven million cells.csv": _bytes(lambda: texts.tall(240_000), TOO_BIG),
    "sixty megabytes.csv": _bytes(lambda: texts.one_line(60), TOO_BIG),
    "one line.csv": _bytes(lambda: texts.one_line(40), QUOTES),
    "commas.csv": _bytes(lambda: texts.only_separators(40), TOO_BIG),
    "quotes.csv": _bytes(lambda: texts.only_quotes(20), QUOTES),
    "endless quote.csv": _bytes(texts.endless_quote, QUOTES),
    "unclosed quote.csv": _bytes(texts.quote_unclosed_at_end, QUOTES),
    "longest cell of Excel.csv": _bytes(lambda: texts.sound("長" * 32_767), SOUND),
    "nul bytes.csv": _bytes(texts.nul_bytes, FORMAT),
    "nul bytes late.csv": _bytes(lambda: texts.sound("x" * 5_000 + "\0"), ZEROS),
    "utf-16 unmarked.csv": _bytes(texts.utf16_without_mark, FORMAT),
    "utf-32.csv": _bytes(lambda: texts.sound(encoding="utf-32"), ZEROS),
    "two encodings.csv": _bytes(texts.two_encodings, ENCODING),
    "mark and lies.csv": _bytes(lambda: b"\xef\xbb\xbf" + texts.sound("碁", "cp950"), "文字編碼有誤"),
    "half a utf-16.csv": _bytes(lambda: texts.sound(encoding="utf-16")[:-1], "文字編碼有誤"),
    "backslash bytes.csv": _bytes(lambda: texts.sound("許功蓋育珮\\", "cp950"), SOUND),
    "old line ends.csv": _bytes(lambda: texts.sound().replace(b"\r\n", b"\r"), SOUND),
}
PLACES = {
    "folder": Hostile(lambda path: path.mkdir(), "這是資料夾，不是檔案"),
    "absent.xlsx": Hostile(lambda _path: None, "找不到檔案"),
    "link.csv": Hostile(lambda path: path.symlink_to(_sound_beside(path)), SOUND),
    "dangling.csv": Hostile(lambda path: path.symlink_to(path.with_name("nowhere")), "找不到檔案"),
    "loop.csv": Hostile(lambda path: path.symlink_to(path), "檔案無法讀取"),
    "pipe.csv": Hostile(os.mkfifo, NOT_A_FILE),
    "device.csv": Hostile(lambda path: path.symlink_to("/dev/zero"), NOT_A_FILE),
    "socket.csv": Hostile(_socket, NOT_A_FILE),
}
"""Files that are no files; POSIX only."""

CORPUS: Mapping[str, Hostile] = {**ARCHIVES, **DAMAGE, **DISGUISES, **TEXTS}


def _sound_beside(path: Path) -> Path:
    beside = path.with_name("beside.csv")
    beside.write_bytes(texts.sound())
    return beside
