"""Reading the programme's aims and assessment principles.

Rule: a figure names the fact it is about and every way the sources put it.
"""

from datetime import date

from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.reference import (
    Direction,
    Limit,
    Objective,
    Principle,
    Programme,
    Qualifier,
    Reading,
    Track,
)
from backbone_desktop.exchange.definitions.toml_table import Table
from backbone_desktop.exchange.definitions.written_dates import read_day


def read_programme(root: Table, facts: FactCatalogue) -> Programme:
    """Read ``principles.toml``; ``facts`` are those a principle may name."""
    programme = Programme(
        name=root.text("name"),
        approved_on=read_day(root, "approved_on") or date.min,
        group_since=root.integer("group_since"),
        objectives=_read_objectives(root),
        principles=_read_principles(root, facts),
    )
    for track in Track:
        if not programme.track(track):
            root.problem("principles", f"沒有「{track.label}」的原則。")
    return programme


def _read_objectives(root: Table) -> tuple[Objective, ...]:
    found: dict[str, Objective] = {}
    for table in root.tables("objectives"):
        objective = Objective(
            code=table.text("code"),
            label=table.text("label"),
            qualifier=table.code("qualifier", Qualifier) or Qualifier.EXACTLY,
            amount=_positive(table, "amount"),
            unit=table.text("unit"),
            years=_positive(table, "years"),
            citation=table.text("citation"),
        )
        if found.setdefault(objective.code, objective) is not objective:
            table.problem("code", f"「{objective.code}」重複。")
        table.close()
    if not found:
        root.problem("objectives", "至少須有一項目標。")
    return tuple(found.values())


def _read_principles(root: Table, facts: FactCatalogue) -> tuple[Principle, ...]:
    counted = dict.fromkeys(Track, 0)
    found: list[Principle] = []
    for table in root.tables("principles"):
        track = table.code("track", Track) or Track.ELITE
        counted[track] += 1
        principle = Principle(
            track=track,
            number=table.integer("number"),
            title=table.text("title"),
            summary=table.text("summary"),
            facts=table.texts("facts"),
            citation=table.text("citation"),
            limits=tuple(_read_limit(each) for each in table.tables("limits")),
            answered_by=table.text("answered_by", ""),
            denied_by=table.text("denied_by", ""),
        )
        if "number" in table and principle.number != counted[track]:
            table.problem("number", f"須依序編號，此處應為 {counted[track]}。")
        _check_facts(table, principle, facts)
        table.close()
        found.append(principle)
    return tuple(found)


def _read_limit(table: Table) -> Limit:
    limit = Limit(
        fact=table.text("fact"),
        direction=table.code("direction", Direction) or Direction.BELOW,
        amount=_positive(table, "amount"),
        unit=table.text("unit"),
        readings=tuple(_read_reading(each) for each in table.tables("readings")),
    )
    if not limit.readings:
        table.problem("readings", "至少須有一種讀法。")
    table.close()
    return limit


def _read_reading(table: Table) -> Reading:
    if "strict" not in table:
        table.problem("strict", "缺少必填欄位。")
    reading = Reading(table.text("source"), table.text("words"), table.flag("strict", default=True))
    table.close()
    return reading


def _check_facts(table: Table, principle: Principle, facts: FactCatalogue) -> None:
    for key in principle.facts:
        if key not in facts:
            table.problem("facts", f"沒有「{key}」這項事實。")
    for field in ("answered_by", "denied_by"):
        _check_deciding(table, field, principle, facts)
    for place, limit in enumerate(principle.limits, 1):
        if limit.fact not in principle.facts:
            table.problem(f"limits[{place}].fact", f"「{limit.fact}」不在 facts 之中。")


def _check_deciding(table: Table, field: str, principle: Principle, facts: FactCatalogue) -> None:
    key = principle.answered_by if field == "answered_by" else principle.denied_by
    if not key:
        return
    if principle.limits:
        table.problem(field, "有數字限度的原則由限度判定，不可再填。")
    if key not in principle.facts:
        table.problem(field, f"「{key}」不在 facts 之中。")
    elif key in facts and facts[key].type is not FactType.YES_NO:
        table.problem(field, f"「{key}」不是是非題。")


def _positive(table: Table, key: str) -> int:
    value = table.integer(key)
    if key in table and value <= 0:
        table.problem(key, "須大於 0。")
    return value
