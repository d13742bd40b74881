"""Opening definition files: the only place that parses TOML.

Rule: bytes that are no definition file become a noted problem with the file's name, never a traceback.
"""

import tomllib
from pathlib import Path

from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.toml_table import Table

LARGEST_FILE = 1_000_000
"""Bytes; a definition file is a few thousand, anything longer is not one."""


def read_bytes(path: Path, problems: Problems) -> bytes | None:
    """Read a file; None after noting why it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        problems.add(path.name, "", f"檔案無法讀取（{error.strerror or type(error).__name__}）。")
        return None
    if len(raw) > LARGEST_FILE:
        problems.add(path.name, "", f"檔案超過 {LARGEST_FILE:,} 位元組，不是定義檔。")
        return None
    return raw


def parse_toml(raw: bytes, name: str, problems: Problems) -> Table | None:
    """Read the bytes of the file called ``name``; None after noting why they are not UTF-8 TOML."""
    try:
        values = tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        problems.add(name, "", f"第 {error.start + 1} 個位元組不是 UTF-8 文字。")
    except RecursionError:
        problems.add(name, "", "巢狀層數過多。")
    except ValueError as error:
        # Besides tomllib's own error (which names line and column), int() refuses numbers of 4,300 digits.
        problems.add(name, "", f"不是正確的 TOML：{error}")
    else:
        return Table(values, name, "", problems)
    return None
