"""遴選評估: what a firm's facts say about the programme's assessment principles.

Rule: figures are compared under every reading of the print; what is a matter of judgement is left to people.
"""

from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.reference import Track
from backbone_desktop.domain.verdict import Outcome

READINGS_DIFFER = "需洽詢"
BY_JUDGEMENT = "由顧問判斷"


@dataclass(frozen=True, slots=True)
class ScreeningFact:
    """A fact that speaks to a principle, as it is shown; ``value`` is 「未知」 when there is none."""

    fact: str
    label: str
    value: str
    origin: str
    known: bool


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """What a principle comes to under one source's words; ``text`` is a complete zh-TW sentence."""

    source: str
    outcome: Outcome
    text: str


@dataclass(frozen=True, slots=True)
class PrincipleFinding:
    """One principle judged.

    Attributes:
        outcome: UNKNOWN as well where the readings differ or a person has to tell.
        by_judgement: Only a person can tell; no fact that is known decides.
        sentence: One complete zh-TW sentence saying why.
        readings: Every reading of the figures; empty where the principle has none.
        missing: Keys of facts that are unknown and may be asked for.
    """

    track: Track
    number: int
    title: str
    summary: str
    outcome: Outcome
    by_judgement: bool
    sentence: str
    citation: str
    facts: tuple[ScreeningFact, ...]
    readings: tuple[ReadingOutcome, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def readings_differ(self) -> bool:
        """Whether the words of the sources decide differently."""
        return len({each.outcome for each in self.readings}) > 1

    @property
    def standing(self) -> str:
        """The outcome in zh-TW, or who has to tell where all is known and nothing decides."""
        if self.readings_differ:
            return READINGS_DIFFER
        return BY_JUDGEMENT if self.by_judgement and not self.missing else self.outcome.label


@dataclass(frozen=True, slots=True)
class Screening:
    """Both tracks for one firm on one date; no overall verdict, because the programme prints none."""

    on: date
    findings: tuple[PrincipleFinding, ...]

    def track(self, track: Track) -> tuple[PrincipleFinding, ...]:
        """Return the findings of one track in order."""
        return tuple(each for each in self.findings if each.track is track)

    def count(self, track: Track, outcome: Outcome) -> int:
        """Count the principles of a track judged so."""
        return sum(each.outcome is outcome for each in self.track(track))
