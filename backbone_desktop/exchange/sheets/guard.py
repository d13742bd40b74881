"""The look at a workbook's container before any parser sees it.

Rule: nothing the zip says about itself is believed; bytes are counted while they are inflated.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from backbone_desktop.domain.errors import Cancelled, DataFileError
from backbone_desktop.exchange.sheets.file_kind import FileKind, damaged_refusal, password_refusal
from backbone_desktop.exchange.sheets.sheet_scan import SheetScan, find_sheet_parts
from backbone_desktop.exchange.sheets.table import CellFlaw

MAX_ENTRIES = 2_000
MAX_INFLATED = 150_000_000
MAX_RATIO = 100
_RATIO_FLOOR = 5_000_000
_CHUNK = 1 << 20
_SMALL_PART = 4_000_000
_DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError, ValueError, KeyError)
_OUTSIDE = re.compile(r"\A(?:[A-Za-z]:|[/\\])|(?:\A|[/\\])\.\.(?:[/\\]|\Z)")
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_OVERLAP = max(map(len, _DOCTYPE)) - 1
_SAFE_REMEDY = "請勿開啟此檔；請對方重新匯出，或在 Excel 另存為新的 .xlsx 後再匯入。"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the look found.

    Attributes:
        notes: zh-TW remarks that refuse nothing, such as macros that are ignored.
        flaws: By sheet name, the cells that hold a formula without a value or an error.
    """

    kind: FileKind
    inflated: int
    notes: tuple[str, ...] = ()
    flaws: Mapping[str, Mapping[tuple[int, int], CellFlaw]] = field(default_factory=dict)


def never() -> bool:
    """Tell that nobody asked to stop."""
    return False


def inspect_zip(content: bytes, name: str, cancelled: Callable[[], bool] = never) -> Inspection:
    """Look through a zipped workbook.

    Args:
        content: The whole file.
        name: Its name, for the sentences.
        cancelled: Asked about once for each inflated megabyte.

    Raises:
        DataFileError: Damaged, no workbook, protected, or beyond a limit.
        Cancelled: Stopped on request.
    """
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_entries(entries, name)
            kind = _kind_of(archive, {entry.filename for entry in entries}, name)
            return _Walk(archive, kind, name, len(content), cancelled).run()
    except _DAMAGED as error:
        raise damaged_refusal(name) from error


def too_big_refusal(name: str, what: str) -> DataFileError:
    """Return the refusal of a file beyond a limit; ``what`` is the full zh-TW sentence on which."""
    return DataFileError(
        "檔案內容超過可處理的大小",
        f"「{name}」{what}",
        "請只保留需要的工作表與欄列，刪除其餘內容後另存新檔再匯入。",
    )


def _refuse_entries(entries: list[ZipInfo], name: str) -> None:
    if len(entries) > MAX_ENTRIES:
        raise too_big_refusal(name, f"含有 {len(entries)} 個內部檔案，超過 {MAX_ENTRIES} 個。")
    names = [entry.filename for entry in entries]
    if any(_OUTSIDE.search(each) for each in names) or len(set(names)) != len(names):
        raise DataFileError("檔案結構可疑", f"「{name}」的內部檔名重複或指向檔案之外。", _SAFE_REMEDY)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise password_refusal(name)


def _kind_of(archive: ZipFile, names: set[str], name: str) -> FileKind:
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "mimetype" in names and _head(archive, "mimetype").startswith(
        b"application/vnd.oasis.opendocument.spreadsheet"
    ):
        if b"encryption-data" in _head(archive, "META-INF/manifest.xml"):
            raise password_refusal(name)
        return FileKind.ODS
    remedy = "請開啟原始檔案，另存為 Excel 活頁簿（.xlsx）後再匯入。"
    if "xl/workbook.bin" in names:
        raise DataFileError("檔案格式不支援", f"「{name}」是二進位活頁簿（.xlsb）。", remedy)
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise DataFileError("檔案格式不支援", f"「{name}」是 Office 文件，但不是試算表。", remedy)
    raise DataFileError(
        "檔案是壓縮檔，不是試算表",
        f"「{name}」的內容是 ZIP 壓縮檔。",
        "請先解壓縮，再匯入其中的 Excel 或 CSV 檔。",
    )


def _head(archive: ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        return stream.read(_SMALL_PART)


class _Walk:
    """One pass over all entries: inflate, count, look."""

    def __init__(
        self, archive: ZipFile, kind: FileKind, name: str, size: int, cancelled: Callable[[], bool]
    ) -> None:
        self._archive = archive
        self._kind = kind
        self._name = name
        self._size = size
        self._cancelled = cancelled
        self._inflated = 0

    def run(self) -> Inspection:
        """Look at every entry and return what was found."""
        parts = find_sheet_parts(self._archive, _head) if self._kind is FileKind.XLSX else {}
        flaws: dict[str, Mapping[tuple[int, int], CellFlaw]] = {}
        for entry in self._archive.infolist():
            sheet = parts.get(entry.filename)
            scan = SheetScan() if sheet is not None or entry.filename.startswith("xl/worksheets/") else None
            self._walk_entry(entry, scan)
            if scan is not None and sheet is not None and scan.flaws:
                flaws[sheet] = scan.flaws
        return Inspection(self._kind, self._inflated, tuple(self._notes()), flaws)

    def _walk_entry(self, entry: ZipInfo, scan: SheetScan | None) -> None:
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise damaged_refusal(self._name)
        tail = b""
        with self._archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                if self._cancelled():
                    raise Cancelled
                self._count(len(chunk))
                joined = tail + chunk
                if any(mark in joined for mark in _DOCTYPE):
                    raise DataFileError(
                        "檔案結構可疑", f"「{self._name}」內含一般活頁簿不會有的 DOCTYPE 宣告。", _SAFE_REMEDY
                    )
                tail = joined[-_OVERLAP:]
                if scan is not None:
                    scan.feed(chunk)
                    self._refuse_extent(scan)
        if scan is not None:
            scan.finish()
            self._refuse_extent(scan)

    def _count(self, more: int) -> None:
        self._inflated += more
        if self._inflated > MAX_INFLATED:
            raise too_big_refusal(self._name, f"解壓縮後超過 {MAX_INFLATED // 1_000_000} MB，已停止讀取。")
        if self._inflated > _RATIO_FLOOR and self._inflated > MAX_RATIO * self._size:
            raise too_big_refusal(self._name, f"解壓縮後膨脹超過 {MAX_RATIO} 倍，已停止讀取。")

    def _refuse_extent(self, scan: SheetScan) -> None:
        what = scan.excess()
        if what:
            raise too_big_refusal(self._name, what)

    def _notes(self) -> Iterator[str]:
        names = self._archive.namelist()
        if any(each.lower().endswith("vbaproject.bin") for each in names):
            yield "檔案含有巨集，匯入時不會執行，也不會保留。"
        if any(each.startswith("xl/externalLinks/") for each in names):
            yield "檔案連結其他活頁簿，匯入的是上次儲存時的數值。"
