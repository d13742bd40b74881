"""判定: what a firm's facts say about a measure on a date, with every reason kept.

Rule: verdicts are results, immutable and complete enough to be read again years later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.remedy import Remedy
from backbone_desktop.domain.window import WindowKind, WindowState


class Outcome(LabelledCode):
    """條件判定."""

    MET = "met", "符合"
    NOT_MET = "not_met", "不符合"
    UNKNOWN = "unknown", "資料不足"


class Verdict(LabelledCode):
    """判定 of an item or a measure."""

    ELIGIBLE = "eligible", "符合"
    UNDETERMINED = "undetermined", "資料不足"
    NOT_ELIGIBLE = "not_eligible", "不符合"


@dataclass(frozen=True, slots=True)
class Finding:
    """The judgement of one criterion or group.

    Attributes:
        fact: The fact key read, empty for a group.
        value: The firm's value in zh-TW, 「未知」 when there is none.
        origin: zh-TW origin and confirmation of the value (「問卷・未確認」), or empty.
        threshold: The demand in zh-TW.
        sentence: One complete zh-TW sentence saying why.
        label: The demand in our own zh-TW words; empty in assessments made before it was kept.
        contradicted: A later unconfirmed value differs from the one used.
        members: Findings of a group's members.
    """

    criterion: str
    role: str
    outcome: Outcome
    fact: str
    value: str
    origin: str
    threshold: str
    citation: str
    sentence: str
    implied: bool = False
    contradicted: bool = False
    members: tuple["Finding", ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class WindowStatus:
    """A window judged on a date; days are calendar days, None where no day can be counted."""

    kind: WindowKind
    state: WindowState
    text: str
    opens: date | None = None
    closes: date | None = None
    days_left: int | None = None


WINDOW_ORDER = (
    WindowState.OPEN,
    WindowState.OPENS_LATER,
    WindowState.CANNOT_TELL,
    WindowState.CLOSED,
    WindowState.EXPIRED_EDITION,
)
"""The states of a window, the most useful to a firm first."""


def best_window(windows: Iterable[WindowStatus]) -> WindowStatus | None:
    """Return the most useful of several windows, of equal ones the one that ends soonest; None for none."""
    return min(windows, key=_usefulness, default=None)


def _usefulness(window: WindowStatus) -> tuple[int, bool, int]:
    return WINDOW_ORDER.index(window.state), window.days_left is None, window.days_left or 0


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """The judgement of one service item.

    Attributes:
        missing_facts: Keys to ask for.
        remedies: What the firm could change to be let in, fewest steps first; each one suffices.
        unchangeable: One zh-TW sentence for each clause that excludes the firm and that nothing it could
            change would satisfy; empty whenever there are remedies.
    """

    item: str
    number: int
    name: str
    kind: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    missing_facts: tuple[str, ...]
    window: WindowStatus
    remedies: tuple[Remedy, ...] = ()
    unchangeable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreferenceLine:
    """A preference that applies, or would apply if the firm's status were known; ``certain`` tells which."""

    text: str
    kind: str
    certain: bool
    citation: str


@dataclass(frozen=True, slots=True)
class MeasureVerdict:
    """The judgement of one measure: its best item's, with all items kept.

    Attributes:
        recorded: False while the measure's criteria are not in the catalogue (條件尚未建檔).
        rank: 1 is first; unique within an assessment.
        reasons: Why it ranks there, zh-TW, in order of weight.
    """

    number: int
    name: str
    aspect: str
    verdict: Verdict
    items: tuple[ItemVerdict, ...]
    missing_facts: tuple[str, ...]
    preferences: tuple[PreferenceLine, ...]
    rank: int
    reasons: tuple[str, ...]
    recorded: bool = True


@dataclass(frozen=True, slots=True)
class FactSeen:
    """A fact as an assessment saw it; all texts are zh-TW as they were shown then.

    Attributes:
        value: 「未知」 when the firm did not know or refused, which ``state`` tells.
        origin: Where the value came from (「問卷」), 「假設」 for an assumed one.
        state: Whether the firm confirmed it (「未確認」), empty for an assumed one.
    """

    key: str
    label: str
    value: str
    origin: str
    as_of: date
    state: str


@dataclass(frozen=True, slots=True)
class NeedSeen:
    """An open need as an assessment saw it; aspect and urgency by their codes."""

    aspect: str
    item_kinds: tuple[str, ...]
    text: str
    urgency: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """媒合評估: all verdicts for one case on one date under one edition.

    Attributes:
        facts: The facts it was made from, in the order of the definitions.
        needs: The open needs it was made from. Both are None in assessments made before they were kept.
    """

    edition: str
    edition_digest: str
    engine_version: str
    assessed_on: date
    measures: tuple[MeasureVerdict, ...]
    facts: tuple[FactSeen, ...] | None = None
    needs: tuple[NeedSeen, ...] | None = None

    def count(self, verdict: Verdict) -> int:
        """Count the measures judged so."""
        return sum(measure.verdict is verdict for measure in self.measures)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact to ask next, with the number of undetermined measures an answer could decide."""

    fact: str
    question: str
    decides: int
