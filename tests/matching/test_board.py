"""The board of what closes soon."""

from datetime import date

from backbone_desktop.domain.roc_range import PartialDate
from backbone_desktop.domain.window import Window, WindowKind, WindowSpan
from backbone_desktop.matching.board import board
from tests.matching.support import ON, edition_105, edition_of, item_of, measure_of


def test_four_rows_close_within_a_fortnight_of_the_tenth_of_march() -> None:
    found = [(row.measure, row.items, row.days_left) for row in board(edition_105(), ON, 14).rows]
    assert found == [(12, (1, 2, 3, 4), 5), (33, (5,), 5), (42, (1,), 5), (33, (4,), 8)]


def test_a_row_is_there_on_its_last_day_and_gone_the_day_after() -> None:
    closing = date(2016, 3, 18)
    assert [row.days_left for row in board(edition_105(), closing, 0).rows] == [0]
    assert board(edition_105(), date(2016, 3, 19), 0).rows == ()


def test_rolling_and_announced_windows_never_stand_among_the_rows() -> None:
    found = board(edition_105(), ON, 366)
    without_day = {WindowKind.ROLLING, WindowKind.ANNOUNCED, WindowKind.NOT_STATED}
    for row in found.rows:
        for number in row.items:
            assert edition_105().measure(row.measure).item(number).window.kind not in without_day
    assert {entry.measure for entry in found.rolling} >= {1, 6, 9, 10, 11, 13, 14}
    assert {entry.measure for entry in found.announced} >= {20, 28, 29, 38}


def test_a_planned_round_is_not_counted_down() -> None:
    closing = PartialDate.of(date(2016, 3, 15))
    settled = Window(WindowKind.FIXED, "出處", spans=(WindowSpan(None, closing),))
    planned = Window(WindowKind.FIXED, "出處", spans=(WindowSpan(None, closing, tentative=True),))
    items = item_of(window=settled), item_of(window=planned, number=2)
    (row,) = board(edition_of(measure_of(*items)), ON, 14).rows
    assert row.items == (1,)


def test_past_the_editions_year_nothing_closes() -> None:
    assert board(edition_105(), date(2017, 1, 1), 366).rows == ()
