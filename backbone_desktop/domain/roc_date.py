"""Dates as Taiwanese offices write them.

Rule: a date is kept as ``datetime.date``; the ROC year (Gregorian − 1911, never 0) exists only in text,
and a reading that rests on an assumption says so in a warning or is refused.
"""

import math
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.text import quote
from backbone_desktop.domain.time_stamp import TAIWAN_TIME, taiwan_time

ROC_OFFSET = 1911
"""Gregorian year minus ROC year."""

SERIAL_RANGE = range(30_000, 60_001)
"""Whole numbers that are more likely an Excel day count (1982–2064) than anything else in a date column."""

_EXCEL_1900_BASE = date(1899, 12, 30)
_DAYS_BETWEEN_EXCEL_BASES = 1462
_REMEDY = "請改成實際的日期，例如 105/03/15、105年3月15日或 2016-03-15。"
_MONTH_REMEDY = "請輸入例如 105-03 或 105年3月的月份。"

_DASHES = str.maketrans(dict.fromkeys("‐–—−", "-"))
_DATE = re.compile(
    r"(?P<era>(?:中華)?民國|西元)?\s*(?:"
    r"(?P<year>\d{1,4})\s*(?P<sep>[./-])\s*(?P<month>\d{1,2})\s*(?P=sep)\s*(?P<day>\d{1,2})"
    r"|(?P<text_year>\d{1,4})\s*年\s*(?P<text_month>\d{1,2})\s*月\s*(?P<text_day>\d{1,2})\s*日"
    r"|(?P<compact>\d{7,8})"
    r")(?P<rest>.*)",
    re.DOTALL,
)
_WEEKDAY = re.compile(
    r"\s*(?:\((?:星期|週|周|禮拜)?(?P<inside>[一二三四五六日天])\)|(?:星期|週|周|禮拜)(?P<plain>[一二三四五六日天]))"
)
_MONTH = re.compile(
    r"(?:(?:中華)?民國)?\s*(?:(?P<text_year>\d{1,4})\s*年\s*(?P<text_month>\d{1,2})\s*月份?"
    r"|(?P<year>\d{3,4})\s*[./-]\s*(?P<month>\d{1,2})"
    r"|(?P<compact_year>\d{3,4})(?P<compact_month>\d{2}))"
)


class DateRefused(UserError):  # noqa: N818 - a refusal, named as the consultant meets it
    """The text or cell is not a date of the calendar, or cannot be told apart from another reading."""


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date that was read.

    Attributes:
        value: The date.
        warning: zh-TW sentence on what was assumed; empty when nothing was.
        at: The time of day in Taiwan that stood behind it; None when none did.
    """

    value: date
    warning: str = ""
    at: time | None = None


@dataclass(frozen=True, slots=True)
class SuspectedSerial:
    """A bare number in a date column that may be an Excel day count whose cell format was lost.

    Attributes:
        number: The number as it stood in the cell, without its fraction.
        as_date: What it would be as a date under Excel's usual (1900) base.
    """

    number: int
    as_date: date

    @property
    def as_date_1904(self) -> date:
        """What it would be in a workbook that counts from 1904."""
        return self.as_date + timedelta(days=_DAYS_BETWEEN_EXCEL_BASES)

    @property
    def warning(self) -> str:
        """Both readings, for the consultant to choose from."""
        return (
            f"「{self.number}」可能只是數字，也可能是遺失格式的 Excel 日期 "
            f"{format_roc(self.as_date)}（1904 日期系統則為 {format_roc(self.as_date_1904)}），請確認。"
        )


def roc_year(day: date) -> int:
    """Return the ROC year of a date.

    Raises:
        DateRefused: The date lies before ROC year 1 (1912).
    """
    if day.year <= ROC_OFFSET:
        raise DateRefused("日期早於民國元年", f"「{day.isoformat()}」沒有民國紀年。", _REMEDY)
    return day.year - ROC_OFFSET


def format_roc(day: date) -> str:
    """Return the form used in tables, ``105/03/15``; its year always has three digits, so none is guessed."""
    return f"{roc_year(day):03d}/{day.month:02d}/{day.day:02d}"


def format_roc_text(day: date) -> str:
    """Return the form used in running text, ``105年3月15日``."""
    return f"{roc_year(day)}年{day.month}月{day.day}日"


def normalize_date_text(text: str) -> str:
    """Return the text with full-width forms and the many dashes brought to one, outer blanks removed."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()


