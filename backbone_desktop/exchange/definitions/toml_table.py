"""Reading TOML tables strictly: every key is asked for by name and type.

Rule: a wrong or missing value is noted and replaced by a neutral one, so that reading goes on and the whole
file is examined; the caller refuses the result when anything was noted.
"""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from backbone_desktop.exchange.definitions.key_account import KeyAccount
from backbone_desktop.exchange.definitions.problems import Problems

CodeT = TypeVar("CodeT", bound=StrEnum)

LONGEST_TEXT = 5_000
"""Characters; a paragraph has a few hundred, and a workbook's cell holds 32,767."""

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Control characters, separators of lines, and what no workbook and no UTF-8 file can hold."""

_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class Table(KeyAccount):
    """One table of a definition file, read field by field."""

    __slots__ = ()

    def text(self, key: str, default: str | None = None) -> str:
        """Return a line of NFC text; without ``default`` the key must be there and not be empty."""
        value = self.take(key, str, default)
        if value is None:
            return ""
        if not (value == "" and default == ""):
            self._judge(key, value)
        return value

    def integer(self, key: str) -> int:
        """Return a whole number that must be there."""
        return self.take(key, int, None) or 0

    def optional_integer(self, key: str) -> int | None:
        """Return a whole number, or None when the key is not written."""
        return self.take(key, int, None) if key in self else None

    def flag(self, key: str, *, default: bool) -> bool:
        """Return a truth value."""
        return bool(self.take(key, bool, default))

    def optional_decimal(self, key: str) -> Decimal | None:
        """Return an exact number written as text (``"2.25"``), or None when the key is not written."""
        value = self.take(key, str, None) if key in self else None
        if value is None:
            return None
        if not _DECIMAL.fullmatch(value):
            self.problem(key, f'「{value}」不是以文字書寫的數字，例如 "2.25"。')
            return None
        return Decimal(value)

    def code(self, key: str, kind: type[CodeT], default: CodeT | None = None) -> CodeT | None:
        """Return the member whose code is written; None after noting a problem."""
        if key not in self and default is not None:
            return default
        value = self.take(key, str, None)
        return None if value is None else self._member(key, value, kind)

    def codes(self, key: str, kind: type[CodeT]) -> tuple[CodeT, ...]:
        """Return the members of a list of codes, which may be missing or empty."""
        found = (self._member(key, value, kind) for value in self.take_list(key, str))
        return tuple(member for member in found if member is not None)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without repetition; empty when the key is not written."""
        values = self.take_list(key, str)
        for position, value in enumerate(values, start=1):
            self._judge(f"{key}[{position}]", value)
        return values

    def integers(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers without repetition; empty when the key is not written."""
        return self.take_list(key, int)

    def table(self, key: str) -> "Table":
        """Return a table that must be there; after noting that it is not, an empty one that stays silent."""
        value = self.raw(key)
        if isinstance(value, dict):
            return Table(value, self.file, self.path_to(key), self.problems)
        self.problem(key, "應為表格。" if key in self else "缺少必填欄位。")
        return Table({}, self.file, self.path_to(key), Problems())

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return a list of tables; empty when the key is not written."""
        value = self.raw(key, [])
        if not isinstance(value, list):
            self.problem(key, "應為表格的清單。")
            return ()
        found: list[Table] = []
        for position, each in enumerate(value, start=1):
            if isinstance(each, dict):
                found.append(Table(each, self.file, self.path_to(f"{key}[{position}]"), self.problems))
            else:
                self.problem(f"{key}[{position}]", "應為表格。")
        return tuple(found)

    def _judge(self, key: str, value: str) -> None:
        if not value.strip():
            self.problem(key, "不可空白。")
            return
        if value != value.strip():
            self.problem(key, "前後不可有空白。")
        if _UNPRINTABLE.search(value):
            self.problem(key, "不可含換行或控制字元。")
        if len(value) > LONGEST_TEXT:
            self.problem(key, f"文字超過 {LONGEST_TEXT:,} 字。")
        if not unicodedata.is_normalized("NFC", value):
            self.problem(key, "須為 NFC 正規化的文字，不可含相容表意文字。")

    def _member(self, key: str, value: str, kind: type[CodeT]) -> CodeT | None:
        member = next((each for each in kind if each.value == value), None)
        if member is None:
            known = "、".join(each.value for each in kind)
            self.problem(key, f"「{value}」不是可用的代碼（{known}）。")
        return member
