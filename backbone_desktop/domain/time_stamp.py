"""The time of day behind a date, as form services write it.

Rule: a time never moves a date, except a time with a zone, which is read on Taiwan's calendar.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

TAIWAN_TIME = timezone(timedelta(hours=8))
"""Taiwan keeps one offset all year."""

_TIME = re.compile(
    r"(?:\s+|T)(?P<before>上午|下午|AM|PM)?\s*"
    r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"\s*(?P<after>上午|下午|AM|PM)?"
    r"\s*(?P<zone>Z|GMT|UTC|(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>1[0-4]|0?\d)(?::?(?P<minutes>[0-5]\d))?)?",
    re.IGNORECASE,
)


def taiwan_time(day: date, tail: str) -> datetime | None:
    """Return the date and time in Taiwan of a day followed by a time of day.

    Args:
        day: The date as written.
        tail: What follows it, for example `` 下午 3:04:05`` or ``T15:04:05Z``.

    Returns:
        Both, without a zone; None when the tail is not a time, or the zone leads out of the calendar.
    """
    match = _TIME.fullmatch(tail)
    if match is None:
        return None
    hour = _hour(int(match["hour"]), (match["before"] or match["after"] or "").upper())
    if hour is None:
        return None
    written = datetime.combine(day, time(hour, int(match["minute"]), int(match["second"] or 0)))
    if match["zone"] is None:
        return written
    try:
        return written.replace(tzinfo=_zone(match)).astimezone(TAIWAN_TIME).replace(tzinfo=None)
    except OverflowError:
        return None


def _hour(written: int, half: str) -> int | None:
    if not half:
        return written if written < 24 else None
    if not 1 <= written <= 12:
        return None
    return written % 12 + (12 if half in {"下午", "PM"} else 0)


def _zone(match: re.Match[str]) -> timezone:
    """Return the zone named: an offset such as ``+0800`` or ``GMT+8``, or UTC by any of its names."""
    if match["sign"] is None:
        return UTC
    offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(-offset if match["sign"] == "-" else offset)
