"""檢核: what the print demands of cost, grant, own funds and capital, each demand told apart.

Rule: a demand whose figures are not all known stays open; where two prints of one demand differ at equality,
so does one that meets it exactly.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from backbone_desktop.domain.funding import FundingTest, MoneyKind, MoneyTerm
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.money_sheet import MoneyInput, MoneyLine, MoneyRequest, MoneyTest
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.matching.money_figures import label_of, share_up

_MET = "{one} {one_ntd} 元未超過{other} {other_ntd} 元，符合。"
_BELOW = "{one} {one_ntd} 元小於{other} {other_ntd} 元，符合。"
_EXCEEDED = "{one} {one_ntd} 元超過{other} {other_ntd} 元，不符合。"
_NOT_BELOW = "{one} {one_ntd} 元未小於{other} {other_ntd} 元，不符合。"
_EQUAL = "{one}與{other}同為 {one_ntd} 元：手冊一處須小於、一處可相等，需洽詢。"
_OPEN = "尚缺{missing}，無法檢核。"
_WITHIN = "{one} {one_ntd} 元，未超過「{other}」的 {other_ntd} 元，符合。"
_ABOVE = "{one} {one_ntd} 元，超過「{other}」的 {other_ntd} 元，不符合。"
_ENOUGH = "{one} {one_ntd} 元，不少於{other} {other_ntd} 元，符合。"
_TOO_LITTLE = "{one} {one_ntd} 元，少於{other} {other_ntd} 元，不符合。"
_AT_MOST = "{one}≦{other}"
_AT_LEAST = "{one}≧{other}"
_BETWEEN = "、"

_GRANT, _REQUIRED = "補助款", "規定金額"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What the demands are held against; None where it is not known."""

    grant: int | None
    own: int | None
    request: MoneyRequest


@dataclass(frozen=True, slots=True)
class _Relation:
    one: MoneyInput | None
    other: MoneyInput
    strict: bool


_RELATIONS: Mapping[FundingTest, _Relation] = MappingProxyType(
    {
        FundingTest.GRANT_AT_MOST_OWN: _Relation(None, MoneyInput.OWN, strict=False),
        FundingTest.OWN_BELOW_CAPITAL: _Relation(MoneyInput.OWN, MoneyInput.CAPITAL, strict=True),
        FundingTest.OWN_AT_MOST_CAPITAL: _Relation(MoneyInput.OWN, MoneyInput.CAPITAL, strict=False),
    }
)


def demands(
    terms: Iterable[MoneyTerm], amounts: Amounts, ceilings: Iterable[MoneyLine]
) -> tuple[MoneyTest, ...]:
    """Return the tests of one reading: size of the project, the grant as approved, then own funds."""
    held = tuple(terms)
    found: list[MoneyTest] = [each for term in held for each in _of_size(term, amounts)]
    found += _of_approved(amounts.request.approved_ntd, ceilings)
    found += (each for term in held for each in _of_own_minimum(term, amounts))
    found += _of_relations(held, amounts)
    return tuple(found)


def _of_size(term: MoneyTerm, amounts: Amounts) -> Iterator[MoneyTest]:
    cost = amounts.request.cost_ntd
    if term.kind is MoneyKind.PROJECT_CEILING and term.high_ntd is not None:
        yield _compare(MoneyInput.COST.label, cost, label_of(term), term.high_ntd, term.citation)
    if term.kind is MoneyKind.FULL_PRICE and term.low_ntd is not None and term.high_ntd is None:
        yield _at_least(MoneyInput.COST, cost, label_of(term), term.low_ntd, term.citation)


def _of_approved(approved: int | None, ceilings: Iterable[MoneyLine]) -> Iterator[MoneyTest]:
    """Yield a test for every ceiling that the grant said to be approved is above."""
    for line in ceilings:
        if approved is not None and line.amount_ntd is not None and approved > line.amount_ntd:
            yield _compare(MoneyInput.APPROVED.label, approved, line.label, line.amount_ntd, line.citation)


