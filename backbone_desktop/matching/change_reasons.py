"""Why two assessments differ: a fact, the day, the edition or the rules, one zh-TW sentence per cause.

Rule: a cause is read off the two assessments themselves. A value that changed while its fact did not changed
with the day; a threshold changes with the edition; what nothing else explains changed with the rules.
"""

from collections.abc import Iterable, Iterator, Sequence

from backbone_desktop.domain.comparison import Cause, Reason
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import Assessment, Finding, ItemVerdict, MeasureVerdict
from backbone_desktop.matching.derived import CERTIFICATES, source_of
from backbone_desktop.matching.edition_diff import paired
from backbone_desktop.matching.fact_changes import fact_changes

_DAY = "評估日由 {before} 改為 {after}。"
_EDITION = "年度版由 {before} 改為 {after}。"
_EDITION_REVISED = "年度版 {after} 的內容已有更動。"
_ENGINE = "判定規則由第 {before} 版改為第 {after} 版。"
_NEEDS = "待處理的需求有變動，措施的順位可能因此不同。"

_MEASURE_ADDED = "年度版 {edition} 新增「{name}」。"
_MEASURE_CLOSED = "年度版 {edition} 已無「{name}」。"
_ITEM_ADDED = "年度版 {edition} 增列服務項目「{name}」。"
_ITEM_CLOSED = "年度版 {edition} 取消服務項目「{name}」。"
_CLAUSE_ADDED = "年度版 {edition} 增列條件「{label}」（{citation}）。"
_CLAUSE_DROPPED = "年度版 {edition} 已無條件「{label}」（原 {citation}）。"
_THRESHOLD = "條件「{label}」的要求由「{before}」改為「{after}」（{citation}）。"
_RECORDED = "年度版 {edition} 的申請條件建檔情形不同。"
_BY_DAY = "「{label}」的依據，{day_before} 為「{before}」，{day_after} 為「{after}」。"
_BY_RULES = "「{label}」的判定由「{before}」變為「{after}」，因判定規則由第 {old} 版改為第 {new} 版。"
_BY_EDITION = "「{label}」的判定由「{before}」變為「{after}」，因年度版改為 {edition}。"
_VALUE = "「{label}」的依據由「{before}」變為「{after}」。"

_WINDOW_BY_DAY = (
    "評估日由 {day_before} 改為 {day_after}，{item}的申請期間由「{before}」變為「{after}」：{text}。"
)
_WINDOW_BY_EDITION = "年度版改為 {edition}，{item}的申請期間由「{before}」改為「{after}」。"
_PREFERENCE_BY_DAY = "評估日由 {day_before} 改為 {day_after}，適用的中堅企業優惠不同。"
_PREFERENCE_BY_EDITION = "年度版改為 {edition}，中堅企業優惠的內容不同。"

FindingPair = tuple[Finding | None, Finding | None]
ItemPair = tuple[ItemVerdict | None, ItemVerdict | None]


def differing_findings(before: Sequence[Finding], after: Sequence[Finding]) -> list[FindingPair]:
    """Return the findings that differ in outcome, value or threshold, by themselves or in a member."""
    pairs = paired(before, after, (lambda each: each.criterion,))
    return [(old, new) for old, new in pairs if old is None or new is None or _differ(old, new)]


def window_differs(before: ItemVerdict, after: ItemVerdict) -> bool:
    """Whether the state, the kind or a day of two windows differs; the days left do not count."""
    return _window_key(before) != _window_key(after)


