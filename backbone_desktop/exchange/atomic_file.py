"""Writing a file that may replace an older one of the same name.

Rule: until the new file is whole and on the disk, the old one stands; whatever goes wrong is an ExportError.
"""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from backbone_desktop.domain.errors import ExportError

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ETXTBSY, errno.EBUSY})
_NO_FOLDER = frozenset({errno.ENOENT, errno.ENOTDIR})


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` under ``path``, replacing what stood there in one step.

    Raises:
        ExportError: The folder is missing or not writable, the disk is full, or the file is open elsewhere.
            The old file is unchanged and nothing else is left in the folder.
    """
    temporary = path.with_name(f".backbone-{secrets.token_hex(6)}.tmp")
    try:
        _refuse_if_open(path)
        _write_through(temporary, data)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise export_error(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes) -> None:
    # What is exported is personal data: nobody but its owner reads it until they pass it on.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # A rename is durable once its folder is. Windows and some network shares offer no such handle; the new
    # file is in place all the same, so this is no reason to report a failure.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_if_open(path: Path) -> None:
    # Excel and LibreOffice leave these beside a workbook they hold; outside Windows nothing else tells us.
    marks = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    if path.exists() and any(mark.exists() for mark in marks):
        raise ExportError(
            "檔案正在使用中",
            f"「{path.name}」似乎正由 Excel 或 LibreOffice 開啟，未更動。",
            "請先關閉該檔案再匯出一次，或另存成其他檔名。",
        )


def export_error(path: Path, error: OSError) -> ExportError:
    """Return the refusal for what the system said while ``path`` was being made."""
    kept = f"「{path}」"
    if error.errno in _NO_ROOM:
        return ExportError(
            "磁碟空間不足", f"{kept}寫不下，原有的檔案未更動。", "請清出空間，或改存到其他磁碟。"
        )
    if error.errno in _NOT_ALLOWED:
        return ExportError(
            "檔案無法寫入",
            f"{kept}正由其他程式開啟，或資料夾不允許寫入，原有的檔案未更動。",
            "請關閉開啟該檔案的程式，或另存成其他檔名或資料夾。",
        )
    if error.errno in _NO_FOLDER:
        return ExportError("找不到資料夾", f"「{path.parent}」不是可用的資料夾。", "請選擇已存在的資料夾。")
    reason = error.strerror or type(error).__name__
    return ExportError(
        "檔案無法寫入", f"{kept}寫入失敗（{reason}），原有的檔案未更動。", "請另存到其他資料夾。"
    )
