"""Taiwanese phone numbers in one written form.

Rule: a number is text and is never refused; what looks wrong keeps its digits and gets a warning.
"""

import re
import unicodedata
from dataclasses import dataclass

from backbone_desktop.domain.text import quote

# Numbers of one dialled string have one area: the longest code that matches wins (089 before 08).
_SUBSCRIBER_LENGTHS: dict[str, tuple[int, ...]] = {
    "0826": (5,),
    "0836": (5,),
    "037": (6,),
    "049": (7,),
    "082": (6,),
    "089": (6,),
    "02": (8,),
    "03": (7,),
    "04": (7, 8),
    "05": (7,),
    "06": (7,),
    "07": (7,),
    "08": (7,),
}
_FREE_PREFIXES = ("0800", "0809")
_LONGEST = 60
_DASHES = str.maketrans(dict.fromkeys("‐–—−ー", "-"))

_EXTENSION = re.compile(
    r"(?P<main>.*?)[\s,;-]*(?:#|(?:轉)?分機|轉|extension|ext\.?|x)\s*:?\s*(?P<extension>\d{1,6})",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"(?:\+|00)?886[\s-]*(?:\(0\))?[\s-]*(?=[(\d])")
_MAIN = re.compile(r"[\d\s().-]+", re.ASCII)
_NUMBER_CELL = re.compile(r"(\d+)\.0+", re.ASCII)


@dataclass(frozen=True, slots=True)
class ParsedPhone:
    """A phone number as given and as shown.

    Attributes:
        given: The text as it came.
        canonical: ``(02)2754-1255#2213``, ``0912-345-678`` or ``0800-777-888``; the given text when unread.
        warning: zh-TW sentence on what looks wrong; empty when nothing does.
    """

    given: str
    canonical: str
    warning: str = ""


def parse_phone(text: str) -> ParsedPhone:
    """Bring a phone number to its one form; canonical text comes back unchanged."""
    clean = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    if not clean:
        return ParsedPhone(text, "")
    if len(clean) > _LONGEST:
        return ParsedPhone(text, text, _unread_warning(clean, text))
    main, extension = _split_extension(clean)
    domestic = _domestic(main)
    if domestic is None:
        return ParsedPhone(text, text, _unread_warning(clean, text))
    digits, warning = _with_leading_zero(domestic)
    number, shape_warning = _format(digits)
    if number is None:
        return ParsedPhone(text, text, f"電話{quote(text)}{shape_warning}")
    canonical = number if extension is None else f"{number}#{extension}"
    if shape_warning:
        warning = f"電話{quote(text)}{shape_warning}"
    return ParsedPhone(text, canonical, warning)


def _split_extension(clean: str) -> tuple[str, str | None]:
    match = _EXTENSION.fullmatch(clean)
    return (clean, None) if match is None else (match["main"], match["extension"])


def _domestic(main: str) -> str | None:
    """Return the digits as dialled in Taiwan; None when the text is not one Taiwanese number."""
    cell = _NUMBER_CELL.fullmatch(main)
    if cell is not None:
        return cell[1]
    national = _COUNTRY.sub("", main, count=1) if _COUNTRY.match(main) else None
    number = main if national is None else national
    if not _MAIN.fullmatch(number):
        return None
    digits = re.sub(r"\D", "", number)
    if national is not None and not digits.startswith("0"):
        digits = f"0{digits}"
    return digits or None


def _unread_warning(clean: str, given: str) -> str:
    if clean.startswith("+"):
        return f"電話{quote(given)}不是臺灣號碼，照原文保留。"
    return f"電話{quote(given)}無法辨識，照原文保留，請確認。"


def _with_leading_zero(digits: str) -> tuple[str, str]:
    """Put back the zero a number cell drops, where nine digits leave no other reading."""
    if len(digits) == 9 and digits.startswith(("9", "2", "800", "809")):
        return f"0{digits}", f"電話「{digits}」開頭少了 0，已補上，請確認。"
    return digits, ""


def _format(digits: str) -> tuple[str | None, str]:
    """Return the written form and what is wrong with it; no form when even the kind is unclear."""
    if not digits.startswith("0"):
        return None, "沒有區碼，照原文保留，請補上區碼。"
    if digits.startswith(("09", *_FREE_PREFIXES)):
        warning = _length_warning(len(digits), (10,))
        return f"{digits[:4]}-{digits[4:7]}-{digits[7:]}" if len(digits) > 7 else None, warning
    area = next((code for code in _SUBSCRIBER_LENGTHS if digits.startswith(code)), None)
    if area is None:
        return None, "的區碼不存在，照原文保留，請確認。"
    subscriber = digits[len(area) :]
    lengths = _SUBSCRIBER_LENGTHS[area]
    warning = _length_warning(len(subscriber), lengths)
    if not lengths[0] - 1 <= len(subscriber) <= lengths[-1] + 1:
        return None, warning
    return f"({area}){_grouped(subscriber)}", warning


def _grouped(subscriber: str) -> str:
    if len(subscriber) <= 5:
        return subscriber
    tail = 3 if len(subscriber) == 6 else 4
    return f"{subscriber[:-tail]}-{subscriber[-tail:]}"


def _length_warning(length: int, allowed: tuple[int, ...]) -> str:
    if length in allowed:
        return ""
    if length < allowed[0]:
        return f"少 {allowed[0] - length} 碼，請確認。"
    return f"多 {length - allowed[-1]} 碼，請確認。"
