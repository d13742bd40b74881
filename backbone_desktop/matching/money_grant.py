"""補助試算: the printed ceilings, the grant within them, the uplift of backbone firms, and what bit.

Rule: without a grant as approved the result is the most the print allows. An uplift of which the print
does not say whether the other ceilings still hold is read both ways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from backbone_desktop.domain.funding import MoneyKind, MoneyTerm, Preference
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.money_sheet import (
    LineRole,
    MoneyInput,
    MoneyLine,
    MoneyReading,
    MoneyRequest,
    MoneyTest,
    ResultKind,
)
from backbone_desktop.matching.money_beside import beside, given_text, less_text, own_funds
from backbone_desktop.matching.money_demands import Amounts, demands, own_minimum
from backbone_desktop.matching.money_figures import (
    Figure,
    all_wants,
    amount_of,
    bound,
    counted,
    label_of,
    line_of,
    lowest,
    missing,
    percent_text,
    share_down,
    share_of_cost,
)
from backbone_desktop.matching.money_terms import Effective, effective, of_kind, uplift_of
from backbone_desktop.matching.money_variants import Variant

_CEILINGS = (MoneyKind.GRANT_CEILING, MoneyKind.GRANT_AMOUNT, MoneyKind.SUBSIDY_RATE)

_AFTER_OWN = "總經費扣除應自籌的金額：{label}"
_BY_SHARE = "{amount} × {percent}% = {result}"
_UPLIFT = "補助加碼 {percent}%"
_UPLIFT_AT_MOST = "補助加碼最高 {percent}%"
_UPLIFT_CAP = "加碼後不超過計畫總經費 {percent}%"
_WITHIN = "加碼後仍受手冊所列上限"
_BEYOND = "加碼另計，不受手冊所列上限"
_BEYOND_TO_SHARE = "加碼後只受總經費 {percent}% 限制"
_NAMES = "；"


@dataclass(frozen=True, slots=True)
class _Grant:
    """A grant on its way through the ceilings; ``lines`` in the order of the computation."""

    amount: int | None
    lines: tuple[MoneyLine, ...]
    bites: MoneyLine | None


def grant_readings(variant: Variant, request: MoneyRequest) -> Iterator[MoneyReading]:
    """Yield the reading of a variant; two when the print leaves open how far its uplift goes."""
    terms = effective(variant, *_CEILINGS)
    if not terms.counting:
        # Whatever the print grants is for firms or circumstances other than these.
        lines = tuple(beside(variant, terms, request, None))
        yield MoneyReading(_NAMES.join(variant.names), ResultKind.GRANT, lines)
        return
    ceilings = tuple(_ceilings(variant, terms, request))
    base = _base(ceilings, request, terms.counting[0].citation)
    uplift = uplift_of(variant)
    if uplift is None or base.amount is None:
        yield _reading(variant, request, terms, ceilings, base, variant.names)
        return
    within = _raised(base, uplift, request, ceilings)
    beyond = _raised(base, uplift, request, ())
    if not _is_open(uplift, terms) or (uplift.cap_percent is not None and within.amount == beyond.amount):
        yield _reading(variant, request, terms, ceilings, within, variant.names)
        return
    yield _reading(variant, request, terms, ceilings, within, (*variant.names, _WITHIN))
    yield _reading(variant, request, terms, ceilings, beyond, (*variant.names, _beyond_name(uplift)))


def _ceilings(variant: Variant, terms: Effective, request: MoneyRequest) -> Iterator[MoneyLine]:
    for term in terms.counting:
        yield _ceiling(term, request)
    fixed = any(each.kind is MoneyKind.GRANT_AMOUNT for each in terms.counting)
    has_share = any(each.kind is MoneyKind.SUBSIDY_RATE for each in terms.counting)
    for term in () if fixed else of_kind(variant, MoneyKind.SELF_FUNDING):
        if term.low_ntd is not None or term.low_percent is not None:
            has_share = has_share or term.low_percent is not None
            yield _after_own(term, request)
    if not has_share and request.cost_ntd is not None:
        figure = Figure(request.cost_ntd, format_ntd(request.cost_ntd))
        citation = terms.counting[0].citation
        yield MoneyLine(
            LineRole.CEILING, MoneyInput.COST.label, citation, figure.amount, working=figure.working
        )


def _ceiling(term: MoneyTerm, request: MoneyRequest) -> MoneyLine:
    percent = term.low_percent if term.high_percent is None else term.high_percent
    if percent is not None:
        return line_of(term, LineRole.CEILING, share_of_cost(percent, request.cost_ntd), percent)
    amount = term.low_ntd if term.high_ntd is None else term.high_ntd
    return line_of(term, LineRole.CEILING, counted(amount or 0, term, request))


def _after_own(term: MoneyTerm, request: MoneyRequest) -> MoneyLine:
    """Return what is left of the cost for the grant once the firm has raised what it must."""
    required = own_minimum(term, request.cost_ntd)
    figure = missing(MoneyInput.COST)
    if request.cost_ntd is not None and required is not None:
        left = max(request.cost_ntd - required, 0)
        figure = Figure(left, less_text(request.cost_ntd, required))
    line = line_of(term, LineRole.CEILING, figure, term.low_percent)
    return replace(line, label=_AFTER_OWN.format(label=label_of(term)))


def _base(ceilings: Sequence[MoneyLine], request: MoneyRequest, citation: str) -> _Grant:
    """Return the grant before any uplift: as approved, else the most the ceilings allow."""
    low = lowest(ceilings)
    approved = request.approved_ntd
    if approved is None:
        open_ended = any(each.amount_ntd is None for each in ceilings)
        return _Grant(None if open_ended or low is None else low.amount_ntd, (), low)
    bites = low if low is not None and amount_of(low) < approved else None
    base = MoneyLine(
        LineRole.BASE,
        MoneyInput.APPROVED.label,
        citation,
        approved,
        working=given_text(approved),
    )
    return _Grant(approved if bites is None else bites.amount_ntd, (base,), bites)


def _raised(base: _Grant, uplift: Preference, request: MoneyRequest, ceilings: Sequence[MoneyLine]) -> _Grant:
    """Return the grant with its uplift, within the uplift's own cap and ``ceilings``."""
    points = uplift.amount or Decimal(0)
    granted = base.amount or 0
    raised = share_down(granted, 100 + points)
    template = _UPLIFT_AT_MOST if uplift.at_most else _UPLIFT
    line = MoneyLine(
        LineRole.UPLIFT,
        template.format(percent=percent_text(points)),
        uplift.citation,
        raised,
        points,
        _BY_SHARE.format(
            amount=format_ntd(granted), percent=percent_text(100 + points), result=format_ntd(raised)
        ),
        at_most=uplift.at_most,
    )
    own_cap = _uplift_cap(uplift, request)
    if any(each.amount_ntd is None for each in (*own_cap, *ceilings)):
        return _Grant(None, (*base.lines, line, *own_cap), None)
    low = lowest((*own_cap, *ceilings))
    if low is None or amount_of(low) >= raised:
        return _Grant(raised, (*base.lines, line, *own_cap), base.bites)
    return _Grant(low.amount_ntd, (*base.lines, line, *own_cap), low)


