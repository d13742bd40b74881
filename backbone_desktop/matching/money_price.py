"""收費與優惠: what the firm pays, at a discount or not at all, and what is left to agree on.

Rule: several offers of one item stand beside each other and are never added up.
"""

from backbone_desktop.domain.funding import MoneyKind, MoneyTerm
from backbone_desktop.domain.money_sheet import (
    LineRole,
    MoneyLine,
    MoneyReading,
    MoneyRequest,
    ResultKind,
)
from backbone_desktop.matching.money_figures import (
    all_wants,
    fee_line,
    line_of,
    other_case,
    share_of_cost,
    stated,
)
from backbone_desktop.matching.money_variants import Variant

_NAMES = "；"
_PAYING = {ResultKind.DISCOUNT: MoneyKind.DISCOUNT, ResultKind.FEE: MoneyKind.FEE}


def price_reading(variant: Variant, request: MoneyRequest, kind: ResultKind) -> MoneyReading:
    """Return the reading of an item that gives no money; a result only where there is one thing to pay."""
    paid = [each for each in variant.terms if each.kind is _PAYING.get(kind)]
    payments = tuple(_payment(each, request) for each in paid)
    only = payments[0] if len(payments) == 1 else None
    beside = tuple(stated(each, request) for each in variant.terms if each not in paid)
    others = tuple(other_case(each, request) for each in variant.others)
    return MoneyReading(
        name=_NAMES.join(variant.names),
        kind=kind,
        lines=(*payments, *beside, *others),
        result_ntd=None if only is None else only.amount_ntd,
        tentative=any(each.tentative for each in payments),
        wants=all_wants(payments),
    )


def _payment(term: MoneyTerm, request: MoneyRequest) -> MoneyLine:
    if term.kind is not MoneyKind.DISCOUNT:
        return fee_line(term, request)
    percent = term.low_percent if term.high_percent is None else term.high_percent
    if percent is None:
        return stated(term, request)
    return line_of(term, LineRole.PAYMENT, share_of_cost(percent, request.cost_ntd, up=True), percent)
