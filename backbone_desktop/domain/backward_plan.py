"""倒推時程: what has to be done by when, counted back from the day an item's window closes.

Rule: the closing day and the documents are printed; every lead time is our estimate and says so.
"""

from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.codes import LabelledCode


class DayUnit(LabelledCode):
    """How the days of a lead time are counted."""

    WORKING = "working", "個工作日"
    CALENDAR = "calendar", "日"


@dataclass(frozen=True, slots=True)
class Lead:
    """How long before the closing day something has to begin; ``days`` is at least 1."""

    days: int
    unit: DayUnit

    @property
    def weight(self) -> int:
        """A figure to order steps by where no closing day is known: five working days make a week."""
        return self.days * (7 if self.unit is DayUnit.WORKING else 5)


@dataclass(frozen=True, slots=True)
class LeadStep:
    """A step every application goes through."""

    code: str
    label: str
    lead: Lead


@dataclass(frozen=True, slots=True)
class DocumentLead:
    """When to begin with documents whose names contain one of ``words``."""

    words: tuple[str, ...]
    lead: Lead


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """The lead times a plan is made with; ``remark`` says whose estimate they are."""

    remark: str
    steps: tuple[LeadStep, ...]
    documents: tuple[DocumentLead, ...]
    other_document: Lead

    def of_document(self, name: str) -> Lead:
        """Return the lead time of a document by its name."""
        for each in self.documents:
            if any(word in name for word in each.words):
                return each.lead
        return self.other_document


class StepKind(LabelledCode):
    """Where a step of a plan is known from."""

    STEP = "step", "辦理"
    DOCUMENT = "document", "文件"
    CLOSING = "closing", "截止"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step.

    Attributes:
        lead: None for the closing day itself.
        on: The day to have it begun or done; None where no closing day is known.
        passed: That day lies before the as-of date.
        basis: What the day or the order rests on, in zh-TW; shown on every line.
    """

    kind: StepKind
    text: str
    lead: Lead | None
    on: date | None
    passed: bool
    basis: str


@dataclass(frozen=True, slots=True)
class BackwardPlan:
    """The steps of one item, the earliest first.

    Attributes:
        closes: The day counted back from; None where the print gives none, or none is left.
        window: The round, event or office the day belongs to, or empty.
        remarks: What to know about the plan as a whole, complete zh-TW sentences.
    """

    measure: int
    name: str
    item: int
    item_name: str
    on: date
    closes: date | None
    window: str
    steps: tuple[PlanStep, ...]
    remarks: tuple[str, ...] = ()
