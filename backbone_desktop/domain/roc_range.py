"""Periods as announcements print them: a day, a month or a third of a month, with an end that may be implied.

Rule: the precision that was printed is kept; a vague bound is never turned into a day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Literal, Self

from backbone_desktop.domain.roc_date import (
    ROC_OFFSET,
    DateRefused,
    RocMonth,
    calendar_date,
    format_roc,
    normalize_date_text,
    parse_roc_date,
)
from backbone_desktop.domain.text import quote

PartOfMonth = Literal["early", "middle", "late"]

_PARTS: dict[str, PartOfMonth] = {"上": "early", "中": "middle", "下": "late"}
_PART_NAMES: dict[PartOfMonth, str] = {part: f"{char}旬" for char, part in _PARTS.items()}
_PART_STARTS: dict[PartOfMonth, int] = {"early": 1, "middle": 11, "late": 21}
_LONGEST = 200
_REMEDY = "請改成例如 105/02/15～105/03/31、105年4月～6月或 105年10月中旬起。"

_BLANK = re.compile(r"\s+")
_PART = re.compile(r"(?P<month>.+月)(?P<part>[上中下])旬")
_DAY_WITHOUT_SIGN = re.compile(r".*年\d{1,2}月\d{1,2}")
_MONTH_WITHOUT_SIGN = re.compile(r"\D*\d{2,3}年\d{1,2}")
_STRONG_SEPARATOR = re.compile(r"[~〜至]")
_STARTING = re.compile(r"^[自從於]")
_ENDING = re.compile(r"(?:為止|止)$")
_INHERITING = re.compile(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日?"
    r"|(?P<short_month>\d{1,2})[./-](?P<short_day>\d{1,2})"
    r"|(?P<only_month>\d{1,2})月份?(?:(?P<month_part>[上中下])旬)?"
    r"|(?P<only_day>\d{1,2})日"
    r"|(?P<bare>\d{1,2})"
    r"|(?P<only_part>[上中下])旬"
)


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A bound as printed: a day, a month, or a third of a month. Ordered by its first day.

    Attributes:
        year: Gregorian year.
        month: 1–12.
        day: Day of the month, when printed.
        part: 上旬, 中旬 or 下旬, when printed; never together with a day.

    Raises:
        DateRefused: The calendar has no such day or month, or both a day and a part are given.
    """

    year: int
    month: int
    day: int | None = None
    part: PartOfMonth | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.part is not None:
            raise DateRefused("日期無法辨識", "日期不能同時有日與旬。", _REMEDY)
        RocMonth(self.year - ROC_OFFSET, self.month)
        if self.day is not None:
            calendar_date(self.year, self.month, self.day, f"{self.year}-{self.month}-{self.day}")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first, self.last) < (other.first, other.last)

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the bound that is exactly one day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a day in any spelling, ``105年10月``, ``105-10``, or ``105年10月中旬``.

        Raises:
            DateRefused: Neither a day, a month nor a part of a month, or a year that would need a guess.
        """
        clean = _BLANK.sub("", normalize_date_text(text))
        part = _PART.fullmatch(clean)
        if part is not None:
            whole = cls._of_month(RocMonth.parse(part["month"]))
            return cls(whole.year, whole.month, part=_PARTS[part["part"]])
        try:
            return cls._of_month(RocMonth.parse(clean))
        except DateRefused:
            parsed = parse_roc_date(f"{clean}日" if _DAY_WITHOUT_SIGN.fullmatch(clean) else clean)
        if parsed.warning:
            raise DateRefused("日期無法確定", parsed.warning, _REMEDY)
        return cls.of(parsed.value)

    @classmethod
    def _of_month(cls, month: RocMonth) -> Self:
        return cls(month.year + ROC_OFFSET, month.month)

    @property
    def precision(self) -> Literal["day", "month", "part"]:
        """How exactly the bound was printed."""
        if self.day is not None:
            return "day"
        return "month" if self.part is None else "part"

    @property
    def first(self) -> date:
        """The earliest day the bound can mean."""
        start = 1 if self.part is None else _PART_STARTS[self.part]
        return date(self.year, self.month, start if self.day is None else self.day)

    @property
    def last(self) -> date:
        """The latest day the bound can mean."""
        if self.day is not None:
            return self.first
        if self.part in {"early", "middle"}:
            return self.first.replace(day=self.first.day + 9)
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def label(self) -> str:
        """The bound in ROC years: ``105/03/15``, ``105年10月`` or ``105年10月中旬``."""
        if self.day is not None:
            return format_roc(self.first)
        month = RocMonth.of(self.first).label
        return month if self.part is None else f"{month}{_PART_NAMES[self.part]}"


@dataclass(frozen=True, slots=True)
class DateRange:
    """A period; a missing bound leaves that side open.

    Attributes:
        start: First bound, or None.
        end: Last bound, or None.

    Raises:
        DateRefused: The end lies before the start.
    """

    start: PartialDate | None
    end: PartialDate | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end.last < self.start.first:
            raise DateRefused("期間的迄日早於起日", f"起 {self.start.label}、迄 {self.end.label}。", _REMEDY)

    def contains(self, day: date) -> bool:
        """Tell whether a day can lie in the period, a vague bound counted with all its days."""
        return (self.start is None or self.start.first <= day) and (self.end is None or day <= self.end.last)

    @property
    def label(self) -> str:
        """The period in ROC years, ``105/02/15～105/03/31``; readable again by `parse_roc_range`."""
        if self.start is None:
            return "期間不限" if self.end is None else f"至{self.end.label}止"
        if self.end is None:
            return f"{self.start.label}起"
        return self.start.label if self.start == self.end else f"{self.start.label}～{self.end.label}"


def parse_roc_range(text: str) -> DateRange:
    """Read a period written with ``-``, ``~``, ``～``, ``至`` or 起…止.

    The right end may leave out its year, or its year and month. One date alone is a period of that date;
    ``105/02/05起`` and ``至105/03/15止`` leave a side open.

    Raises:
        DateRefused: No period, an end before its start, or more than one way to read it.
    """
    if len(text) > _LONGEST:
        # Every hyphen could part the two dates; no period takes so many characters to write.
        raise DateRefused("期間無法辨識", f"{quote(text)}過長，不是期間的寫法。", _REMEDY)
    clean = _STARTING.sub("", _BLANK.sub("", normalize_date_text(text)))
    split = _STRONG_SEPARATOR.search(clean)
    if split is not None:
        return _range_of(clean[: split.start()], clean[split.end() :], text)
    if clean.endswith("起"):
        return DateRange(PartialDate.parse(clean[:-1]), None)
    if _ENDING.search(clean):
        start, found, end = clean.partition("起")
        return _range_of(start if found else "", end if found else clean, text)
    return _hyphenated(clean, text)


def _range_of(left: str, right: str, given: str) -> DateRange:
    left = left.rstrip(",、").removesuffix("起")
    right = _ENDING.sub("", right.lstrip(",、"))
    if not left and not right:
        raise DateRefused("期間無法辨識", f"{quote(given)}沒有起日也沒有迄日。", _REMEDY)
    start = PartialDate.parse(f"{left}月" if _MONTH_WITHOUT_SIGN.fullmatch(left) else left) if left else None
    if not right:
        return DateRange(start, None)
    return DateRange(start, PartialDate.parse(right) if start is None else _right_end(start, right))


def _hyphenated(clean: str, given: str) -> DateRange:
    """Find the one hyphen that separates the ends; in 105-05-01-06-30 the others belong to the dates."""
    try:
        single = PartialDate.parse(clean)
    except DateRefused as refusal:
        reason = refusal
    else:
        return DateRange(single, single)
    readings: set[DateRange] = set()
    for hyphen in re.finditer("-", clean):
        try:
            readings.add(_range_of(clean[: hyphen.start()], clean[hyphen.end() :], given))
        except DateRefused as refusal:
            reason = refusal
    if len(readings) == 1:
        return readings.pop()
    if not readings:
        raise DateRefused("期間無法辨識", f"{quote(given)}：{reason.detail or reason.title}", _REMEDY)
    labels = "、".join(sorted(reading.label for reading in readings))
    raise DateRefused("期間有不只一種讀法", f"{quote(given)}可讀作{labels}。", _REMEDY)


def _right_end(start: PartialDate, text: str) -> PartialDate:
    match = _INHERITING.fullmatch(text)
    if match is None:
        return PartialDate.parse(text)
    month = match["month"] or match["short_month"] or match["only_month"]
    day = match["day"] or match["short_day"] or match["only_day"]
    if match["bare"] is not None:
        month, day = (match["bare"], None) if start.day is None else (None, match["bare"])
    part = match["month_part"] or match["only_part"]
    return PartialDate(
        start.year,
        start.month if month is None else int(month),
        None if day is None else int(day),
        None if part is None else _PARTS[part],
    )
