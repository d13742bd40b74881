"""比較: what differs between two assessments of one case, and why.

Rule: a comparison reads nothing but the two assessments, so that it says the same years later.
"""

from dataclasses import dataclass
from datetime import date, datetime

from backbone_desktop.domain.codes import LabelledCode
from backbone_desktop.domain.identifiers import AssessmentId
from backbone_desktop.domain.verdict import Assessment, Outcome, Verdict
from backbone_desktop.domain.window import WindowState


class ChangeWeight(LabelledCode):
    """The weightiest thing that differs in a measure, weightiest first."""

    VERDICT = "verdict", "判定改變"
    ADDED = "added", "新增措施"
    CLOSED = "closed", "措施取消"
    ITEM = "item", "服務項目判定改變"
    WINDOW = "window", "申請期間改變"
    PREFERENCE = "preference", "中堅企業優惠改變"
    REASON = "reason", "判定理由改變"


class Cause(LabelledCode):
    """Why something differs."""

    FACT = "fact", "企業資料改變"
    DATE = "date", "評估日不同"
    EDITION = "edition", "年度版不同"
    ENGINE = "engine", "判定規則改版"
    NEED = "need", "需求改變"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause as one zh-TW sentence; ``fact`` is the key of the fact that changed, or empty."""

    cause: Cause
    sentence: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that differs; values in zh-TW, 「未知」 where there was or is none."""

    fact: str
    label: str
    before: str
    after: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A clause whose outcome, value or threshold differs, a top-level one with all its members.

    An outcome is None, and its sentence empty, where only one edition has the clause.
    """

    criterion: str
    before: Outcome | None
    after: Outcome | None
    before_sentence: str
    after_sentence: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What differs in one service item; a verdict is None where only one of the two has the item."""

    number: int
    name: str
    before: Verdict | None
    after: Verdict | None
    window_before: WindowState | None
    window_after: WindowState | None
    findings: tuple[FindingChange, ...]


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """What differs in one measure.

    Attributes:
        number: Its number in the newer edition, in the older one for a closed measure.
        before, after: None where only one of the two has the measure.
        items: The service items that differ, in print order, the closed ones last.
        preferences_gained, preferences_lost: Texts of preference lines only one of the two has.
        reasons: Why, one zh-TW sentence each, without repetition.
    """

    number: int
    name: str
    weight: ChangeWeight
    before: Verdict | None
    after: Verdict | None
    items: tuple[ItemChange, ...]
    preferences_gained: tuple[str, ...]
    preferences_lost: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AssessmentMark:
    """What an assessment was made by; ``id`` and ``recorded_at`` are None for one that is not stored."""

    edition: str
    edition_digest: str
    engine_version: str
    assessed_on: date
    id: AssessmentId | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments of one case held against each other.

    Attributes:
        facts: Facts that differ in value, origin or confirmation, in the order of the definitions; empty
            where one of the two did not keep its facts.
        reasons: What differs between the two as a whole: date, edition, rules, needs.
        measures: The measures that differ, weightiest change first.
    """

    before: AssessmentMark
    after: AssessmentMark
    facts: tuple[FactChange, ...]
    reasons: tuple[Reason, ...]
    measures: tuple[MeasureChange, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """An assessment under assumed facts, and what differs from the one under the facts as they stand."""

    comparison: Comparison
    assessment: Assessment
