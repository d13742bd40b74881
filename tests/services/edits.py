"""What a consultant may do to a case after an import: edits of its data, and work that adds to its log."""

from collections.abc import Callable
from dataclasses import replace

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.codes import Aspect, Channel, Decision, Stage
from backbone_desktop.domain.enterprise import Contact
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import CaseId, ContactId, FollowUpId, VisitId
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.visit import Visit
from backbone_desktop.services.drafts import FollowUpDraft
from tests.services.conftest import AS_OF

Act = Callable[[Services, CaseId], None]


def set_fact(services: Services, case: CaseId) -> None:
    services.casework.set_facts(case, {"employees": 300})


def correct_firm(services: Services, case: CaseId) -> None:
    firm = services.casework.open(case).case.enterprise
    services.casework.update_enterprise(case, replace(firm, phone="(04)1111-1111"))


def add_contact(services: Services, case: CaseId) -> None:
    firm = services.casework.open(case).case.enterprise.id
    services.casework.save_contact(case, Contact(ContactId(""), firm, "新窗口"))


def add_need(services: Services, case: CaseId) -> None:
    services.casework.save_need(case, Need("", Aspect.IP, (), "專利布局"))


def visit(services: Services, case: CaseId) -> None:
    services.logbook.save_visit(Visit(VisitId(""), case, AS_OF, summary="看了產線"))


def follow_up(services: Services, case: CaseId) -> None:
    services.logbook.record_follow_up(FollowUp(FollowUpId(""), case, AS_OF, Channel.PHONE, "談了需求"))


def apply_for(services: Services, case: CaseId) -> None:
    services.logbook.start_application(case, 33, 1, AS_OF)


def decide(services: Services, case: CaseId) -> None:
    services.logbook.decide(case, 33, Decision.PROPOSE)


def assess(services: Services, case: CaseId) -> None:
    services.assessment.assess(case)


def set_stage(services: Services, case: CaseId) -> None:
    services.casework.set_stage(case, Stage.SUSPENDED)


def draft(services: Services, case: CaseId) -> None:
    services.drafts.keep(case, FollowUpDraft("105/03/10", Channel.PHONE, text="還沒寫完"))


DATA_EDITS: tuple[Act, ...] = (set_fact, correct_firm, add_contact, add_need)
WORK: tuple[Act, ...] = (visit, follow_up, apply_for, decide, assess, draft)
