"""Files that are damaged, disguised or built to hurt: each gets its sentence, and the program lives."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from backbone_desktop.domain.errors import Cancelled, DataFileError
from backbone_desktop.exchange.sheets import guard
from backbone_desktop.exchange.sheets.child_limits import MEMORY_LIMIT
from backbone_desktop.exchange.sheets.guard import inspect_zip
from backbone_desktop.exchange.sheets.reader import read_workbook
from backbone_desktop.exchange.sheets.source import open_source
from tests.sheets import small_workbook, two_far_corners, with_cells, with_part

_WORKBOOK = small_workbook()
_PROTECTED = Path(__file__).resolve().parents[2] / "data" / "protected"


def _other_zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


def _many_entries() -> bytes:
    buffer = io.BytesIO(_WORKBOOK)
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(guard.MAX_ENTRIES + 1):
            archive.writestr(f"docProps/{number}.xml", "")
    return buffer.getvalue()


def _inflating(megabytes: int) -> bytes:
    cell = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
        + b"A" * (megabytes * 1_000_000)
        + b"</t></is></c></row>"
    )
    return with_cells(cell)


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 100


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.xlsx": (lambda: b"", "檔案是空的"),
    "blank.csv": (lambda: b"\r\n \r\n", "檔案是空的"),
    "picture.xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "檔案是圖片，不是試算表"),
    "photo.xls": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 64, "檔案是圖片，不是試算表"),
    "page.xls": ("<html><table><tr><td>統編</td></tr></table>".encode, "檔案是網頁，不是試算表"),
    "paper.xlsx": (lambda: b"%PDF-1.7\n", "檔案格式不支援"),
    "locked.xlsx": (lambda: _ole("EncryptedPackage"), "檔案有密碼保護"),
    "letter.xls": (lambda: _ole("WordDocument"), "檔案格式不支援"),
    "broken.xls": (lambda: _ole("Workbook\0"), "檔案不完整或已損毀"),
    "half.xlsx": (lambda: _WORKBOOK[: len(_WORKBOOK) // 2], "檔案不完整或已損毀"),
    "tail.xlsx": (lambda: _WORKBOOK[:-40], "檔案不完整或已損毀"),
    "archive.xlsx": (lambda: _other_zip("photo.jpg"), "檔案是壓縮檔，不是試算表"),
    "letter.xlsx": (lambda: _other_zip("[Content_Types].xml"), "檔案格式不支援"),
    "binary.xlsx": (lambda: _other_zip("xl/workbook.bin"), "檔案格式不支援"),
    "corners.xlsx": (two_far_corners, "檔案內容超過可處理的大小"),
    "tall.xlsx": (
        lambda: with_cells(b'<row r="1"><c r="GR1"/></row><row r="90000"><c r="A90000"/></row>'),
        "檔案內容超過可處理的大小",
    ),
    "inflating.xlsx": (lambda: _inflating(400), "檔案內容超過可處理的大小"),
    "entries.xlsx": (_many_entries, "檔案內容超過可處理的大小"),
    "doctype.xlsx": (
        lambda: with_part(_WORKBOOK, "xl/styles.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
        "檔案結構可疑",
    ),
    "outside.xlsx": (lambda: with_part(_WORKBOOK, "../evil.xml", b"<a/>"), "檔案結構可疑"),
    "random.xlsx": (lambda: bytes(range(256)) * 8, "檔案格式不支援"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_a_sentence_and_a_remedy(name: str, tmp_path: Path) -> None:
    make, title = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(DataFileError) as refusal:
        open_source(path)
    assert refusal.value.title == title
    assert refusal.value.remedy.endswith("。")
    assert name in refusal.value.detail


def test_every_hostile_file_is_refused_within_five_seconds_by_a_program_that_lives(tmp_path: Path) -> None:
    for name, (make, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(make())
    script = (
        "import sys, pathlib\n"
        "from backbone_desktop.domain.errors import DataFileError\n"
        "from backbone_desktop.exchange.sheets.source import open_source\n"
        "try:\n    open_source(pathlib.Path(sys.argv[1]))\n"
        "except DataFileError as error:\n    print(error.title)\n"
    )
    for name in HOSTILE:
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script, str(tmp_path / name)],
            capture_output=True,
            timeout=5,
            check=True,
            encoding="utf-8",
        )
        assert done.stdout.strip() == HOSTILE[name][1], name


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_workbook_a_program_protected_is_refused_for_its_password(kind: str) -> None:
    with pytest.raises(DataFileError, match="檔案有密碼保護"):
        open_source(_PROTECTED / f"protected.{kind}")


def test_missing_file_and_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="找不到檔案"):
        open_source(tmp_path / "absent.xlsx")
    with pytest.raises(DataFileError):
        open_source(tmp_path)


def test_the_parser_alone_dies_of_two_far_corners(tmp_path: Path) -> None:
    """The negative control: without guard and process of its own, this file ends the program."""
    path = tmp_path / "corners.xlsx"
    path.write_bytes(two_far_corners())
    script = (
        "import sys, resource, python_calamine\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY_LIMIT},) * 2)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "try:\n    python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()\n"
        "except Exception:\n    print('an ordinary exception')\n"
        "print('alive')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert b"alive" not in done.stdout


def test_two_far_corners_that_pass_the_guard_are_an_ordinary_refusal() -> None:
    with pytest.raises(DataFileError) as refusal:
        read_workbook(two_far_corners(), "corners.xlsx")
    assert refusal.value.title == "檔案內容超過可處理的大小"


def test_bytes_are_counted_and_not_believed() -> None:
    """Sizes in the directory say nothing: the count alone stops a file that lies about them."""
    content = bytearray(_inflating(200))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        declared = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    lying = bytes(content).replace(declared, (1000).to_bytes(4, "little"))
    with pytest.raises(DataFileError):
        inspect_zip(lying, "lying.xlsx")


def test_without_the_limits_the_inflating_file_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    content = _inflating(8)
    with pytest.raises(DataFileError):
        inspect_zip(content, "x.xlsx")
    monkeypatch.setattr(guard, "MAX_RATIO", 10_000)
    assert inspect_zip(content, "x.xlsx").inflated > 8_000_000


def test_reading_stops_at_the_time_limit() -> None:
    with pytest.raises(DataFileError, match="超過可處理"):
        read_workbook(_long_sheet(), "long.xlsx", wall_seconds=0.05)


def test_reading_stops_on_request() -> None:
    with pytest.raises(Cancelled):
        read_workbook(_long_sheet(), "long.xlsx", cancelled=lambda: True)


def test_inflating_stops_on_request() -> None:
    with pytest.raises(Cancelled):
        inspect_zip(_WORKBOOK, "x.xlsx", cancelled=lambda: True)


def test_a_large_honest_sheet_stays_within_the_memory_promised() -> None:
    result = read_workbook(_long_sheet(), "long.xlsx")
    assert len(result.tables[0].rows) == 20_000
    assert 0 < result.peak_memory < 500_000_000


def test_macros_and_links_are_noted_and_not_refused() -> None:
    content = with_part(with_part(_WORKBOOK, "xl/vbaProject.bin", b"x"), "xl/externalLinks/a.xml", b"<a/>")
    assert len(inspect_zip(content, "x.xlsm").notes) == 2


def _long_sheet() -> bytes:
    cells = (
        b'<row r="%d">' % row
        + b"".join(b'<c r="%c%d"><v>%d</v></c>' % (65 + c, row, row * c) for c in range(20))
        + b"</row>"
        for row in range(1, 20_001)
    )
    return with_cells(b"".join(cells))
