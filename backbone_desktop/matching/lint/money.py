"""Oddities of money terms and of the backbone preferences that change them.

Rule: where the print can be read in two ways both readings stand in the catalogue; that they do is said here.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from backbone_desktop.domain.funding import Effect, MoneyKind, MoneyTerm, Per
from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import Edition
from backbone_desktop.matching.lint.rule import items_of

_STRICT = re.compile("小於|未滿|低於|大於|超過")
_INCLUSIVE = re.compile("≦|≤|≧|≥|以下|以上")
_BOUND = re.compile(r"(\d[\d,.]* ?[^\W\d]{1,2})(?:（含）)?(以上|以下)")
_PER_FIRM = frozenset({Per.FIRM, Per.FIRM_YEAR})
_PRINTED_PER_CASE = "每案"
_GRANT_HEADING = "補助經費"
_DEDUCTED = "扣除"
_VISIT = "訪視診斷"

_EFFECTS_OF_HEADING = {
    "優先支持": {Effect.REVIEW_PRIORITY, Effect.POINTS, Effect.SCORE_PERCENT, Effect.WEIGHT},
    "補助加碼": {Effect.UPLIFT_PERCENT, Effect.HIGHER_RATE},
    "提高額度": {Effect.HIGHER_CEILING},
    "專屬資源": {Effect.EXCLUSIVE_ACCESS, Effect.FREE_SERVICE},
}


def readings_of_one_figure(edition: Edition) -> Iterator[LintFinding]:
    """Two readings of one term: what they differ in tells which kind of oddity it is."""
    for measure, item in items_of(edition):
        read_twice = [term for term in item.money if term.reading]
        for one, other in combinations(read_twice, 2):
            oddity = _difference(one, other) if one.kind is other.kind else None
            if oddity:
                code, message = oddity
                yield LintFinding(code, measure.number, other.citation, message, (item.number,))


def case_or_firm(edition: Edition) -> Iterator[LintFinding]:
    """A figure printed under a heading per case and counted per firm."""
    for measure, item in items_of(edition):
        for term in item.money:
            if _PRINTED_PER_CASE in term.citation and term.per in _PER_FIRM:
                message = f"標題為{_PRINTED_PER_CASE}，內容按{term.per.label}計。"
                yield LintFinding(
                    "ceiling-basis-disagrees", measure.number, term.citation, message, (item.number,)
                )


def counted_per_nothing(edition: Edition) -> Iterator[LintFinding]:
    """An amount of which the print does not say what it is counted per."""
    for measure, item in items_of(edition):
        for term in item.money:
            if term.per is Per.ITEM and (term.low_ntd is not None or term.high_ntd is not None):
                message = "金額未載明以什麼計算（每人、每案或每課程）。"
                yield LintFinding("unit-not-stated", measure.number, term.citation, message, (item.number,))


def provisional_figure(edition: Edition) -> Iterator[LintFinding]:
    """A figure printed as not settled yet."""
    for measure, item in items_of(edition):
        for term in item.money:
            if term.tentative:
                message = "金額或比率標示為暫定。"
                yield LintFinding(
                    "figures-provisional", measure.number, term.citation, message, (item.number,)
                )


def grant_heading_over_nothing(edition: Edition) -> Iterator[LintFinding]:
    """A heading that promises a grant over a service that is merely free."""
    for measure, item in items_of(edition):
        for term in item.money:
            if term.kind is MoneyKind.FREE and _GRANT_HEADING in term.citation:
                message = "標題為補助經費，內容只有免費，沒有補助金額。"
                yield LintFinding(
                    "subsidy-heading-without-grant", measure.number, term.citation, message, (item.number,)
                )


def visit_without_price(edition: Edition) -> Iterator[LintFinding]:
    """A visit of which nothing says whether it costs anything."""
    for measure, item in items_of(edition):
        if item.kind == _VISIT and not item.money:
            message = "未載明服務經費，不知是否收費。"
            yield LintFinding("money-not-stated", measure.number, item.kind, message, (item.number,))


def bound_in_both_classes(edition: Edition) -> Iterator[LintFinding]:
    """A bound that belongs to the class below it and to the class above it."""
    for measure, item in items_of(edition):
        sides: dict[str, set[str]] = {}
        for term in item.money:
            for figure, side in _BOUND.findall(term.label):
                sides.setdefault(figure, set()).add(side)
        for figure in (each for each, found in sides.items() if len(found) > 1):
            message = f"恰為 {figure}時同時落在兩個級距。"
            yield LintFinding(
                "boundary-overlaps", measure.number, item.money[0].citation, message, (item.number,)
            )


def uplift_without_cap(edition: Edition) -> Iterator[LintFinding]:
    """More grant for backbone firms, without a word on how far it may go."""
    for measure in edition.measures:
        for each in measure.preferences:
            if each.effect is Effect.UPLIFT_PERCENT and each.cap_percent is None:
                message = "補助加碼未載明上限。"
                yield LintFinding("uplift-without-cap", measure.number, each.citation, message, each.items)


def uplift_at_most(edition: Edition) -> Iterator[LintFinding]:
    """An uplift printed as a ceiling, so that a firm may be given less."""
    for measure in edition.measures:
        for each in measure.preferences:
            if each.effect is Effect.UPLIFT_PERCENT and each.at_most:
                message = f"加碼 {each.amount}% 是上限，不是固定比率。"
                yield LintFinding("uplift-at-most", measure.number, each.citation, message, each.items)


def heading_unlike_its_effect(edition: Edition) -> Iterator[LintFinding]:
    """A preference printed under the heading of another kind of preference."""
    for measure in edition.measures:
        for each in measure.preferences:
            usual = _EFFECTS_OF_HEADING.get(each.kind)
            if usual is not None and each.effect not in usual:
                message = f"標題印「{each.kind}」，內容卻是{each.effect.label}。"
                yield LintFinding(
                    "preference-heading-unusual", measure.number, each.citation, message, each.items
                )


def _difference(one: MoneyTerm, other: MoneyTerm) -> tuple[str, str] | None:
    """Return code and sentence for two readings of one kind of term, None when they are worlds apart."""
    if _is_strict_against_inclusive(one, other) or _is_strict_against_inclusive(other, one):
        return "strictness-disagrees", "一處不含相等，一處含相等，兩者恰好相等時是否符合不明。"
    if _amounts(one) == _amounts(other):
        if one.per is not other.per:
            return "ceiling-basis-disagrees", f"同一金額一處按{one.per.label}計，一處按{other.per.label}計。"
        if _all_hold(_DEDUCTED, (one.label, other.label)):
            return "deduction-unexplained", "須先扣除的款項從何處扣除，手冊未載明。"
    if one.kind is MoneyKind.SELF_FUNDING and _is_amount(one) != _is_amount(other):
        return "self-funding-double", "自籌款同時印出金額與比率，兩者可能不一致。"
    if one.kind is MoneyKind.SUBSIDY_RATE and one.label == other.label:
        return "rate-unexplained", "同一費用印有兩種補助比率，未說明各適用於何種情形。"
    return None


def _is_strict_against_inclusive(one: MoneyTerm, other: MoneyTerm) -> bool:
    return bool(_STRICT.search(one.label)) and bool(_INCLUSIVE.search(other.label))


def _amounts(term: MoneyTerm) -> tuple[object, ...]:
    return term.low_ntd, term.high_ntd, term.low_percent, term.high_percent


def _is_amount(term: MoneyTerm) -> bool:
    return term.low_ntd is not None or term.high_ntd is not None


def _all_hold(part: str, texts: Iterable[str]) -> bool:
    return all(part in text for text in texts)
