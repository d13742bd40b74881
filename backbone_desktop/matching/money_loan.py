"""貸款與保證試算: shares of what is financed, ceilings, and grants that are deducted first.

Rule: a loan or a guarantee is never added to a grant, and its result is the most the print allows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backbone_desktop.domain.funding import Deduction, MoneyKind, MoneyTerm
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.money_sheet import (
    LineRole,
    MoneyInput,
    MoneyLine,
    MoneyReading,
    MoneyRequest,
    ResultKind,
)
from backbone_desktop.matching.money_figures import (
    Figure,
    all_wants,
    amount_of,
    bound,
    counted,
    line_of,
    lowest,
    missing,
    other_case,
    percent_text,
    share_down,
    share_of_cost,
    stated,
)
from backbone_desktop.matching.money_terms import Effective, effective
from backbone_desktop.matching.money_variants import Variant

_FIRST_DEDUCTED = "({cost} − {grants}) × {percent}% = {result}"
_THEN_DEDUCTED = "{amount} − {grants} = {result}"
_NOT_GIVEN = "未填已獲政府補助款，尚未扣除"
_NAMES = "；"

_COUNTED = {
    ResultKind.LOAN: (MoneyKind.LOAN_SHARE, MoneyKind.LOAN_CEILING),
    ResultKind.GUARANTEE: (MoneyKind.GUARANTEE_SHARE, MoneyKind.GUARANTEE_CEILING),
}


def financing_reading(variant: Variant, request: MoneyRequest, kind: ResultKind) -> MoneyReading:
    """Return the reading of a loan or a guarantee; the cost is what is to be financed."""
    terms = effective(variant, *_COUNTED[kind])
    ceilings = tuple(_ceiling(term, request) for term in terms.counting)
    low = lowest(ceilings)
    complete = low is not None and all(each.amount_ntd is not None for each in ceilings)
    amount = low.amount_ntd if low is not None and complete else None
    deducted = _deducted(terms.counting, amount, request)
    result = deducted[-1].amount_ntd if deducted and amount is not None and request.grants_ntd else amount
    return MoneyReading(
        name=_NAMES.join(variant.names),
        kind=kind,
        lines=(*bound(ceilings, low if complete else None), *deducted, *_beside(variant, terms, request)),
        result_ntd=result,
        cap=low.label if low is not None and complete else "",
        ceiling_ntd=None if low is None else amount_of(low),
        at_most=True,
        tentative=any(each.tentative for each in ceilings),
        wants=tuple(dict.fromkeys((*all_wants(ceilings), *all_wants(deducted)))),
    )


def _ceiling(term: MoneyTerm, request: MoneyRequest) -> MoneyLine:
    percent = term.low_percent if term.high_percent is None else term.high_percent
    if percent is None:
        amount = term.low_ntd if term.high_ntd is None else term.high_ntd
        return line_of(term, LineRole.CEILING, counted(amount or 0, term, request))
    figure = share_of_cost(percent, request.cost_ntd)
    if term.deduction is Deduction.FROM_COST and request.cost_ntd is not None and request.grants_ntd:
        left = share_down(max(request.cost_ntd - request.grants_ntd, 0), percent)
        working = _FIRST_DEDUCTED.format(
            cost=format_ntd(request.cost_ntd),
            grants=format_ntd(request.grants_ntd),
            percent=percent_text(percent),
            result=format_ntd(left),
        )
        figure = Figure(left, working)
    return line_of(term, LineRole.CEILING, figure, percent)


def _deducted(terms: Sequence[MoneyTerm], amount: int | None, request: MoneyRequest) -> tuple[MoneyLine, ...]:
    """Return the line of the deduction, empty when the print knows none or it is already in the share."""
    term = next((each for each in terms if each.deduction is not None), None)
    if term is None or term.deduction is None:
        return ()
    if request.grants_ntd is None:
        figure = replace(missing(MoneyInput.GRANTS), working=_NOT_GIVEN)
    elif term.deduction is Deduction.FROM_COST or amount is None or not request.grants_ntd:
        return ()
    else:
        left = max(amount - request.grants_ntd, 0)
        figure = Figure(
            left,
            _THEN_DEDUCTED.format(
                amount=format_ntd(amount), grants=format_ntd(request.grants_ntd), result=format_ntd(left)
            ),
        )
    return (replace(line_of(term, LineRole.DEDUCTION, figure), label=term.deduction.label),)


def _beside(variant: Variant, terms: Effective, request: MoneyRequest) -> Iterator[MoneyLine]:
    for term in variant.terms:
        if term not in terms.counting and term not in terms.replaced:
            yield stated(term, request)
    for term in (*terms.replaced, *variant.others):
        yield other_case(term, request)
