"""The JSON form of an assessment, complete with every reason, to be read again years later.

Rule: what goes in comes out equal; a field that a later program adds gets a default when it is missing.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from backbone_desktop.domain.verdict import (
    Assessment,
    Finding,
    ItemVerdict,
    MeasureVerdict,
    Outcome,
    PreferenceLine,
    Verdict,
    WindowStatus,
)
from backbone_desktop.domain.window import WindowKind, WindowState


def assessment_to_json(assessment: Assessment) -> dict[str, Any]:
    """Return a JSON value under the records' own field names; days are ISO text, codes are themselves."""
    values = asdict(assessment)
    values["assessed_on"] = assessment.assessed_on.isoformat()
    for measure in values["measures"]:
        for item in measure["items"]:
            for bound in ("opens", "closes"):
                day = item["window"][bound]
                item["window"][bound] = None if day is None else day.isoformat()
    return values


def assessment_from_json(values: Mapping[str, Any]) -> Assessment:
    """Read back what `assessment_to_json` wrote; raises KeyError or ValueError for anything else."""
    return Assessment(
        edition=values["edition"],
        edition_digest=values["edition_digest"],
        engine_version=values["engine_version"],
        assessed_on=date.fromisoformat(values["assessed_on"]),
        measures=tuple(_measure(each) for each in values["measures"]),
    )


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
    )


def _finding(values: Mapping[str, Any]) -> Finding:
    changed = {
        "outcome": Outcome(values["outcome"]),
        "members": tuple(_finding(each) for each in values["members"]),
    }
    return Finding(**{**values, **changed})


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
