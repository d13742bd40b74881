"""What was ever observed of one fact, and why one of the observations is the one that counts.

Rule: nothing is left out: what is superseded, contradicted or taken back has its line and says so.
"""

from dataclasses import dataclass

from backbone_desktop.domain.codes import ConfirmationState, LabelledCode, Origin
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactDefinition, Observation, StandingFact
from backbone_desktop.domain.roc_date import format_roc

ENTERED = frozenset({Origin.HAND, Origin.VISIT})
"""The origins of what the consultant entered, who may therefore take it back."""

_NEVER = "尚未有任何來源提供這一項。"
_CHOSEN = "計入的是顧問指定的內容（資料日期 {as_of}）。"
_REFUSED = "企業於 {as_of} 拒答，判定時視為未知，也不再列入待問。"
_NOT_KNOWN = "最近的紀錄（{as_of}）說明企業不清楚，判定時視為未知。"
_SETTLED = "計入的是資料日期最近的已確認內容（{as_of}）。"
_UNCONFIRMED = "尚無已確認的內容，暫以資料日期最近的未確認內容（{as_of}）計入。"
_CONTRADICTED = "{reason}另有 {count} 筆未確認的內容與它不同，尚待決定。"


class Place(LabelledCode):
    """What one observation is to the value that counts on the as-of date."""

    COUNTS = "counts", "計入"
    CONTRADICTS = "contradicts", "有矛盾"
    EARLIER = "earlier", "未計入"
    LATER = "later", "晚於基準日"
    WITHDRAWN = "withdrawn", "已收回"


@dataclass(frozen=True, slots=True)
class FactHistoryLine:
    """One observation as a consultant reads it.

    Attributes:
        value: zh-TW with unit; 「未知」 or 「拒答」 when there is none.
        source: zh-TW: the response, the visit, the file or the hand it came from.
        by: Name of the consultant who recorded or imported it, empty when the log does not say.
        by_choice: It was recorded as the consultant's choice among values that differed.
    """

    observation: Observation
    place: Place
    value: str
    source: str
    by: str = ""
    by_choice: bool = False

    @property
    def can_be_taken_back(self) -> bool:
        """Whether the consultant entered it and it still stands in the casebook."""
        entered = self.by_choice or self.observation.origin in ENTERED
        return entered and self.place is not Place.WITHDRAWN

    @property
    def can_be_chosen(self) -> bool:
        """Whether the consultant may let it count instead of what counts now."""
        return self.place in (Place.CONTRADICTS, Place.EARLIER) and self.observation.content is not None


@dataclass(frozen=True, slots=True)
class FactHistory:
    """The lines of one fact, the latest day first, and one zh-TW sentence on which counts and why."""

    definition: FactDefinition
    lines: tuple[FactHistoryLine, ...]
    because: str


@dataclass(frozen=True, slots=True)
class FactReader:
    """A measure whose criteria read a fact.

    Attributes:
        deciding: A hard condition reads it; else it only gives priority or informs.
        waits: The measure is undetermined and this fact is among those missing.
    """

    number: int
    name: str
    deciding: bool
    waits: bool


def observed_value(definition: FactDefinition, observation: Observation) -> str:
    """Return what was observed in zh-TW; a refusal and not knowing are told apart."""
    if observation.state is ConfirmationState.REFUSED:
        return observation.state.label
    return format_content(definition, observation.content)


def because(standing: StandingFact | None) -> str:
    """Say in one sentence which value counts and why."""
    if standing is None:
        return _NEVER
    reason = _reason(standing.observation).format(as_of=format_roc(standing.observation.as_of))
    count = len(standing.contradicted_by)
    return _CONTRADICTED.format(reason=reason, count=count) if count else reason


def place_of(observation: Observation, standing: StandingFact | None, *, later: bool) -> Place:
    """Return what an observation that was not taken back is to the value that counts.

    Args:
        observation: One of the fact's observations.
        standing: What counts on the as-of date.
        later: Whether the observation is about a day after the as-of date.
    """
    if later:
        return Place.LATER
    if standing is not None and observation.id == standing.observation.id:
        return Place.COUNTS
    if standing is not None and any(each.id == observation.id for each in standing.contradicted_by):
        return Place.CONTRADICTS
    return Place.EARLIER


def _reason(observation: Observation) -> str:
    if observation.state is ConfirmationState.REFUSED:
        return _REFUSED
    if observation.content is None:
        return _NOT_KNOWN
    if observation.chosen:
        return _CHOSEN
    return _SETTLED if observation.settled else _UNCONFIRMED
