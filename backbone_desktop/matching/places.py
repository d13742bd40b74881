"""Places and money known to be used: printed limits per firm, per year or in all, counted in our own records.

Rule: only this casebook's applications are counted, and the sentence says so; no printed number is guessed.
"""

from collections.abc import Iterator, Sequence

from backbone_desktop.domain.application import ApplicationStatus
from backbone_desktop.domain.funding import MoneyKind, MoneyTerm, Per
from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.measure_warning import Applied, MeasureWarning, WarningKind
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.roc_date import ROC_OFFSET

_QUOTA = "本個案簿本年度已用 {used} 個名額（手冊：{label}）。{scope}"
_QUOTA_PENDING = "本個案簿本年度已用 {used} 個名額，另有 {pending} 件申請中（手冊：{label}）。{scope}"
_SCOPE = "只計本個案簿的申請案，其他企業的使用情形請向主辦單位確認。"
_FIRM = "本企業本年度已有 {used} 件核定的本項申請（手冊：{limit}）。"
_FIRM_AMOUNT = "本企業本年度已有 {used} 件核定的本項申請，核定金額合計 {amount} 元（手冊：{limit}）。"
_FIRM_UNPRICED = (
    "本企業本年度已有 {used} 件核定的本項申請，核定金額合計 {amount} 元，"
    "其中 {unpriced} 件未記錄核定金額（手冊：{limit}）。"
)
_LIMIT = "{per}，{label}"
_LIMIT_WITH_AMOUNT = "{per}，{label}，{amount} 元"

_PER_FIRM = frozenset({Per.FIRM, Per.FIRM_YEAR})


def limited_measures(edition: Edition) -> tuple[int, ...]:
    """Return the numbers of the measures with a printed number of places, to be counted across all cases."""
    return tuple(
        measure.number
        for measure in edition.measures
        if any(term.kind is MoneyKind.FREE_QUOTA for item in measure.items for term in item.money)
    )


def place_warnings(
    edition: Edition, own: Sequence[Applied], everyone: Sequence[Applied]
) -> dict[int, tuple[MeasureWarning, ...]]:
    """Tell what is known to be used of places and of limits per firm in the edition's year.

    Args:
        edition: The edition in force.
        own: The applications of the firm warned about.
        everyone: All firms' applications for the measures of :func:`limited_measures`, its own among them.

    Returns:
        Warnings by measure number; measures of which nothing is used are left out.
    """
    found = {
        each.number: tuple(_of_measure(each, edition.roc_year, own, everyone)) for each in edition.measures
    }
    return {number: warnings for number, warnings in found.items() if warnings}


def _of_measure(
    measure: Measure, roc_year: int, own: Sequence[Applied], everyone: Sequence[Applied]
) -> Iterator[MeasureWarning]:
    for item in measure.items:
        for term in item.money:
            text = ""
            if term.kind is MoneyKind.FREE_QUOTA:
                text = _quota_text(term, _for_item(measure, item, roc_year, everyone))
            elif term.per in _PER_FIRM:
                text = _firm_text(term, _for_item(measure, item, roc_year, own))
            if text:
                yield MeasureWarning(WarningKind.PLACES, (item.number,), text, term.citation)


def _for_item(
    measure: Measure, item: ServiceItem, roc_year: int, applied: Sequence[Applied]
) -> list[Applied]:
    """Return the applications for an item that were begun in the edition's year."""
    key = measure.number, item.number
    return [
        each
        for each in applied
        if (each.application.measure, each.application.item) == key
        and each.application.history[0].on.year - ROC_OFFSET == roc_year
    ]


def _quota_text(term: MoneyTerm, applied: Sequence[Applied]) -> str:
    used = sum(each.is_granted for each in applied)
    pending = sum(not each.is_granted and each.application.is_open for each in applied)
    if not used and not pending:
        return ""
    template = _QUOTA_PENDING if pending else _QUOTA
    return template.format(used=used, pending=pending, label=term.label, scope=_SCOPE)


def _firm_text(term: MoneyTerm, applied: Sequence[Applied]) -> str:
    granted = [each for each in applied if each.is_granted]
    if not granted:
        return ""
    amounts = [_approved(each) for each in granted]
    known = [amount for amount in amounts if amount is not None]
    unpriced = len(amounts) - len(known)
    template = _FIRM if not known else _FIRM_UNPRICED if unpriced else _FIRM_AMOUNT
    return template.format(
        used=len(granted), amount=format_ntd(sum(known)), unpriced=unpriced, limit=_limit(term)
    )


def _limit(term: MoneyTerm) -> str:
    if term.high_ntd is None:
        return _LIMIT.format(per=term.per.label, label=term.label)
    amount = format_ntd(term.high_ntd)
    return _LIMIT_WITH_AMOUNT.format(per=term.per.label, label=term.label, amount=amount)


def _approved(applied: Applied) -> int | None:
    """Return the amount approved, None when the step names none."""
    steps = (each for each in applied.application.history if each.status is ApplicationStatus.APPROVED)
    return next((each.amount_ntd for each in steps), None)
