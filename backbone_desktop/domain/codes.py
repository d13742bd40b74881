"""The short codes kept in files and in the casebook, each with the words a consultant reads.

Rule: codes never change once released; only their labels may.
"""

from enum import StrEnum
from typing import Self, TypeVar


class LabelledCode(StrEnum):
    """A code whose zh-TW label is declared beside it: ``MEMBER = "code", "標籤"``."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        """Create the member from its code and label; the label is left out when a member is looked up."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Aspect(LabelledCode):
    """面向: the five parts of the brochure."""

    TALENT = "talent", "人才"
    TECHNOLOGY = "technology", "技術"
    IP = "ip", "智財"
    BRANDING = "branding", "品牌行銷"
    OTHER = "other", "其他"


class Stage(LabelledCode):
    """Where a case stands in the service thread."""

    ASSIGNED = "assigned", "指派"
    SURVEY = "survey", "需求"
    DIAGNOSIS = "diagnosis", "訪視診斷"
    MATCHING = "matching", "媒合"
    APPLICATION = "application", "申請"
    FOLLOW_UP = "follow_up", "追蹤"
    CLOSED = "closed", "結案"
    SUSPENDED = "suspended", "暫停"


class LogKind(LabelledCode):
    """What kind of record a line of the month's log was made from."""

    VISIT = "visit", "訪視"
    FOLLOW_UP = "follow_up", "追蹤"
    APPLICATION = "application", "申請"


class Channel(LabelledCode):
    """How someone was reached."""

    PHONE = "phone", "電話"
    EMAIL = "email", "電子郵件"
    VISIT = "visit", "訪視"
    MEETING = "meeting", "會議"
    VIDEO = "video", "視訊"
    LETTER = "letter", "公文"
    OTHER = "other", "其他"


class Urgency(LabelledCode):
    """How pressing a need is to the firm."""

    HIGH = "high", "急"
    NORMAL = "normal", "一般"
    LOW = "low", "不急"
    UNKNOWN = "unknown", "未填"


class NeedState(LabelledCode):
    """What became of a need."""

    OPEN = "open", "待處理"
    MET = "met", "已滿足"
    DROPPED = "dropped", "不再需要"


class ConfirmationState(LabelledCode):
    """確認: what the firm said when asked about a value one by one."""

    UNCONFIRMED = "unconfirmed", "未確認"
    CONFIRMED = "confirmed", "已確認"
    CORRECTED = "corrected", "已更正"
    REFUSED = "refused", "拒答"


class Origin(LabelledCode):
    """Where a value came from."""

    ROSTER = "roster", "名冊"
    RESPONSE = "response", "問卷"
    VISIT = "visit", "訪視"
    HAND = "hand", "顧問輸入"


class Holder(LabelledCode):
    """適用對象: which backbone status a preference is for."""

    OUTSTANDING = "outstanding", "卓越中堅企業"
    POTENTIAL = "potential", "潛力中堅企業"
    BOTH = "both", "卓越及潛力中堅企業"
    NOT_DISTINGUISHED = "not_distinguished", "適用對象未區分"


class Decision(LabelledCode):
    """The consultant's own word on a measure, kept beside the verdict."""

    PROPOSE = "propose", "建議"
    HOLD = "hold", "保留"
    SET_ASIDE = "set_aside", "不建議"


CodeT = TypeVar("CodeT", bound=LabelledCode)


def read_code(kind: type[CodeT], text: str) -> CodeT | None:
    """Return the member whose code or label is ``text``, or None."""
    wanted = text.strip()
    return next((member for member in kind if wanted in (member.value, member.label)), None)
