"""Reads the figures out of the brochure's text: phones, addresses, money, shares, dates and counts.

``python tests/catalogue/extract_figures.py BROCHURE.txt`` prints ``figures_105.txt``: one line per figure
with measure and heading, no sentence of the brochure. Rule: it knows how figures are printed and nothing of
how the catalogue holds them, so that each can find the other's mistakes.

A figure is written one way however it was printed: ``45000元``, ``70%`` (also 7折, 七成), ``105/05/01``,
``12/31`` and ``6月`` where no year is printed, ``105/10中旬``, ``3年``, ``3分``.
"""

import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

PAGE_LINK = re.compile(r"^https?://\S+\n(?= [^\s(])(?! [一二三四五]、)", re.MULTILINE)
"""A link kept from the page before, where the page breaks within an entry."""
MEASURE = re.compile(r"^\s*輔導措施名稱", re.MULTILINE)
FIELD = re.compile(
    r"^\s*(輔導措施簡介|提供服務項目|聯絡方式|相關網站|中堅企業(?=\s*[¢█]|\s*優惠方式))", re.MULTILINE
)
BLOCK = re.compile(r"[¢█]\s*(?P<name>[^：:\n●]{1,24})")
POINT = re.compile(r"[●l](?P<name>[\u4e00-\u9fff]{2,12})：")
PREFERENCE, SERVICE = "中堅企業", "提供服務項目"

NUMBER = r"\d[\d,]*(?:\.\d+)?"
HAN = {"兩": 2} | {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
HAN_NUMBER = f"[{''.join(HAN)}十百]+"
UNITS = "人|家|個月|年|小時|歲|瓩|個|門|張|展|項|案|據點|分(?=[。，、；之為]|$)"

PHONE = re.compile(r"\(0\d{1,2}\)\d{3,4}-\d{4}(?:#\d+)?|0800-\d{3}-?\d{3}|(?<!\d)0\d-\d{8}")
ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+(?:\n\d+(?=\n))?(?<!\))")
MONEY = re.compile(
    rf"(?:(?P<from>{NUMBER})\s*~\s*)?(?P<sum>(?:(?:{NUMBER}|{HAN_NUMBER})\s*[億萬千]\s*)+)元?"
    rf"|(?P<plain>{NUMBER})\s*元"
)
SHARE = re.compile(
    rf"(?P<percent>{NUMBER})\s*[%％]|百分之(?P<han>{HAN_NUMBER})|(?P<tenths>\d)\s*成|(?P<paid>\d\d?)\s*折"
)
PART = re.compile(r"(?<![\d/])1/[245](?![\d/])(?=\s*(?:及|限制|頁|為限|、))")
DATE = re.compile(
    r"(?<![\d/])(?:(?P<year>10\d)\s*(?:年|[./]))?\s*(?:"
    r"(?P<m1>\d{1,2})(?(year)[./]|/)(?P<d1>\d{1,2})(?![\d.%/])"
    r"|(?P<m2>\d{1,2})(?:\s*~\s*(?P<m3>\d{1,2}))?\s*月\s*"
    r"(?:(?P<d2>\d{1,2})(?=\s*(?:日|至|在))|(?P<vague>[上中下]旬))?)"
)
COUNT = re.compile(
    rf"(?P<nth>第\s*)?(?:(?P<from>{NUMBER})\s*[-~]\s*)?"
    rf"(?P<count>(?<![A-Za-z\d.,]){NUMBER}|{HAN_NUMBER})\s*餘?\s*(?P<unit>{UNITS})(?!度)"
)


class Figure(NamedTuple):
    """One figure of one measure and the heading it is printed under."""

    measure: int
    heading: str
    figure: str


def brochure_figures(text: str) -> list[Figure]:
    """Return the figures of every measure in print order, each once per heading."""
    starts = [found.start() for found in MEASURE.finditer(text)]
    found = (
        Figure(number, heading_at(entry, place), figure)
        for number, (start, end) in enumerate(pairwise([*starts, len(text)]), start=1)
        for entry in [PAGE_LINK.sub("", text[start:end])]
        for place, figure in figures_in(entry)
    )
    return list(dict.fromkeys(found))


def figures_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield place and canonical form of every figure; what one pattern took the next ones do not see."""
    found: list[tuple[int, str]] = []
    for pattern, canonical in _READERS:
        for match in pattern.finditer(text):
            found += [(match.start(), figure) for figure in canonical(match)]
        text = pattern.sub(lambda match: " ;" + " " * (len(match[0]) - 2), text)
    yield from sorted(found)


def heading_at(entry: str, place: int) -> str:
    """Return the headings in force at a place of an entry: field, service, point."""
    field = _last(FIELD, entry, 0, place)
    name = "" if field is None else field[1]
    if name not in {SERVICE, PREFERENCE}:
        return name or "輔導措施名稱"
    start = 0 if field is None else field.start()
    block = _last(BLOCK, entry, start, place)
    point = _last(POINT, entry, block.start() if block else start, place)
    label = "中堅企業優惠方式" if name == PREFERENCE else name
    return " ".join([label, *(each["name"].strip() for each in (block, point) if each)])


def _last(pattern: re.Pattern[str], entry: str, start: int, place: int) -> re.Match[str] | None:
    return max(pattern.finditer(entry, start, place + 1), key=re.Match.start, default=None)


def _as_printed(match: re.Match[str]) -> Iterator[str]:
    yield match[0].replace("\n", "")


def _money(match: re.Match[str]) -> Iterator[str]:
    if match["plain"]:
        yield f"{number(match['plain'])}元"
        return
    parts = re.findall(rf"({NUMBER}|{HAN_NUMBER})\s*([億萬千])", match["sum"])
    yield f"{sum(number(value) * _SCALE[unit] for value, unit in parts):.0f}元"
    if match["from"]:
        yield f"{number(match['from']) * _SCALE[parts[-1][1]]:.0f}元"


def _share(match: re.Match[str]) -> Iterator[str]:
    if match["paid"]:
        yield f"{match['paid']:0<2}%"
    elif match["tenths"]:
        yield f"{match['tenths']}0%"
    else:
        yield f"{number(match['percent'] or match['han']).normalize():f}%"


def _date(match: re.Match[str]) -> Iterator[str]:
    year, day = match["year"], match["d1"] or match["d2"]
    for month in filter(None, (match["m1"], match["m2"], match["m3"])):
        if day:
            yield f"{year}/{int(month):02}/{int(day):02}" if year else f"{int(month)}/{int(day)}"
        else:
            yield f"{year}/{int(month):02}{match['vague'] or ''}" if year else f"{int(month)}月"


def _count(match: re.Match[str]) -> Iterator[str]:
    for text in filter(None, (match["from"], match["count"])):
        value = number(text)
        if not match["nth"] and (match["unit"] != "年" or value < 100):
            yield f"{value:f}{match['unit']}"


def number(text: str) -> Decimal:
    """Return the value of Arabic digits with commas or of Chinese numerals below a thousand."""
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total, digit = total + max(digit, 1) * (10 if character == "十" else 100), 0
        else:
            digit = HAN[character]
    return Decimal(total + digit)


_SCALE = {"億": 100_000_000, "萬": 10_000, "千": 1_000}
_READERS = (
    (PHONE, _as_printed),
    (ADDRESS, _as_printed),
    (SHARE, _share),
    (MONEY, _money),
    (PART, _as_printed),
    (DATE, _date),
    (COUNT, _count),
)


def main() -> int:
    """Print the list for the brochure named on the command line."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    sys.stdout.writelines(
        f"{each.measure}\t{each.heading}\t{each.figure}\n" for each in brochure_figures(text)
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
