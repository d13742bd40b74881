"""輔導措施: one measure of one year's brochure and the items that decide its matches.

Rule: names, figures, dates, agencies and phones stand exactly as printed; every other sentence is ours.
"""

from dataclasses import dataclass, field

from backbone_desktop.domain.codes import Aspect, LabelledCode
from backbone_desktop.domain.criterion import Condition
from backbone_desktop.domain.funding import MoneyTerm, Preference
from backbone_desktop.domain.service_group import ServiceGroup
from backbone_desktop.domain.window import Window


class ContactRole(LabelledCode):
    """Which side of a measure an office stands on."""

    ORGANISER = "organiser", "主辦機關"
    EXECUTOR = "executor", "執行單位"


@dataclass(frozen=True, slots=True)
class MeasureContact:
    """One office; ``items`` limits it to those item numbers, empty means all."""

    role: ContactRole
    unit: str
    person: str = ""
    phones: tuple[str, ...] = ()
    region: str = ""
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Website:
    """A printed address with its printed title."""

    title: str
    url: str


class Applicant(LabelledCode):
    """Who files the application."""

    FIRM = "firm", "企業"
    SCHOOL = "school", "學校"
    GUIDANCE_UNIT = "guidance_unit", "輔導單位"
    CONSORTIUM = "consortium", "聯合提案（企業主導）"
    TRAINEE = "trainee", "學員"
    STUDENT = "student", "學生"
    INSTITUTE = "institute", "研究機構"


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """服務項目: what is offered, to whom, when and for how much.

    Attributes:
        number: Position in print order within the measure, from 1.
        name: What distinguishes the item within its measure.
        kind: The service heading in the brochure's own term (訪視診斷, 輔導補助 …).
        offer, audience: Our own words.
        duration: The printed term of the support, in our own words with the printed figures.
        conditions: Empty only while criteria are not recorded.
        guidance_systems: The guidance systems it belongs to, by number; our inference, the print names none.
        guidance_basis: What that inference rests on; there exactly when systems are named.
    """

    id: str
    number: int
    name: str
    kind: str
    offer: str
    audience: str
    applicants: tuple[Applicant, ...]
    window: Window
    conditions: tuple[Condition, ...] = ()
    money: tuple[MoneyTerm, ...] = ()
    duration: str = ""
    documents: tuple[str, ...] = ()
    guidance_systems: tuple[int, ...] = ()
    guidance_basis: str = ""


@dataclass(frozen=True, slots=True)
class OddityNote:
    """A place where the brochure contradicts itself, kept as printed; ``code`` is the finding it explains."""

    code: str
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the edition's measures.

    Attributes:
        core_industries: The core industries it is meant for, by number; our inference, the print names none.
        core_industries_basis: What that inference rests on; there exactly when industries are named.
        criteria_recorded: False shows 「條件尚未建檔」 and decides nothing.
    """

    id: str
    number: int
    aspect: Aspect
    section: int
    name: str
    summary: str
    items: tuple[ServiceItem, ...]
    contacts: tuple[MeasureContact, ...]
    websites: tuple[Website, ...] = ()
    preferences: tuple[Preference, ...] = ()
    core_industries: tuple[int, ...] = ()
    core_industries_basis: str = ""
    notes: tuple[OddityNote, ...] = ()
    criteria_recorded: bool = True

    def item(self, number: int) -> ServiceItem:
        """Return the item with that number; raises KeyError when there is none."""
        for item in self.items:
            if item.number == number:
                return item
        raise KeyError(number)


@dataclass(frozen=True, slots=True)
class Section:
    """A printed section heading within an aspect; ``number`` counts sections 1–19 through the edition."""

    number: int
    aspect: Aspect
    title: str


@dataclass(frozen=True, slots=True)
class Edition:
    """年度版: the catalogue of one ROC year.

    Attributes:
        id: ``105.1``: ROC year, revision of our transcription.
        digest: SHA-256 over the edition's files, so that a snapshot can name what it was judged by.
        group: The service group behind the edition.
    """

    id: str
    roc_year: int
    title: str
    publisher: str
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    digest: str
    group: ServiceGroup = field(default_factory=ServiceGroup)

    def measure(self, number: int) -> Measure:
        """Return the measure with that number; raises KeyError when there is none."""
        for measure in self.measures:
            if measure.number == number:
                return measure
        raise KeyError(number)