def _uplift_cap(uplift: Preference, request: MoneyRequest) -> tuple[MoneyLine, ...]:
    if uplift.cap_percent is None:
        return ()
    figure = share_of_cost(uplift.cap_percent, request.cost_ntd)
    label = _UPLIFT_CAP.format(percent=percent_text(uplift.cap_percent))
    return (
        MoneyLine(
            LineRole.CEILING,
            label,
            uplift.citation,
            figure.amount,
            uplift.cap_percent,
            figure.working,
            at_most=True,
            wants=figure.wants,
        ),
    )


def _is_open(uplift: Preference, terms: Effective) -> bool:
    """Whether the print leaves open that a raised grant keeps within the other ceilings."""
    amounts = (MoneyKind.GRANT_CEILING, MoneyKind.GRANT_AMOUNT)
    return uplift.cap_percent is None or any(each.kind in amounts for each in terms.counting)


def _beyond_name(uplift: Preference) -> str:
    if uplift.cap_percent is None:
        return _BEYOND
    return _BEYOND_TO_SHARE.format(percent=percent_text(uplift.cap_percent))


def _reading(
    variant: Variant,
    request: MoneyRequest,
    terms: Effective,
    ceilings: tuple[MoneyLine, ...],
    grant: _Grant,
    names: tuple[str, ...],
) -> MoneyReading:
    own, own_lines = own_funds(variant, request, grant.amount, terms.counting[0].citation)
    tests = demands(variant.terms, Amounts(grant.amount, own, request), ceilings)
    steps = bound((*ceilings, *grant.lines), grant.bites if grant.amount is not None else None)
    low = lowest(ceilings)
    is_up_to = any(each.role is LineRole.UPLIFT and each.at_most for each in grant.lines)
    return MoneyReading(
        name=_NAMES.join(names),
        kind=ResultKind.GRANT,
        lines=(*steps, *own_lines, *beside(variant, terms, request, grant.amount)),
        result_ntd=grant.amount,
        cap=grant.bites.label if grant.bites is not None and grant.amount is not None else "",
        ceiling_ntd=None if low is None else low.amount_ntd,
        at_most=(request.approved_ntd is None and not _is_exact(terms)) or is_up_to,
        tentative=any(each.tentative for each in ceilings),
        tests=tests,
        wants=_wants(ceilings, tests, request),
    )


def _is_exact(terms: Effective) -> bool:
    """Whether the print gives one amount that is neither a ceiling nor a span."""
    fixed = [each for each in terms.counting if each.kind is MoneyKind.GRANT_AMOUNT]
    return bool(fixed) and all(each.low_ntd == each.high_ntd for each in fixed)


def _wants(
    ceilings: Sequence[MoneyLine], tests: Sequence[MoneyTest], request: MoneyRequest
) -> tuple[MoneyInput, ...]:
    cost = () if request.cost_ntd is not None else (MoneyInput.COST,)
    wanted = (*all_wants(ceilings), *cost, *(each for test in tests for each in test.wants))
    return tuple(dict.fromkeys(wanted))
