"""措施媒合 in words: what each lane, measure and window says, from a stored assessment.

Rule: nothing is judged here; every word is a verdict's, a window's or the catalogue's.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.funding import Effect
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import MeasureVerdict, Outcome, Verdict, WindowStatus, best_window
from backbone_desktop.domain.window import WindowKind, WindowState
from backbone_desktop.ui.case_file.matching_clause import clause_words
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backbone_desktop.domain.case import CaseFile, MeasureDecision
    from backbone_desktop.domain.funding import Preference
    from backbone_desktop.domain.measure import Edition
    from backbone_desktop.domain.verdict import Assessment

LANES = (Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE)
VERDICT_TONES: Mapping[Verdict, Tone] = MappingProxyType(
    {Verdict.ELIGIBLE: Tone.OK, Verdict.UNDETERMINED: Tone.UNKNOWN, Verdict.NOT_ELIGIBLE: Tone.BAD}
)
OUTCOME_TONES: Mapping[Outcome, Tone] = MappingProxyType(
    {Outcome.MET: Tone.OK, Outcome.UNKNOWN: Tone.UNKNOWN, Outcome.NOT_MET: Tone.BAD}
)
SOON_DAYS = 14

_NOT_RECORDED = "條件尚未建檔"
_SOME_ITEMS = "{verdict} {count}／{total} 項"
_KINDS = "{aspect}・{kinds}"
_BETWEEN = "・"
_OTHER_KIND = "其他"
_UPLIFT = "{kind} {amount:f}%"
_UPLIFT_AT_MOST = "{kind}最高 {amount:f}%"
_TO_CONFIRM = "{preferences}（是否適用待確認）"
_DECIDED = "決定：{decision}"
_RANKING_STEPS = 5
"""The steps of the ranking end a measure's reasons, the need first: see ``MeasureVerdict.reasons``."""

_DAYS_LEFT = "剩 {days} 天"
_LAST_DAY = "今天截止"
_UNTIL = "至 {day}"
_FROM = "{day} 起"
_CANNOT_TELL: Mapping[WindowKind, str] = MappingProxyType(
    {
        WindowKind.ANNOUNCED: "依公告",
        WindowKind.NOT_STATED: "未載明",
        WindowKind.ROLLING: "隨到隨辦",
    }
)
_PLEASE_ASK = "請洽詢"

_FACTS_CHANGED = "評估後資料有變更，請重新評估"
_OTHER_DAY = "評估日不是基準日，請重新評估"
_OTHER_EDITION = "評估所依的年度版已修訂，請重新評估"


@dataclass(frozen=True, slots=True)
class WindowWords:
    """A window at a glance; ``tone`` is set where the words stand in a tag."""

    words: str
    tone: Tone | None = None
    until: str = ""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure of a lane as its row shows it.

    Attributes:
        decision: The consultant's word, empty without one.
        clause: What excludes the firm, or what is not known; empty where it fits.
    """

    number: int
    name: str
    verdict: str
    tone: Tone
    kinds: str
    need: str
    preferences: str
    certain: bool
    window: WindowWords
    reasons: tuple[str, ...]
    decision: str
    clause: str


def lane_counts(assessment: Assessment) -> tuple[tuple[str, str, int], ...]:
    """Return key, words and count of every lane."""
    return tuple((lane.value, lane.label, assessment.count(lane)) for lane in LANES)


def lane_lines(
    assessment: Assessment,
    lane: Verdict,
    edition: Edition,
    decisions: Iterable[MeasureDecision] = (),
    labels: Mapping[str, str] = MappingProxyType({}),
) -> tuple[MeasureLine, ...]:
    """Return the measures of a lane by rank, each with the consultant's word on it.

    Args:
        assessment: All verdicts.
        lane: Which of them to return.
        edition: Where preferences are in short.
        decisions: The consultant's words.
        labels: zh-TW names of facts by key, for what is missing.
    """
    words = {each.measure: _DECIDED.format(decision=each.decision.label) for each in decisions}
    judged = sorted(
        (each for each in assessment.measures if each.verdict is lane), key=lambda each: each.rank
    )
    in_short = preference_words(edition)
    return tuple(
        _line(each, in_short, words.get(each.number, ""), clause_words(each, labels)) for each in judged
    )


def staleness(file: CaseFile, on: date, digest: str, *, outdated: bool) -> str:
    """Say why the stored assessment no longer speaks for the case as it stands; empty when it does.

    Args:
        file: The case.
        on: The as-of date.
        digest: The edition in force.
        outdated: Whether the assessment was made from other facts or needs.
    """
    stored = file.assessment
    if stored is None:
        return ""
    if stored.assessment.edition_digest != digest:
        return _OTHER_EDITION
    if stored.assessment.assessed_on != on:
        return _OTHER_DAY
    return _FACTS_CHANGED if outdated else ""


def verdict_words(measure: MeasureVerdict) -> tuple[str, Tone]:
    """Return what a measure's tag says: its verdict, and for how many of its items when they differ."""
    if not measure.recorded:
        return _NOT_RECORDED, Tone.NEUTRAL
    alike = sum(item.verdict is measure.verdict for item in measure.items)
    words = measure.verdict.label
    if alike != len(measure.items):
        words = _SOME_ITEMS.format(verdict=words, count=alike, total=len(measure.items))
    return words, VERDICT_TONES[measure.verdict]