def gregorian_year(digits: str, given: str, era: str | None = None) -> int:
    """Return the Gregorian year for year digits as written.

    Args:
        digits: One to four digits: up to three are an ROC year, four a Gregorian year.
        given: The whole text, for the refusal.
        era: ``民國``, ``西元`` or nothing.

    Raises:
        DateRefused: Year 0, a Gregorian year before 1912, or an era that contradicts the digits.
    """
    number = int(digits)
    is_gregorian = len(digits) == 4
    if era is not None and is_gregorian != (era == "西元"):
        raise DateRefused("年份與紀年不符", f"{quote(given)}的年份 {digits} 與「{era}」不符。", _REMEDY)
    if number == 0 or (is_gregorian and number <= ROC_OFFSET):
        raise DateRefused("年份無法辨識", f"{quote(given)}的年份 {digits} 不是民國或西元年份。", _REMEDY)
    return number if is_gregorian else number + ROC_OFFSET


def calendar_date(year: int, month: int, day: int, given: str) -> date:
    """Return the date, or say why the calendar has none.

    Args:
        year: Gregorian year.
        month: Month number as written.
        day: Day number as written.
        given: The whole text, for the refusal.

    Raises:
        DateRefused: No such month, or no such day in it.
    """
    roc = year - ROC_OFFSET
    if not 1 <= month <= 12:
        raise DateRefused("沒有這個月份", f"{quote(given)}的月份是 {month}。", _REMEDY)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DateRefused("沒有這一天", f"{quote(given)}：民國{roc}年{month}月只有 {last} 天。", _REMEDY)
    return date(year, month, day)


def parse_roc_date(text: str) -> ParsedDate:
    """Read a date in any spelling Taiwanese offices and form services produce.

    ROC or Gregorian years; ``.``, ``/``, ``-`` or 年月日; compact ``1050501`` and ``20160501``; full-width
    characters; an optional weekday and time of day. A time stamp with a zone is read on Taiwan's calendar.

    Raises:
        DateRefused: Not a date, no such day, or a year of one digit that could be a month.
    """
    clean = normalize_date_text(text)
    match = _DATE.fullmatch(clean)
    if match is None:
        raise _unreadable(text)
    value, warning = _date_of(match, text)
    rest = match["rest"]
    weekday = _WEEKDAY.match(rest)
    if weekday is not None:
        rest = rest[weekday.end() :]
        warning = warning or _weekday_warning(value, weekday["inside"] or weekday["plain"])
    if not rest:
        return ParsedDate(value, warning)
    local = taiwan_time(value, rest)
    if local is None:
        raise _unreadable(text)
    if local.date() != value:
        warning = warning or f"{quote(text)}換算為臺灣時間後是 {format_roc(local)}。"
    return ParsedDate(local.date(), warning, local.time())


def _unreadable(given: str) -> DateRefused:
    return DateRefused("日期無法辨識", f"{quote(given)}不是可辨識的日期寫法。", _REMEDY)


def _date_of(match: re.Match[str], given: str) -> tuple[date, str]:
    compact = match["compact"]
    if compact is not None:
        parts = compact[:-4], compact[-4:-2], compact[-2:]
    elif match["sep"] is not None:
        parts = match["year"], match["month"], match["day"]
    else:
        parts = match["text_year"], match["text_month"], match["text_day"]
    value = calendar_date(gregorian_year(parts[0], given, match["era"]), int(parts[1]), int(parts[2]), given)
    if match["sep"] is None or match["era"] is not None or len(parts[0]) > 2:
        return value, ""
    if value.year - ROC_OFFSET < 10:
        raise DateRefused("年份無法辨識", f"{quote(given)}的開頭可能是年，也可能是月或日。", _REMEDY)
    reading = f"民國{format_roc_text(value)}（{value.year}年）"
    return value, f"{quote(given)}的年份只有兩位數，讀作{reading}，請確認。"


