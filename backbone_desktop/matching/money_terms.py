"""Which of an item's printed terms count for a reading, where one figure takes the place of another.

Rule: a figure for a status or a circumstance replaces the general one of its kind when it is better; two ways
to the same figure are still that one figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from backbone_desktop.domain.funding import Effect, MoneyKind, MoneyTerm, Per, Preference
from backbone_desktop.matching.money_variants import Variant

_RAISED = "中堅企業優惠：{effect}"
_SHARES = (MoneyKind.SUBSIDY_RATE, MoneyKind.LOAN_SHARE)


@dataclass(frozen=True, slots=True)
class Effective:
    """The terms of one kind that count, and those a better one replaced."""

    counting: tuple[MoneyTerm, ...]
    replaced: tuple[MoneyTerm, ...]


def effective(variant: Variant, *kinds: MoneyKind) -> Effective:
    """Return the terms of some kinds, in print order, with what the firm's preferences raise."""
    terms = [each for each in variant.terms if each.kind in kinds and not each.additional]
    terms += [each for each in _raised(variant, terms) if each.kind in kinds]
    counting: list[MoneyTerm] = []
    for term in terms:
        rivals = [each for each in terms if (each.kind, each.per) == (term.kind, term.per)]
        if _is_special(term):
            if term is max(rivals, key=_figure):
                counting.append(term)
        elif not any(_is_special(each) and _figure(each) > _figure(term) for each in rivals):
            counting.append(term)
    replaced = tuple(each for each in terms if each not in counting)
    return Effective(tuple(counting), replaced)


def uplift_of(variant: Variant) -> Preference | None:
    """Return the uplift the firm has in this reading, None when there is none."""
    found = (each for each in variant.preferences if each.effect is Effect.UPLIFT_PERCENT)
    return next((each for each in found if each.amount is not None), None)


def of_kind(variant: Variant, *kinds: MoneyKind) -> tuple[MoneyTerm, ...]:
    """Return the terms of some kinds in print order."""
    return tuple(each for each in variant.terms if each.kind in kinds)


def _raised(variant: Variant, terms: Iterable[MoneyTerm]) -> Iterable[MoneyTerm]:
    """Yield the figures that stand in a preference only, as terms."""
    held = list(terms)
    for preference in variant.preferences:
        term = _raising_term(preference, held)
        rivals = [each for each in held if term is not None and each.kind is term.kind]
        if term is not None and all(_figure(each) < _figure(term) for each in rivals):
            yield term


def _raising_term(preference: Preference, terms: list[MoneyTerm]) -> MoneyTerm | None:
    def term(kind: MoneyKind, per: Per, *, ntd: int | None = None, share: Decimal | None = None) -> MoneyTerm:
        return MoneyTerm(
            kind=kind,
            citation=preference.citation,
            per=per,
            label=_RAISED.format(effect=preference.effect.label),
            high_ntd=ntd,
            high_percent=share,
            holder=preference.holder,
            ask=preference.ask,
        )

    share = preference.amount if preference.effect is Effect.HIGHER_RATE else preference.cap_percent
    shared = next((each for each in terms if each.kind in _SHARES), None)
    if preference.effect is Effect.UPLIFT_PERCENT:
        return None
    if share is not None and shared is not None:
        return term(shared.kind, shared.per, share=share)
    if preference.ceiling_ntd is not None:
        return term(MoneyKind.GRANT_CEILING, Per.CASE, ntd=preference.ceiling_ntd)
    return None


def _is_special(term: MoneyTerm) -> bool:
    return term.holder is not None or bool(term.when)


def _figure(term: MoneyTerm) -> Decimal:
    for bound in (term.high_percent, term.low_percent, term.high_ntd, term.low_ntd):
        if bound is not None:
            return Decimal(bound)
    return Decimal(0)
