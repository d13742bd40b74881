"""Which days Taiwan's government offices work, for deadlines and planned contacts.

Rule: make-up Saturdays are working days; days off declared at short notice (typhoons) are not known here.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

from holidays import HolidayBase, country_holidays

from backbone_desktop.domain.roc_date import format_roc

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@lru_cache(maxsize=32)
def _calendar(year: int) -> HolidayBase:
    # Looking a year up in a shared calendar would fill it while another thread reads; each year stands alone.
    return country_holidays("TW", years=year, expand=False, language="zh_TW")


def is_working_day(day: date) -> bool:
    """Tell whether offices work on a day: no holiday, and no weekend unless it is a make-up day."""
    return _calendar(day.year).is_working_day(day)


def next_working_day(day: date) -> date:
    """Return the first working day after a day, the day itself not counted."""
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following


def holiday_name(day: date) -> str | None:
    """Return the zh-TW name of the holiday on a day; None on every other day, ordinary weekends included."""
    name = _calendar(day.year).get(day)
    if name is None:
        return None
    in_roc_years = _ISO_DATE.sub(lambda match: format_roc(date.fromisoformat(match[0])), str(name))
    return in_roc_years.replace("; ", "、")
