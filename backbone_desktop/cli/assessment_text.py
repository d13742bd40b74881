"""An assessment as a person reads it in a terminal."""

from collections.abc import Iterable, Mapping

from backbone_desktop.cli.table import indented, table
from backbone_desktop.domain.case import Case
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import (
    Assessment,
    Finding,
    ItemVerdict,
    MeasureVerdict,
    Verdict,
    best_window,
)

NOT_RECORDED = "條件尚未建檔"

_HEADERS = ("順位", "編號", "判定", "措施", "缺資料", "申請期間")


def assessment_text(case: Case, assessment: Assessment) -> str:
    """Return all measures, first rank first."""
    counts = "　".join(f"{verdict.label} {assessment.count(verdict)}" for verdict in Verdict)
    rows = [
        (each.rank, each.number, _verdict(each), each.name, len(each.missing_facts) or "", _window(each))
        for each in assessment.measures
    ]
    head = f"{case.enterprise.name}　基準日 {format_roc(assessment.assessed_on)}　{assessment.edition} 年度版"
    return f"{head}\n{counts}\n\n{table(_HEADERS, rows, right=(0, 1, 4))}"


def measure_text(measure: MeasureVerdict, labels: Mapping[str, str]) -> str:
    """Return one measure with all its reasons; ``labels`` are the facts' labels by key."""
    missing = "、".join(labels.get(key, key) for key in measure.missing_facts)
    parts = [
        f"第 {measure.number} 項　{measure.name}　{_verdict(measure)}　順位 {measure.rank}",
        *(indented(each) for each in measure.reasons),
        *(f"\n{_item(each)}" for each in measure.items),
        "\n中堅企業優惠" if measure.preferences else "",
        *(
            indented(f"{each.text}{'' if each.certain else '（須先確認中堅企業身分）'}")
            for each in measure.preferences
        ),
        f"\n還缺的資料：{missing}" if missing else "",
    ]
    return "\n".join(part for part in parts if part)


def _item(item: ItemVerdict) -> str:
    head = "　".join(part for part in (f"{item.number}.", item.kind, item.name, item.verdict.label) if part)
    return "\n".join(
        (
            head,
            indented(f"申請期間：{item.window.text}", 3),
            *(indented(each, 3) for each in _findings(item.findings)),
            *(indented(f"可以改變：{each.sentence}", 3) for each in item.remedies),
            *(indented(each, 3) for each in item.unchangeable),
        )
    )


def _findings(findings: Iterable[Finding]) -> Iterable[str]:
    for finding in findings:
        yield f"〔{finding.outcome.label}〕{finding.sentence}（{finding.citation}）"
        yield from (indented(each) for each in _findings(finding.members))


def _verdict(measure: MeasureVerdict) -> str:
    return measure.verdict.label if measure.recorded else NOT_RECORDED


def _window(measure: MeasureVerdict) -> str:
    """Return the best window of the items with the measure's verdict."""
    window = best_window(each.window for each in measure.items if each.verdict is measure.verdict)
    if window is None:
        return ""
    left = "" if window.days_left is None else f"，剩 {window.days_left} 日"
    return f"{window.state.label}{left}"
