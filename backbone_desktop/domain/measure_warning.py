"""What our own records say beside a verdict: running applications, guidance not recorded, places used.

Rule: a warning never changes a verdict; it names its source and claims no more than this casebook knows.
"""

from dataclasses import dataclass

from backbone_desktop.domain.application import Application, ApplicationStatus
from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.facts import PastGuidance
from backbone_desktop.domain.identifiers import ApplicationId
from backbone_desktop.domain.measure import Measure, ServiceItem

GRANTED = frozenset(
    {
        ApplicationStatus.APPROVED,
        ApplicationStatus.CONTRACTED,
        ApplicationStatus.EXECUTING,
        ApplicationStatus.CLOSED,
    }
)
"""Statuses in which an application has its place or its money."""


class WarningKind(LabelledCode):
    """What a warning is about."""

    OVERLAP = "overlap", "同一輔導體系"
    LOOK_BACK = "look_back", "輔導紀錄"
    PLACES = "places", "名額與上限"


@dataclass(frozen=True, slots=True)
class MeasureWarning:
    """One warning on one measure.

    Attributes:
        items: The item numbers it concerns.
        text: One complete zh-TW sentence or two.
        source: What it rests on, in zh-TW.
    """

    kind: WarningKind
    items: tuple[int, ...]
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Applied:
    """An application with what it is for, as the edition of its first day has it."""

    application: Application
    measure: Measure
    item: ServiceItem

    @property
    def is_granted(self) -> bool:
        """Whether it has its place or its money."""
        return self.application.status in GRANTED


@dataclass(frozen=True, slots=True)
class UntoldGuidance:
    """Guidance an application of ours gave, missing among the firm's recorded guidance.

    Attributes:
        guidance: The entry to add.
        text: One complete zh-TW sentence.
    """

    application: ApplicationId
    measure: int
    item: int
    guidance: PastGuidance
    text: str
