"""The verdict on a measure as a JSON record.

Rule: the names are a contract with scripts; a group of criteria carries its members, one criterion none.
"""

from backbone_desktop.cli.json_form import Json, content_json, to_json
from backbone_desktop.domain.remedy import Remedy, RemedyStep
from backbone_desktop.domain.verdict import Finding, ItemVerdict, MeasureVerdict, WindowStatus


def measure_record(measure: MeasureVerdict) -> Json:
    """Return the verdict on one measure with everything it rests on."""
    return {
        "number": measure.number,
        "name": measure.name,
        "aspect": measure.aspect,
        "verdict": measure.verdict.value,
        "recorded": measure.recorded,
        "items": [_item(each) for each in measure.items],
        "preferences": to_json(measure.preferences),
        "missing_facts": list(measure.missing_facts),
        "rank": measure.rank,
        "reasons": list(measure.reasons),
    }


def _item(item: ItemVerdict) -> Json:
    return {
        "item": item.item,
        "number": item.number,
        "name": item.name,
        "kind": item.kind,
        "verdict": item.verdict.value,
        "findings": [_finding(each) for each in item.findings],
        "missing_facts": list(item.missing_facts),
        "window": _window(item.window),
        "remedies": [_remedy(each) for each in item.remedies],
        "unchangeable": list(item.unchangeable),
    }


def _remedy(remedy: Remedy) -> Json:
    return {
        "eligible": remedy.eligible,
        "open_facts": list(remedy.open_facts),
        "sentence": remedy.sentence,
        "steps": [_step(each) for each in remedy.steps],
    }


def _step(step: RemedyStep) -> Json:
    return {
        "fact": step.fact,
        "label": step.label,
        "from": step.before,
        "to": step.after,
        "value": content_json(step.content),
        "threshold": step.threshold,
        "distance": step.distance,
        "citation": step.citation,
        "sentence": step.sentence,
    }


def _finding(finding: Finding) -> Json:
    return {
        "criterion": finding.criterion,
        "label": finding.label,
        "outcome": finding.outcome.value,
        "fact": finding.fact,
        "value": finding.value,
        "threshold": finding.threshold,
        "citation": finding.citation,
        "sentence": finding.sentence,
        "role": finding.role,
        "origin": finding.origin,
        "implied": finding.implied,
        "contradicted": finding.contradicted,
        "members": [_finding(each) for each in finding.members],
    }


def _window(window: WindowStatus) -> Json:
    return {
        "kind": window.kind.value,
        "state": window.state.value,
        "opens": None if window.opens is None else window.opens.isoformat(),
        "closes": None if window.closes is None else window.closes.isoformat(),
        "days_left": window.days_left,
        "text": window.text,
    }
