"""The whole file of one case, read at once.

Rule: everything comes from the one transaction the case was read in.
"""

from backbone_desktop.domain.case import Case, CaseFile
from backbone_desktop.storage.applications import Applications
from backbone_desktop.storage.assessments import Assessments
from backbone_desktop.storage.checklists import Checklists
from backbone_desktop.storage.contacts import Contacts
from backbone_desktop.storage.decisions import Decisions
from backbone_desktop.storage.facts import Facts
from backbone_desktop.storage.follow_ups import FollowUps
from backbone_desktop.storage.needs import Needs
from backbone_desktop.storage.repository import Scope
from backbone_desktop.storage.responses import Responses
from backbone_desktop.storage.visits import Visits


def read_case_file(scope: Scope, case: Case) -> CaseFile:
    """Return everything kept on ``case``."""
    firm = case.enterprise.id
    return CaseFile(
        case=case,
        contacts=Contacts(scope).of(firm),
        observations=Facts(scope).of(firm),
        needs=Needs(scope).of(case.id),
        responses=Responses(scope).of(firm),
        visits=Visits(scope).of(case.id),
        follow_ups=FollowUps(scope).of(case.id),
        applications=Applications(scope).of(case.id),
        decisions=Decisions(scope).of(case.id),
        checklist=Checklists(scope).of(case.id),
        assessment=Assessments(scope).latest(case.id),
    )
