"""可改變的條件: what a firm could change so that an item it is shut out of would take it.

Rule: a remedy is true. Judged with its steps taken, the item comes out as the remedy says; and no step asks
a firm to shrink, or to undo what has happened.
"""

from dataclasses import dataclass

from backbone_desktop.domain.facts import FactContent


@dataclass(frozen=True, slots=True)
class RemedyStep:
    """One fact to change.

    Attributes:
        fact: The key of the asked fact; a certificate is obtained under ``certificates``.
        label: The zh-TW name of what the clause reads, which a certificate's status differs from.
        before, after: The value as it stands and the one to reach, in zh-TW.
        content: The content to reach, ready to be tried out or recorded.
        threshold: The demand in zh-TW.
        distance: How far the figure is from it (「5,000,000 元」), empty where nothing is counted.
        citation: The clause that fails as things stand.
        sentence: The step as one zh-TW sentence.
    """

    fact: str
    label: str
    before: str
    after: str
    content: FactContent
    threshold: str
    distance: str
    citation: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """A smallest set of steps that together open an item; leaving any of them out does not.

    Attributes:
        eligible: The steps alone make the item eligible; else it is no longer excluded and stays to be
            decided.
        open_facts: Keys of the facts that then still decide, derived ones included; empty when ``eligible``,
            or when only the organiser can say how an ambiguous clause is read.
        sentence: All steps and what is left to be asked, as one zh-TW sentence.
    """

    steps: tuple[RemedyStep, ...]
    eligible: bool
    open_facts: tuple[str, ...]
    sentence: str
