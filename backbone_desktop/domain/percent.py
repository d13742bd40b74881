"""Shares as brochures print them: %, 百分之, 成 and 折, in percent points.

Rule: 折 says what is paid (7折 is 70), 成 says how many tenths; a bare 0.7 is refused, for it may also
be 70%.
"""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.numerals import read_number
from backbone_desktop.domain.text import quote

_BLANK = re.compile(r"\s+")
_SHARE = re.compile(
    r"百分之(?P<hundredths>.+)"
    r"|(?P<sign>-)?(?P<percent>[\d,.]+)%"
    r"|(?P<tenths>[^成折%]+)成(?P<half>[1-9一二三四五六七八九])?"
    r"|(?P<paid>\d{1,2}|\d\.\d|[一二三四五六七八九]{1,2})折"
    r"|(?P<bare>[\d.]+)",
    re.ASCII,
)
_CHINESE_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


class PercentRefused(UserError):  # noqa: N818 - a refusal, named as the consultant meets it
    """The text is not a share, or could be two."""


def parse_percent(text: str) -> Decimal:
    """Return percent points: ``70%``, ``百分之七十``, ``7折`` and ``7成`` are 70; ``95折`` is 95.

    A bare number above 1 is taken as percent points, as under a heading that says ％.

    Raises:
        PercentRefused: Not a share, more than ten tenths, or a bare number up to 1.
    """
    match = _SHARE.fullmatch(_BLANK.sub("", unicodedata.normalize("NFKC", text)))
    points = None if match is None else _points(match)
    if points is None:
        raise PercentRefused(
            "百分比無法辨識",
            f"{quote(text)}不是可辨識的比率。",
            "請輸入例如 70%、百分之七十、9成或 95折；小於 1 的數字請加上 %。",
        )
    return Decimal(points.numerator) / Decimal(points.denominator)


def _points(match: re.Match[str]) -> Fraction | None:
    if match["hundredths"] is not None:
        return read_number(match["hundredths"])
    if match["percent"] is not None:
        value = read_number(match["percent"])
        return None if value is None else -value if match["sign"] else value
    if match["tenths"] is not None:
        return _tenths(match["tenths"], match["half"])
    if match["paid"] is not None:
        return _paid(match["paid"].translate(_CHINESE_DIGITS))
    value = read_number(match["bare"])
    return None if value is None or 0 < value <= 1 else value


def _tenths(text: str, half: str | None) -> Fraction | None:
    tenths = read_number(text)
    if tenths is None:
        return None
    value = tenths * 10 + (0 if half is None else int(half.translate(_CHINESE_DIGITS)))
    return value if value <= 100 else None


def _paid(text: str) -> Fraction | None:
    value = Fraction(text) if len(text) == 2 else Fraction(text) * 10
    # 10折 would be either everything or a tenth of the price.
    return value if value > 10 or (value == 10 and len(text) == 1) else None
