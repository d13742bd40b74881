"""經費試算: one service item's money for one project, under every reading of the print.

Rule: everything is computed from the edition's own terms and preferences, and every figure that decided the
result is named with its place in the brochure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.funding import MoneyKind, Preference
from backbone_desktop.domain.measure import Measure, ServiceItem
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.money_sheet import (
    MoneyInput,
    MoneyNote,
    MoneyReading,
    MoneyRequest,
    MoneySheet,
    MoneyTest,
    ResultKind,
)
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.matching.criteria import MET, NOT_MET, OUTCOMES, Membership
from backbone_desktop.matching.derived import STATUSES
from backbone_desktop.matching.money_figures import bound, counts_grants
from backbone_desktop.matching.money_grant import grant_readings
from backbone_desktop.matching.money_loan import financing_reading
from backbone_desktop.matching.money_price import price_reading
from backbone_desktop.matching.money_terms import uplift_of
from backbone_desktop.matching.money_variants import RAISING, Variant, status_grade, variants
from backbone_desktop.matching.preferences import preference_lines

_KINDS: tuple[tuple[ResultKind, frozenset[MoneyKind]], ...] = (
    (
        ResultKind.GRANT,
        frozenset({MoneyKind.GRANT_CEILING, MoneyKind.GRANT_AMOUNT, MoneyKind.SUBSIDY_RATE}),
    ),
    (ResultKind.LOAN, frozenset({MoneyKind.LOAN_SHARE, MoneyKind.LOAN_CEILING})),
    (ResultKind.GUARANTEE, frozenset({MoneyKind.GUARANTEE_SHARE, MoneyKind.GUARANTEE_CEILING})),
    (ResultKind.DISCOUNT, frozenset({MoneyKind.DISCOUNT})),
    (ResultKind.FEE, frozenset({MoneyKind.FEE})),
    (ResultKind.FREE, frozenset({MoneyKind.FREE, MoneyKind.FREE_QUOTA})),
    (ResultKind.NO_GRANT, frozenset({MoneyKind.NO_GRANT})),
    (ResultKind.NEGOTIATED, frozenset({MoneyKind.NEGOTIATED})),
)

_STATUS = "限中堅企業"
_STATUS_SENTENCES = {
    MET: "具中堅企業身分，符合。",
    NOT_MET: "本項限中堅企業；沒有這個身分，不適用。",
}
_STATUS_OPEN = "本項限中堅企業；身分未確認。"
_STATUS_UNCLEAR = "本項限中堅企業；手冊對適用哪一種身分寫法不一，需洽詢。"
_SUM_DIFFERS = "補助款與自籌款合計 {total} 元，與計畫總經費 {cost} 元不同，請確認。"
_NOT_DEDUCTED = "已獲政府補助款 {grants} 元未計入：手冊對本項未載明如何扣除。"
_DEDUCTED = "已獲政府補助款 {grants} 元視為同一措施所發，已自每家的上限扣除；若為其他補助，請勿計入。"
_NO_PREFERENCE = "中堅企業優惠：無。{summary}"
_PLACES_APART = "；"


def money_sheet(measure: Measure, item: ServiceItem, request: MoneyRequest) -> MoneySheet:
    """Compute one item's money.

    Args:
        measure: The measure with its preferences.
        item: One of its items.
        request: The project's figures; whatever is None is asked for where it matters.

    Returns:
        At least one reading; the one that takes least for granted first.
    """
    kind = _kind(item)
    computed = [
        (variant, _completed(reading, variant, item, request))
        for variant in variants(measure, item, request.holders)
        for reading in _readings(variant, request, kind)
    ]
    return MoneySheet(
        measure=measure.number,
        item=item.number,
        name=item.name,
        readings=tuple(_telling(computed)),
        notes=tuple(_notes(measure, item, request.holders)),
    )


def _kind(item: ServiceItem) -> ResultKind:
    printed = {term.kind for term in item.money}
    return next((kind for kind, of in _KINDS if printed & of), ResultKind.NOT_STATED)


def _readings(variant: Variant, request: MoneyRequest, kind: ResultKind) -> Iterator[MoneyReading]:
    if kind is ResultKind.GRANT:
        yield from grant_readings(variant, request)
    elif kind in (ResultKind.LOAN, ResultKind.GUARANTEE):
        yield financing_reading(variant, request, kind)
    else:
        yield price_reading(variant, request, kind)


def _completed(
    reading: MoneyReading, variant: Variant, item: ServiceItem, request: MoneyRequest
) -> MoneyReading:
    """Return the reading with what holds for any kind of money: status, whom to ask, and contradictions."""
    status = status_grade(item, request.holders)
    tests = reading.tests
    if status is not None:
        tests = (_status_test(*status, known=request.holders is not None), *tests)
    barred = status is not None and status[0] == NOT_MET
    wants = (*reading.wants, *((MoneyInput.HOLDER,) if variant.status_open else ()))
    return replace(
        reading,
        lines=bound(reading.lines, None) if barred else reading.lines,
        result_ntd=None if barred else reading.result_ntd,
        cap="" if barred else reading.cap,
        certain=variant.certain and not (status is not None and status[0] != MET),
        tests=tests,
        wants=tuple(dict.fromkeys(wants)),
        asks=tuple(dict.fromkeys(_asks(variant, reading))),
        remarks=tuple(_remarks(reading, variant, request)),
    )


def _status_test(grade: int, citation: str, *, known: bool) -> MoneyTest:
    sentence = _STATUS_SENTENCES.get(grade, _STATUS_UNCLEAR if known else _STATUS_OPEN)
    wants = () if known or grade in (MET, NOT_MET) else (MoneyInput.HOLDER,)
    return MoneyTest(_STATUS, OUTCOMES[grade], sentence, citation, wants)


def _asks(variant: Variant, reading: MoneyReading) -> Iterator[str]:
    yield from (each.ask for each in variant.terms if each.ask and not each.tests)
    # A relation printed in two ways is asked about only where the two disagree.
    if any(each.outcome is Outcome.UNKNOWN and not each.wants for each in reading.tests):
        yield from (each.ask for each in variant.terms if each.ask and each.tests)
    uplift = uplift_of(variant)
    for preference in variant.preferences:
        if preference.ask and (preference is uplift or preference.holder is Holder.NOT_DISTINGUISHED):
            yield preference.ask


def _remarks(reading: MoneyReading, variant: Variant, request: MoneyRequest) -> Iterator[str]:
    if request.grants_ntd:
        counting = [each for each in variant.terms if counts_grants(each)]
        if not counting:
            yield _NOT_DEDUCTED.format(grants=format_ntd(request.grants_ntd))
        elif all(each.deduction is None for each in counting):
            yield _DEDUCTED.format(grants=format_ntd(request.grants_ntd))
    if reading.kind is not ResultKind.GRANT or reading.result_ntd is None:
        return
    if request.own_ntd is not None and request.cost_ntd is not None:
        total = reading.result_ntd + request.own_ntd
        if total != request.cost_ntd:
            yield _SUM_DIFFERS.format(total=format_ntd(total), cost=format_ntd(request.cost_ntd))


def _telling(computed: Iterable[tuple[Variant, MoneyReading]]) -> Iterator[MoneyReading]:
    """Yield the readings, leaving out circumstances that change nothing."""
    kept: list[tuple[Variant, MoneyReading]] = []
    for variant, reading in computed:
        same = (
            each
            for other, each in kept
            if (other.holders, other.reading) == (variant.holders, variant.reading)
            and set(other.circumstances) < set(variant.circumstances)
        )
        if not any(each.result_ntd == reading.result_ntd for each in same):
            kept.append((variant, reading))
            yield reading


def _notes(measure: Measure, item: ServiceItem, holders: frozenset[str] | None) -> Iterator[MoneyNote]:
    """Yield preferences that are no amount, and remarks on the places the figures are printed at."""
    own = [each for each in measure.preferences if not each.items or item.number in each.items]
    beside = tuple(each for each in own if each.effect not in RAISING or each.amount is None)
    status = Membership(frozenset(), STATUSES) if holders is None else Membership(holders, holders)
    for line in preference_lines(replace(measure, preferences=beside), status):
        yield MoneyNote(line.text, line.citation)
    for preference in own:
        if not preference.is_benefit:
            yield MoneyNote(_NO_PREFERENCE.format(summary=preference.summary), preference.citation)
    yield from _oddities(measure, item, own)


def _oddities(measure: Measure, item: ServiceItem, own: Iterable[Preference]) -> Iterator[MoneyNote]:
    """Yield where the print contradicts itself at a place the item's money is printed at."""
    citations = [each.citation for each in item.money] + [each.citation for each in own]
    for note in measure.notes:
        parts = note.where.split(_PLACES_APART)
        place = next((each for each in citations if any(part in each for part in parts)), None)
        if place is None and note.where == item.kind:
            # Said of the service as a whole: that its price is not printed.
            place = item.window.citation
        if place is not None:
            yield MoneyNote(note.note, place)