def _of_own_minimum(term: MoneyTerm, amounts: Amounts) -> Iterator[MoneyTest]:
    required = own_minimum(term, amounts.request.cost_ntd)
    if required is not None:
        yield _at_least(MoneyInput.OWN, amounts.own, label_of(term), required, term.citation)


def own_minimum(term: MoneyTerm, cost: int | None) -> int | None:
    """Return the least own funds a term demands in 元, None when it names none or the cost is not known."""
    if term.kind is not MoneyKind.SELF_FUNDING:
        return None
    if term.low_percent is not None:
        return None if cost is None else share_up(cost, term.low_percent)
    return term.low_ntd


def _of_relations(terms: Iterable[MoneyTerm], amounts: Amounts) -> Iterator[MoneyTest]:
    printed: dict[tuple[MoneyInput | None, MoneyInput], list[tuple[FundingTest, MoneyTerm]]] = {}
    for term in terms:
        for test in term.tests:
            relation = _RELATIONS[test]
            printed.setdefault((relation.one, relation.other), []).append((test, term))
    # The relation that names the grant is printed before the one that names the capital.
    for (one, other), found in sorted(printed.items(), key=lambda each: each[0][0] is not None):
        yield _related(one, other, found, amounts)


def _related(
    one: MoneyInput | None,
    other: MoneyInput,
    found: list[tuple[FundingTest, MoneyTerm]],
    amounts: Amounts,
) -> MoneyTest:
    values = {
        None: amounts.grant,
        MoneyInput.OWN: amounts.own,
        MoneyInput.CAPITAL: amounts.request.capital_ntd,
    }
    left, right = values[one], values[other]
    name = next((each.label for each, _term in found if not _RELATIONS[each].strict), found[0][0].label)
    citation = found[0][1].citation
    missing = tuple(each for each in (one, other) if each is not None and values[each] is None)
    if left is None or right is None:
        wanted = missing or (MoneyInput.COST,)
        words = _BETWEEN.join(each.label for each in wanted)
        return MoneyTest(name, Outcome.UNKNOWN, _OPEN.format(missing=words), citation, wanted)
    strict = {_RELATIONS[each].strict for each, _term in found}
    outcome, template = _decided(left, right, strict)
    sentence = template.format(
        one=_GRANT if one is None else one.label,
        one_ntd=format_ntd(left),
        other=other.label,
        other_ntd=format_ntd(right),
    )
    return MoneyTest(name, outcome, sentence, citation)


def _decided(left: int, right: int, strict: set[bool]) -> tuple[Outcome, str]:
    if left > right:
        return Outcome.NOT_MET, _EXCEEDED
    if left < right:
        return Outcome.MET, _MET if False in strict else _BELOW
    if strict == {True, False}:
        return Outcome.UNKNOWN, _EQUAL
    return (Outcome.NOT_MET, _NOT_BELOW) if True in strict else (Outcome.MET, _MET)


def _compare(one: str, value: int | None, other: str, limit: int, citation: str) -> MoneyTest:
    name = _AT_MOST.format(one=one, other=other)
    if value is None:
        return MoneyTest(name, Outcome.UNKNOWN, _OPEN.format(missing=one), citation, (MoneyInput.COST,))
    is_met = value <= limit
    words = (_WITHIN if is_met else _ABOVE).format(
        one=one, one_ntd=format_ntd(value), other=other, other_ntd=format_ntd(limit)
    )
    return MoneyTest(name, Outcome.MET if is_met else Outcome.NOT_MET, words, citation)


def _at_least(one: MoneyInput, value: int | None, other: str, least: int, citation: str) -> MoneyTest:
    name = _AT_LEAST.format(one=one.label, other=other)
    if value is None:
        return MoneyTest(name, Outcome.UNKNOWN, _OPEN.format(missing=one.label), citation, (one,))
    is_met = value >= least
    words = (_ENOUGH if is_met else _TOO_LITTLE).format(
        one=one.label, one_ntd=format_ntd(value), other=_REQUIRED, other_ntd=format_ntd(least)
    )
    return MoneyTest(name, Outcome.MET if is_met else Outcome.NOT_MET, words, citation)
