"""適用個案: which cases a measure fits, told from what was stored of each case's latest assessment.

Rule: nothing is judged for it; a case that was never assessed under the edition's year counts as not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from backbone_desktop.domain.identifiers import AssessmentId, CaseId
from backbone_desktop.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class LatestAssessment:
    """What is known of a case's latest assessment without reading it; ``firm`` carries the site."""

    id: AssessmentId
    case: CaseId
    firm: str
    edition: str
    assessed_on: date


@dataclass(frozen=True, slots=True)
class FittingCase:
    """One case with the day it was assessed on."""

    case: CaseId
    firm: str
    assessed_on: date


@dataclass(frozen=True, slots=True)
class Fits:
    """For every measure and verdict the cases judged so, by name.

    Attributes:
        assessed: How many cases have an assessment under the edition's year.
        cases: How many cases there are.
    """

    assessed: int
    cases: int
    by_measure: Mapping[tuple[int, Verdict], tuple[FittingCase, ...]] = field(default_factory=dict)

    def of(self, measure: int, verdict: Verdict) -> tuple[FittingCase, ...]:
        """Return the cases for which a measure was judged so."""
        return self.by_measure.get((measure, verdict), ())
