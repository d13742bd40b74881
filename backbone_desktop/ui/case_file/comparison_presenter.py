"""Two assessments held against each other, in words: lanes before and after, and every measure that moved.

Rule: it repeats what the comparison says, cause by cause; it never guesses at one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.case_file.matching_presenter import LANES, VERDICT_TONES
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.domain.comparison import AssessmentMark, Comparison, MeasureChange
    from backbone_desktop.domain.verdict import Assessment, Verdict

_MARK = "{day}・{edition}年版"
_MARK_AT = "{day} {time}・{edition}年版"
_MARK_STORED_LATER = "{day}・{edition}年版（{stored} {time} 儲存）"
_NOT_STORED = "{day}・{edition}年版（尚未儲存）"
_NO_VERDICT = "無此措施"
_ITEM = "{name}：{before} → {after}"
_GAINED = "新適用優惠：{text}"
_LOST = "不再適用優惠：{text}"
_CAUSE = "{cause}：{sentence}"
_HEADERS = ("編號", "措施", "原判定", "新判定", "改變", "原因")


@dataclass(frozen=True, slots=True)
class LaneChange:
    """How many measures a lane held and holds."""

    words: str
    before: int
    after: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict as a tag."""

    words: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One measure that differs, with why."""

    number: int
    name: str
    weight: str
    before: VerdictWords
    after: VerdictWords
    moved: bool
    details: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A comparison as it is shown.

    Attributes:
        causes: What differs as a whole and which facts do, one sentence each.
    """

    before: str
    after: str
    lanes: tuple[LaneChange, ...]
    causes: tuple[str, ...]
    lines: tuple[ChangeLine, ...]


def comparison_view(comparison: Comparison, after: Assessment) -> ComparisonView:
    """Return a comparison in words; ``after`` is its newer assessment."""
    facts = {each.sentence for each in comparison.facts}
    old, new = mark_choices((comparison.before, comparison.after))
    return ComparisonView(
        before=old,
        after=new,
        lanes=lane_changes(comparison.measures, after),
        causes=(
            *(each.sentence for each in comparison.reasons if each.sentence not in facts),
            *(each.sentence for each in comparison.facts),
        ),
        lines=tuple(_line(each) for each in comparison.measures),
    )


def lane_changes(changes: Iterable[MeasureChange], after: Assessment) -> tuple[LaneChange, ...]:
    """Return the lanes before and after, the earlier counts taken back from what changed."""
    before = {lane: after.count(lane) for lane in LANES}
    for each in changes:
        if each.after is not None:
            before[each.after] -= 1
        if each.before is not None:
            before[each.before] += 1
    return tuple(
        LaneChange(lane.label, before[lane], after.count(lane), VERDICT_TONES[lane]) for lane in LANES
    )


def mark_words(mark: AssessmentMark) -> str:
    """Return when and under which edition an assessment was made."""
    edition, day = mark.edition.split(".")[0], format_roc(mark.assessed_on)
    if mark.recorded_at is None:
        return _NOT_STORED.format(day=day, edition=edition)
    return _MARK.format(day=day, edition=edition)


def mark_choices(marks: Iterable[AssessmentMark]) -> tuple[str, ...]:
    """Return the words of several assessments; those of one day tell their time."""
    listed = tuple(marks)
    words = [mark_words(each) for each in listed]
    return tuple(
        _timed(mark) if words.count(each) > 1 else each for mark, each in zip(listed, words, strict=True)
    )


def as_table(lines: Iterable[ChangeLine]) -> str:
    """Return the measures that differ as tab-separated lines with a header."""
    rows = [
        (
            str(each.number),
            each.name,
            each.before.words,
            each.after.words,
            each.weight,
            " ".join((*each.details, *each.reasons)),
        )
        for each in lines
    ]
    return "\n".join("\t".join(cells) for cells in (_HEADERS, *rows))


def _timed(mark: AssessmentMark) -> str:
    if mark.recorded_at is None:
        return mark_words(mark)
    stored = mark.recorded_at.astimezone()
    edition, day = mark.edition.split(".")[0], format_roc(mark.assessed_on)
    # A clock time belongs to the day it was read on, which the as-of date need not be.
    template = _MARK_AT if stored.date() == mark.assessed_on else _MARK_STORED_LATER
    return template.format(
        day=day, edition=edition, time=stored.strftime("%H:%M"), stored=format_roc(stored.date())
    )


def _line(change: MeasureChange) -> ChangeLine:
    details = [
        _ITEM.format(name=item.name, before=_verdict(item.before).words, after=_verdict(item.after).words)
        for item in change.items
        if item.before is not item.after and len(change.items) > 1
    ]
    details += [_GAINED.format(text=text) for text in change.preferences_gained]
    details += [_LOST.format(text=text) for text in change.preferences_lost]
    return ChangeLine(
        number=change.number,
        name=change.name,
        weight=change.weight.label,
        before=_verdict(change.before),
        after=_verdict(change.after),
        moved=change.before is not change.after,
        details=tuple(details),
        reasons=tuple(
            _CAUSE.format(cause=each.cause.label, sentence=each.sentence) for each in change.reasons
        ),
    )


def _verdict(verdict: Verdict | None) -> VerdictWords:
    if verdict is None:
        return VerdictWords(_NO_VERDICT, Tone.NEUTRAL)
    return VerdictWords(verdict.label, VERDICT_TONES[verdict])
