"""A laptop that dies while an import is taken back leaves it whole or gone, and a casebook that opens."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from backbone_desktop.services.intake import ImportChoices
from tests.features.killing import kill_after
from tests.services.record_pictures import Picture, picture

FIRMS = 250
KILLS = 12
PROGRAM = Path(__file__).with_name("undoing_process.py")
ROOT = Path(__file__).parents[2]


def write_roster(path: Path, firms: int, road: str) -> Path:
    """Write a roster as Excel would save it."""
    rows = (f"{number:08d},測試{number}號有限公司,臺中市{road}{number}號" for number in range(1, firms + 1))
    path.write_text("\n".join(["統一編號,企業名稱,地址", *rows, ""]), encoding="utf-8-sig")
    return path


@pytest.fixture
def imported(tmp_path: Path) -> tuple[Path, Picture, Picture]:
    """Return a casebook after an import that opened and changed firms, and its records before and after."""
    folder = tmp_path / "imported"
    with bootstrap.create_session(folder, Consultant("", "測試顧問")) as session:
        first = write_roster(tmp_path / "a.csv", FIRMS, "測試路")
        session.services.intake.import_roster(first, ImportChoices())
        before = picture(session)
        second = write_roster(tmp_path / "b.csv", 2 * FIRMS, "新測試路")
        session.services.intake.import_roster(second, ImportChoices())
        after = picture(session)
    return folder, before, after


def start_undo(folder: Path, manner: str) -> subprocess.Popen[str]:
    """Start taking the import back and return once the casebook is open."""
    command = [sys.executable, str(PROGRAM), str(folder), manner]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def whole_undo_seconds(folder: Path) -> float:
    """Measure an undoing nobody kills."""
    process = start_undo(folder, "whole")
    began = time.perf_counter()
    assert process.stdout is not None
    assert process.stdout.readline() == "done\n"
    seconds = time.perf_counter() - began
    with process:
        assert process.wait() == 0
    return seconds


def found_after(folder: Path) -> tuple[Picture, bool]:
    """Open the casebook as the next start would, examine it, and return its records and the batch's state."""
    with bootstrap.open_session(folder) as session:
        assert session.services.maintenance.check(deep=True).problems == ()
        return picture(session), session.services.batches.list()[0].undone


@pytest.mark.slow(reason="starts and kills a process many times")
def test_a_killed_undoing_leaves_the_import_whole_or_gone(
    tmp_path: Path, imported: tuple[Path, Picture, Picture]
) -> None:
    kept, before, after = imported
    moment = random.Random(105)
    duration = whole_undo_seconds(Path(shutil.copytree(kept, tmp_path / "measured")))
    outcomes = []
    for number in range(KILLS):
        folder = Path(shutil.copytree(kept, tmp_path / f"casebook-{number}"))
        kill_after(start_undo(folder, "whole"), moment.uniform(0, duration * 1.1))
        found, undone = found_after(folder)
        assert found == (before if undone else after)
        outcomes.append(undone)

    assert False in outcomes, "no kill came during the undoing"


@pytest.mark.slow(reason="starts and kills a process")
def test_the_kill_would_show_an_import_taken_back_by_halves(imported: tuple[Path, Picture, Picture]) -> None:
    folder, before, after = imported
    process = start_undo(folder, "piecemeal")
    assert process.stdout is not None
    assert process.stdout.readline() == "firm 0\n"
    kill_after(process, 0)
    found, _undone = found_after(folder)

    assert found not in (before, after)
