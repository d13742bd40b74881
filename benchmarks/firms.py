"""Invented firms for measuring: plain values first, the program's observations made from the same values.

Rule: the same seed gives the same firms, and every fact that some rule reads varies, unknown included.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.facts import (
    Certificate,
    FactContent,
    FactDefinition,
    FactSheet,
    FactType,
    Observation,
    PastGuidance,
    StandingFact,
)

ON = date(2016, 3, 10)
SHARE_UNKNOWN = 0.2

_RECORDED_AT = datetime(2016, 3, 1, tzinfo=UTC)
_YEAR = {"earlier": (date(2012, 1, 1), date(2012, 12, 31)), "now": (date(2015, 6, 1), date(2018, 5, 31))}
_AMOUNTS = (5_000_000, 19_999_999, 20_000_000, 48_000_000, 20_000_000_000, 20_000_000_001)
_COUNTS = (0, 1, 2, 20, 99, 100, 200, 201, 2_000, 2_001)
_FIGURES = ("0", "7.5", "799.9", "800", "800.1", "2500")


@dataclass(frozen=True, slots=True)
class Firm:
    """One invented firm: its contents by fact key, unknown ones left out, and the sheet rules read."""

    contents: Mapping[str, FactContent]
    sheet: FactSheet


def invent_firms(count: int, facts: Mapping[str, FactDefinition], seed: int) -> list[Firm]:
    """Return that many firms over all facts that are asked for."""
    random = Random(seed)  # noqa: S311 - invented firms, no secret
    return [_invent(facts, random) for _ in range(count)]


def _invent(facts: Mapping[str, FactDefinition], random: Random) -> Firm:
    contents = {
        key: _content(definition, random)
        for key, definition in facts.items()
        if not definition.derived_from and random.random() >= SHARE_UNKNOWN
    }
    standing = {key: StandingFact(_observation(key, content)) for key, content in contents.items()}
    return Firm(contents, FactSheet(standing, ON))


def _observation(key: str, content: FactContent) -> Observation:
    return Observation(key, key, content, Origin.RESPONSE, ON, ConfirmationState.UNCONFIRMED, _RECORDED_AT)


def _content(definition: FactDefinition, random: Random) -> FactContent:
    match definition.type:
        case FactType.YES_NO:
            return random.random() < 0.5
        case FactType.MONEY:
            return random.choice(_AMOUNTS)
        case FactType.INTEGER:
            return random.choice(_COUNTS)
        case FactType.DECIMAL | FactType.PERCENT:
            return Decimal(random.choice(_FIGURES))
        case FactType.CHOICE:
            return random.choice(definition.choices).code
        case _:
            return _rarer_content(definition, random)


def _rarer_content(definition: FactDefinition, random: Random) -> FactContent:
    match definition.type:
        case FactType.CHOICES:
            return tuple(choice.code for choice in definition.choices if random.random() < 0.3)
        case FactType.CERTIFICATES:
            return tuple(_certificate(kind, random) for kind in _KINDS if random.random() < 0.5)
        case FactType.PAST_GUIDANCE:
            return tuple(_guidance(agency, random) for agency in _AGENCIES if random.random() < 0.4)
        case FactType.DATE:
            return date(random.randrange(1960, 2016), 1, 1)
        case FactType.ROC_YEAR:
            return random.randrange(100, 106)
        case _:
            return ("臺灣",) if definition.type is FactType.TEXTS else "25"


_KINDS = ("potential", "outstanding")
_AGENCIES = ("經濟部工業局", "經濟部商業司", "")


def _certificate(kind: str, random: Random) -> Certificate:
    valid, guidance = _period(random), _period(random)
    return Certificate(kind, "", *valid, *guidance)


def _guidance(agency: str, random: Random) -> PastGuidance:
    return PastGuidance("輔導計畫", agency, *_period(random))


def _period(random: Random) -> tuple[date | None, date | None]:
    first, last = _YEAR[random.choice(("earlier", "now"))]
    return (first if random.random() < 0.8 else None, last if random.random() < 0.8 else None)
