"""More than a hundred hostile and malformed files: a sentence with a remedy for each, nothing stored."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.exchange.sheets.child_limits import MEMORY_LIMIT
from backbone_desktop.exchange.sheets.reader import read_workbook
from backbone_desktop.services.intake import ImportChoices, Watch
from tests.hostile.archives import repeated_text
from tests.hostile.corpus import ANY, CORPUS, PLACES
from tests.hostile.texts import sound
from tests.responses.casebooks import copy_of

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="memory of processes is measured as POSIX does"
)

CHECKOUT = Path(__file__).resolve().parents[2]
PROCESS = str(CHECKOUT / "tests" / "hostile" / "importing_process.py")
FILES = {**CORPUS, **PLACES}
SECONDS = 5
BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """What the importing process said of one file."""

    file: str
    seconds: float
    memory: int
    reader: int
    changed: bool
    title: str = ""
    detail: str = ""
    remedy: str = ""
    remarks: tuple[str, ...] = ()
    rows: int = 0


@pytest.fixture(scope="module")
def told(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Told]:
    """Import the whole corpus in one process and return what it said, which includes that it lived."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, hostile in FILES.items():
        hostile.make(folder / name)
    casebook = shutil.copytree(template, tmp_path_factory.mktemp("hostile casebook") / "casebook")
    # Tracing what tests reach would be measured with the import, and nobody imports under it.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", PROCESS, str(casebook), *(str(folder / each) for each in FILES)],
        capture_output=True,
        env={**surroundings, "PYTHONPATH": str(CHECKOUT)},
        timeout=600,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = [Told(**json.loads(line)) for line in done.stdout.splitlines()]
    return {line.file: line for line in lines}


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(FILES) >= 60


@pytest.mark.slow("makes and imports the whole corpus")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_a_sentence_or_read_with_a_remark(
    name: str, told: Mapping[str, Told]
) -> None:
    hostile, line = FILES[name], told[name]
    if hostile.title != ANY:
        assert line.title == hostile.title
    if line.title:
        assert Path(name).stem in line.detail
        assert line.remedy.startswith("請")
        assert line.remedy.endswith("。")
        assert not line.changed
    assert hostile.remark in "".join(line.remarks)


@pytest.mark.slow("makes and imports the whole corpus")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_takes_no_more_than_five_seconds_and_500_megabytes(
    name: str, told: Mapping[str, Told]
) -> None:
    assert told[name].seconds <= SECONDS
    assert told[name].memory <= BYTES
    assert told[name].reader <= BYTES


def test_a_file_removed_while_it_is_read_is_missed_the_next_time(template: Path, tmp_path: Path) -> None:
    path = tmp_path / "fleeting.csv"
    path.write_bytes(sound())

    def remove() -> bool:
        path.unlink(missing_ok=True)
        return False

    with copy_of(template, tmp_path / "casebook") as session:
        intake = session.services.intake
        assert len(intake.preview_responses(path, ImportChoices(), Watch(cancelled=remove)).rows) == 1
        with pytest.raises(DataFileError, match="找不到檔案"):
            intake.import_responses(path, ImportChoices())


def _read_limited_by(limit: str) -> "subprocess.CompletedProcess[bytes]":
    """Let the reading process read a bomb under a limit of its own and write its peak of memory."""
    script = (
        "import sys; from backbone_desktop.exchange.sheets import child, child_limits;"
        f"child.limit_process = lambda: {limit}; child.main(); sys.stderr.write(str(child.peak_memory()))"
    )
    return subprocess.run(
        [sys.executable, "-c", script, "sheet:"],
        input=repeated_text(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        timeout=120,
        check=False,
    )


def test_without_its_limit_the_reading_process_would_take_more_than_allowed() -> None:
    """The negative control: the same bomb, with and without the limit the process sets itself."""
    with pytest.raises(DataFileError, match="超過可處理"):
        read_workbook(repeated_text(), "bomb.xlsx")
    unlimited = _read_limited_by("None")
    assert unlimited.returncode == 0
    assert int(unlimited.stderr) > BYTES > MEMORY_LIMIT


def test_where_the_system_limits_no_memory_a_watch_ends_the_reading_process() -> None:
    watched = _read_limited_by(f"child_limits.watch_memory({MEMORY_LIMIT})")
    assert (watched.returncode, watched.stderr) == (9, b"")
