"""The file that says which column answers which question.

Rule: what ``responses import --json`` gives as ``mapping`` can be corrected and handed back as it is.
"""

import json
from pathlib import Path

from backbone_desktop.domain.errors import DataFileError

_REMEDY = '請提供例如 {"員工數": "employees", "備註": ""} 的 JSON 檔案（UTF-8）。'


def read_mapping(path: Path) -> dict[str, str]:
    """Read question codes by header; an empty code keeps a column unmapped.

    Raises:
        DataFileError: The file cannot be read as such.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataFileError("欄位對應檔無法讀取", f"「{path}」無法開啟。", _REMEDY) from error
    except ValueError as error:
        raise DataFileError("欄位對應檔無法讀取", f"「{path}」不是 JSON。", _REMEDY) from error
    match found:
        case {"mapping": list(columns)} | list(columns):
            pairs = [_pair(column) for column in columns]
        case dict():
            pairs = list(found.items())
        case _:
            pairs = [(None, None)]
    mapping = {header: code for header, code in pairs if isinstance(header, str) and isinstance(code, str)}
    if len(mapping) != len(pairs):
        raise DataFileError(
            "欄位對應檔無法讀取", f"「{path}」的內容不是欄名與題目代碼，或欄名重複。", _REMEDY
        )
    return mapping


def _pair(column: object) -> tuple[object, object]:
    match column:
        case {"column": header, "question": code}:
            return header, code
        case _:
            return None, None
