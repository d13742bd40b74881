"""The 措施媒合 sheet of a case summary: what fits, what is still open, what does not fit and by which clause.

Rule: nothing is judged here; a verdict that rests on an unconfirmed value says so in its cell.
"""

from collections.abc import Iterable, Iterator, Mapping

from openpyxl import Workbook

from backbone_desktop.domain.case import MeasureDecision, StoredAssessment
from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.criterion import Role
from backbone_desktop.domain.report import CaseSummary
from backbone_desktop.domain.roc_date import format_roc_text
from backbone_desktop.domain.verdict import Finding, ItemVerdict, MeasureVerdict, Outcome, Verdict
from backbone_desktop.exchange.page import Column, Flag, Page, Value
from backbone_desktop.exchange.summary_page import open_page

_SHEET = "措施媒合"
_WIDTHS = (7, 32, 26, 23, 54, 13, 28)
_COLUMNS = (
    Column("編號", carried=True),
    Column("措施", carried=True),
    Column("服務項目"),
    Column("判定"),
    Column("優惠、尚缺資料或不符合的條件"),
    Column("截止日"),
    Column("申請期間或手冊條次"),
)
_DECISION_COLUMNS = (
    Column("編號", carried=True),
    Column("措施", 2, carried=True),
    Column("決定"),
    Column("理由"),
    Column("日期", 2),
)

_COUNTS = "符合 {eligible} 項、資料不足 {undetermined} 項、不符合 {excluded} 項、條件尚未建檔 {unrecorded} 項"
_JUDGED = (
    "評估日期：{on}　　年度版：{edition}　　{counts}\n"
    "以下逐服務項目列示；同一措施的服務項目判定不同時分列，項數則以措施為單位。"
)
_NOT_ASSESSED = "尚未進行媒合評估，因此沒有任何判定。"
_NO_MEASURE = "這次評估沒有任何輔導措施。"
_NONE_DECIDED = "顧問尚未對任何措施作成決定。"
_UNRECORDED = "條件尚未建檔"
_ASK_OFFICE = "條件尚未建檔，請依手冊並洽主辦單位確認。"
_IMPLIED = "手冊未載明條件。"
_PREFERENCE = "優惠：{text}"
_MISSING = "尚缺：{labels}"
_REFUSED = "{label}（拒答）"
_MARKED = "{verdict}（{mark}）"
_CONTRADICTED = "有矛盾"
_ALL_ITEMS = "全部服務項目"
_UNNAMED = "第 {number} 項措施"
_BETWEEN = "、"
_LINE = "\n"


def write_measures(workbook: Workbook, summary: CaseSummary) -> None:
    """Write the sheet."""
    page = open_page(workbook, summary, _SHEET, _WIDTHS)
    stored = summary.file.assessment
    if stored is None:
        page.finish(page.row, landscape=True)
        page.paragraph(_NOT_ASSESSED)
    else:
        _write_verdicts(page, stored, _fact_names(summary))
    page.section("顧問決定")
    decided = (_decision(each, summary.measure_names) for each in summary.file.decisions)
    page.table(_DECISION_COLUMNS, decided, _NONE_DECIDED)


def verdict_counts(stored: StoredAssessment) -> str:
    """Return how many measures were judged how, as one phrase."""
    assessment = stored.assessment
    unrecorded = sum(not each.recorded for each in assessment.measures)
    return _COUNTS.format(
        eligible=assessment.count(Verdict.ELIGIBLE),
        undetermined=assessment.count(Verdict.UNDETERMINED) - unrecorded,
        excluded=assessment.count(Verdict.NOT_ELIGIBLE),
        unrecorded=unrecorded,
    )


def _write_verdicts(page: Page, stored: StoredAssessment, labels: Mapping[str, str]) -> None:
    assessment = stored.assessment
    on = format_roc_text(assessment.assessed_on)
    page.paragraph(_JUDGED.format(on=on, edition=assessment.edition, counts=verdict_counts(stored)))
    header = page.row + 1
    page.table(_COLUMNS, _rows(assessment.measures, labels), _NO_MEASURE)
    page.filter_from(header)
    page.finish(header, landscape=True, still_columns=2)


