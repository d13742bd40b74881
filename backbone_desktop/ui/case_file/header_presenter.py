"""What the head of a case file says, without a window.

Rule: the backbone status is read from the certificates on the as-of date; without them it is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.composite_text import format_certificate_kind
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.case_file.log_state import next_dated, standing_entries
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from datetime import date

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.facts import Certificate, FactSheet

THREAD = (Stage.ASSIGNED, Stage.SURVEY, Stage.DIAGNOSIS, Stage.MATCHING, Stage.APPLICATION, Stage.FOLLOW_UP)
Tag = tuple[str, Tone]


@dataclass(frozen=True, slots=True)
class HeaderView:
    """The words of the head.

    Attributes:
        steps: Every stage with its state: ``done``, ``now`` or ``ahead``.
        contradictions: How many facts are told differently by their sources.
    """

    name: str
    number: str
    tags: tuple[Tag, ...]
    stage: Stage
    steps: tuple[tuple[Stage, str], ...]
    next_text: str
    next_tone: Tone | None
    contradictions: int = 0


def header_view(file: CaseFile, sheet: FactSheet, on: date) -> HeaderView:
    """Describe the head of a case on a day."""
    firm = file.case.enterprise
    next_text, next_tone = _next(file, on)
    tags = [*holder_tags(sheet, on)]
    if file.case.stage in (Stage.CLOSED, Stage.SUSPENDED):
        tags.append((file.case.stage.label, Tone.NEUTRAL))
    return HeaderView(
        name=f"{firm.name}　{firm.site}" if firm.site else firm.name,
        number=f"統編 {firm.ubn}" if firm.ubn else "無統一編號",
        tags=tuple(tags),
        stage=file.case.stage,
        steps=_steps(file.case.stage),
        next_text=next_text,
        next_tone=next_tone,
        contradictions=sum(bool(each.contradicted_by) for each in sheet.values()),
    )


def holder_tags(sheet: FactSheet, on: date) -> tuple[Tag, ...]:
    """Return one tag for each certificate, or one that says there is none, or that it is not known."""
    content = sheet.content("certificates")
    if content is None:
        return (("中堅企業身分未知", Tone.UNKNOWN),)
    if not content:
        return (("非中堅企業", Tone.NEUTRAL),)
    return tuple(_holder_tag(each, on) for each in cast("tuple[Certificate, ...]", content))


def overdue_words(day: date, on: date) -> Tag:
    """Say in words how a dated thing stands to the as-of date."""
    days = (day - on).days
    if days < 0:
        return f"逾期 {-days} 天", Tone.BAD
    if days == 0:
        return "今天", Tone.WARN
    return f"{days} 天後", Tone.NEUTRAL


def _holder_tag(certificate: Certificate, on: date) -> Tag:
    kind = format_certificate_kind(certificate.kind)
    if certificate.valid_from is not None and certificate.valid_from > on:
        return f"{kind} {format_roc(certificate.valid_from)} 起", Tone.WARN
    if certificate.valid_to is None:
        return f"{kind}（有效期限未知）", Tone.UNKNOWN
    if certificate.valid_to < on:
        return f"{kind} 已於 {format_roc(certificate.valid_to)} 到期", Tone.WARN
    return f"{kind} 至 {format_roc(certificate.valid_to)}", Tone.ACCENT


def _steps(stage: Stage) -> tuple[tuple[Stage, str], ...]:
    if stage is Stage.CLOSED:
        return tuple((each, "done") for each in THREAD)
    if stage is Stage.SUSPENDED:
        return tuple((each, "ahead") for each in THREAD)
    at = THREAD.index(stage)
    states = ("done" if position < at else "now" if position == at else "ahead" for position in range(6))
    return tuple(zip(THREAD, states, strict=True))


def _next(file: CaseFile, on: date) -> tuple[str, Tone | None]:
    coming = [
        (visit.on, visit.purpose or "訪視")
        for visit in file.visits
        if _planned(visit.on, on, visit.not_visited)
    ]
    entry = next_dated(standing_entries(file.follow_ups))
    if entry is not None and entry.next_on is not None:
        coming.append((entry.next_on, entry.next_step or "追蹤"))
    if not coming:
        return "尚未約定下次日期", None
    day, what = min(coming)
    words, tone = overdue_words(day, on)
    shown = tone if tone in (Tone.BAD, Tone.WARN) else None
    return f"下次 {format_roc(day)}（{words}）{what}", shown


def _planned(day: date, on: date, not_visited: str) -> bool:
    return day >= on and not not_visited
