"""Amounts in New Taiwan dollars, as integer 元.

Rule: no float ever holds money; an amount is exact, or it is refused.
"""

import re
import unicodedata
from dataclasses import dataclass

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.numerals import read_number
from backbone_desktop.domain.text import quote

HIGHEST_NTD = 10**16 - 1
"""Beyond any amount of this programme, and safely inside a 64-bit column."""

_REMEDY = "請輸入整數元的金額，例如 1,500,000、150萬元或 12億1,147萬元。"
_LARGE_UNITS = ((10**12, "兆"), (10**8, "億"), (10**4, "萬"), (1, ""))

_BLANK_IN_NUMBER = re.compile(r"\d\s+\d")
_CURRENCY = r"(?:新?[臺台]幣|NTD|NT\$?|TWD|\$)?"
_AMOUNT = re.compile(
    rf"{_CURRENCY}(?P<sign>[-−負])?{_CURRENCY}"
    r"(?P<number>[^元圓()]+?)(?P<unit>[元圓][整正]?)?(?:\(含稅\))?(?P<late_unit>[元圓][整正]?)?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[~〜]|[至到]|(?<=[\d元兆億萬千百十])[-–—](?=[^-])")
_TRAILING_STEPS = re.compile(
    r"(?P<small>[十百千拾佰仟]*)(?P<large>[兆億萬]*)(?:[元圓][整正]?)?(?:\(含稅\))?$"
)
_OWN_UNIT = re.compile(r"[兆億萬元圓]")


class MoneyRefused(UserError):  # noqa: N818 - a refusal, named as the consultant meets it
    """The text is not an amount in whole 元."""


@dataclass(frozen=True, slots=True)
class NtdRange:
    """An amount printed as a span, both ends included.

    Attributes:
        low: Lowest amount in 元.
        high: Highest amount in 元; equal to low when one amount was printed.

    Raises:
        MoneyRefused: The low end is above the high end.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            given = f"{format_ntd_text(self.low)}～{format_ntd_text(self.high)}"
            raise MoneyRefused("金額範圍的下限高於上限", f"{quote(given)}。", _REMEDY)

    @property
    def label(self) -> str:
        """The span as shown, ``20萬元～30萬元``."""
        low = format_ntd_text(self.low)
        return low if self.low == self.high else f"{low}～{format_ntd_text(self.high)}"


def parse_ntd(text: str) -> int:
    """Read an amount in 元.

    Digits, grouped or not, with 萬 and 億 and their parts, or Chinese numerals; before it a currency name,
    behind it 元 and （含稅）.

    Raises:
        MoneyRefused: Not an amount, not whole 元, too large, or readable in two ways (``4萬5``).
    """
    return _parse_clean(_clean(text), text)


def parse_ntd_range(text: str) -> NtdRange:
    """Read an amount or a span of two: ``20~30萬元`` is 200,000 to 300,000.

    A left end without a unit takes the unit of the right end, unless it would then be above it.

    Raises:
        MoneyRefused: Not one or two amounts, or the left end above the right end.
    """
    parts = _SEPARATOR.split(_clean(text))
    if len(parts) > 2:
        raise _refused(text)
    high = _parse_clean(parts[-1], text)
    if len(parts) == 1:
        return NtdRange(high, high)
    return NtdRange(_low_end(parts[0], parts[1], high, text), high)


def format_ntd(amount: int) -> str:
    """Return grouped digits for tables: ``1,211,470,000``."""
    return f"{amount:,}"


def format_ntd_text(amount: int) -> str:
    """Return the form used in running text: ``12億1,147萬元``; readable again by `parse_ntd`."""
    sign, rest = ("-", -amount) if amount < 0 else ("", amount)
    parts: list[str] = []
    for step, name in _LARGE_UNITS:
        count, rest = divmod(rest, step)
        if count:
            parts.append(f"{count:,}{name}")
    return f"{sign}{''.join(parts) or '0'}元"


def to_thousands(amount: int) -> int:
    """Return an amount in 千元, rounded half up by magnitude; done once, on the figure that is printed."""
    thousands = (abs(amount) + 500) // 1000
    return -thousands if amount < 0 else thousands


def _clean(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).strip()
    if _BLANK_IN_NUMBER.search(normal):
        raise _refused(text)
    return re.sub(r"\s+", "", normal)


def _parse_clean(clean: str, given: str) -> int:
    match = _AMOUNT.fullmatch(clean)
    if match is None or (match["unit"] and match["late_unit"]):
        raise _refused(given)
    value = read_number(match["number"], closed=bool(match["unit"] or match["late_unit"]))
    if value is None:
        raise _refused(given)
    if value.denominator != 1:
        raise MoneyRefused("金額不是整數元", f"{quote(given)}換算後不是整數元。", _REMEDY)
    if value > HIGHEST_NTD:
        raise MoneyRefused("金額過大", f"{quote(given)}超過 {format_ntd_text(HIGHEST_NTD)}。", _REMEDY)
    return -int(value) if match["sign"] else int(value)


def _refused(given: str) -> MoneyRefused:
    return MoneyRefused("金額無法辨識", f"{quote(given)}不是可辨識的金額。", _REMEDY)


def _low_end(low: str, high_text: str, high: int, given: str) -> int:
    steps = _TRAILING_STEPS.search(high_text)
    if steps is not None and not _OWN_UNIT.search(low):
        for borrowed in (steps["small"] + steps["large"], steps["large"]):
            try:
                amount = _parse_clean(f"{low}{borrowed}元", given)
            except MoneyRefused:
                continue
            if amount <= high:
                return amount
    return _parse_clean(low, given)
