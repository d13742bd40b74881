"""What stands beside a grant: the firm's own funds, shares of partners, extras, fees and other circumstances.

Rule: nothing here changes the grant, and nothing here is added to it.
"""

from collections.abc import Iterator
from dataclasses import replace

from backbone_desktop.domain.funding import MoneyKind, MoneyTerm
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.money_sheet import LineRole, MoneyInput, MoneyLine, MoneyRequest
from backbone_desktop.matching.money_figures import (
    Figure,
    counted,
    label_of,
    line_of,
    other_case,
    percent_text,
    share_of_cost,
    share_up,
    stated,
)
from backbone_desktop.matching.money_terms import Effective, of_kind
from backbone_desktop.matching.money_variants import Variant

_BESIDE = (
    MoneyKind.FULL_PRICE,
    MoneyKind.PROJECT_CEILING,
    MoneyKind.FEE,
    MoneyKind.FREE,
    MoneyKind.FREE_QUOTA,
    MoneyKind.NEGOTIATED,
    MoneyKind.NO_GRANT,
)

_LOW_END = "{label}（下限）"
_LESS = "{amount} − {taken} = {result}"
_NOTHING_LEFT = "{amount} 不足 {taken}，以 0 計"
_GIVEN = "{amount}（所填）"
_BY_SHARE = "{amount} × {percent}% = {result}"


def own_funds(
    variant: Variant, request: MoneyRequest, grant: int | None, citation: str
) -> tuple[int | None, tuple[MoneyLine, ...]]:
    """Return the firm's own funds and their line: as given, else what the grant leaves of the cost."""
    printed = of_kind(variant, MoneyKind.SELF_FUNDING)
    place = printed[0].citation if printed else citation
    amount, working = request.own_ntd, ""
    if amount is not None:
        working = given_text(amount)
    elif request.cost_ntd is not None and grant is not None:
        amount = request.cost_ntd - grant
        working = less_text(request.cost_ntd, grant)
    if amount is None:
        return None, ()
    return amount, (MoneyLine(LineRole.OWN, MoneyInput.OWN.label, place, amount, working=working),)


def beside(
    variant: Variant, terms: Effective, request: MoneyRequest, grant: int | None
) -> Iterator[MoneyLine]:
    """Yield what stands beside the result: low ends, partners, extras, fees, other circumstances."""
    for term in terms.counting:
        yield from _low_end(term, request)
    for term in of_kind(variant, MoneyKind.PARTNER_SHARE):
        yield _partner(term, grant)
    for term in variant.terms:
        if term.additional:
            yield replace(stated(term, request), role=LineRole.EXTRA, at_most=True)
        elif term.kind in _BESIDE or (term.kind is MoneyKind.SELF_FUNDING and not _has_figure(term)):
            yield stated(term, request)
    for term in (*terms.replaced, *variant.others):
        yield other_case(term, request)


def _low_end(term: MoneyTerm, request: MoneyRequest) -> Iterator[MoneyLine]:
    label = _LOW_END.format(label=label_of(term))
    if term.low_percent is not None and term.high_percent not in (None, term.low_percent):
        figure = share_of_cost(term.low_percent, request.cost_ntd)
        yield replace(line_of(term, LineRole.TERM, figure, term.low_percent), label=label)
    if term.low_ntd is not None and term.high_ntd not in (None, term.low_ntd):
        yield replace(line_of(term, LineRole.TERM, counted(term.low_ntd, term, request)), label=label)


def _partner(term: MoneyTerm, grant: int | None) -> MoneyLine:
    if grant is None or term.low_percent is None:
        return line_of(term, LineRole.SHARE, Figure(None), term.low_percent)
    part = share_up(grant, term.low_percent)
    working = _BY_SHARE.format(
        amount=format_ntd(grant), percent=percent_text(term.low_percent), result=format_ntd(part)
    )
    return line_of(term, LineRole.SHARE, Figure(part, working), term.low_percent)


def _has_figure(term: MoneyTerm) -> bool:
    """Whether a self-funding term already stands among the ceilings or the tests."""
    return term.low_ntd is not None or term.low_percent is not None or bool(term.tests)


def less_text(amount: int, taken: int) -> str:
    """Return the working of a subtraction that stops at nothing, and says so."""
    template = _LESS if amount >= taken else _NOTHING_LEFT
    return template.format(
        amount=format_ntd(amount), taken=format_ntd(taken), result=format_ntd(amount - taken)
    )


def given_text(amount: int) -> str:
    """Return the working of an amount that was given."""
    return _GIVEN.format(amount=format_ntd(amount))
