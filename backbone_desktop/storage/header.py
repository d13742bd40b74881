"""What a file is, found out without opening it as a database and without touching it.

Rule: nothing is written and nothing is left beside the file.
"""

import math
from collections import Counter
from pathlib import Path

from backbone_desktop.storage.engine import APPLICATION_ID
from backbone_desktop.storage.refusals import CasebookEncrypted, CasebookForeign, from_disk

_MAGIC = b"SQLite format 3\0"
_APPLICATION_ID_AT = 68
_PAGE = 4096
_RANDOM_BITS = 7.8
"""Bits per byte of a first page above which it is taken for encrypted; text and tables stay below 7."""


def require_casebook(path: Path) -> None:
    """Return when the file is an SQLite database with our application id.

    Raises:
        CasebookEncrypted: It looks like an encrypted database.
        CasebookForeign: It is something else.
        CasebookUnreadable: It cannot be read.
    """
    with from_disk(path):
        if path.is_dir():
            raise CasebookForeign(path, "是資料夾，不是檔案")
    with from_disk(path), path.open("rb") as file:
        page = file.read(_PAGE)
        size = path.stat().st_size
    if not page.startswith(_MAGIC):
        if size % _PAGE == 0 and _bits_per_byte(page) > _RANDOM_BITS:
            raise CasebookEncrypted(path)
        raise CasebookForeign(path, "是空的檔案" if not page else "不是資料庫檔案")
    found = int.from_bytes(page[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    if found != APPLICATION_ID:
        raise CasebookForeign(path, "是其他程式的資料庫")


def _bits_per_byte(data: bytes) -> float:
    counts = Counter(data).values()
    return sum(-count / len(data) * math.log2(count / len(data)) for count in counts)
