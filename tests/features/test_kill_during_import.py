"""A laptop that dies during an import leaves all or none of the file, and a casebook that opens."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from tests.features.killing import kill_after

ROWS = 300
KILLS = 20
PROGRAM = Path(__file__).with_name("importing_process.py")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Return a roster of firms as Excel would save it."""
    path = tmp_path / "roster.csv"
    rows = (f"{number:08d},測試{number}號有限公司,臺中市測試路{number}號" for number in range(1, ROWS + 1))
    path.write_text("\n".join(["統一編號,企業名稱,地址", *rows, ""]), encoding="cp950")
    return path


def empty_casebook(folder: Path) -> Path:
    """Create an empty casebook and return its folder."""
    bootstrap.create_session(folder, Consultant("", "測試顧問")).close()
    return folder


def start_import(folder: Path, roster: Path, manner: str) -> subprocess.Popen[str]:
    """Start an import and return once its casebook is open."""
    command = [sys.executable, str(PROGRAM), str(folder), str(roster), manner]
    process = subprocess.Popen(command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def firms_after(folder: Path) -> int:
    """Open the casebook as the next start would, examine it, and count its firms."""
    with bootstrap.open_session(folder) as session:
        assert session.services.maintenance.check(deep=True).problems == ()
        return sum(session.services.casework.stage_counts().values())


def whole_import_seconds(folder: Path, roster: Path) -> float:
    """Measure an import nobody kills."""
    process = start_import(empty_casebook(folder), roster, "whole")
    began = time.perf_counter()
    with process:
        assert process.wait() == 0
    return time.perf_counter() - began


@pytest.mark.slow(reason="starts and kills a process twenty times")
def test_a_killed_import_leaves_all_or_none_of_the_file(tmp_path: Path, roster: Path) -> None:
    moment = random.Random(105)
    duration = whole_import_seconds(tmp_path / "measured", roster)
    found = []
    for number in range(KILLS):
        folder = empty_casebook(tmp_path / f"casebook-{number}")
        kill_after(start_import(folder, roster, "whole"), moment.uniform(0, duration * 1.1))
        found.append(firms_after(folder))

    assert set(found) <= {0, ROWS}
    assert 0 in found, "no kill came during an import"


@pytest.mark.slow(reason="starts and kills a process several times")
def test_the_kill_would_show_a_file_kept_by_halves(tmp_path: Path, roster: Path) -> None:
    duration = whole_import_seconds(tmp_path / "measured", roster)
    folder = empty_casebook(tmp_path / "casebook")
    process = start_import(folder, roster, "piecemeal")
    kill_after(process, duration * 2)

    assert 0 < firms_after(folder) < ROWS
