"""Cells merged over several rows say the same of each of them, and nothing else is filled down."""

import pytest

from backbone_desktop.exchange.sheets.merged import rows_below
from backbone_desktop.exchange.sheets.ods_merged import merged_in_ods
from backbone_desktop.exchange.sheets.table import Cell, MergedCell, SheetRow, SheetTable
from tests.hostile.archives import ods, ods_cell
from tests.sheets import small_workbook


def _table(cells: dict[int, tuple[Cell, ...]], *merged: tuple[int, int, int]) -> SheetTable:
    rows = tuple(SheetRow(number, row) for number, row in cells.items())
    return SheetTable("x", rows, merged=tuple(MergedCell(*each) for each in merged))


@pytest.mark.parametrize(
    ("cells", "merged", "spread"),
    [
        pytest.param(
            {2: ("甲", "一廠"), 3: (None, "二廠")}, [(2, 3, 0)], [("甲", "一廠"), ("甲", "二廠")], id="filled"
        ),
        pytest.param(
            {2: ("甲", "一廠"), 3: (None, "二廠")}, [], [("甲", "一廠"), (None, "二廠")], id="not merged"
        ),
        pytest.param(
            {2: ("甲", 1), 3: (None, 2), 4: (None, 3)},
            [(2, 3, 0)],
            [("甲", 1), ("甲", 2), (None, 3)],
            id="ends",
        ),
        pytest.param(
            {2: (1, "甲"), 3: (2,)}, [(2, 3, 1)], [(1, "甲"), (2, "甲")], id="beyond the end of a row"
        ),
        pytest.param({2: ("甲",), 5: (None, 1)}, [(2, 1_048_576, 0)], [("甲",), ("甲", 1)], id="to the end"),
        pytest.param({1: ("甲",), 2: (None, 1)}, [(1, 2, 0)], [(None, 1)], id="begins in the header"),
        pytest.param({3: (None, 1)}, [(2, 3, 0)], [(None, 1)], id="of a row that is not there"),
        pytest.param(
            {2: ("甲",), 3: ("乙",), 4: (None, 1)},
            [(2, 4, 0), (3, 4, 0)],
            [("甲",), ("甲",), ("甲", 1)],
            id="overlapping",
        ),
    ],
)
def test_what_is_merged_is_said_of_every_row(
    cells: dict[int, tuple[Cell, ...]], merged: list[tuple[int, int, int]], spread: list[tuple[Cell, ...]]
) -> None:
    assert [row.cells for row in rows_below(_table(cells, *merged), 1)] == spread


def test_merged_cells_of_an_ods_stand_at_their_rows_and_columns() -> None:
    """Rows and cells that are repeated count as many, and what lies under a merged cell is a cell too."""
    span = b'<table:table-cell table:number-rows-spanned="3" table:number-columns-spanned="1"/>'
    under = b'<table:covered-table-cell table:number-columns-repeated="2"/>'
    found = merged_in_ods(
        ods(
            b'<table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>'
            b'<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
            + span
            + b"</table:table-row>"
            b"<table:table-row>" + under + b"<table:table-cell/>" + span + b"</table:table-row>"
        )
    )
    assert found == {"x": [(5, 7, 2), (6, 8, 3)]}


@pytest.mark.parametrize(
    "content", [b"PK", small_workbook(), ods(b"<table:table-row>" + ods_cell("x") + b"</table:table-row>")]
)
def test_where_nothing_is_merged_nothing_is_found(content: bytes) -> None:
    assert merged_in_ods(content) == {}
