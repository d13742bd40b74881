"""經費試算: the money sheet of a measure's items, and what the calculator of a case starts with.

Rule: nothing is stored; what the casebook does not know stays empty and is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import NeedState, Urgency
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import standing_facts
from backbone_desktop.domain.money import HIGHEST_NTD
from backbone_desktop.domain.money_sheet import MoneyInput, MoneyRequest
from backbone_desktop.matching.derived import KnownFacts
from backbone_desktop.matching.money_sheet import money_sheet
from backbone_desktop.matching.preferences import holder_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.facts import FactSheet
    from backbone_desktop.domain.measure import Measure, ServiceItem
    from backbone_desktop.domain.money_sheet import MoneySheet
    from backbone_desktop.services.context import Context

_CAPITAL = "paid_in_capital"
_MOST_PERSONS = 1_000_000
_MOST_YEARS = 20
_URGENCY = tuple(Urgency)


class FundingService:
    """Use cases on what a measure gives, lends or costs."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def sheet(self, measure: int, item: int | None, request: MoneyRequest) -> MoneySheet:
        """Compute the money of one item.

        Args:
            measure: Its number in the edition in force.
            item: Its number within the measure; None for the first item that has an amount, else the first.
            request: The project's figures.

        Raises:
            UserError: There is no such measure or item, or a figure cannot be one of a project.
        """
        found = self._measure(measure)
        if item is None:
            sheets = self.sheets(measure, request)
            return next((each for each in sheets if each.first.result_ntd is not None), sheets[0])
        _refuse_absurd(request)
        return money_sheet(found, _item(found, item), request)

    def sheets(self, measure: int, request: MoneyRequest) -> tuple[MoneySheet, ...]:
        """Compute the money of every item of a measure, in print order.

        Raises:
            UserError: There is no such measure, or a figure cannot be one of a project.
        """
        found = self._measure(measure)
        _refuse_absurd(request)
        return tuple(money_sheet(found, item, request) for item in found.items)

    def defaults(self, file: CaseFile, measure: int, item: int | None = None) -> MoneyRequest:
        """Return what the case knows for a sheet on the as-of date.

        The firm's own funds are what it means to put in for the most urgent open need of the measure's
        aspect, a need that names the item's kind before others; capital and statuses are standing facts.
        What was approved is left open, because the log does not tell whether an uplift is in it.

        Raises:
            UserError: There is no such measure or item.
        """
        found = self._measure(measure)
        kind = "" if item is None else _item(found, item).kind
        facts = standing_facts(file.observations, self._context.on())
        return MoneyRequest(
            capital_ntd=_capital(facts),
            own_ntd=_budget(file, found, kind),
            holders=_holders(facts, self._context),
        )

    def _measure(self, number: int) -> Measure:
        edition = self._context.edition
        try:
            return edition.measure(number)
        except KeyError:
            raise UserError(
                f"沒有第 {number} 項措施",
                f"{edition.roc_year}年版的措施編號為 1 至 {len(edition.measures)}。",
                "請確認編號。",
            ) from None


def _item(measure: Measure, number: int) -> ServiceItem:
    try:
        return measure.item(number)
    except KeyError:
        raise UserError(
            f"第 {measure.number} 項沒有編號 {number} 的服務項目",
            f"「{measure.name}」的服務項目編號為 1 至 {len(measure.items)}。",
            "請確認服務項目的編號。",
        ) from None


def _refuse_absurd(request: MoneyRequest) -> None:
    for name, value, least, most in _bounds(request):
        if value < least:
            raise UserError(
                f"{name}不能是 {value:,}", f"{name}須為 {least:,} 以上。", "請更正；不知道時請留空。"
            )
        if value > most:
            raise UserError(f"{name}過大", f"{name}不可超過 {most:,}。", "請確認單位與位數。")


def _bounds(request: MoneyRequest) -> Iterator[tuple[str, int, int, int]]:
    """Yield every given figure with its label, and the least and the most it may be."""
    given = (
        (MoneyInput.COST, request.cost_ntd, 1, HIGHEST_NTD),
        (MoneyInput.APPROVED, request.approved_ntd, 0, HIGHEST_NTD),
        (MoneyInput.PERSONS, request.persons, 1, _MOST_PERSONS),
        (MoneyInput.YEARS, request.years, 1, _MOST_YEARS),
        (MoneyInput.CAPITAL, request.capital_ntd, 0, HIGHEST_NTD),
        (MoneyInput.OWN, request.own_ntd, 0, HIGHEST_NTD),
        (MoneyInput.GRANTS, request.grants_ntd, 0, HIGHEST_NTD),
    )
    for kind, value, least, most in given:
        if value is not None:
            yield kind.label, value, least, most


def _budget(file: CaseFile, measure: Measure, kind: str) -> int | None:
    wanted = [
        need
        for need in file.needs
        if need.state is NeedState.OPEN and need.aspect is measure.aspect and need.budget_ntd
    ]
    wanted.sort(key=lambda need: (kind not in need.item_kinds, _URGENCY.index(need.urgency)))
    return wanted[0].budget_ntd if wanted else None


def _capital(facts: FactSheet) -> int | None:
    content = facts.content(_CAPITAL)
    return content if isinstance(content, int) else None


def _holders(facts: FactSheet, context: Context) -> frozenset[str] | None:
    """Return the statuses held; None while the firm may hold one that is not proven and has no other."""
    status = holder_status(KnownFacts(facts, context.on()))
    return status.held if status.held or not status.possible else None
