"""Oddities of application periods.

Rule: what the print leaves open is said, never filled in; ``matching.windows`` judges what is left.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.roc_date import roc_year
from backbone_desktop.domain.window import WindowFlag, WindowKind, WindowSpan
from backbone_desktop.matching.lint.rule import described, items_of

_PREFERENCE_HEADING = "優惠方式"
_MONTHS_NAMED = re.compile(r"\d{1,2} ?月")
# A fraction such as 1/4 is no date: only a second number beyond the months settles it.
_DAY_WITHOUT_YEAR = re.compile(
    r"(?<![\d/])(?:[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])(?![\d/])|(?<![年\d])(?<!年 )\d{1,2} ?月 ?\d{1,2} ?日"
)


def year_implied(edition: Edition) -> Iterator[LintFinding]:
    """A bound printed without its year; what recurs every year needs none."""
    for measure, item in items_of(edition):
        window = item.window
        if window.kind is WindowKind.YEARLY or not any(each.inherited_year for each in window.spans):
            continue
        message = f"迄日未印年份，依起日的 {edition.roc_year} 年推定。"
        yield LintFinding("year-inherited", measure.number, window.citation, message, (item.number,))


def days_without_year(edition: Edition) -> Iterator[LintFinding]:
    """Days in the description of an item that name no year."""
    for measure, item in items_of(edition):
        day = next((found for text in described(item) for found in _DAY_WITHOUT_YEAR.findall(text)), "")
        if day:
            message = f"日期未印年份（例如「{day}」），依 {edition.roc_year} 年推定。"
            yield LintFinding("year-inherited", measure.number, "服務內容", message, (item.number,))


def under_preferences(edition: Edition) -> Iterator[LintFinding]:
    """A period printed in the cell of the preferences."""
    for measure, item in items_of(edition):
        if _PREFERENCE_HEADING in item.window.citation:
            message = "申請期間印在優惠方式欄內，未列在提供服務項目之下。"
            yield LintFinding(
                "window-under-wrong-heading", measure.number, item.window.citation, message, (item.number,)
            )


def deadline_of_regular_business(edition: Edition) -> Iterator[LintFinding]:
    """A deadline for what is taken in at any time."""
    for measure, item in items_of(edition):
        window = item.window
        if window.kind is WindowKind.DEADLINE_ONLY and WindowFlag.ROLLING in window.flags:
            message = "稱為經常性業務，又訂有截止日。"
            yield LintFinding(
                "deadline-and-rolling", measure.number, window.citation, message, (item.number,)
            )


def vague_bound(edition: Edition) -> Iterator[LintFinding]:
    """A bound that is only a part of a month."""
    for measure, item in items_of(edition):
        for bound in (each for span in item.window.spans for each in (span.opens, span.closes)):
            if bound is not None and bound.precision == "part":
                message = f"只印「{bound.label}」，沒有確切日期。"
                yield LintFinding(
                    "window-vague", measure.number, item.window.citation, message, (item.number,)
                )


def first_day_missing(edition: Edition) -> Iterator[LintFinding]:
    """A period that ends on a day and begins in a month."""
    for measure, item in items_of(edition):
        for span in item.window.spans:
            opens, closes = span.opens, span.closes
            if opens is not None and closes is not None and closes.day is not None and opens.day is None:
                message = f"起日只印「{opens.label}」而無日，迄日則印到日。"
                yield LintFinding(
                    "start-day-missing", measure.number, item.window.citation, message, (item.number,)
                )


def notice_for_window(edition: Edition) -> Iterator[LintFinding]:
    """A window that follows an announcement, where the months named are those of the announcement."""
    for measure, item in items_of(edition):
        window = item.window
        if window.kind is WindowKind.ANNOUNCED and not window.spans and _MONTHS_NAMED.search(window.note):
            message = "所印月份是公告的時間，不是受理期間。"
            yield LintFinding("notice-not-window", measure.number, window.citation, message, (item.number,))


def rounds_that_overlap(edition: Edition) -> Iterator[LintFinding]:
    """Two rounds of one office of which the second opens before the first has closed."""
    for measure, item in items_of(edition):
        for one, other in combinations(item.window.spans, 2):
            if one.office == other.office and _meet(one, other):
                message = f"「{one.label}」與「{other.label}」的期間重疊。"
                yield LintFinding(
                    "rounds-overlap", measure.number, item.window.citation, message, (item.number,)
                )


def over_before_the_year(edition: Edition) -> Iterator[LintFinding]:
    """A period that had ended before the edition's year began."""
    for measure, item in items_of(edition):
        for span in item.window.spans:
            if span.closes is not None and roc_year(span.closes.last) < edition.roc_year:
                message = f"迄日 {span.closes.label} 早於 {edition.roc_year} 年。"
                yield LintFinding(
                    "deadline-passed", measure.number, item.window.citation, message, (item.number,)
                )


def round_named_unlike_its_service(edition: Edition) -> Iterator[LintFinding]:
    """A period headed by a service the measure does not list, beside periods headed by those it lists."""
    for measure in edition.measures:
        names = {item.name for item in measure.items}
        headed = [(item, span.label) for item in measure.items for span in item.window.spans if span.label]
        if not any(label in names for _, label in headed):
            continue
        for item, label in headed:
            if label not in names:
                message = f"申請期間寫「{label}」，服務內容沒有這個名稱。"
                yield LintFinding(
                    "service-name-differs", measure.number, item.window.citation, message, (item.number,)
                )


def _meet(one: WindowSpan, other: WindowSpan) -> bool:
    first, last = sorted((one, other), key=_first_day)
    return first.closes is not None and last.opens is not None and last.opens.first <= first.closes.last


def _first_day(span: WindowSpan) -> date:
    return span.opens.first if span.opens is not None else date.min
