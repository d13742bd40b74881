"""Reading a workbook through a process of its own, so that no file can take the program down.

Rule: whatever happens in that process, the caller gets rows, a DataFileError or Cancelled.
"""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from backbone_desktop.domain.errors import Cancelled, DataFileError
from backbone_desktop.exchange.sheets.file_kind import damaged_refusal
from backbone_desktop.exchange.sheets.guard import never, too_big_refusal
from backbone_desktop.exchange.sheets.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from backbone_desktop.exchange.sheets.table import Cell, CellFlaw, MergedCell, SheetRow, SheetTable

CHILD_FLAG = "--read-sheets"
"""A frozen program started with this flag is the reading process."""

WALL_SECONDS = 60.0

_POLL_SECONDS = 0.05
_ROWS_PER_REPORT = 500
_LONGEST_LINE = 64_000_000
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from backbone_desktop.exchange.sheets.child import main; main()"
)

Progress = Callable[[int, int], None]
"""Told how many rows have been read, and of how many (0 when not known)."""


def silent(_done: int, _total: int) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The sheets of a workbook, and the most memory the reading process held, in bytes (0: not known)."""

    tables: tuple[SheetTable, ...]
    peak_memory: int


def child_command(sheet: str) -> list[str]:
    """Return the command that starts the reading process, from a checkout, a wheel or a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG, f"sheet:{sheet}"]
    root = Path(__file__).resolve().parents[3]
    return [sys.executable, "-I", "-X", "utf8", "-c", _START, str(root), f"sheet:{sheet}"]


def read_workbook(
    content: bytes,
    name: str,
    sheet: str = "",
    *,
    flaws: Mapping[str, Mapping[tuple[int, int], CellFlaw]] | None = None,
    cancelled: Callable[[], bool] = never,
    progress: Progress = silent,
    wall_seconds: float = WALL_SECONDS,
) -> ReadResult:
    """Parse a workbook that passed the guard.

    Args:
        content: The whole file.
        name: Its name, for the sentences.
        sheet: Read this sheet only; all when empty.
        flaws: What the guard noted, by sheet name.
        cancelled: Asked about twenty times a second, from a thread of its own.
        progress: Told from the calling thread.
        wall_seconds: How long the reading may take.

    Raises:
        DataFileError: Damaged, protected, or too much for the limits.
        Cancelled: Stopped on request.
    """
    with _running(child_command(sheet), content, cancelled, wall_seconds) as (stdout, watch):
        result = _Assembly(name, flaws or {}, progress).run(stdout)
    if watch.cancelled:
        raise Cancelled
    if watch.timed_out:
        raise too_big_refusal(name, "在時限內無法讀完，已停止讀取。")
    if result is None:
        raise too_big_refusal(name, "超過讀取時可用的記憶體或時間，或內容異常，已停止讀取。")
    return result


class _Watch:
    """Ends the process when nobody wants its answer any more."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", wanted: Callable[[], bool], seconds: float
    ) -> None:
        self.cancelled = False
        self.timed_out = False
        self._process = process
        self._wanted = wanted
        self._polls = max(1, round(seconds / _POLL_SECONDS))
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sheet-reader-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        for _ in range(self._polls):
            if self._done.wait(_POLL_SECONDS):
                return
            if self._wanted():
                self.cancelled = True
                self._process.kill()
                return
        self.timed_out = True
        self._process.kill()


@contextmanager
def _running(
    command: list[str], content: bytes, cancelled: Callable[[], bool], wall_seconds: float
) -> Iterator[tuple[IO[bytes], _Watch]]:
    # A file as standard input: a pipe would block both sides when the process stops reading early.
    with tempfile.TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 - our own interpreter and our own arguments
            command,
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        ) as process:
            watch = _Watch(process, cancelled, wall_seconds)
            watch.start()
            try:
                assert process.stdout is not None  # noqa: S101 - asked for above
                yield process.stdout, watch
            finally:
                process.kill()
                watch.stop()


class _Assembly:
    """Puts the lines of the reading process together again, trusting none of them."""

    def __init__(
        self, name: str, flaws: Mapping[str, Mapping[tuple[int, int], CellFlaw]], progress: Progress
    ) -> None:
        self._name = name
        self._flaws = flaws
        self._progress = progress
        self._tables: list[SheetTable] = []
        self._sheet = ""
        self._rows: list[SheetRow] = []
        self._merged: tuple[MergedCell, ...] = ()
        self._read = 0
        self._total = 0

    def run(self, stdout: IO[bytes]) -> ReadResult | None:
        """Return what was read, or None when the process ended without saying so."""
        while line := stdout.readline(_LONGEST_LINE):
            try:
                message = json.loads(line)
            except ValueError:
                # The process died in the middle of a line.
                return None
            match message:
                case [int(number), list(cells)]:
                    self._take_row(number, cells)
                case {"sheet": str(sheet), "rows": int(rows), "merged": list(merged)}:
                    self._close_sheet()
                    self._sheet, self._total = sheet, self._total + rows
                    self._merged = tuple(MergedCell(*each) for each in merged)
                case {"refused": str(code)}:
                    raise self._refusal(code)
                case {"end": int(peak)}:
                    self._close_sheet()
                    self._progress(self._read, self._read)
                    return ReadResult(tuple(self._tables), peak)
                case _:
                    return None
        return None

    def _take_row(self, number: int, cells: list[Any]) -> None:
        self._rows.append(SheetRow(number, tuple([_cell(each) for each in cells])))
        self._read += 1
        if self._read % _ROWS_PER_REPORT == 0:
            self._progress(self._read, max(self._read, self._total))

    def _close_sheet(self) -> None:
        if self._sheet:
            flaws = self._flaws.get(self._sheet, {})
            self._tables.append(SheetTable(self._sheet, tuple(self._rows), flaws, self._merged))
        self._sheet, self._rows, self._merged = "", [], ()

    def _refusal(self, code: str) -> DataFileError:
        match code:
            case "memory":
                return too_big_refusal(self._name, "讀取時需要的記憶體超過上限，已停止讀取。")
            case "output":
                rows, cells = MAX_ROWS // 10_000, MAX_CELLS // 10_000
                what = f"的內容超過 {rows} 萬列、{MAX_COLUMNS} 欄或 {cells} 萬個儲存格，已停止讀取。"
                return too_big_refusal(self._name, what)
            case _:
                return damaged_refusal(self._name)


def _cell(value: Any) -> Cell:
    match value:
        case None | str() | bool() | int():
            return value
        case {"n": str(number)}:
            return Decimal(number)
        case {"d": str(day)}:
            return date.fromisoformat(day)
        case {"t": str(instant)}:
            moment = datetime.fromisoformat(instant)
            return moment.date() if moment.time() == moment.time().min else moment
        case _:
            return None
