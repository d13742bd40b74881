"""What a use case changed, so that screens decide for themselves whether to look again.

Rule: every writing use case returns :class:`Done`; this module imports nothing heavy, because the
window needs it before anything is opened.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from backbone_desktop.domain.identifiers import CaseId

ValueT = TypeVar("ValueT")


class Kind(StrEnum):
    """The kinds of thing a screen may be showing."""

    CASES = "cases"
    FACTS = "facts"
    ANSWERS = "answers"
    NEEDS = "needs"
    VISITS = "visits"
    FOLLOW_UPS = "follow_ups"
    APPLICATIONS = "applications"
    ASSESSMENTS = "assessments"
    DECISIONS = "decisions"
    CHECKLIST = "checklist"
    BATCHES = "batches"
    CATALOGUE = "catalogue"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds that changed and the cases concerned; no cases named means any may be."""

    kinds: frozenset[Kind]
    cases: frozenset[CaseId] = frozenset()

    @classmethod
    def of(cls, *kinds: Kind, case: CaseId | None = None) -> "Changes":
        """Name what changed, for one case or for all."""
        return cls(frozenset(kinds), frozenset() if case is None else frozenset({case}))

    def concern(self, case: CaseId, *kinds: Kind) -> bool:
        """Whether a screen showing these kinds of that case should look again."""
        return not self.kinds.isdisjoint(kinds) and (not self.cases or case in self.cases)


@dataclass(frozen=True, slots=True)
class Done(Generic[ValueT]):
    """The result of a writing use case."""

    value: ValueT
    changes: Changes
