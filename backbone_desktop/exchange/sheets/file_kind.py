"""What a file is, judged by its content and never by its name.

Rule: what cannot hold rows is refused here, each kind with its own sentence and remedy.
"""

import re
from enum import StrEnum

from backbone_desktop.domain.errors import DataFileError

_SNIFFED = 4096
_SHEET_REMEDY = "請在 Excel 或 LibreOffice 開啟原始檔案，另存為 Excel 活頁簿（.xlsx）後再匯入。"


class FileKind(StrEnum):
    """The kinds of file rows are read from."""

    ZIP = "zip"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"


_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG 圖片"),
    (b"\xff\xd8\xff", "JPEG 圖片"),
    (b"GIF8", "GIF 圖片"),
    (b"BM", "BMP 圖片"),
    (b"II*\x00", "TIFF 圖片"),
    (b"MM\x00*", "TIFF 圖片"),
)
_OTHERS = (
    (b"%PDF-", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"Rar!", "RAR 壓縮檔"),
    (b"7z\xbc\xaf\x27\x1c", "7z 壓縮檔"),
    (b"\x1f\x8b", "gzip 壓縮檔"),
    (b"MZ", "執行檔"),
    (b"\x7fELF", "執行檔"),
    (b"SQLite format 3\x00", "資料庫"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_XLS_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook\0", "Book\0"))
_XLS_PASSWORD = re.compile(
    rb"\x09\x08(?:\x10\x00\x00\x06.{14}|\x08\x00\x00\x05.{6})(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""The beginning of a workbook stream (BIFF8 or BIFF5) whose next record says that the rest is encrypted."""

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UNICODE_MARKS = (b"\xef\xbb\xbf", *_UTF16_MARKS)
_BLANK = b"\x00 \t\r\n"
_HTML = re.compile(
    rb"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL
)
_XML_HTML = re.compile(rb"\A\s*<\?xml\b.*<html\b", re.IGNORECASE | re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def recognise(content: bytes, name: str) -> FileKind:
    """Return the kind of a file; a zip's own kind is told later from its entries.

    Args:
        content: The whole file.
        name: Its name, for the sentence.

    Raises:
        DataFileError: Empty, protected by a password, or something that holds no rows.
    """
    if not _without_mark(content[:_SNIFFED]).strip(_BLANK) and not content[_SNIFFED:].strip(_BLANK):
        raise DataFileError(
            "檔案是空的", f"「{name}」沒有任何內容。", "請確認檔案已完整儲存或下載，再匯入一次。"
        )
    if content.startswith(b"PK"):
        return FileKind.ZIP
    if content.startswith(_OLE):
        return _recognise_ole(content, name)
    _refuse_known(content, name)
    _refuse_pages(_as_ascii(content[:_SNIFFED]), name)
    if not content.startswith(_UNICODE_MARKS) and _CONTROL.search(content[:_SNIFFED]):
        raise DataFileError("檔案格式不支援", f"「{name}」不是試算表，也不是文字檔。", _SHEET_REMEDY)
    return FileKind.TEXT


def _without_mark(head: bytes) -> bytes:
    return next((head.removeprefix(each) for each in _UNICODE_MARKS if head.startswith(each)), head)


def _as_ascii(head: bytes) -> bytes:
    """Return the beginning of a file, of UTF-16 without its mark and zeros, so that Latin words are found."""
    return head[2:].replace(b"\x00", b"") if head.startswith(_UTF16_MARKS) else head


def _recognise_ole(content: bytes, name: str) -> FileKind:
    if _ENCRYPTED_PACKAGE in content or _XLS_PASSWORD.search(content):
        raise password_refusal(name)
    if any(stream in content for stream in _XLS_STREAMS):
        return FileKind.XLS
    if _directory_end(content) > len(content):
        raise damaged_refusal(name)
    raise DataFileError(
        "檔案格式不支援", f"「{name}」是舊版 Office 文件，但不是 Excel 活頁簿。", _SHEET_REMEDY
    )


def _directory_end(content: bytes) -> int:
    """Return where the first sector of an OLE file's directory ends; it stands at the end of most files."""
    size = 1 << min(int.from_bytes(content[30:32], "little"), 12)
    return (int.from_bytes(content[48:52], "little") + 2) * size


def _refuse_known(content: bytes, name: str) -> None:
    is_webp = content.startswith(b"RIFF") and content[8:12] == b"WEBP"
    if is_webp or content[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"}:
        raise _picture(name, "圖片")
    for mark, label in _PICTURES:
        if content.startswith(mark):
            raise _picture(name, label)
    for mark, label in _OTHERS:
        if content.startswith(mark):
            detail = f"「{name}」的內容是{_spaced(label)}，不是試算表。"
            raise DataFileError("檔案格式不支援", detail, _SHEET_REMEDY)


def _spaced(label: str) -> str:
    """Return a label as it follows Chinese words: behind a blank when it begins with a Latin letter."""
    return f" {label}" if label[0].isascii() else label


def _picture(name: str, label: str) -> DataFileError:
    return DataFileError(
        "檔案是圖片，不是試算表",
        f"「{name}」的內容是{_spaced(label)}，改副檔名不會變成活頁簿。",
        "請向對方索取原始的 Excel 或 CSV 檔。",
    )


def _refuse_pages(head: bytes, name: str) -> None:
    if _HTML.search(head) or _XML_HTML.search(head):
        raise DataFileError(
            "檔案是網頁，不是試算表",
            f"「{name}」的內容是 HTML 網頁，有些系統會把它存成 .xls。",
            _SHEET_REMEDY,
        )
    if head.lstrip().startswith(b"MIME-Version:"):
        raise DataFileError("檔案是網頁封存檔", f"「{name}」的內容是網頁封存檔，不是試算表。", _SHEET_REMEDY)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        raise DataFileError("檔案是 XML 文件", f"「{name}」的內容是 XML，不是活頁簿或 CSV。", _SHEET_REMEDY)


def password_refusal(name: str) -> DataFileError:
    """Return the refusal of a workbook that opens only with a password."""
    return DataFileError(
        "檔案有密碼保護",
        f"「{name}」需要密碼才能開啟，無法匯入。",
        "請在 Excel 開啟後，於「檔案」→「資訊」→「保護活頁簿」移除密碼，儲存後再匯入。",
    )


def damaged_refusal(name: str) -> DataFileError:
    """Return the refusal of a workbook that is cut short or broken."""
    return DataFileError(
        "檔案不完整或已損毀",
        f"「{name}」像是活頁簿，但內容不完整，可能是下載或傳送中斷。",
        "請重新下載或請對方重寄；若 Excel 打得開，另存為新的 .xlsx 後再匯入。",
    )
