"""What the programme rests on beside the measures: guidance systems, industries, aims and principles.

Rule: names, numbers, figures and days are facts with a named source; what a source lost or leaves open is
marked, never filled in silently. Descriptions are in our own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import LabelledCode

if TYPE_CHECKING:
    from datetime import date

    from backbone_desktop.domain.agency import AgencyHistory
    from backbone_desktop.domain.backward_plan import LeadTimes

GUIDANCE_NUMBERS = range(1, 12)
"""The guidance systems as the regulation counts them."""

CORE_INDUSTRY_NUMBERS = range(1, 7)
"""The core strategic industries in the order of their programme."""

INFERRED = "本程式推論，非手冊所載"
"""Said beside every link from a measure to a guidance system or an industry: no brochure prints one."""


class KnownFrom(LabelledCode):
    """Where an entry is known from."""

    PAGE = "page", "主管機關網頁所載"
    ELSEWHERE = "elsewhere", "網頁缺漏，另據他處"


@dataclass(frozen=True, slots=True)
class GuidanceSystem:
    """中小企業輔導體系: one of eleven.

    Attributes:
        number: Its number in the regulation; the number measures refer to.
        number_proven: False where the regulation's order beyond the names could not be read.
        name: Official name without 「輔導體系」.
        task: What it is for, in our own words.
        page_number: Its number on the ministry's English page, which counts differently.
        page_name: The name printed there; empty where the page lost it.
        order_proven: False where the page's number cannot be told apart from another lost one.
        known_from: Whether the page prints the name.
        source: What the entry rests on, in a sentence.
        responsible: The bodies the page holds responsible, as printed.
        agencies: The same bodies by their official names of that time.
    """

    number: int
    name: str
    task: str
    page_number: int
    page_name: str
    known_from: KnownFrom
    source: str
    responsible: tuple[str, ...]
    agencies: tuple[str, ...]
    number_proven: bool = True
    order_proven: bool = True


@dataclass(frozen=True, slots=True)
class GuidanceSystems:
    """The eleven in the regulation's order, and the two sources their entries speak of."""

    regulation: str
    page: str
    systems: tuple[GuidanceSystem, ...]


@dataclass(frozen=True, slots=True)
class CoreIndustry:
    """六大核心戰略產業: one of six.

    Attributes:
        number: Position in the list of the promotion programme, from 1.
        code: The choice of the fact ``core_industries``.
        name: Official zh-TW name.
        page_name: The English name as printed.
        focus: What the programme promotes in it, in our own words with the printed figures.
    """

    number: int
    code: str
    name: str
    page_name: str
    focus: str


@dataclass(frozen=True, slots=True)
class InnovativeIndustry:
    """「5+2」產業創新計畫: one of seven; ``added`` marks the two that joined the first five."""

    number: int
    name: str
    added: bool


@dataclass(frozen=True, slots=True)
class Industries:
    """The six core strategic industries, the seven they build on, and what is known of the decision.

    Attributes:
        announced_on: Day of the address that announced them.
        approved_on: Day the cabinet approved the promotion programme.
        meeting: Number of that cabinet meeting.
        promoters: The bodies that promote the programme, by their official names of that time.
        source: Where the six are known from.
        innovative_source: Where the seven are known from.
    """

    announced_on: date
    approved_on: date
    meeting: int
    promoters: tuple[str, ...]
    source: str
    core: tuple[CoreIndustry, ...]
    innovative: tuple[InnovativeIndustry, ...]
    innovative_source: str


class Qualifier(LabelledCode):
    """How exactly an aim is put."""

    MORE_THAN = "more_than", "超過"
    ABOUT = "about", "約"
    EXACTLY = "exactly", ""


@dataclass(frozen=True, slots=True)
class Objective:
    """計畫目標: one figure the programme set itself.

    Attributes:
        amount: Whole number in ``unit``; money in 元.
        years: Within how many years.
        citation: Heading and number in the programme's English text.
    """

    code: str
    label: str
    qualifier: Qualifier
    amount: int
    unit: str
    years: int
    citation: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way a limit is put; ``words`` as printed. ``strict`` leaves out a value equal to the limit."""

    source: str
    words: str
    strict: bool


class Direction(LabelledCode):
    """On which side of a limit a value has to lie."""

    BELOW = "below", "低於"
    ABOVE = "above", "高於"


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure of a principle; more than one reading means that the print disagrees at the boundary.

    Attributes:
        fact: The fact the figure is about; ``founded_on`` counts whole years since that day.
        amount: Whole number in ``unit``; money in 元.
    """

    fact: str
    direction: Direction
    amount: int
    unit: str
    readings: tuple[Reading, ...]


class Track(LabelledCode):
    """The two ways into the programme."""

    ELITE = "elite", "選菁英"
    GROWTH = "growth", "助成長"


@dataclass(frozen=True, slots=True)
class Principle:
    """遴選評估原則: one thing a firm is looked at for.

    Attributes:
        number: Position within its track, from 1, in the order of the text.
        summary: In our own words.
        facts: The facts of a case that speak to it; empty where only a reviewer can tell.
        limits: Its figures; one of them is enough where there are several.
        citation: Heading and number in the programme's English text.
        answered_by: The yes/no fact that asks the same thing, or empty.
        denied_by: The yes/no fact whose no rules the principle out while its yes alone decides nothing.
    """

    track: Track
    number: int
    title: str
    summary: str
    facts: tuple[str, ...]
    citation: str
    limits: tuple[Limit, ...] = ()
    answered_by: str = ""
    denied_by: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """推動中堅企業躍升計畫: when it was approved, what it aims at and whom it looks for.

    Attributes:
        approved_on: Day of the cabinet's approval.
        group_since: ROC year the service group was set up.
    """

    name: str
    approved_on: date
    group_since: int
    objectives: tuple[Objective, ...]
    principles: tuple[Principle, ...]

    def track(self, track: Track) -> tuple[Principle, ...]:
        """Return the principles of one track in order."""
        return tuple(each for each in self.principles if each.track is track)


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference data of the product, the same for every edition."""

    guidance: GuidanceSystems
    industries: Industries
    programme: Programme
    agencies: AgencyHistory
    lead_times: LeadTimes

    def guidance_system(self, number: int) -> GuidanceSystem:
        """Return the system of that number in the regulation; raises KeyError when there is none."""
        for system in self.guidance.systems:
            if system.number == number:
                return system
        raise KeyError(number)

    def core_industry(self, number: int) -> CoreIndustry:
        """Return the industry of that number; raises KeyError when there is none."""
        for industry in self.industries.core:
            if industry.number == number:
                return industry
        raise KeyError(number)
