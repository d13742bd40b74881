"""Files that are damaged, disguised or built to hurt: each gets its sentence, and the program lives."""

import io
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from backbone_desktop.domain.errors import Cancelled, DataFileError
from backbone_desktop.exchange.sheets import guard
from backbone_desktop.exchange.sheets.child_limits import MEMORY_LIMIT
from backbone_desktop.exchange.sheets.guard import inspect_zip
from backbone_desktop.exchange.sheets.reader import read_workbook
from backbone_desktop.exchange.sheets.source import open_source
from tests.hostile.archives import inflating
from tests.hostile.corpus import ANY, CORPUS, NO_HEADER, SOUND
from tests.sheets import small_workbook, two_far_corners, with_cells, with_part

_WORKBOOK = small_workbook()


@pytest.mark.parametrize("name", CORPUS)
def test_hostile_file_is_refused_with_a_sentence_and_a_remedy(name: str, tmp_path: Path) -> None:
    hostile = CORPUS[name]
    hostile.make(tmp_path / name)
    if hostile.title in {ANY, SOUND, NO_HEADER}:
        with suppress(DataFileError):
            open_source(tmp_path / name)
        return
    with pytest.raises(DataFileError) as refusal:
        open_source(tmp_path / name)
    assert refusal.value.title == hostile.title
    assert refusal.value.remedy.endswith("。")


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
    content = bytearray(inflating(200))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        declared = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    lying = bytes(content).replace(declared, (1000).to_bytes(4, "little"))
    with pytest.raises(DataFileError):
        inspect_zip(lying, "lying.xlsx")


def test_without_the_limits_the_inflating_file_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    content = inflating(8)
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
