"""Windows as bars over a year: vague bounds fade, and what is drawn is also said."""

from datetime import date

import pytest

from backbone_desktop.domain.measure import ServiceItem
from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.window import Window, WindowFlag, WindowKind, WindowSpan
from backbone_desktop.matching.windows import window_status
from backbone_desktop.ui.measures.ribbon import Bar, Ribbon, ribbon_of

ON = date(2016, 3, 10)
YEAR = 366  # days of ROC 105


def day(month: int, of_month: int) -> PartialDate:
    return PartialDate(2016, month, of_month)


def item(
    number: int, *spans: WindowSpan, kind: WindowKind = WindowKind.FIXED, **window: object
) -> ServiceItem:
    flags = window.get("flags", frozenset())
    assert isinstance(flags, frozenset)
    note = str(window.get("note", ""))
    return ServiceItem(
        f"105-1-{number}", number, f"項目{number}", "輔導", "", "", (), Window(kind, "", flags, spans, note)
    )


def ribbon(*items: ServiceItem, on: date = ON) -> Ribbon:
    return ribbon_of(items, [window_status(each.window, on, 105) for each in items], 105, on)


def only_bar(*items: ServiceItem, on: date = ON) -> Bar:
    rows = ribbon(*items, on=on).rows
    assert len(rows) == len(rows[0].bars) == 1
    return rows[0].bars[0]


def test_printed_days_make_a_solid_bar_to_the_end_of_the_last_day() -> None:
    bar = only_bar(item(1, WindowSpan(day(1, 1), day(3, 15))))
    assert bar.start == 0
    assert bar.end == pytest.approx(75 / YEAR)
    assert (bar.solid_from, bar.solid_to) == (bar.start, bar.end)
    assert not bar.past


def test_a_month_as_bound_fades_over_that_month() -> None:
    bar = only_bar(item(1, WindowSpan(PartialDate(2016, 1), PartialDate(2016, 11))))
    assert bar.solid_from == pytest.approx(31 / YEAR)
    assert bar.solid_to == pytest.approx(305 / YEAR)
    assert bar.end == pytest.approx(335 / YEAR)


def test_one_month_printed_as_the_whole_period_is_certain_throughout() -> None:
    august = PartialDate(2016, 8)
    bar = only_bar(item(1, WindowSpan(august, august)))
    assert (bar.solid_from, bar.solid_to) == (bar.start, bar.end)


def test_a_missing_bound_reaches_to_the_edge_of_the_year_and_fades() -> None:
    until = only_bar(item(1, WindowSpan(None, day(6, 30)), kind=WindowKind.DEADLINE_ONLY))
    assert until.start == 0 < until.solid_from < until.end
    since = only_bar(item(1, WindowSpan(day(10, 1), None), kind=WindowKind.START_ONLY))
    assert since.solid_to < since.end == 1


def test_a_start_by_announcement_fades_even_after_a_printed_day() -> None:
    flags = frozenset({WindowFlag.ANNOUNCED_START})
    bar = only_bar(item(1, WindowSpan(day(2, 1), day(7, 1)), flags=flags))
    assert bar.solid_from > bar.start


def test_what_is_over_and_what_is_planned_are_marked() -> None:
    over = only_bar(item(1, WindowSpan(day(1, 4), day(2, 5))))
    assert over.past
    assert only_bar(item(1, WindowSpan(day(4, 1), day(5, 1), tentative=True))).planned
    flags = frozenset({WindowFlag.TENTATIVE})
    assert only_bar(item(1, WindowSpan(day(4, 1), day(5, 1)), flags=flags)).planned


def test_a_stretch_of_the_year_before_is_cut_at_the_edge_or_left_to_words() -> None:
    began = only_bar(item(1, WindowSpan(PartialDate(2015, 12, 1), day(1, 31))))
    assert began.start == began.solid_from == 0
    gone = ribbon(item(1, WindowSpan(PartialDate(2015, 11, 1), PartialDate(2015, 12, 1))))
    assert not gone.has_bars
    assert gone.texts[0].periods == ("104/11/01～104/12/01",)


def test_taken_all_the_time_fills_the_year_and_not_stated_draws_nothing() -> None:
    rolling = only_bar(item(1, kind=WindowKind.ROLLING))
    assert rolling.rolling
    assert (rolling.start, rolling.end) == (0, 1)
    silent = ribbon(item(1, kind=WindowKind.NOT_STATED))
    assert not silent.has_bars
    assert silent.texts[0].periods == (WindowKind.NOT_STATED.label,)


def test_items_that_share_a_window_share_a_row_and_keep_their_remarks() -> None:
    span = WindowSpan(day(1, 1), day(3, 15))
    shared = ribbon(item(1, span, note="先洽詢。"), item(2, span), item(3, kind=WindowKind.ANNOUNCED))
    assert [row.label for row in shared.rows] == ["1. 項目1、2. 項目2", "3. 項目3"]
    assert [text.notes for text in shared.texts] == [("先洽詢。",), ()]
    assert shared.texts[0].glance.words == "剩 5 天"
    assert ribbon(item(1, span), item(2, span)).rows[0].label == "全部服務項目"


def test_offices_with_dates_of_their_own_have_rows_of_their_own() -> None:
    spans = (
        WindowSpan(day(1, 1), day(2, 25), office="中科"),
        WindowSpan(day(1, 1), day(1, 31), office="南科"),
    )
    assert [row.label for row in ribbon(item(1, *spans)).rows] == ["中科　1. 項目1", "南科　1. 項目1"]


def test_until_exhausted_is_said_beside_the_period() -> None:
    flags = frozenset({WindowFlag.UNTIL_EXHAUSTED})
    text = ribbon(item(1, WindowSpan(day(1, 1), day(3, 15)), flags=flags)).texts[0]
    assert text.periods == ("105/01/01～105/03/15", "額滿或預算用罄即止")


def test_the_as_of_date_stands_in_its_own_year_only() -> None:
    span = WindowSpan(day(1, 1), day(3, 15))
    assert ribbon(item(1, span)).as_of == pytest.approx(69 / YEAR)
    assert ribbon(item(1, span), on=date(2017, 1, 5)).as_of is None