def window_words(window: WindowStatus) -> WindowWords:
    """Return a window at a glance."""
    until = "" if window.closes is None else _UNTIL.format(day=_short(window.closes))
    match window.state:
        case WindowState.OPEN if window.days_left is not None:
            words = _DAYS_LEFT.format(days=window.days_left) if window.days_left else _LAST_DAY
            return WindowWords(words, Tone.WARN if window.days_left <= SOON_DAYS else None, until)
        case WindowState.OPEN if window.kind is WindowKind.ROLLING:
            return WindowWords(WindowKind.ROLLING.label)
        case WindowState.OPENS_LATER if window.opens is not None:
            return WindowWords(_FROM.format(day=_short(window.opens)), None, until)
        case WindowState.CANNOT_TELL:
            return WindowWords(_CANNOT_TELL.get(window.kind, _PLEASE_ASK), None, until)
        case _:
            return WindowWords(window.state.label, None, until)


def best_window_words(windows: Iterable[WindowStatus]) -> WindowWords:
    """Return the most useful of several windows at a glance."""
    best = best_window(windows)
    return WindowWords("") if best is None else window_words(best)


def preference_words(edition: Edition) -> Mapping[tuple[str, str], str]:
    """Return what each preference gives, in a word or two, by its printed kind and citation.

    The printed heading says it (優先支持), with the figure of an uplift (補助加碼 10%); where the heading is
    only 其他, what the preference does is named instead.
    """
    return {
        (each.kind, each.citation): _in_short(each)
        for measure in edition.measures
        for each in measure.preferences
    }


def _in_short(preference: Preference) -> str:
    if preference.effect is Effect.UPLIFT_PERCENT and preference.amount is not None:
        words = _UPLIFT_AT_MOST if preference.at_most else _UPLIFT
        return words.format(kind=preference.kind, amount=preference.amount.normalize())
    return preference.effect.label if preference.kind == _OTHER_KIND else preference.kind


def _line(
    measure: MeasureVerdict, in_short: Mapping[tuple[str, str], str], decision: str, clause: str
) -> MeasureLine:
    words, tone = verdict_words(measure)
    best = [item for item in measure.items if item.verdict is measure.verdict]
    kinds = _BETWEEN.join(dict.fromkeys(item.kind for item in measure.items))
    certain = [each for each in measure.preferences if each.certain]
    shown = certain or measure.preferences
    preferences = _BETWEEN.join(
        dict.fromkeys(in_short.get((each.kind, each.citation), each.kind) for each in shown)
    )
    return MeasureLine(
        number=measure.number,
        name=measure.name,
        verdict=words,
        tone=tone,
        kinds=_KINDS.format(aspect=Aspect(measure.aspect).label, kinds=kinds),
        need=_need(measure.reasons),
        preferences=preferences if certain or not shown else _TO_CONFIRM.format(preferences=preferences),
        certain=bool(certain),
        window=best_window_words(item.window for item in best),
        reasons=measure.reasons,
        decision=decision,
        clause=clause,
    )


def _need(reasons: tuple[str, ...]) -> str:
    return reasons[-_RANKING_STEPS] if len(reasons) >= _RANKING_STEPS else ""


def _short(day: date) -> str:
    """Return month and day; the year is the edition's."""
    return format_roc(day).split("/", 1)[1]
