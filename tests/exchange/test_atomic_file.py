"""A file that replaces an older one: the new one whole, or the old one untouched."""

import subprocess
import sys
from pathlib import Path

import pytest

from backbone_desktop.domain.errors import ExportError
from backbone_desktop.exchange.atomic_file import write_file

_LIMITED = """
import pathlib, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = pathlib.Path(sys.argv[1])
from openpyxl import Workbook
from backbone_desktop.domain.errors import ExportError
from backbone_desktop.exchange.workbook import cell_at, new_workbook, put_text, save_workbook
workbook = new_workbook("表")
for row in range(1, 3000):
    put_text(cell_at(workbook.worksheets[0], row, 1), f"{row * 7919} 文字")
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    {save}
except (ExportError, OSError) as error:
    print(type(error).__name__, error)
"""


def _save_with_little_room(path: Path, save: str) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _LIMITED.replace("{save}", save), str(path)],
        capture_output=True,
        timeout=60,
        check=False,
        encoding="utf-8",
    )
    return done.stdout


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "月報.xlsx"
    path.write_bytes(b"the old file")
    told = _save_with_little_room(path, "save_workbook(workbook, path)")
    assert told.startswith("ExportError")
    assert path.read_bytes() == b"the old file"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_saving_straight_to_the_path_would_destroy_it(tmp_path: Path) -> None:
    """The negative control."""
    path = tmp_path / "月報.xlsx"
    path.write_bytes(b"the old file")
    _save_with_little_room(path, "workbook.save(path)")
    assert path.read_bytes() != b"the old file"


@pytest.mark.parametrize("mark", ["~$月報.xlsx", ".~lock.月報.xlsx#"])
def test_a_file_open_elsewhere_is_left_alone(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "月報.xlsx"
    path.write_bytes(b"the old file")
    (tmp_path / mark).write_bytes(b"")
    with pytest.raises(ExportError, match="檔案正在使用中"):
        write_file(path, b"new")
    assert path.read_bytes() == b"the old file"


def test_a_refused_rename_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses it while Excel holds the file."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "in use")

    path = tmp_path / "月報.xlsx"
    path.write_bytes(b"the old file")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExportError, match="檔案無法寫入"):
        write_file(path, b"new")
    assert path.read_bytes() == b"the old file"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_is_missing_or_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in ("absent", "file"):
        with pytest.raises(ExportError, match="找不到資料夾"):
            write_file(tmp_path / folder / "a.xlsx", b"x")


def test_a_folder_one_may_not_search_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(ExportError, match="檔案無法寫入"):
        write_file(tmp_path / "a.csv", b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_what_is_exported_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_file(path, b"x")
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_new_file_takes_the_old_one_s_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]
