"""Facts nobody is asked for: computed on a date from certificates and from guidance received before.

Rule: a bound that is not known leaves the derived fact unknown unless something else decides it; an empty
list that is known says no.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import cast

from backbone_desktop.domain.facts import Certificate, FactContent, FactSheet, PastGuidance
from backbone_desktop.matching.criteria import MET, NOT_MET, UNKNOWN, Membership, Value

HOLDER = "backbone_holder"
GUIDANCE_CURRENT = "guidance_period_current"
IDB_GUIDANCE = "idb_guidance_3y"
CERTIFICATES = "certificates"
PAST_GUIDANCE = "past_guidance"

STATUSES = frozenset({"potential", "outstanding"})
IDB_NAMES = ("工業局", "產業發展署")
"""The bureau's name, and the one it bears since 2023-09-26."""

LOOK_BACK_YEARS = 3


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a derived fact is computed from its source's content on a date; None when it cannot be told."""

    source: str
    compute: Callable[[FactContent, date], Value | None]


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """What rules may read of one firm on one date: its own facts and those derived from them."""

    sheet: FactSheet
    on: date

    def value(self, key: str) -> Value | None:
        """Return the value of a fact, None when unknown, refused or not derivable."""
        derivation = DERIVATIONS.get(key)
        if derivation is None:
            return self.sheet.content(key)
        content = self.sheet.content(derivation.source)
        return None if content is None else derivation.compute(content, self.on)


def source_of(key: str) -> str:
    """Return the fact to ask for when ``key`` is missing: its source, or itself."""
    derivation = DERIVATIONS.get(key)
    return key if derivation is None else derivation.source


def within(first: date | None, last: date | None, on: date) -> int:
    """Grade whether ``on`` lies between two days, both included, where None is a bound not known."""
    if (first is not None and on < first) or (last is not None and on > last):
        return NOT_MET
    return UNKNOWN if first is None or last is None else MET


def backbone_holder(content: FactContent, on: date) -> Membership:
    """Return the statuses the firm holds, and may hold, by certificates valid on ``on``."""
    graded = [(each.kind, within(each.valid_from, each.valid_to, on)) for each in certificates(content)]
    held = frozenset(kind for kind, each in graded if each == MET)
    return Membership(held, held.union(kind for kind, each in graded if each == UNKNOWN))


def guidance_period_current(content: FactContent, on: date) -> bool | None:
    """Tell whether the guidance period of some certificate covers ``on``; validity alone says nothing."""
    return _decided([within(each.guidance_from, each.guidance_to, on) for each in certificates(content)])


def idb_guidance_3y(content: FactContent, on: date) -> bool | None:
    """Tell whether the bureau's guidance ran, or ended, within the three calendar years before ``on``."""
    cutoff = years_before(on, LOOK_BACK_YEARS)
    return _decided([idb_guidance_grade(each, cutoff, on) for each in past_guidance(content)])


def idb_guidance_grade(guidance: PastGuidance, cutoff: date, on: date) -> int:
    """Grade one entry: given by the bureau, begun by ``on``, and not ended before ``cutoff``."""
    return min(_by_idb(guidance.agency), _overlaps(guidance, cutoff, on))


def years_before(day: date, years: int) -> date:
    """Return the same day of an earlier year, 28 February for a 29 February that year lacks."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _by_idb(agency: str) -> int:
    name = "".join(agency.split())
    if not name:
        return UNKNOWN
    return MET if any(known in name for known in IDB_NAMES) else NOT_MET


def _overlaps(guidance: PastGuidance, cutoff: date, on: date) -> int:
    began, ended = guidance.began_on, guidance.ended_on
    if (began is not None and began > on) or (ended is not None and ended < cutoff):
        return NOT_MET
    if began is not None and (ended is not None or began >= cutoff):
        return MET
    # An end on or before the day proves a beginning before it.
    return MET if ended is not None and ended <= on else UNKNOWN


def _decided(grades: list[int]) -> bool | None:
    best = max(grades, default=NOT_MET)
    return None if best == UNKNOWN else best == MET


def certificates(content: FactContent) -> tuple[Certificate, ...]:
    """Return the content as what its fact's definition makes it."""
    return cast("tuple[Certificate, ...]", content)


def past_guidance(content: FactContent) -> tuple[PastGuidance, ...]:
    """Return the content as what its fact's definition makes it."""
    return cast("tuple[PastGuidance, ...]", content)


DERIVATIONS: Mapping[str, Derivation] = MappingProxyType(
    {
        HOLDER: Derivation(CERTIFICATES, backbone_holder),
        GUIDANCE_CURRENT: Derivation(CERTIFICATES, guidance_period_current),
        IDB_GUIDANCE: Derivation(PAST_GUIDANCE, idb_guidance_3y),
    }
)
