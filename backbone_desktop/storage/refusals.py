"""Why a casebook cannot be opened or written, each reason with its own sentence.

Rule: a refusal names the file and nothing that stands in it.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from backbone_desktop.domain.errors import StorageError
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.time_stamp import TAIWAN_TIME

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class CasebookMissing(StorageError):  # noqa: N818 - a refusal, named as the consultant meets it
    """There is no casebook where one is expected; an empty one is never put in its place."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "找不到個案簿",
            f"「{path}」不存在。",
            "請確認資料夾位置；若要從頭開始，請建立新的個案簿，若檔案遺失，請由備份還原。",
        )


class CasebookExists(StorageError):  # noqa: N818 - the same
    """A casebook is already there; creating another would hide it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "這個資料夾已有個案簿",
            f"「{path}」已經存在，不會覆蓋。",
            "請直接開啟，或選擇另一個資料夾。",
        )


class CasebookForeign(StorageError):  # noqa: N818 - the same
    """The file is there and is not a casebook of ours."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            "這個檔案不是個案簿",
            f"「{path}」{found}，未做任何更動。",
            "請確認資料夾是否正確，或由備份還原。",
        )


class CasebookEncrypted(CasebookForeign):
    """The file looks encrypted and no key was given."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "看起來已加密，沒有金鑰無法開啟")


class CasebookNewer(StorageError):  # noqa: N818 - the same
    """A newer program wrote the casebook; this one would not understand all of it."""

    def __init__(self, path: Path, found: str, known: str) -> None:
        super().__init__(
            "個案簿的版本比程式新",
            f"「{path}」的資料版本是 {found}，這個程式只認得到 {known}，檔案未做任何更動。",
            "請更新程式後再開啟。",
        )
        self.found = found
        self.known = known


class CasebookOlder(StorageError):  # noqa: N818 - the same
    """The casebook must be upgraded first, which reading only cannot do."""

    def __init__(self, path: Path, found: str, known: str) -> None:
        super().__init__(
            "個案簿需要先升級",
            f"「{path}」的資料版本是 {found}，程式需要 {known}；唯讀開啟時不會升級。",
            "請先以一般方式開啟一次，程式會先備份再升級。",
        )


class CasebookLocked(StorageError):  # noqa: N818 - the same
    """Another running program holds the casebook."""

    def __init__(self, path: Path, host: str, pid: str, since: str) -> None:
        who = f"由電腦 {host or '（不明）'} 的程式（編號 {pid or '不明'}）自 {_local_time(since)} 起開啟"
        super().__init__(
            "個案簿正由另一個程式使用",
            f"「{path}」{who}。",
            "請先關閉另一個程式，再開啟一次。",
        )
        self.host = host
        self.pid = pid
        self.since = since


class CasebookDamaged(StorageError):  # noqa: N818 - the same
    """The file is ours and its content does not hold together."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__("個案簿已損壞", f"「{path}」{found}。", "請勿繼續使用，並由最近的備份還原。")


class CasebookUnwritable(StorageError):  # noqa: N818 - the same
    """The disk, the folder or the way of opening does not let us write."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            "個案簿無法寫入",
            f"「{path}」{found}；這次的更動沒有存入，先前的資料不受影響。",
            "請確認磁碟空間與資料夾權限後再試一次。",
        )
        self.found = found


class CasebookUnreadable(StorageError):  # noqa: N818 - the same
    """The disk or the folder does not let us read."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            "個案簿無法讀取",
            f"「{path}」{found}，未做任何更動。",
            "請確認磁碟與資料夾的讀取權限後再試一次。",
        )
        self.found = found


class BackupUnfinished(StorageError):  # noqa: N818 - the same
    """The disk does not let us write a backup; what is in the casebook stays there."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            "備份未完成",
            f"「{path}」{found}；個案簿的內容已存妥，不受影響。",
            "請確認磁碟空間與資料夾權限後再備份一次。",
        )


class UpgradeRefused(StorageError):  # noqa: N818 - the same
    """An upgrade lost rows or broke references and was taken back."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            "個案簿升級未完成",
            f"「{path}」{found}，已回復到升級前的內容。",
            "請保留升級前的備份，並將此訊息提供給程式維護人員。",
        )


class BackupRefused(StorageError):  # noqa: N818 - the same
    """A backup cannot be used, or could not be made."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__("備份無法使用", f"「{path}」{found}。", "請改用另一份備份。")


_UNWRITABLE = {
    "SQLITE_FULL": "所在的磁碟已滿",
    "SQLITE_READONLY": "是唯讀的",
    "SQLITE_IOERR": "讀寫失敗",
    "SQLITE_CANTOPEN": "無法開啟",
    "SQLITE_BUSY": "正在忙碌，等候逾時",
    "SQLITE_LOCKED": "正在忙碌，等候逾時",
}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the database engine refuses into a refusal about ``path``.

    A violated constraint or a wrong statement is our defect and passes unchanged.
    """
    try:
        yield
    except DBAPIError as error:
        refusal = _refusal(path, error.orig)
        if refusal is None:
            raise
        raise refusal from error
    except dbapi2.Error as error:
        refusal = _refusal(path, error)
        if refusal is None:
            raise
        raise refusal from error


@contextmanager
def on_disk(path: Path) -> Iterator[None]:
    """Turn what the file system refuses into a refusal about ``path``."""
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error


@contextmanager
def from_disk(path: Path) -> Iterator[None]:
    """Turn what the file system refuses while ``path`` is only read into a refusal about it."""
    try:
        yield
    except OSError as error:
        denied = error.errno in {errno.EACCES, errno.EPERM}
        raise CasebookUnreadable(path, "沒有讀取的權限" if denied else "讀取失敗") from error


def unwritable(path: Path, error: OSError, found: str = "讀寫失敗") -> CasebookUnwritable:
    """Return the refusal for what the file system said, ``found`` where it is not that the disk is full."""
    return CasebookUnwritable(path, "所在的磁碟已滿" if error.errno in _NO_ROOM else found)


def _local_time(since: str) -> str:
    """Return an instant as Taiwan's clocks and calendar say it; what is no instant is not known."""
    try:
        local = datetime.fromisoformat(since).astimezone(TAIWAN_TIME)
        return f"{format_roc(local.date())} {local:%H:%M}"
    except (ValueError, OverflowError):
        return "（不明）"


def _refusal(path: Path, error: BaseException | None) -> StorageError | None:
    name: str = getattr(error, "sqlite_errorname", "")
    primary = "_".join(name.split("_")[:2])
    if primary in _DAMAGED:
        return CasebookDamaged(path, "的內容無法讀取")
    if primary in _UNWRITABLE:
        return CasebookUnwritable(path, _UNWRITABLE[primary])
    return None
