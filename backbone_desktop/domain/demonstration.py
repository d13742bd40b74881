"""The invented casework of the demonstration: what happened to which firm.

Rule: firms are named by 統一編號, because cases get their ids only when the roster is imported.
"""

from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.application import StatusStep
from backbone_desktop.domain.codes import Channel, Decision
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class SampleConfirmation:
    """Answers confirmed in one call or visit."""

    ubn: str
    on: date
    asked: str
    channel: Channel
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleApplication:
    """One application with its history."""

    ubn: str
    measure: int
    item: int
    steps: tuple[StatusStep, ...]


@dataclass(frozen=True, slots=True)
class SampleDecision:
    """One word of the consultant on a measure."""

    ubn: str
    measure: int
    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class SampleFact:
    """One value the consultant entered: by hand, or as told on the firm's visit of that day."""

    ubn: str
    key: str
    value: str
    on: date
    from_visit: bool


@dataclass(frozen=True, slots=True)
class SampleCasework:
    """Everything that happened; visits and follow-ups stand beside the 統一編號 of their firm."""

    confirmations: tuple[SampleConfirmation, ...]
    visits: tuple[tuple[str, Visit], ...]
    follow_ups: tuple[tuple[str, FollowUp], ...]
    applications: tuple[SampleApplication, ...]
    decisions: tuple[SampleDecision, ...]
    facts: tuple[SampleFact, ...] = ()
