"""The money of every item of the edition for one project, as it was checked against the brochure.

``money_105.md`` can be edited by hand: a row is one reading, and every reading of an item has its row.
"""

from dataclasses import replace
from pathlib import Path

from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.money_sheet import HolderGiven, MoneyReading, MoneyRequest
from backbone_desktop.matching.money_sheet import money_sheet

TABLE = Path(__file__).with_name("money_105.md")
PROJECT = MoneyRequest(cost_ntd=6_000_000, persons=10, years=1, capital_ntd=50_000_000, grants_ntd=500_000)
ANYONE = "任一"
STATUSES = (HolderGiven.NONE, HolderGiven.POTENTIAL, HolderGiven.OUTSTANDING)

Row = tuple[str, ...]


def written() -> list[Row]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| 105-")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def computed(edition: Edition) -> list[Row]:
    """Return the rows of every item; statuses that make no difference share theirs."""
    rows: list[Row] = []
    for measure in edition.measures:
        for item in measure.items:
            by_status: dict[str, list[Row]] = {
                each.label: [_cells(reading) for reading in money_sheet(measure, item, _of(each)).readings]
                for each in STATUSES
            }
            first, *others = by_status.values()
            if all(each == first for each in others):
                by_status = {ANYONE: first}
            rows += ((item.id, status, *cells) for status, found in by_status.items() for cells in found)
    return rows


def _of(status: HolderGiven) -> MoneyRequest:
    return replace(PROJECT, holders=status.holders)


def _cells(reading: MoneyReading) -> Row:
    result = "" if reading.result_ntd is None else format_ntd(reading.result_ntd)
    most = "最高" if reading.at_most and result else ""
    failing = "、".join(each.name for each in reading.tests if each.outcome == "not_met")
    return reading.name, reading.kind.label, most, result, reading.cap, failing


def test_the_money_of_every_item_is_what_was_checked_against_the_brochure(edition: Edition) -> None:
    assert written() == computed(edition)


def test_every_item_of_the_edition_has_its_row(edition: Edition) -> None:
    items = [item.id for measure in edition.measures for item in measure.items]
    assert list(dict.fromkeys(row[0] for row in written())) == items
