"""申請案: an application for one item of a measure, from preparation to the payment.

Rule: a status changes only along :data:`TRANSITIONS`; every change keeps its date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import ApplicationId, CaseId


class ApplicationStatus(LabelledCode):
    """Where an application stands."""

    PREPARING = "preparing", "準備"
    SUBMITTED = "submitted", "送件"
    SUPPLEMENTING = "supplementing", "補件"
    REVIEWING = "reviewing", "審查"
    APPROVED = "approved", "核定"
    REJECTED = "rejected", "未核定"
    CONTRACTED = "contracted", "簽約"
    EXECUTING = "executing", "執行"
    CLOSED = "closed", "結案"
    WITHDRAWN = "withdrawn", "撤案"


_FORWARD = {
    ApplicationStatus.PREPARING: (ApplicationStatus.SUBMITTED,),
    ApplicationStatus.SUBMITTED: (ApplicationStatus.SUPPLEMENTING, ApplicationStatus.REVIEWING),
    ApplicationStatus.SUPPLEMENTING: (ApplicationStatus.REVIEWING,),
    ApplicationStatus.REVIEWING: (
        ApplicationStatus.SUPPLEMENTING,
        ApplicationStatus.APPROVED,
        ApplicationStatus.REJECTED,
    ),
    ApplicationStatus.APPROVED: (ApplicationStatus.CONTRACTED,),
    ApplicationStatus.CONTRACTED: (ApplicationStatus.EXECUTING,),
    ApplicationStatus.EXECUTING: (ApplicationStatus.CLOSED,),
    ApplicationStatus.REJECTED: (),
}

TRANSITIONS: Mapping[ApplicationStatus, tuple[ApplicationStatus, ...]] = MappingProxyType(
    {
        **{state: (*targets, ApplicationStatus.WITHDRAWN) for state, targets in _FORWARD.items()},
        ApplicationStatus.CLOSED: (),
        ApplicationStatus.WITHDRAWN: (),
    }
)


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One entry of the status history; ``amount_ntd`` is what was asked, approved or paid at that step."""

    status: ApplicationStatus
    on: date
    amount_ntd: int | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """One application; ``history`` starts with 準備 and ends with the present status."""

    id: ApplicationId
    case: CaseId
    measure: int
    item: int
    history: tuple[StatusStep, ...]

    @property
    def status(self) -> ApplicationStatus:
        """The present status."""
        return self.history[-1].status

    @property
    def is_open(self) -> bool:
        """Whether there is still something to be done for it; what was refused can only be withdrawn."""
        return any(state is not ApplicationStatus.WITHDRAWN for state in TRANSITIONS[self.status])

    def advanced(self, step: StatusStep) -> "tuple[StatusStep, ...]":
        """Return the history with ``step`` added; raises UserError for a step that is not allowed."""
        allowed = TRANSITIONS[self.status]
        if step.status not in allowed:
            names = "、".join(each.label for each in allowed) or "（已無後續狀態）"
            raise UserError(
                f"申請案不能由「{self.status.label}」改為「{step.status.label}」",
                f"目前狀態為「{self.status.label}」，可改為：{names}。",
                "請選擇可行的下一個狀態。",
            )
        if step.on < self.history[-1].on:
            raise UserError(
                "申請案狀態日期倒退",
                "新狀態的日期早於目前狀態的日期。",
                "請確認日期後再試一次。",
            )
        return (*self.history, step)
