"""下次訪視要問的資料: what a consultant means to ask a firm at the next visit or call.

Rule: a line asks for one fact; it stays open until the fact is known, whichever way that came about.
"""

from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.codes import LabelledCode


class SettledBy(LabelledCode):
    """How a line was ticked; one whose fact became known in another way is never ticked, only seen to be."""

    OPEN = "open", "待問"
    VISIT = "visit", "訪視時問到"
    PHONE = "phone", "電話問到"
    REFUSED = "refused", "企業拒答"


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One fact to ask for; ``settled_on`` is None exactly while it is open."""

    id: str
    fact: str
    added_on: date
    settled_by: SettledBy = SettledBy.OPEN
    settled_on: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A line as it is shown.

    Attributes:
        label: The fact's short name.
        text: The sentence a consultant asks.
        answer: The firm's value in zh-TW once settled, else empty.
        remark: How and when it was settled, else empty.
        settled_on: The day it was ticked, or the value that settles it is about; None while open.
    """

    fact: str
    label: str
    text: str
    added_on: date
    settled: bool
    answer: str = ""
    remark: str = ""
    settled_on: date | None = None
