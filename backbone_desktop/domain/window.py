"""申請期間: when a service item takes applications, with the vagueness of the print kept.

Rule: a window is one kind plus flags; it is described here and judged on a date in ``matching``.
"""

from dataclasses import dataclass

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.roc_range import PartialDate


class WindowKind(LabelledCode):
    """The main shape of the printed period."""

    FIXED = "fixed", "固定期間"
    ROUNDS = "rounds", "分梯次"
    START_ONLY = "start_only", "僅載明起日"
    DEADLINE_ONLY = "deadline_only", "僅載明迄日"
    YEARLY = "yearly", "每年固定時段"
    ROLLING = "rolling", "隨到隨辦"
    ANNOUNCED = "announced", "依公告"
    NOT_STATED = "not_stated", "未載明"


class WindowFlag(LabelledCode):
    """What the print adds to the main shape."""

    ROLLING = "rolling", "隨到隨辦"
    UNTIL_EXHAUSTED = "until_exhausted", "額滿或用罄即止"
    ANNOUNCED_START = "announced_start", "起日依公告"
    TENTATIVE = "tentative", "預訂"


@dataclass(frozen=True, slots=True)
class WindowSpan:
    """One printed stretch of a window; an absent bound is None.

    Attributes:
        label: The round or event as printed (第一梯次), or empty.
        office: The office the stretch belongs to when offices differ, or empty.
        tentative: Printed as planned (預訂), not as settled.
        inherited_year: The print names no year; the edition's year is implied.
    """

    opens: PartialDate | None
    closes: PartialDate | None
    label: str = ""
    office: str = ""
    tentative: bool = False
    inherited_year: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The application period of one item; ``note`` is our own remark shown with it."""

    kind: WindowKind
    citation: str
    flags: frozenset[WindowFlag] = frozenset()
    spans: tuple[WindowSpan, ...] = ()
    note: str = ""


class WindowState(LabelledCode):
    """What can be said of a window on a date."""

    OPEN = "open", "受理中"
    OPENS_LATER = "opens_later", "尚未開始"
    CLOSED = "closed", "已截止"
    CANNOT_TELL = "cannot_tell", "無法判斷"
    EXPIRED_EDITION = "expired_edition", "年度版已過期"