def _rows(measures: Iterable[MeasureVerdict], labels: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    recorded = [each for each in measures if each.recorded]
    for measure in recorded:
        yield from _eligible(measure)
    for measure in recorded:
        yield from _undetermined(measure, labels)
    for measure in sorted(recorded, key=lambda each: each.number):
        yield from _excluded(measure)
    for measure in measures:
        if not measure.recorded:
            names = _item_names(measure, measure.items)
            yield measure.number, measure.name, names, _UNRECORDED, _ASK_OFFICE, None, ""


def _eligible(measure: MeasureVerdict) -> Iterator[tuple[Value, ...]]:
    preferences = [_PREFERENCE.format(text=each.text) for each in measure.preferences]
    for items in _alike(measure, Verdict.ELIGIBLE):
        item = items[0]
        implied = [_IMPLIED] if all(each.implied for each in _hard(item)) else []
        yield (
            measure.number,
            measure.name,
            _item_names(measure, items),
            _verdict(Verdict.ELIGIBLE, _hard(item)),
            _LINE.join([*implied, *preferences]),
            item.window.closes,
            item.window.text,
        )
        preferences = []


def _undetermined(measure: MeasureVerdict, labels: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    for items in _alike(measure, Verdict.UNDETERMINED):
        item = items[0]
        missing = _BETWEEN.join(labels.get(key, key) for key in item.missing_facts)
        unclear = [each.sentence for each in _hard(item) if each.outcome is Outcome.UNKNOWN]
        yield (
            measure.number,
            measure.name,
            _item_names(measure, items),
            _verdict(Verdict.UNDETERMINED, _hard(item)),
            _MISSING.format(labels=missing) if missing else _LINE.join(unclear),
            item.window.closes,
            item.window.text,
        )


def _excluded(measure: MeasureVerdict) -> Iterator[tuple[Value, ...]]:
    excluding: dict[str, list[tuple[ItemVerdict, Finding]]] = {}
    for item in measure.items:
        if item.verdict is Verdict.NOT_ELIGIBLE:
            for finding in _hard(item):
                if finding.outcome is Outcome.NOT_MET:
                    excluding.setdefault(finding.sentence, []).append((item, finding))
    for sentence, found in excluding.items():
        findings = [finding for _, finding in found]
        yield (
            measure.number,
            measure.name,
            _item_names(measure, [item for item, _ in found]),
            _verdict(Verdict.NOT_ELIGIBLE, findings),
            sentence,
            None,
            _LINE.join(dict.fromkeys(each.citation for each in findings)),
        )


def _alike(measure: MeasureVerdict, verdict: Verdict) -> list[list[ItemVerdict]]:
    """Return the items judged so, those of which the same is to be said together."""
    alike: dict[object, list[ItemVerdict]] = {}
    for item in measure.items:
        if item.verdict is verdict:
            hard = _hard(item)
            said = (
                item.missing_facts,
                item.window.text,
                item.window.closes,
                _mark(hard),
                all(each.implied for each in hard),
            )
            alike.setdefault(said, []).append(item)
    return list(alike.values())


def _item_names(measure: MeasureVerdict, items: Iterable[ItemVerdict]) -> str:
    names = {item.item: item.name for item in items}
    if len(names) == len(measure.items) > 1:
        return _ALL_ITEMS
    return _BETWEEN.join(names.values())


def _hard(item: ItemVerdict) -> list[Finding]:
    return [finding for finding in item.findings if finding.role == Role.HARD]


def _verdict(verdict: Verdict, findings: Iterable[Finding]) -> Value:
    mark = _mark(findings)
    return Flag(_MARKED.format(verdict=verdict.label, mark=mark)) if mark else verdict.label


def _mark(findings: Iterable[Finding]) -> str:
    """Return what weakens the values some findings read: contradicted, else unconfirmed, else nothing."""
    read = [each for finding in findings for each in _with_members(finding)]
    if any(each.contradicted for each in read):
        return _CONTRADICTED
    unconfirmed = ConfirmationState.UNCONFIRMED.label
    return unconfirmed if any(unconfirmed in each.origin for each in read) else ""


def _with_members(finding: Finding) -> Iterator[Finding]:
    yield finding
    for member in finding.members:
        yield from _with_members(member)


def _fact_names(summary: CaseSummary) -> dict[str, str]:
    """Return how missing facts are called; one the firm declined to give is not to be asked for again."""
    refused = {each.key for each in summary.profile if each.state == ConfirmationState.REFUSED.label}
    return {
        key: _REFUSED.format(label=label) if key in refused else label
        for key, label in summary.fact_labels.items()
    }


def _decision(decision: MeasureDecision, names: Mapping[int, str]) -> tuple[Value, ...]:
    number = decision.measure
    name = names.get(number, _UNNAMED.format(number=number))
    return number, name, decision.decision.label, decision.reason, decision.on
