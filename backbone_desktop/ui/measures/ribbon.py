"""The windows of a measure laid over one year: bars as fractions of it, and the same in words.

Rule: what is vague in print is vague in the bar; a stretch outside the year has words and no bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from backbone_desktop.domain.roc_date import ROC_OFFSET
from backbone_desktop.domain.window import WindowFlag, WindowKind
from backbone_desktop.ui.case_file.matching_presenter import WindowWords, window_words
from backbone_desktop.ui.case_file.matching_terms import span_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.measure import ServiceItem
    from backbone_desktop.domain.verdict import WindowStatus
    from backbone_desktop.domain.window import Window, WindowSpan

OPEN_SIDE = timedelta(days=45)
"""How long a bar fades where the print names no bound at all."""

_ALL_ITEMS = "全部服務項目"
_ITEM = "{number}. {name}"
_OF_OFFICE = "{office}　{item}"
_LIST = "、"
_LIMITED = "額滿或預算用罄即止"


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch; positions are fractions of the year, 0 to 1.

    Attributes:
        solid_from, solid_to: Between them the print is certain; outside the bar fades.
        planned: Printed as planned only.
        rolling: Taken all the time, not a printed stretch.
        past: Over on the as-of date.
    """

    start: float
    end: float
    solid_from: float
    solid_to: float
    planned: bool = False
    rolling: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class RibbonRow:
    """The bars of items that share a window; one office's where offices differ."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class WindowText:
    """The same in words: the items, their printed periods, how it stands on the as-of date, our remarks."""

    label: str
    periods: tuple[str, ...]
    glance: WindowWords
    standing: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A measure's windows in its edition's year; ``as_of`` is a fraction, None when it is another year."""

    roc_year: int
    rows: tuple[RibbonRow, ...]
    texts: tuple[WindowText, ...]
    as_of: float | None

    @property
    def has_bars(self) -> bool:
        """Whether there is anything to draw."""
        return any(row.bars for row in self.rows)


def ribbon_of(
    items: Sequence[ServiceItem], statuses: Sequence[WindowStatus], roc_year: int, on: date
) -> Ribbon:
    """Lay the windows of a measure's items over a year; ``statuses`` are theirs on the as-of date."""
    year = _Year(roc_year + ROC_OFFSET, on)
    rows: list[RibbonRow] = []
    texts: list[WindowText] = []
    for sharing in _sharing(items):
        shown = [items[position] for position in sharing]
        label = _ALL_ITEMS if len(shown) == len(items) > 1 else _label(shown)
        rows.extend(_rows(label, shown[0].window, year))
        texts.append(_text(label, shown, statuses[sharing[0]]))
    as_of = year.at(on) if on.year == year.number else None
    return Ribbon(roc_year, tuple(rows), tuple(texts), as_of)


class _Year:
    """One year as a stretch from 0 to 1."""

    def __init__(self, number: int, on: date) -> None:
        self.number = number
        self.on = on
        self.first = date(number, 1, 1)
        self.after = date(number + 1, 1, 1)

    def at(self, day: date) -> float:
        """Return where a day begins, days outside the year at its edges."""
        share = (day - self.first).days / (self.after - self.first).days
        return min(max(share, 0.0), 1.0)


def _sharing(items: Sequence[ServiceItem]) -> list[list[int]]:
    """Return the positions of items, those that share one printed window together."""
    groups: dict[object, list[int]] = {}
    for position, item in enumerate(items):
        window = item.window
        groups.setdefault((window.kind, window.flags, window.spans), []).append(position)
    return list(groups.values())


def _label(items: Sequence[ServiceItem]) -> str:
    return _LIST.join(_ITEM.format(number=item.number, name=item.name or item.kind) for item in items)


def _text(label: str, items: Sequence[ServiceItem], status: WindowStatus) -> WindowText:
    window = items[0].window
    periods = span_lines(window) or (window.kind.label,)
    notes = dict.fromkeys(item.window.note for item in items if item.window.note)
    remarks = (_LIMITED,) if WindowFlag.UNTIL_EXHAUSTED in window.flags else ()
    return WindowText(label, (*periods, *remarks), window_words(status), status.text, tuple(notes))


def _rows(label: str, window: Window, year: _Year) -> list[RibbonRow]:
    if window.kind is WindowKind.ROLLING:
        return [RibbonRow(label, (Bar(0.0, 1.0, 0.0, 1.0, rolling=True),))]
    offices: dict[str, list[WindowSpan]] = {}
    for span in window.spans:
        offices.setdefault(span.office, []).append(span)
    rows = []
    for office, spans in offices.items():
        bars = tuple(bar for bar in (_bar(window, span, year) for span in spans) if bar.start < bar.end)
        # The office comes first, because the end of a long label is cut.
        short = spans[0].label or office
        name = _OF_OFFICE.format(office=short, item=label) if office else label
        rows.append(RibbonRow(name, bars))
    return rows or [RibbonRow(label, ())]


def _bar(window: Window, span: WindowSpan, year: _Year) -> Bar:
    opens, closes = span.opens, span.closes
    one_month = opens is not None and opens == closes
    start = year.first if opens is None else opens.first
    end = year.after if closes is None else closes.last + timedelta(days=1)
    solid_from, solid_to = start, end
    if opens is None or WindowFlag.ANNOUNCED_START in window.flags:
        solid_from = min(start + OPEN_SIDE, end)
    elif opens.first != opens.last and not one_month:
        solid_from = opens.last + timedelta(days=1)
    if closes is None:
        solid_to = max(end - OPEN_SIDE, start)
    elif closes.first != closes.last and not one_month:
        solid_to = closes.first
    solid_to = max(solid_to, solid_from)
    return Bar(
        start=year.at(start),
        end=year.at(end),
        solid_from=year.at(solid_from),
        solid_to=year.at(solid_to),
        planned=span.tentative or WindowFlag.TENTATIVE in window.flags,
        past=closes is not None and year.on > closes.last,
    )
