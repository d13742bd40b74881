"""The firm's side of a finding: its value in words, and where that value came from.

Rule: a derived fact names the certificate or the guidance, with its dates, that made it so.
"""

from datetime import date

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.composite_text import format_certificate_kind, format_guidance, format_period
from backbone_desktop.domain.fact_text import UNKNOWN_TEXT, format_content, format_yes_no
from backbone_desktop.domain.facts import Certificate, FactContent, FactDefinition, StandingFact
from backbone_desktop.matching.criteria import MET, NOT_MET, UNKNOWN
from backbone_desktop.matching.derived import (
    GUIDANCE_CURRENT,
    HOLDER,
    IDB_GUIDANCE,
    LOOK_BACK_YEARS,
    KnownFacts,
    certificates,
    guidance_period_current,
    idb_guidance_3y,
    idb_guidance_grade,
    past_guidance,
    source_of,
    within,
    years_before,
)

_ORIGIN = "{origin}・{state}"
_ORIGIN_CONTRADICTED = "{origin}・{state}・{contradicted}"
ASSUMED_TEXT = "假設"
CONTRADICTED_TEXT = "有矛盾"
_BETWEEN_ENTRIES = "、"

_NO_CERTIFICATE = "未持有中堅企業證書"
_NO_GUIDANCE = "無相關紀錄"
_HELD = "{kind}（證書有效期間 {period}）"
_NOT_HELD = "{kind}證書已失效或尚未生效（有效期間 {period}）"
_MAYBE_HELD = "{kind}證書的有效期間不完整（{period}）"
_ANSWER = "{answer}（{evidence}）"
_GUIDANCE = "{kind}，輔導期間 {period}"

_HOLDER_TEXTS = {MET: _HELD, NOT_MET: _NOT_HELD, UNKNOWN: _MAYBE_HELD}


def value_text(known: KnownFacts, definition: FactDefinition) -> str:
    """Return the firm's value of a fact in zh-TW, 「未知」 when there is none."""
    content = known.sheet.content(source_of(definition.key))
    if content is None:
        return UNKNOWN_TEXT
    match definition.key:
        case key if key == HOLDER:
            return _holder_text(content, known.on)
        case key if key == GUIDANCE_CURRENT:
            return _guidance_text(content, known.on)
        case key if key == IDB_GUIDANCE:
            return _look_back_text(content, known.on)
        case _:
            return format_content(definition, content)


def origin_text(known: KnownFacts, key: str) -> str:
    """Return where a value came from and whether it is confirmed, empty when it was never recorded."""
    fact = standing(known, key)
    if fact is None:
        return ""
    if fact.assumed:
        return ASSUMED_TEXT
    observation = fact.observation
    template = _ORIGIN_CONTRADICTED if fact.contradicted_by else _ORIGIN
    return template.format(
        origin=observation.origin.label, state=observation.state.label, contradicted=CONTRADICTED_TEXT
    )


def standing(known: KnownFacts, key: str) -> StandingFact | None:
    """Return the standing observation a fact, or its source, rests on."""
    return known.sheet.get(source_of(key))


def is_refused(known: KnownFacts, key: str) -> bool:
    """Whether the firm declined to answer."""
    fact = standing(known, key)
    return fact is not None and fact.observation.state is ConfirmationState.REFUSED


def _holder_text(content: FactContent, on: date) -> str:
    held = [_certificate_text(each, on) for each in certificates(content)]
    return _BETWEEN_ENTRIES.join(held) or _NO_CERTIFICATE


def _certificate_text(certificate: Certificate, on: date) -> str:
    template = _HOLDER_TEXTS[within(certificate.valid_from, certificate.valid_to, on)]
    period = format_period(certificate.valid_from, certificate.valid_to)
    return template.format(kind=format_certificate_kind(certificate.kind), period=period)


def _guidance_text(content: FactContent, on: date) -> str:
    periods = [
        _GUIDANCE.format(
            kind=format_certificate_kind(each.kind),
            period=format_period(each.guidance_from, each.guidance_to),
        )
        for each in certificates(content)
    ]
    answer = format_yes_no(guidance_period_current(content, on))
    return _ANSWER.format(answer=answer, evidence=_BETWEEN_ENTRIES.join(periods) or _NO_CERTIFICATE)


def _look_back_text(content: FactContent, on: date) -> str:
    cutoff = years_before(on, LOOK_BACK_YEARS)
    graded = [(idb_guidance_grade(each, cutoff, on), each) for each in past_guidance(content)]
    best = max((grade for grade, _ in graded), default=NOT_MET)
    telling = [format_guidance(each) for grade, each in graded if grade == best != NOT_MET]
    answer = format_yes_no(idb_guidance_3y(content, on))
    return _ANSWER.format(answer=answer, evidence=_BETWEEN_ENTRIES.join(telling) or _NO_GUIDANCE)
