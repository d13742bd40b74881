"""What is known about a firm, from whom and since when; not knowing is a state of its own.

Rule: a missing value is never zero and never no. Which of several observations counts on a date is
decided here and nowhere else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from backbone_desktop.domain.codes import ConfirmationState, Origin


class FactType(StrEnum):
    """How a fact's content is typed, entered and compared."""

    YES_NO = "yes_no"
    INTEGER = "integer"
    MONEY = "money"
    DECIMAL = "decimal"
    PERCENT = "percent"
    DATE = "date"
    ROC_YEAR = "roc_year"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXTS = "texts"
    CERTIFICATES = "certificates"
    PAST_GUIDANCE = "past_guidance"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A backbone certificate: ``kind`` is ``potential`` or ``outstanding``; None is a bound not known."""

    kind: str
    number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    guidance_from: date | None = None
    guidance_to: date | None = None


@dataclass(frozen=True, slots=True)
class PastGuidance:
    """Guidance or a grant the firm received before; None is a bound not known."""

    programme: str
    agency: str = ""
    began_on: date | None = None
    ended_on: date | None = None


FactContent = (
    bool | int | Decimal | date | str | tuple[str, ...] | tuple[Certificate, ...] | tuple[PastGuidance, ...]
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a choice fact: its code, zh-TW label and other spellings seen."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """What a fact is called, how it is asked and which contents it allows.

    Attributes:
        key: The normative key, e.g. ``paid_in_capital``.
        label: Short zh-TW name, e.g. ``實收資本額``.
        question: The zh-TW sentence a consultant asks.
        unit: zh-TW unit shown after the value, or empty.
        derived_from: The fact this one is computed from on a date; empty for a fact that is asked.
        changeable: Whether advice may propose changing it (never staff or revenue).
        share_of_whole: A percentage that cannot be more than 100.
        past: A day that cannot lie after the as-of date.
    """

    key: str
    type: FactType
    label: str
    question: str
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    derived_from: str = ""
    changeable: bool = False
    share_of_whole: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one fact as it was learnt; ``content`` None says the firm does not know or will not say.

    Attributes:
        as_of: The date the value is about.
        recorded_at: The instant it entered the casebook.
        source: Id of the response, visit or batch it came from, or empty.
        chosen: The consultant settled a contradiction in favour of this one.
    """

    id: str
    key: str
    content: FactContent | None
    origin: Origin
    as_of: date
    state: ConfirmationState
    recorded_at: datetime
    source: str = ""
    chosen: bool = False

    @property
    def settled(self) -> bool:
        """Whether the firm was asked about this value and answered or refused."""
        return self.state is not ConfirmationState.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class StandingFact:
    """The observation that counts, and later unconfirmed ones that contradict it.

    Attributes:
        assumed: Nobody said so; it is tried out only.
    """

    observation: Observation
    contradicted_by: tuple[Observation, ...] = ()
    assumed: bool = False

    @property
    def content(self) -> FactContent | None:
        """The content rules may read; None when refused or not known."""
        if self.observation.state is ConfirmationState.REFUSED:
            return None
        return self.observation.content


class FactSheet(Mapping[str, StandingFact]):
    """The facts of one firm that count on one date, by key; a key that is absent was never answered."""

    __slots__ = ("_contents", "_facts", "on")

    def __init__(self, facts: Mapping[str, StandingFact], on: date) -> None:
        self._facts = dict(facts)
        # Read far more often than made: rules look up every fact for every measure.
        self._contents = MappingProxyType({key: fact.content for key, fact in self._facts.items()})
        self.on = on

    def __getitem__(self, key: str) -> StandingFact:
        """Return the standing fact of ``key``."""
        return self._facts[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys that have a standing observation."""
        return iter(self._facts)

    def __len__(self) -> int:
        """Count the standing observations."""
        return len(self._facts)

    @property
    def contents(self) -> Mapping[str, FactContent | None]:
        """The contents rules may read, by key; None where the firm refused or does not know."""
        return self._contents

    def content(self, key: str) -> FactContent | None:
        """Return the content rules may read, or None when unknown or refused."""
        return self._contents.get(key)

    def refused(self, key: str) -> bool:
        """Whether the firm declined to answer, so that nobody asks again."""
        fact = self._facts.get(key)
        return fact is not None and fact.observation.state is ConfirmationState.REFUSED


def standing_facts(observations: Iterable[Observation], on: date) -> FactSheet:
    """Choose, for every key, the observation that counts on ``on``.

    The consultant's explicit choice counts first; else the latest settled value about a date not
    after ``on``; else the latest unconfirmed one. A later unconfirmed value that differs never
    replaces a settled one: it is listed as a contradiction.
    """
    by_key: dict[str, list[Observation]] = {}
    for observation in observations:
        if observation.as_of <= on:
            by_key.setdefault(observation.key, []).append(observation)
    return FactSheet({key: _standing(found) for key, found in by_key.items()}, on)


def _standing(observations: list[Observation]) -> StandingFact:
    ordered = sorted(observations, key=lambda each: (each.as_of, each.recorded_at, each.id))
    chosen = [each for each in ordered if each.chosen]
    settled = [each for each in ordered if each.settled]
    best = (chosen or settled or ordered)[-1]
    if not best.settled and not best.chosen:
        return StandingFact(best)
    contradicting = (each for each in ordered if not each.settled and _contradicts(each, best))
    return StandingFact(best, tuple(contradicting))


def _contradicts(other: Observation, standing: Observation) -> bool:
    """Whether a value learnt later, or about a later date than one nobody chose, says something else."""
    later = other.recorded_at > standing.recorded_at
    if not standing.chosen:
        later = later or other.as_of > standing.as_of
    return later and other.content != standing.content
