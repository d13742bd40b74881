"""What differs between two assessments, as JSON records and as text.

Rule: the names are a contract with scripts; a verdict is null where only one of the two has the measure.
"""

from collections.abc import Iterable

from backbone_desktop.cli.json_form import Json, to_json
from backbone_desktop.cli.table import indented
from backbone_desktop.domain.comparison import AssessmentMark, Comparison, ItemChange, MeasureChange
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import Verdict

_ABSENT = "（無）"
_ALIKE = "沒有任何措施的判定、理由、申請期間或優惠不同。"


def mark_record(mark: AssessmentMark) -> dict[str, Json]:
    """Return what an assessment was made by."""
    return {
        "id": mark.id,
        "assessed_on": mark.assessed_on.isoformat(),
        "edition": mark.edition,
        "edition_digest": mark.edition_digest,
        "engine_version": mark.engine_version,
        "recorded_at": None if mark.recorded_at is None else mark.recorded_at.isoformat(),
    }


def difference_records(changes: Iterable[MeasureChange]) -> list[Json]:
    """Return the measures that differ, the weightiest change first."""
    return [_measure(each) for each in changes]


def comparison_record(comparison: Comparison) -> dict[str, Json]:
    """Return the facts and causes that differ, and the measures."""
    return {
        "facts": to_json(comparison.facts),
        "causes": to_json(comparison.reasons),
        "differences": difference_records(comparison.measures),
    }


def comparison_text(comparison: Comparison) -> str:
    """Return what differs, and why."""
    causes = [each.sentence for each in comparison.facts]
    causes.extend(each.sentence for each in comparison.reasons)
    measures = [_measure_text(each) for each in comparison.measures] or [_ALIKE]
    return "\n".join((*causes, *(f"\n{each}" for each in measures)))


def heading(mark: AssessmentMark) -> str:
    """Return how an assessment is named in a sentence: its day and its edition."""
    return f"{format_roc(mark.assessed_on)}（{mark.edition} 年度版）"


def _measure(change: MeasureChange) -> Json:
    return {
        "number": change.number,
        "name": change.name,
        "kind": change.weight.value,
        "before": _code(change.before),
        "after": _code(change.after),
        "items": [_item(each) for each in change.items],
        "preferences_gained": list(change.preferences_gained),
        "preferences_lost": list(change.preferences_lost),
        "reasons": [each.sentence for each in change.reasons],
        "causes": [{"cause": each.cause.value, "fact": each.fact} for each in change.reasons],
    }


def _item(change: ItemChange) -> Json:
    return {
        "number": change.number,
        "name": change.name,
        "before": _code(change.before),
        "after": _code(change.after),
        "window_before": None if change.window_before is None else change.window_before.value,
        "window_after": None if change.window_after is None else change.window_after.value,
        "findings": to_json(change.findings),
    }


def _code(verdict: Verdict | None) -> str | None:
    return None if verdict is None else verdict.value


def _measure_text(change: MeasureChange) -> str:
    head = f"第 {change.number} 項　{change.name}　{change.weight.label}"
    lines = [f"{head}　{_arrow(change.before, change.after)}"]
    lines.extend(
        indented(f"{each.number}. {each.name}　{_arrow(each.before, each.after)}") for each in change.items
    )
    lines.extend(indented(f"優惠增加：{each}") for each in change.preferences_gained)
    lines.extend(indented(f"優惠減少：{each}") for each in change.preferences_lost)
    lines.extend(indented(each.sentence) for each in change.reasons)
    return "\n".join(lines)


def _arrow(before: Verdict | None, after: Verdict | None) -> str:
    if before is after:
        return f"仍為{_label(after)}"
    return f"{_label(before)} → {_label(after)}"


def _label(verdict: Verdict | None) -> str:
    return _ABSENT if verdict is None else verdict.label
