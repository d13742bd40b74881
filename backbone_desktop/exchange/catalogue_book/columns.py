"""What a column of the catalogue workbook holds, in both directions: a value as text or number, and back.

Rule: what is written is read back as the same value; a cell that cannot be read says why in one sentence.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.exchange.definitions.edition_tree import written_date
from backbone_desktop.exchange.sheets.table import Cell, cell_text

_BETWEEN = "、"
_SEPARATORS = re.compile(r"[、,，;；\s]+")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_EXACT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_YES = {"是": True, "否": False}


class CellRefused(Exception):  # noqa: N818 - becomes a problem once its place is known
    """The cell cannot be read; the text is the sentence."""


class Shape(StrEnum):
    """How the values of a column look."""

    TEXT = "text"
    TEXTS = "texts"
    WHOLE = "whole"
    WHOLES = "wholes"
    EXACT = "exact"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    CODE = "code"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: The name of the value in a definition file.
        header: What the person reads above it.
        width: In characters of the sheet's font.
        labels: Of a column of codes: the words by code.
        hint: Shown when a cell of it is entered.
        money: Whole numbers are shown with grouped digits.
    """

    key: str
    header: str
    shape: Shape = Shape.TEXT
    width: int = 14
    labels: Mapping[str, str] | None = None
    hint: str = ""
    money: bool = False

    def shown(self, value: Any) -> str | int | Decimal:
        """Return what is written into the cell for a value of the tree."""
        match self.shape:
            case Shape.CODE:
                return self._label(value)
            case Shape.CODES:
                return _BETWEEN.join(self._label(each) for each in value)
            case shape:
                return _SHOWN[shape](value)

    def read(self, cell: Cell) -> Any:
        """Return the value of the tree for a cell that is not empty.

        Raises:
            CellRefused: It holds nothing a cell of this column can hold.
        """
        text = cell_text(cell)
        match self.shape:
            case Shape.CODE:
                return self._code(text)
            case Shape.CODES:
                return [self._code(each) for each in _SEPARATORS.split(text) if each]
            case Shape.DATE:
                return _written(cell, text)
            case shape:
                return _READ[shape](text)

    def _label(self, code: str) -> str:
        return (self.labels or {})[code]

    def _code(self, text: str) -> str:
        labels = self.labels or {}
        for code, label in labels.items():
            if text in {label, code}:
                return code
        raise CellRefused(f"「{text}」不在選項中（{_BETWEEN.join(labels.values())}）。")


def labels_of(kind: type[LabelledCode]) -> Mapping[str, str]:
    """Return the words of a kind of code."""
    return {member.value: member.label for member in kind}


def column_letter(position: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _unchanged(value: Any) -> Any:
    return value


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _wholes(text: str) -> list[int]:
    return [_whole(each) for each in _SEPARATORS.split(text) if each]


def _number(value: int | str) -> int | Decimal:
    return value if isinstance(value, int) else Decimal(value)


def _whole(text: str) -> int:
    plain = text.replace(",", "").replace("，", "")
    if not _WHOLE.fullmatch(plain):
        raise CellRefused(f"「{text}」不是整數。")
    return int(plain)


def _exact(text: str) -> str:
    plain = text.replace(",", "")
    if not _EXACT.fullmatch(plain):
        raise CellRefused(f"「{text}」不是數字，例如 2.25。")
    return plain


def _written_number(text: str) -> str:
    """Read a whole number or an exact one; which of them is wanted depends on the row."""
    plain = text.replace(",", "")
    return plain if _WHOLE.fullmatch(plain) else _exact(text)


def _flag(text: str) -> bool:
    if text not in _YES:
        raise CellRefused(f"「{text}」須為是或否。")
    return _YES[text]


def _written(cell: Cell, text: str) -> str:
    # Excel may have made a true date of what was typed.
    return written_date(PartialDate.of(cell)) if isinstance(cell, date) else text


_SHOWN: Mapping[Shape, Callable[[Any], str | int | Decimal]] = {
    Shape.TEXT: _unchanged,
    Shape.TEXTS: "\n".join,
    Shape.WHOLE: _unchanged,
    Shape.WHOLES: lambda values: _BETWEEN.join(str(each) for each in values),
    Shape.EXACT: Decimal,
    Shape.NUMBER: _number,
    Shape.FLAG: lambda value: "是" if value else "否",
    Shape.DATE: _unchanged,
}
_READ: Mapping[Shape, Callable[[str], Any]] = {
    Shape.TEXT: _unchanged,
    Shape.TEXTS: _lines,
    Shape.WHOLE: _whole,
    Shape.WHOLES: _wholes,
    Shape.EXACT: _exact,
    Shape.NUMBER: _written_number,
    Shape.FLAG: _flag,
}
