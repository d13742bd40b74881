"""Money sheets of the edition's items for the tests, and what is looked at in them."""

from backbone_desktop.domain.money_sheet import LineRole, MoneyReading, MoneyRequest, MoneySheet
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.matching.money_sheet import money_sheet
from tests.matching.support import edition_105

NONE: frozenset[str] = frozenset()
POTENTIAL = frozenset({"potential"})
OUTSTANDING = frozenset({"outstanding"})
BOTH = POTENTIAL | OUTSTANDING


def sheet(measure: int, item: int, request: MoneyRequest) -> MoneySheet:
    found = edition_105().measure(measure)
    return money_sheet(found, found.item(item), request)


def only(measure: int, item: int, request: MoneyRequest) -> MoneyReading:
    (reading,) = sheet(measure, item, request).readings
    return reading


def amounts(reading: MoneyReading, role: LineRole) -> list[int | None]:
    return [each.amount_ntd for each in reading.lines if each.role is role]


def outcomes(reading: MoneyReading) -> dict[str, Outcome]:
    return {each.name: each.outcome for each in reading.tests}


def workings(reading: MoneyReading) -> list[str]:
    return [each.working for each in reading.lines]