class Reasons:
    """Tells why two assessments differ."""

    def __init__(self, before: Assessment, after: Assessment) -> None:
        self._before = before
        self._after = after
        self._other_edition = before.edition_digest != after.edition_digest
        self._days = {
            "day_before": format_roc(before.assessed_on),
            "day_after": format_roc(after.assessed_on),
        }
        self.facts = fact_changes(before.facts, after.facts)
        self._by_fact = {each.fact: each for each in self.facts if each.before != each.after}

    def overall(self) -> Iterator[Reason]:
        """Yield what differs between the two as a whole."""
        before, after = self._before, self._after
        if before.assessed_on != after.assessed_on:
            yield _reason(Cause.DATE, _DAY, before=self._days["day_before"], after=self._days["day_after"])
        if self._other_edition:
            template = _EDITION_REVISED if before.edition == after.edition else _EDITION
            yield _reason(Cause.EDITION, template, before=before.edition, after=after.edition)
        if before.engine_version != after.engine_version:
            yield _reason(Cause.ENGINE, _ENGINE, before=before.engine_version, after=after.engine_version)
        if None not in (before.needs, after.needs) and before.needs != after.needs:
            yield Reason(Cause.NEED, _NEEDS)

    def of_edition(self, name: str, *, is_added: bool) -> Reason:
        """Return why a measure stands in one of the two only."""
        template = _MEASURE_ADDED if is_added else _MEASURE_CLOSED
        return _reason(Cause.EDITION, template, edition=self._after.edition, name=name)

    def of_measure(
        self, before: MeasureVerdict, after: MeasureVerdict, items: Iterable[ItemPair]
    ) -> Iterator[Reason]:
        """Yield why one measure differs, item by item; the same cause may come more than once."""
        if before.recorded is not after.recorded:
            yield _reason(Cause.EDITION, _RECORDED, edition=self._after.edition)
        for old, new in items:
            if old is None or new is None:
                yield self._of_lone_item(old, new)
            else:
                for pair in differing_findings(old.findings, new.findings):
                    yield from self._of_finding(*pair)
                if window_differs(old, new):
                    yield self._of_window(old, new)
        if before.preferences != after.preferences:
            yield self._of_preferences()

    def _of_lone_item(self, before: ItemVerdict | None, after: ItemVerdict | None) -> Reason:
        there = after or before
        template = _ITEM_CLOSED if after is None else _ITEM_ADDED
        name = "" if there is None else there.name
        return _reason(Cause.EDITION, template, edition=self._after.edition, name=name)

    def _of_finding(self, before: Finding | None, after: Finding | None) -> Iterator[Reason]:
        if before is None or after is None:
            yield from self._of_lone_clause(before, after)
            return
        inner = [
            reason
            for pair in differing_findings(before.members, after.members)
            for reason in self._of_finding(*pair)
        ]
        yield from inner
        if before.threshold != after.threshold:
            yield _reason(
                Cause.EDITION,
                _THRESHOLD,
                label=after.label or before.label,
                before=before.threshold,
                after=after.threshold,
                citation=after.citation,
            )
        elif not inner:
            yield self._of_value(before, after)

    def _of_lone_clause(self, before: Finding | None, after: Finding | None) -> Iterator[Reason]:
        there = after or before
        if there is not None:
            yield _reason(
                Cause.EDITION,
                _CLAUSE_DROPPED if after is None else _CLAUSE_ADDED,
                edition=self._after.edition,
                label=there.label,
                citation=there.citation,
            )

    def _of_value(self, before: Finding, after: Finding) -> Reason:
        """Return why a clause with one threshold reads another value, or judges the same one differently."""
        label = after.label or before.label
        change = self._by_fact.get(source_of(after.fact))
        if change is not None:
            return Reason(Cause.FACT, change.sentence, change.fact)
        if before.value == after.value:
            return self._of_rules(before, after, label)
        if None in (self._before.facts, self._after.facts):
            values = {"before": before.value, "after": after.value}
            return _reason(Cause.FACT, _VALUE, label=label, **values)
        return _reason(Cause.DATE, _BY_DAY, label=label, before=before.value, after=after.value, **self._days)

    def _of_rules(self, before: Finding, after: Finding, label: str) -> Reason:
        outcomes = {"before": before.outcome.label, "after": after.outcome.label}
        old, new = self._before.engine_version, self._after.engine_version
        if old != new:
            return _reason(Cause.ENGINE, _BY_RULES, label=label, old=old, new=new, **outcomes)
        return _reason(Cause.EDITION, _BY_EDITION, label=label, edition=self._after.edition, **outcomes)

    def _of_window(self, before: ItemVerdict, after: ItemVerdict) -> Reason:
        if self._other_edition and _print_of_window(before) != _print_of_window(after):
            return _reason(
                Cause.EDITION,
                _WINDOW_BY_EDITION,
                edition=self._after.edition,
                item=f"「{after.name}」",
                before=before.window.text,
                after=after.window.text,
            )
        return _reason(
            Cause.DATE,
            _WINDOW_BY_DAY,
            item=f"「{after.name}」",
            before=before.window.state.label,
            after=after.window.state.label,
            text=after.window.text,
            **self._days,
        )

    def _of_preferences(self) -> Reason:
        change = self._by_fact.get(CERTIFICATES)
        if change is not None:
            return Reason(Cause.FACT, change.sentence, change.fact)
        if self._other_edition:
            return _reason(Cause.EDITION, _PREFERENCE_BY_EDITION, edition=self._after.edition)
        return _reason(Cause.DATE, _PREFERENCE_BY_DAY, **self._days)


def _reason(cause: Cause, template: str, **named: str) -> Reason:
    return Reason(cause, template.format(**named))


def _differ(before: Finding, after: Finding) -> bool:
    told = (before.outcome, before.value, before.threshold) != (after.outcome, after.value, after.threshold)
    return told or bool(differing_findings(before.members, after.members))


def _print_of_window(item: ItemVerdict) -> object:
    window = item.window
    return window.kind, window.opens, window.closes


def _window_key(item: ItemVerdict) -> object:
    return item.window.state, _print_of_window(item)
