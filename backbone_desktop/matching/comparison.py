"""What differs between two assessments of one case, and why.

Rule: a measure is told of when its verdict, an item's verdict, the outcome, value or threshold of a clause,
the state or days of a window, or a preference differs; not when only days went by or an answer was confirmed.

The weightiest change comes first: a changed verdict (between eligible and not eligible before all others,
then those that reach or leave eligible), a measure only one edition has, an item's verdict, a window, a
preference, a clause; among equals the measure's number decides.
"""

from backbone_desktop.domain.comparison import (
    AssessmentMark,
    ChangeWeight,
    Comparison,
    FindingChange,
    ItemChange,
    MeasureChange,
)
from backbone_desktop.domain.verdict import Assessment, Finding, ItemVerdict, MeasureVerdict, Verdict
from backbone_desktop.matching.change_reasons import Reasons, differing_findings, window_differs
from backbone_desktop.matching.edition_diff import paired, same_thing

_VERDICT_ORDER = (Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE)
_WEIGHTS = tuple(ChangeWeight)


def compare(before: Assessment, after: Assessment) -> Comparison:
    """Hold two assessments of one case against each other.

    Args:
        before: The older one.
        after: The newer one, under the same edition or another.

    Returns:
        What differs; no measures when both say the same.
    """
    reasons = Reasons(before, after)
    keys = same_thing(same_numbers=_year(before) == _year(after))
    pairs = paired(before.measures, after.measures, keys)
    changes = [each for old, new in pairs if (each := _measure_change(old, new, reasons)) is not None]
    return Comparison(
        before=mark_of(before),
        after=mark_of(after),
        facts=reasons.facts,
        reasons=tuple(reasons.overall()),
        measures=tuple(sorted(changes, key=_order)),
    )


def mark_of(assessment: Assessment) -> AssessmentMark:
    """Return what an assessment was made by."""
    return AssessmentMark(
        assessment.edition, assessment.edition_digest, assessment.engine_version, assessment.assessed_on
    )


def _year(assessment: Assessment) -> str:
    return assessment.edition.partition(".")[0]


def _order(change: MeasureChange) -> tuple[int, int, bool, int]:
    distance = 0
    if change.before is not None and change.after is not None:
        distance = abs(_VERDICT_ORDER.index(change.before) - _VERDICT_ORDER.index(change.after))
    concerns_eligible = Verdict.ELIGIBLE in {change.before, change.after}
    return _WEIGHTS.index(change.weight), -distance, not concerns_eligible, change.number


def _measure_change(
    before: MeasureVerdict | None, after: MeasureVerdict | None, reasons: Reasons
) -> MeasureChange | None:
    if before is None or after is None:
        return _alone(before, after, reasons)
    pairs = list(paired(before.items, after.items, same_thing(same_numbers=True)))
    items = tuple(each for pair in pairs if (each := _item_change(*pair)) is not None)
    gained = tuple(each.text for each in after.preferences if each not in before.preferences)
    lost = tuple(each.text for each in before.preferences if each not in after.preferences)
    weights = (
        (ChangeWeight.VERDICT, before.verdict is not after.verdict),
        (ChangeWeight.ITEM, any(each.before is not each.after for each in items)),
        (ChangeWeight.WINDOW, any(each.window_before is not each.window_after for each in items)),
        (ChangeWeight.PREFERENCE, bool(gained or lost)),
        (ChangeWeight.REASON, bool(items) or before.recorded is not after.recorded),
    )
    weight = next((weight for weight, differs in weights if differs), None)
    if weight is None:
        return None
    return MeasureChange(
        number=after.number,
        name=after.name,
        weight=weight,
        before=before.verdict,
        after=after.verdict,
        items=items,
        preferences_gained=gained,
        preferences_lost=lost,
        reasons=tuple(dict.fromkeys(reasons.of_measure(before, after, pairs))),
    )


def _alone(
    before: MeasureVerdict | None, after: MeasureVerdict | None, reasons: Reasons
) -> MeasureChange | None:
    there = after or before
    if there is None:
        return None
    return MeasureChange(
        number=there.number,
        name=there.name,
        weight=ChangeWeight.CLOSED if after is None else ChangeWeight.ADDED,
        before=None if before is None else before.verdict,
        after=None if after is None else after.verdict,
        items=(),
        preferences_gained=() if after is None else tuple(each.text for each in after.preferences),
        preferences_lost=() if before is None else tuple(each.text for each in before.preferences),
        reasons=(reasons.of_edition(there.name, is_added=after is not None),),
    )


def _item_change(before: ItemVerdict | None, after: ItemVerdict | None) -> ItemChange | None:
    there = after or before
    if there is None:
        return None
    findings: tuple[FindingChange, ...] = ()
    if before is not None and after is not None:
        pairs = differing_findings(before.findings, after.findings)
        findings = tuple(_finding_change(*pair) for pair in pairs)
        if before.verdict is after.verdict and not findings and not window_differs(before, after):
            return None
    return ItemChange(
        number=there.number,
        name=there.name,
        before=None if before is None else before.verdict,
        after=None if after is None else after.verdict,
        window_before=None if before is None else before.window.state,
        window_after=None if after is None else after.window.state,
        findings=findings,
    )


def _finding_change(before: Finding | None, after: Finding | None) -> FindingChange:
    there = after or before
    return FindingChange(
        criterion="" if there is None else there.criterion,
        before=None if before is None else before.outcome,
        after=None if after is None else after.outcome,
        before_sentence="" if before is None else before.sentence,
        after_sentence="" if after is None else after.sentence,
    )
