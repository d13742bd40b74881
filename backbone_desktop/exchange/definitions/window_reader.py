"""Reading application windows.

Rule: the spans must fit the kind of the window, lie about the edition's year, not end before they start,
and not overlap within one round or office.
"""

from collections.abc import Mapping
from itertools import combinations

from backbone_desktop.domain.roc_date import ROC_OFFSET
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.window import Window, WindowFlag, WindowKind, WindowSpan
from backbone_desktop.exchange.definitions.citation import Place
from backbone_desktop.exchange.definitions.toml_table import Table
from backbone_desktop.exchange.definitions.written_dates import read_partial_date

_FEWEST_SPANS: Mapping[WindowKind, int] = {
    WindowKind.FIXED: 1,
    WindowKind.ROUNDS: 2,
    WindowKind.START_ONLY: 1,
    WindowKind.DEADLINE_ONLY: 1,
    WindowKind.YEARLY: 1,
}
_BOUNDS: Mapping[WindowKind, tuple[bool, bool]] = {
    WindowKind.FIXED: (True, True),
    WindowKind.START_ONLY: (True, False),
    WindowKind.DEADLINE_ONLY: (False, True),
}


def read_window(table: Table, place: Place) -> Window:
    """Read one window of the measure at ``place``."""
    kind = table.code("kind", WindowKind) or WindowKind.NOT_STATED
    known_kind = table.raw("kind") == kind
    spans = tuple(_read_span(each, kind, place) for each in table.tables("spans"))
    if known_kind:
        _check_count(table, kind, len(spans))
    _check_overlaps(table, spans)
    window = Window(
        kind=kind,
        citation=place.citation(table),
        flags=frozenset(table.codes("flags", WindowFlag)),
        spans=spans,
        note=table.text("note", ""),
    )
    table.close()
    return window


def _read_span(table: Table, kind: WindowKind, place: Place) -> WindowSpan:
    opens, closes = _bound(table, "opens", place), _bound(table, "closes", place)
    _check_bounds(table, kind)
    if opens is not None and closes is not None and closes.last < opens.first:
        table.problem("closes", "迄日早於起日。")
    span = WindowSpan(
        opens=opens,
        closes=closes,
        label=table.text("label", ""),
        office=table.text("office", ""),
        tentative=table.flag("tentative", default=False),
        inherited_year=table.flag("inherited_year", default=False),
    )
    table.close()
    return span


def _bound(table: Table, key: str, place: Place) -> PartialDate | None:
    bound = read_partial_date(table, key)
    if bound is not None and abs(bound.first.year - ROC_OFFSET - place.roc_year) > 1:
        table.problem(key, f"「{bound.label}」不在 {place.roc_year} 年版前後一年之內。")
    return bound


def _check_bounds(table: Table, kind: WindowKind) -> None:
    written = ("opens" in table, "closes" in table)
    if not any(written):
        table.problem("", "至少須有起日或迄日。")
    for key, is_written, wanted in zip(("opens", "closes"), written, _BOUNDS.get(kind, written), strict=True):
        if is_written and not wanted:
            table.problem(key, f"「{kind.label}」（{kind}）的期間不可有此欄位。")
        elif wanted and not is_written:
            table.problem(key, f"「{kind.label}」（{kind}）的期間須有此欄位。")


def _check_count(table: Table, kind: WindowKind, count: int) -> None:
    fewest = _FEWEST_SPANS.get(kind, 0)
    if count < fewest:
        table.problem("spans", f"「{kind.label}」（{kind}）至少須有 {fewest} 段期間。")
    if kind is WindowKind.NOT_STATED and count:
        table.problem("spans", "手冊未載明期間者不可有期間。")


def _check_overlaps(table: Table, spans: tuple[WindowSpan, ...]) -> None:
    for (first, one), (second, other) in combinations(enumerate(spans, start=1), 2):
        if (one.label, one.office) == (other.label, other.office) and _overlap(one, other):
            table.problem(f"spans[{second}]", f"與 spans[{first}] 的期間重疊，且未以梯次或機關區分。")


def _overlap(one: WindowSpan, other: WindowSpan) -> bool:
    ordered = (
        one.closes is not None and other.opens is not None and one.closes.last < other.opens.first,
        other.closes is not None and one.opens is not None and other.closes.last < one.opens.first,
    )
    return not any(ordered)
