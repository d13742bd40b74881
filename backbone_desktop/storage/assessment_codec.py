"""The JSON form of an assessment, complete with every reason, to be read again years later.

Rule: what goes in comes out equal; a field that a later program adds gets a default when it is missing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from backbone_desktop.domain.fact_codec import content_from_json, content_to_json
from backbone_desktop.domain.remedy import Remedy, RemedyStep
from backbone_desktop.domain.verdict import (
    Assessment,
    FactSeen,
    Finding,
    ItemVerdict,
    MeasureVerdict,
    NeedSeen,
    Outcome,
    PreferenceLine,
    Verdict,
    WindowStatus,
)
from backbone_desktop.domain.window import WindowKind, WindowState

RecordT = TypeVar("RecordT")


def assessment_to_json(assessment: Assessment) -> dict[str, Any]:
    """Return a JSON value under the records' own field names; days are ISO text, codes are themselves."""
    return _record(assessment)


def assessment_from_json(values: Mapping[str, Any]) -> Assessment:
    """Read back what `assessment_to_json` wrote; raises KeyError or ValueError for anything else."""
    return Assessment(
        edition=values["edition"],
        edition_digest=values["edition_digest"],
        engine_version=values["engine_version"],
        assessed_on=date.fromisoformat(values["assessed_on"]),
        measures=tuple(_measure(each) for each in values["measures"]),
        facts=_kept(values.get("facts"), _fact),
        needs=_kept(values.get("needs"), _need),
    )


def _record(record: Any) -> dict[str, Any]:
    values = {each.name: getattr(record, each.name) for each in fields(record)}
    if isinstance(record, RemedyStep):
        values["content"] = content_to_json(record.content)
    return {name: _value(value) for name, value in values.items()}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return _record(value) if is_dataclass(value) else value


def _kept(
    listed: Iterable[Mapping[str, Any]] | None, read: Callable[[Mapping[str, Any]], RecordT]
) -> tuple[RecordT, ...] | None:
    return None if listed is None else tuple(read(each) for each in listed)


def _fact(values: Mapping[str, Any]) -> FactSeen:
    return FactSeen(**{**values, "as_of": date.fromisoformat(values["as_of"])})


def _need(values: Mapping[str, Any]) -> NeedSeen:
    return NeedSeen(**{**values, "item_kinds": tuple(values["item_kinds"])})


def _measure(values: Mapping[str, Any]) -> MeasureVerdict:
    return MeasureVerdict(
        number=values["number"],
        name=values["name"],
        aspect=values["aspect"],
        verdict=Verdict(values["verdict"]),
        items=tuple(_item(each) for each in values["items"]),
        missing_facts=tuple(values["missing_facts"]),
        preferences=tuple(PreferenceLine(**each) for each in values["preferences"]),
        rank=values["rank"],
        reasons=tuple(values["reasons"]),
        recorded=values["recorded"],
    )


def _item(values: Mapping[str, Any]) -> ItemVerdict:
    return ItemVerdict(
        item=values["item"],
        number=values["number"],
        name=values["name"],
        kind=values["kind"],
        verdict=Verdict(values["verdict"]),
        findings=tuple(_finding(each) for each in values["findings"]),
        missing_facts=tuple(values["missing_facts"]),
        window=_window(values["window"]),
        remedies=tuple(_remedy(each) for each in values.get("remedies", ())),
        unchangeable=tuple(values.get("unchangeable", ())),
    )


def _finding(values: Mapping[str, Any]) -> Finding:
    changed = {
        "outcome": Outcome(values["outcome"]),
        "members": tuple(_finding(each) for each in values["members"]),
    }
    return Finding(**{**values, **changed})


def _remedy(values: Mapping[str, Any]) -> Remedy:
    return Remedy(
        steps=tuple(_step(each) for each in values["steps"]),
        eligible=values["eligible"],
        open_facts=tuple(values["open_facts"]),
        sentence=values["sentence"],
    )


def _step(values: Mapping[str, Any]) -> RemedyStep:
    return RemedyStep(**{**values, "content": content_from_json(values["content"])})


def _window(values: Mapping[str, Any]) -> WindowStatus:
    return WindowStatus(
        kind=WindowKind(values["kind"]),
        state=WindowState(values["state"]),
        text=values["text"],
        opens=_day(values["opens"]),
        closes=_day(values["closes"]),
        days_left=values["days_left"],
    )


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
