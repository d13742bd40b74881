"""個案: the service relation with one enterprise, and the whole file kept on it.

Rule: a case file is read at once and never changed in place; services return new ones.
"""

from dataclasses import dataclass
from datetime import date, datetime

from backbone_desktop.domain.application import Application
from backbone_desktop.domain.checklist import ChecklistLine
from backbone_desktop.domain.codes import Decision, Stage
from backbone_desktop.domain.enterprise import Contact, Enterprise
from backbone_desktop.domain.facts import Observation
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import AssessmentId, CaseId
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.questionnaire import Response
from backbone_desktop.domain.verdict import Assessment
from backbone_desktop.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class Consultant:
    """專責顧問: who keeps this casebook."""

    id: str
    name: str
    office: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One case; ``consultant`` is a name as assigned, which may differ from the casebook's own."""

    id: CaseId
    enterprise: Enterprise
    stage: Stage
    assigned_on: date
    consultant: str = ""


@dataclass(frozen=True, slots=True)
class MeasureDecision:
    """The consultant's latest word on one measure for one case."""

    measure: int
    decision: Decision
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class StoredAssessment:
    """An assessment as it was stored."""

    id: AssessmentId
    case: CaseId
    assessment: Assessment
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything kept on one case, logs newest first."""

    case: Case
    contacts: tuple[Contact, ...] = ()
    observations: tuple[Observation, ...] = ()
    needs: tuple[Need, ...] = ()
    responses: tuple[Response, ...] = ()
    visits: tuple[Visit, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    applications: tuple[Application, ...] = ()
    decisions: tuple[MeasureDecision, ...] = ()
    checklist: tuple[ChecklistLine, ...] = ()
    assessment: StoredAssessment | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One row of the case list: flat, ready to show and to sort in storage."""

    case: CaseId
    enterprise: str
    name: str
    ubn: str
    site: str
    county: str
    stage: Stage
    holder: str
    consultant: str
    assigned_on: date
    open_needs: int
    unconfirmed: int
    last_contact_on: date | None
    next_on: date | None
    next_step: str
