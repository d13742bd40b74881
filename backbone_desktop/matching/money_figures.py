"""Printed terms as amounts for one project.

Rule: what the firm receives is rounded down to whole 元 and what it pays or must raise is rounded up, each
once, so that a sheet never promises more than the print.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from backbone_desktop.domain.funding import MoneyKind, MoneyTerm, Per
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.money_sheet import LineRole, MoneyInput, MoneyLine, MoneyRequest

_SHARE = "{amount} × {percent}% = {result}"
_TIMES = "{amount} × {count} {unit} = {result}"
_LESS = "{amount} − {taken}（同一措施已獲補助）= {result}"
_YEARS_NOT_GIVEN = "{amount}（未填年數，以一個年度計）"
_WANTED = "需填{inputs}"
_BETWEEN = "、"
_COUNTED_BY_FIRM = frozenset({Per.FIRM, Per.FIRM_YEAR})
_COUNTED_BY_YEAR = frozenset({Per.YEAR, Per.FIRM_YEAR})
_PERSON = "人"
_YEAR = "年"


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount with its working; with the inputs for want of which it is None or less sure."""

    amount: int | None
    working: str = ""
    wants: tuple[MoneyInput, ...] = ()


def share_down(amount: int, percent: Decimal) -> int:
    """Return a share in whole 元, rounded down: what is received."""
    return floor(Fraction(amount) * Fraction(percent) / 100)


def share_up(amount: int, percent: Decimal) -> int:
    """Return a share in whole 元, rounded up: what is paid or must be raised."""
    return ceil(Fraction(amount) * Fraction(percent) / 100)


def percent_text(percent: Decimal) -> str:
    """Return percent points without idle zeros."""
    return f"{percent.normalize():f}"


def label_of(term: MoneyTerm) -> str:
    """Return the words of a term, of its kind when it has none."""
    return term.label or term.kind.label


def missing(*wanted: MoneyInput) -> Figure:
    """Return the figure that cannot be had without further inputs."""
    return Figure(None, _WANTED.format(inputs=_BETWEEN.join(each.label for each in wanted)), wanted)


def share_of_cost(percent: Decimal, cost: int | None, *, up: bool = False) -> Figure:
    """Return a share of the cost, rounded down, or up for what the firm pays."""
    if cost is None:
        return missing(MoneyInput.COST)
    result = share_up(cost, percent) if up else share_down(cost, percent)
    working = _SHARE.format(amount=format_ntd(cost), percent=percent_text(percent), result=format_ntd(result))
    return Figure(result, working)


def counted(amount: int, term: MoneyTerm, request: MoneyRequest) -> Figure:
    """Return an amount times what it is counted per, less what the firm had of a ceiling of its own."""
    figure = _times(amount, term, request)
    if figure.amount is None or not request.grants_ntd or not counts_grants(term):
        return figure
    left = max(figure.amount - request.grants_ntd, 0)
    working = _LESS.format(
        amount=format_ntd(figure.amount), taken=format_ntd(request.grants_ntd), result=format_ntd(left)
    )
    return Figure(left, working)


def counts_grants(term: MoneyTerm) -> bool:
    """Whether grants already received lower what this term allows."""
    of_the_firm = term.kind is MoneyKind.GRANT_CEILING and term.per in _COUNTED_BY_FIRM
    return of_the_firm or term.deduction is not None


def line_of(term: MoneyTerm, role: LineRole, figure: Figure, percent: Decimal | None = None) -> MoneyLine:
    """Return the line of a printed term."""
    return MoneyLine(
        role=role,
        label=label_of(term),
        citation=term.citation,
        amount_ntd=figure.amount,
        percent=percent,
        working=figure.working,
        kind=term.kind,
        at_most=role is LineRole.CEILING,
        tentative=term.tentative,
        wants=figure.wants,
    )


def stated(term: MoneyTerm, request: MoneyRequest) -> MoneyLine:
    """Return the line of a term that only stands beside the result, with its amount where it has one."""
    if term.kind is MoneyKind.FEE:
        return fee_line(term, request)
    figure = Figure(None)
    amount = term.low_ntd if term.high_ntd is None else term.high_ntd
    if amount is not None:
        figure = counted(amount, term, request)
    percent = term.low_percent if term.high_percent is None else term.high_percent
    return line_of(term, LineRole.TERM, figure, percent)


def fee_line(term: MoneyTerm, request: MoneyRequest) -> MoneyLine:
    """Return what the firm pays; without an amount when the print gives none."""
    amount = term.low_ntd if term.high_ntd is None else term.high_ntd
    figure = Figure(None) if amount is None else counted(amount, term, request)
    return line_of(term, LineRole.PAYMENT, figure)


def other_case(term: MoneyTerm, request: MoneyRequest) -> MoneyLine:
    """Return the line of a figure that holds in another circumstance than the one read."""
    percent = term.low_percent if term.high_percent is None else term.high_percent
    if percent is None:
        return replace(stated(term, request), role=LineRole.OTHER_CASE)
    up = term.kind is MoneyKind.DISCOUNT
    return line_of(term, LineRole.OTHER_CASE, share_of_cost(percent, request.cost_ntd, up=up), percent)


def lowest(lines: Iterable[MoneyLine]) -> MoneyLine | None:
    """Return the first line with the lowest amount."""
    known = [each for each in lines if each.amount_ntd is not None]
    return min(known, key=amount_of, default=None)


def amount_of(line: MoneyLine) -> int:
    """Return a line's amount, for lines known to have one."""
    return line.amount_ntd or 0


def bound(lines: Sequence[MoneyLine], bites: MoneyLine | None) -> tuple[MoneyLine, ...]:
    """Return the lines with the one that bites marked, and no other."""
    return tuple(replace(each, binding=each is bites) for each in lines)


def all_wants(lines: Iterable[MoneyLine]) -> tuple[MoneyInput, ...]:
    """Return what the lines want, each once."""
    return tuple(dict.fromkeys(wanted for line in lines for wanted in line.wants))


def _times(amount: int, term: MoneyTerm, request: MoneyRequest) -> Figure:
    if term.per is Per.PERSON:
        return (
            missing(MoneyInput.PERSONS) if request.persons is None else _by(amount, request.persons, _PERSON)
        )
    if term.per in _COUNTED_BY_YEAR and request.years is None:
        return Figure(amount, _YEARS_NOT_GIVEN.format(amount=format_ntd(amount)), (MoneyInput.YEARS,))
    if term.per in _COUNTED_BY_YEAR and request.years is not None:
        return _by(amount, request.years, _YEAR)
    return Figure(amount, format_ntd(amount))


def _by(amount: int, count: int, unit: str) -> Figure:
    result = amount * count
    working = _TIMES.format(
        amount=format_ntd(amount), count=format_ntd(count), unit=unit, result=format_ntd(result)
    )
    return Figure(result, working)
