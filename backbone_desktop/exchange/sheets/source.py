"""One file from outside as tables: recognised, guarded, decoded or parsed.

Rule: every reader of rosters, responses and edited exports enters here.
"""

import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backbone_desktop.domain.errors import DataFileError, UserError
from backbone_desktop.exchange.sheets.decoding import Decoding, decode
from backbone_desktop.exchange.sheets.delimited import read_delimited
from backbone_desktop.exchange.sheets.file_kind import FileKind, recognise
from backbone_desktop.exchange.sheets.guard import Inspection, inspect_zip, never, too_big_refusal
from backbone_desktop.exchange.sheets.reader import Progress, read_workbook, silent
from backbone_desktop.exchange.sheets.table import SheetTable

MAX_FILE = 50_000_000
"""Bytes of a file on the disk."""


@dataclass(frozen=True, slots=True)
class SheetSource:
    """What a file holds.

    Attributes:
        digest: SHA-256 of the bytes that were read, in hexadecimal.
        decoding: Of a text file; None for a workbook.
        notes: zh-TW remarks on the container.
        peak_memory: Most bytes the reading process held; 0 when there was none.
    """

    file_name: str
    digest: str
    kind: FileKind
    tables: tuple[SheetTable, ...]
    decoding: Decoding | None = None
    notes: tuple[str, ...] = ()
    peak_memory: int = 0

    @property
    def encoding(self) -> str:
        """The encoding as a person calls it, with a word when it was guessed; empty for a workbook."""
        if self.decoding is None:
            return ""
        return f"{self.decoding.label}（推測）" if self.decoding.guessed else self.decoding.label


def open_source(
    path: Path,
    *,
    sheet: str = "",
    encoding: str = "",
    cancelled: Callable[[], bool] = never,
    progress: Progress = silent,
    known: SheetSource | None = None,
) -> SheetSource:
    """Read a file from outside.

    Args:
        path: ``.xlsx``, ``.xls``, ``.ods``, CSV or TSV, told by content.
        sheet: Read this sheet only.
        encoding: Of a text file; found out when empty.
        cancelled: Polled, partly from another thread.
        progress: Rows read so far and expected.
        known: What the file held when it was asked for in the same way before; returned while its bytes
            are the same.

    Raises:
        DataFileError: The file cannot be read as rows, in one zh-TW sentence why.
        UserError: There is no such sheet, or an encoding was named for a workbook.
        Cancelled: Stopped on request.
    """
    name = path.name
    content = _read(path)
    digest = hashlib.sha256(content).hexdigest()
    if known is not None and known.digest == digest:
        return known
    kind = recognise(content, name)
    if kind is FileKind.TEXT:
        if sheet not in {"", path.stem}:
            raise _no_sheet(name, sheet, "文字檔沒有工作表，請不要指定工作表。")
        decoding = decode(content, name, encoding)
        table = read_delimited(decoding.text, name, cancelled)
        return SheetSource(name, digest, kind, (table,), decoding)
    if encoding:
        raise UserError(
            "活頁簿不需要指定編碼",
            f"「{name}」是活頁簿，不是文字檔，指定的編碼「{encoding}」用不上。",
            "請不要指定編碼，或改選正確的文字檔。",
        )
    inspection = (
        inspect_zip(content, name, cancelled) if kind is FileKind.ZIP else Inspection(kind, len(content))
    )
    result = read_workbook(
        content, name, sheet, flaws=inspection.flaws, cancelled=cancelled, progress=progress
    )
    if sheet and not result.tables:
        raise _no_sheet(name, sheet, "請確認工作表名稱。")
    return SheetSource(
        name, digest, inspection.kind, result.tables, None, inspection.notes, result.peak_memory
    )


def _no_sheet(name: str, sheet: str, remedy: str) -> UserError:
    return UserError("找不到工作表", f"「{name}」沒有名為「{sheet}」的工作表。", remedy)


def _read(path: Path) -> bytes:
    try:
        # A pipe would keep its reader waiting for ever, and a device has no end.
        if not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode):
            raise _no_file(path)
        with path.open("rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(content) > MAX_FILE:
        raise too_big_refusal(path.name, f"大於 {MAX_FILE // 1_000_000} MB。")
    return content


def _no_file(path: Path) -> DataFileError:
    return DataFileError(
        "這不是一般的檔案",
        f"「{path.name}」是系統的裝置或管道，沒有可以匯入的內容。",
        "請改選 Excel、CSV 或其他試算表檔案。",
    )


def _unreadable(path: Path, error: OSError) -> DataFileError:
    match error:
        case FileNotFoundError():
            return DataFileError("找不到檔案", f"「{path}」不存在。", "請確認路徑與檔名。")
        case IsADirectoryError():
            return DataFileError("這是資料夾，不是檔案", f"「{path}」是資料夾。", "請選擇其中一個檔案。")
        case _:
            reason = error.strerror or type(error).__name__
            return DataFileError(
                "檔案無法讀取",
                f"「{path.name}」讀取失敗（{reason}）。",
                "請關閉正在使用該檔的程式，並確認您有讀取權限。",
            )
