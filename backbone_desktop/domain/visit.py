"""訪視診斷: what was seen on a firm's floor, by whom, and what was advised.

Rule: a planned visit that did not take place carries its reason.
"""

from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.codes import Aspect, LabelledCode
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId, VisitId


class Severity(LabelledCode):
    """How much a diagnosed situation hurts the firm."""

    HIGH = "high", "嚴重"
    MEDIUM = "medium", "中等"
    LOW = "low", "輕微"


@dataclass(frozen=True, slots=True)
class DiagnosisFinding:
    """診斷發現 within one aspect; ``measures`` are the numbers of measures it suggests."""

    id: str
    aspect: Aspect
    situation: str
    cause: str = ""
    severity: Severity = Severity.MEDIUM
    advice: str = ""
    measures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One planned or held visit.

    Attributes:
        visitors: Our people.
        experts: Dispatched experts, each 「姓名（領域・單位）」 as typed.
        attendees: The firm's people.
        not_visited: Why a planned visit did not happen; empty when it did or is still ahead.
    """

    id: VisitId
    case: CaseId
    on: date
    place: str = ""
    purpose: str = ""
    visitors: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    summary: str = ""
    obstacles: str = ""
    not_visited: str = ""
    findings: tuple[DiagnosisFinding, ...] = ()

    def held_by(self, day: date) -> bool:
        """Whether the visit took place on or before ``day``."""
        return not self.not_visited and self.on <= day

    def __post_init__(self) -> None:
        """Refuse a visit that claims both to have been held and not."""
        if self.not_visited and self.findings:
            raise UserError(
                "未到訪的訪視不能有診斷發現",
                f"這筆訪視註明未到訪（{self.not_visited}），卻有 {len(self.findings)} 筆診斷發現。",
                "請清除未到訪原因，或先刪除診斷發現。",
            )