def _weekday_warning(value: date, written: str) -> str:
    actual = "一二三四五六日"[value.weekday()]
    if written.replace("天", "日") == actual:
        return ""
    return f"{format_roc(value)}是星期{actual}，原文寫星期{written}，請確認。"


def read_date_cell(value: object) -> ParsedDate | SuspectedSerial:
    """Read what a spreadsheet reader hands over for a date column.

    True dates and date-times are taken as they are (the reader has applied the workbook's 1900 or 1904 base).
    Numbers are read as compact dates; whole-day counts of Excel are never guessed.

    Raises:
        DateRefused: Nothing, a truth value, or text or a number that is not a date.
    """
    if isinstance(value, datetime):
        local = value.astimezone(TAIWAN_TIME) if value.tzinfo is not None else value
        # A spreadsheet writes a day without a time as its midnight.
        return _plausible(local.date(), None if local.time() == time.min else local.time())
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, str):
        digits = re.fullmatch(r"(\d{5})(?:\.\d+)?", normalize_date_text(value))
        if digits is not None and int(digits[1]) in SERIAL_RANGE:
            return _suspect(int(digits[1]))
        whole = re.fullmatch(r"(\d{7,8})\.0+", normalize_date_text(value))
        return parse_roc_date(value if whole is None else whole[1])
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return _read_number(value)
    raise _unreadable("" if value is None else str(value))


def _plausible(day: date, at: time | None = None) -> ParsedDate:
    roc_year(day)
    return ParsedDate(day, at=at)


def _suspect(number: int) -> SuspectedSerial:
    return SuspectedSerial(number, _EXCEL_1900_BASE + timedelta(days=number))


def _read_number(value: float) -> ParsedDate | SuspectedSerial:
    number = int(value)
    if number in SERIAL_RANGE:
        return _suspect(number)
    digits = str(number)
    if number != value or not digits.isdigit():
        raise _unreadable(str(value))
    # A number cell drops the zero of 0990105; 19…… and 20…… could as well be a Gregorian year and month.
    if len(digits) == 6 and digits[:2] not in {"19", "20"}:
        day = parse_roc_date(f"0{digits}").value
        return ParsedDate(day, f"「{digits}」少一位數，補 0 後讀作 {format_roc(day)}，請確認。")
    return parse_roc_date(digits)


@dataclass(frozen=True, slots=True, order=True)
class RocMonth:
    """One month of the ROC calendar, the period of the monthly follow-up sheet.

    Attributes:
        year: ROC year, from 1 to 8088.
        month: 1–12.

    Raises:
        DateRefused: No such year or month.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= date.max.year - ROC_OFFSET and 1 <= self.month <= 12):
            raise DateRefused("沒有這個月份", f"民國{self.year}年{self.month}月不存在。", _MONTH_REMEDY)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``105-03``, ``105/3``, ``105年3月``, ``10503`` or ``2016-03``.

        Raises:
            DateRefused: Not a month.
        """
        match = _MONTH.fullmatch(normalize_date_text(text))
        if match is None:
            raise DateRefused("月份無法辨識", f"{quote(text)}不是可辨識的月份。", _MONTH_REMEDY)
        year = match["text_year"] or match["year"] or match["compact_year"]
        month = match["text_month"] or match["month"] or match["compact_month"]
        return cls(gregorian_year(year, text) - ROC_OFFSET, int(month))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month a date lies in."""
        return cls(roc_year(day), day.month)

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year + ROC_OFFSET, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        gregorian = self.year + ROC_OFFSET
        return date(gregorian, self.month, monthrange(gregorian, self.month)[1])

    @property
    def label(self) -> str:
        """The month as a consultant reads it, ``105年3月``."""
        return f"{self.year}年{self.month}月"

    @property
    def code(self) -> str:
        """The month as it is typed and used in file names, ``105-03``."""
        return f"{self.year:03d}-{self.month:02d}"

    def contains(self, day: date) -> bool:
        """Tell whether a date lies in this month."""
        return self.first_day <= day <= self.last_day

    def previous(self) -> Self:
        """Return the month before."""
        return type(self)(self.year - (self.month == 1), (self.month - 2) % 12 + 1)

    def next(self) -> Self:
        """Return the month after."""
        return type(self)(self.year + (self.month == 12), self.month % 12 + 1)
