"""Reference data as a person reads it in a terminal.

Rule: what a source left open is said beside the entry, and an inference of ours is called one.
"""

from collections.abc import Callable, Iterable, Sequence

from backbone_desktop.cli.table import indented
from backbone_desktop.domain.agency import AgencyChange
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.reference import (
    INFERRED,
    GuidanceSystem,
    Industries,
    Limit,
    Principle,
    Programme,
    Reference,
    Track,
)
from backbone_desktop.domain.roc_date import format_roc

Office = Callable[[str], str]
"""Gives a printed office with what it is called now."""


def office_text(unit: str, changes: Sequence[AgencyChange]) -> str:
    """Return an office as printed, and what it is called now where that differs."""
    if not changes:
        return unit
    last = changes[-1]
    return f"{unit}（{format_roc(last.since)} 起為{last.successor}）"


def guidance_text(reference: Reference, numbers: Iterable[int], basis: str) -> str:
    """Return the guidance systems an item is linked to and why; empty when there are none."""
    names = "、".join(reference.guidance_system(each).name for each in numbers)
    return f"輔導體系：{names}（{INFERRED}：{basis}）" if names else ""


def industries_text(reference: Reference, numbers: Iterable[int], basis: str) -> str:
    """Return the core industries a measure is linked to and why; empty when there are none."""
    names = "、".join(reference.core_industry(each).name for each in numbers)
    return f"六大核心戰略產業：{names}（{INFERRED}：{basis}）" if names else ""


def reference_text(reference: Reference, office: Office) -> str:
    """Return all of the reference data."""
    parts = [
        _programme(reference.programme),
        f"中小企業輔導體系　{reference.guidance.regulation}",
        *(indented(_system(each, office)) for each in reference.guidance.systems),
        _industries(reference.industries),
    ]
    return "\n".join(parts)


def _programme(programme: Programme) -> str:
    lines = [
        f"{programme.name}　{format_roc(programme.approved_on)} 核定，{programme.group_since}年起設服務團"
    ]
    for each in programme.objectives:
        figure = format_ntd(each.amount) if each.unit == "元" else f"{each.amount:,}"
        within = f"{each.years} 年內" if each.years > 1 else "每年"
        lines.append(f"  {each.label}：{within}{each.qualifier.label} {figure} {each.unit}")
    for track in Track:
        lines.append(f"遴選評估原則　{track.label}")
        lines.extend(indented(_principle(each)) for each in programme.track(track))
    return "\n".join(lines)


def _principle(principle: Principle) -> str:
    lines = [f"{principle.number}. {principle.title}：{principle.summary}（{principle.citation}）"]
    lines.extend(indented(_limit(each), 3) for each in principle.limits)
    return "\n".join(lines)


def _limit(limit: Limit) -> str:
    figure = format_ntd(limit.amount) if limit.unit == "元" else f"{limit.amount:,}"
    readings = "；".join(
        f"{each.source}作「{each.words}」，{'不含' if each.strict else '包含'}恰為此數"
        for each in limit.readings
    )
    return f"{limit.direction.label} {figure} {limit.unit}：{readings}"


def _system(system: GuidanceSystem, office: Office) -> str:
    page = f"網頁第 {system.page_number} 項" + ("" if system.order_proven else "（與另一缺漏項無從分辨）")
    number = f"{system.number}." if system.number_proven else f"{system.number}.（次序未確認）"
    offices = "、".join(office(each) for each in system.agencies)
    return f"{number} {system.name}　{page}，{system.known_from.label}　{offices}"


def _industries(industries: Industries) -> str:
    announced, approved = format_roc(industries.announced_on), format_roc(industries.approved_on)
    head = f"六大核心戰略產業　{announced} 宣布，{approved} 核定"
    core = (f"  {each.number}. {each.name}：{each.focus}" for each in industries.core)
    innovative = "、".join(each.name for each in industries.innovative)
    return "\n".join((head, *core, f"「5+2」產業創新計畫　{innovative}", f"  {industries.innovative_source}"))
