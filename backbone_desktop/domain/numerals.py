"""Numbers as they stand before 元, 成 or 折: digits with 萬 and 億, or Chinese numerals, plain and formal.

Rule: exact, and a number that people read in two ways (三萬五) is not read.
"""

import re
from fractions import Fraction

_PLAIN_FORM = str.maketrans("壹貳參肆伍陸柒捌玖兩〇拾佰仟万", "一二三四五六七八九二零十百千萬")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_LONGEST = 40

_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_LARGE = re.compile(r"(?:([^兆億萬]+)兆)?(?:([^兆億萬]+)億)?(?:([^兆億萬]+)萬)?([^兆億萬]*)")
_LARGE_STEPS = (10**12, 10**8, 10**4, 1)
_SMALL = re.compile(
    r"零?(?:([\d,.]+|[一二三四五六七八九])千)?零?(?:([\d,.]+|[一二三四五六七八九])百)?零?(?:([\d,.]+|[一二三四五六七八九]?)十)?零?([\d,.]+|[一二三四五六七八九])?"
)


def read_number(text: str, *, closed: bool = False) -> Fraction | None:
    """Return the value of a number without sign, blanks or unit.

    Args:
        text: Normalised (NFKC) text such as ``12億1,147萬``, ``0.49萬``, ``三千五百`` or ``1,500,000``.
        closed: A unit follows, so that digits behind the last step are ones: ``4萬5`` before 元 is 40,005.

    Returns:
        The exact value; None when the text is not a number, or could mean two.
    """
    if not text or len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit():
        return Fraction(int(text))
    match = _LARGE.fullmatch(text.translate(_PLAIN_FORM))
    if match is None:
        return None
    total = Fraction(0)
    ceiling: int | None = None
    for section, step in zip(match.groups(), _LARGE_STEPS, strict=True):
        if not section:
            continue
        value = _section(section, closed=closed or step > 1)
        if value is None or not _fits_below(section, value * step, step, ceiling, closed=closed):
            return None
        total += value * step
        ceiling = step
    return total


def _fits_below(section: str, value: Fraction, step: int, ceiling: int | None, *, closed: bool) -> bool:
    """Tell whether what follows a step is smaller than it and, when it ends the number, is surely ones."""
    if ceiling is None:
        return True
    is_short = step == 1 and _PLAIN_NUMBER.fullmatch(section) and len(section.replace(",", "")) < 4
    is_bare = len(section) == 1
    return value < ceiling and (closed or step > 1 or not (is_short or is_bare))


def _section(text: str, *, closed: bool) -> Fraction | None:
    if _PLAIN_NUMBER.fullmatch(text):
        return Fraction(text.replace(",", ""))
    match = _SMALL.fullmatch(text)
    if match is None:
        return None
    thousands, hundreds, tens, ones = match.groups()
    skips_a_step = ones is not None and tens is None and (thousands or hundreds) is not None
    if skips_a_step and not closed and not text.endswith(f"零{ones}"):
        return None
    total = Fraction(0)
    for digits, step in ((thousands, 1000), (hundreds, 100), (tens, 10), (ones, 1)):
        value = Fraction(0) if digits is None else _digit(digits)
        if value is None:
            return None
        total += value * step
    return total


def _digit(text: str) -> Fraction | None:
    if not text:
        return Fraction(1)
    if text in _DIGITS:
        return Fraction(_DIGITS[text])
    return Fraction(text.replace(",", "")) if _PLAIN_NUMBER.fullmatch(text) else None
