"""The board of what closes soon across an edition.

Rule: a row needs a printed closing day; what is rolling or waits for an announcement never closes soon.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from backbone_desktop.domain.board import Board, BoardRow, LaneEntry
from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.window import Window, WindowFlag, WindowKind, WindowState
from backbone_desktop.matching.windows import (
    DATED_KINDS,
    certain_day,
    is_tentative,
    span_name,
    window_status,
)


def board(edition: Edition, on: date, within_days: int) -> Board:
    """List what closes from ``on`` through ``within_days`` calendar days later, soonest first.

    Items of one measure with the same round and closing day share a row.
    """
    rows = [row for measure in edition.measures for row in _rows(edition, measure, on, within_days)]
    rows.sort(key=lambda row: (row.closes, row.measure, row.items))
    return Board(
        on,
        within_days,
        tuple(rows),
        _lane(edition, on, lambda window: window.kind is WindowKind.ROLLING),
        _lane(edition, on, _waits_for_announcement),
    )


def _rows(edition: Edition, measure: Measure, on: date, within_days: int) -> Iterator[BoardRow]:
    sharing: dict[tuple[date, str], list[ServiceItem]] = {}
    for item in measure.items:
        if window_status(item.window, on, edition.roc_year).state is not WindowState.EXPIRED_EDITION:
            for closing in _closings(item.window, on, on + timedelta(days=within_days)):
                sharing.setdefault(closing, []).append(item)
    for (closes, name), items in sharing.items():
        numbers = tuple(item.number for item in items)
        names = tuple(item.name for item in items)
        yield BoardRow(measure.number, measure.name, numbers, names, name, closes, (closes - on).days)


def _closings(window: Window, first: date, last: date) -> Iterator[tuple[date, str]]:
    if window.kind in DATED_KINDS:
        for span in window.spans:
            closes = certain_day(span.closes)
            if closes is not None and first <= closes <= last and not is_tentative(window, span):
                yield closes, span_name(span)


def _waits_for_announcement(window: Window) -> bool:
    if window.kind is WindowKind.ANNOUNCED:
        return True
    has_day = any(certain_day(span.closes) is not None for span in window.spans)
    return WindowFlag.ANNOUNCED_START in window.flags and not has_day


def _lane(edition: Edition, on: date, belongs: Callable[[Window], bool]) -> tuple[LaneEntry, ...]:
    entries: list[LaneEntry] = []
    for measure in edition.measures:
        sharing: dict[str, list[int]] = {}
        for item in measure.items:
            if belongs(item.window):
                text = window_status(item.window, on, edition.roc_year).text
                sharing.setdefault(text, []).append(item.number)
        entries.extend(
            LaneEntry(measure.number, measure.name, tuple(items), text) for text, items in sharing.items()
        )
    return tuple(entries)
