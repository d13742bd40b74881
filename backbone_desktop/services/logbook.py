"""What happens to a case over time: visits and diagnoses, follow-ups, applications, decisions.

Rule: the log only grows; taking something back is an entry of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.application import Application, ApplicationStatus, StatusStep
from backbone_desktop.domain.case import MeasureDecision
from backbone_desktop.domain.codes import Decision, Stage
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import ApplicationId, CaseId, FollowUpId, VisitId
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.services.changes import Changes, Done, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from backbone_desktop.domain.follow_up import FollowUp
    from backbone_desktop.domain.visit import Visit
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.unit_of_work import UnitOfWork

THREAD = (Stage.ASSIGNED, Stage.SURVEY, Stage.DIAGNOSIS, Stage.MATCHING, Stage.APPLICATION, Stage.FOLLOW_UP)


class LogbookService:
    """Use cases that add to the log of a case."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def save_visit(self, visit: Visit) -> Done[Visit]:
        """Add a visit when it has no id yet, else change it; a held visit moves the case to 訪視診斷."""
        with self._context.casebook.write() as uow:
            findings = tuple(each if each.id else replace(each, id=uow.new_id()) for each in visit.findings)
            visit = replace(visit, findings=findings)
            if visit.id:
                uow.visits.update(visit)
            else:
                visit = replace(visit, id=VisitId(uow.new_id()))
                uow.visits.add(visit)
            if visit.held_by(self._context.on()):
                advance_stage(uow, visit.case, Stage.DIAGNOSIS)
            uow.commit()
        return Done(visit, Changes.of(Kind.VISITS, Kind.CASES, case=visit.case))

    def record_follow_up(self, entry: FollowUp) -> Done[FollowUp]:
        """Record one entry for good.

        Raises:
            UserError: The text is empty, the entry's date lies after the as-of date, or the next date lies
                before the entry's own.
        """
        if not entry.text.strip():
            raise UserError("追蹤紀錄沒有內容", "內容是空白的。", "請寫下這次聯繫談了什麼。")
        present = self._context.on()
        if entry.on > present:
            raise UserError(
                "紀錄日期還沒到",
                f"追蹤紀錄的日期 {format_roc(entry.on)} 晚於基準日 {format_roc(present)}。",
                "請修正日期；約好的下一次聯繫請填在下次日期。",
            )
        if entry.next_on is not None and entry.next_on < entry.on:
            raise UserError("下次日期早於紀錄日期", "下一步的日期不能在這次聯繫之前。", "請修正下次日期。")
        with self._context.casebook.write() as uow:
            consultant = entry.consultant or uow.settings.consultant().name
            recorded = replace(entry, id=FollowUpId(uow.new_id()), consultant=consultant, recorded_at=uow.now)
            uow.follow_ups.add(recorded)
            uow.commit()
        return Done(recorded, Changes.of(Kind.FOLLOW_UPS, Kind.CASES, case=entry.case))

    def retract_follow_up(self, entry: FollowUp, reason: str) -> Done[FollowUp]:
        """Take an entry back by a new entry that says why; the old one stays readable."""
        retraction = replace(
            entry,
            on=self._context.on(),
            text=reason,
            corrects=entry.id,
            retracts=True,
            next_on=None,
            next_step="",
            consultant="",
        )
        return self.record_follow_up(retraction)

    def start_application(self, case: CaseId, measure: int, item: int, on: date) -> Done[Application]:
        """Open an application in preparation.

        Raises:
            UserError: The edition in force has no such measure or item, or one for it is still open.
        """
        self._check_item(measure, item)
        with self._context.casebook.write() as uow:
            _refuse_second(uow.applications.of(case), measure, item)
            first = StatusStep(ApplicationStatus.PREPARING, on)
            application = Application(ApplicationId(uow.new_id()), case, measure, item, (first,))
            uow.applications.add(application)
            advance_stage(uow, case, Stage.APPLICATION)
            uow.commit()
        return Done(application, Changes.of(Kind.APPLICATIONS, Kind.CASES, case=case))

    def advance_application(self, application: ApplicationId, step: StatusStep) -> Done[Application]:
        """Move an application to its next status.

        Raises:
            UserError: The step is not one of the allowed transitions.
        """
        with self._context.casebook.write() as uow:
            present = uow.applications.get(application)
            moved = replace(present, history=present.advanced(step))
            uow.applications.update(moved)
            if step.status in (ApplicationStatus.APPROVED, ApplicationStatus.REJECTED):
                advance_stage(uow, moved.case, Stage.FOLLOW_UP)
            uow.commit()
        return Done(moved, Changes.of(Kind.APPLICATIONS, Kind.CASES, case=moved.case))

    def decide(
        self, case: CaseId, measure: int, decision: Decision, reason: str = ""
    ) -> Done[MeasureDecision]:
        """Keep the consultant's word on a measure beside its verdict.

        Raises:
            UserError: 不建議 without a reason, or no such measure.
        """
        self._check_item(measure, 1)
        if decision is Decision.SET_ASIDE and not reason.strip():
            raise UserError("不建議申請須有理由", "沒有填寫理由。", "請寫下為什麼不建議這項措施。")
        word = MeasureDecision(measure, decision, reason.strip(), self._context.on())
        with self._context.casebook.write() as uow:
            uow.decisions.add(case, word)
            advance_stage(uow, case, Stage.MATCHING)
            uow.commit()
        return Done(word, Changes.of(Kind.DECISIONS, Kind.CASES, case=case))

    def _check_item(self, measure: int, item: int) -> None:
        try:
            self._context.edition.measure(measure).item(item)
        except KeyError:
            raise UserError(
                f"{self._context.edition.roc_year}年版沒有第 {measure} 項措施的第 {item} 個服務項目",
                f"措施編號為 1 至 {len(self._context.edition.measures)}，各措施的服務項目由 1 起編號。",
                "請先查看該措施列出的服務項目。",
            ) from None


def _refuse_second(applications: Iterable[Application], measure: int, item: int) -> None:
    for each in applications:
        if (each.measure, each.item) == (measure, item) and each.is_open:
            raise UserError(
                f"第 {measure} 項措施的第 {item} 個服務項目已有進行中的申請案",
                f"申請案 {each.id} 自 {format_roc(each.history[0].on)} 起辦理，"
                f"目前為「{each.status.label}」。",
                "請接續辦理該申請案；若要重新申請，請先將它結案或撤案。",
            )


def advance_stage(uow: UnitOfWork, case: CaseId, stage: Stage) -> None:
    """Move a case forward to ``stage``; never back, and never out of 結案 or 暫停."""
    present = uow.cases.get(case)
    uow.cases.update(replace(present, stage=stage_after(present.stage, stage)), before=present)


def stage_after(present: Stage, reached: Stage) -> Stage:
    """Return the stage of a case that reached another: the later of both, unless it is 結案 or 暫停."""
    if present in THREAD and THREAD.index(present) < THREAD.index(reached):
        return reached
    return present
