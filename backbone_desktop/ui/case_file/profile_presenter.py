"""What 概況 says of every fact, without a window.

Rule: every fact that can be asked has its line, known or not; 未知, 否, 0 and 拒答 are four different words.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.fact_history import observed_value
from backbone_desktop.domain.fact_text import UNKNOWN_TEXT
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.money import format_ntd_text
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.text import fold
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from backbone_desktop.domain.facts import FactContent, FactDefinition, FactSheet, Observation
    from backbone_desktop.domain.visit import Visit

READ_ALOUD_FROM = 10_000
ALL, UNKNOWN, UNCONFIRMED, CONTRADICTED, DECIDING = (
    "",
    "unknown",
    "unconfirmed",
    "contradicted",
    "deciding",
)
NARROWINGS: Mapping[str, str] = MappingProxyType(
    {
        ALL: "全部",
        UNKNOWN: "未知",
        UNCONFIRMED: "未確認",
        CONTRADICTED: "有矛盾",
        DECIDING: "影響最多措施",
    }
)
STATE_TONES: Mapping[ConfirmationState, Tone] = MappingProxyType(
    {
        ConfirmationState.UNCONFIRMED: Tone.WARN,
        ConfirmationState.CONFIRMED: Tone.OK,
        ConfirmationState.CORRECTED: Tone.OK,
        ConfirmationState.REFUSED: Tone.NEUTRAL,
    }
)

_NEVER_ASKED = "尚未詢問"
_SOURCE = "{origin}・{day}"
_READ_ALOUD = "{text}（{aloud}）"
_CHOSEN = "顧問指定"
_CONTRADICTION = "有矛盾"
_DECIDES = "可決定 {count} 項"
_VISIT = "{day} 訪視"
_VISIT_PLACE = "{day} 訪視（{place}）"

Tag = tuple[str, Tone]


@dataclass(frozen=True, slots=True)
class VisitChoice:
    """A visit an entry may rest on."""

    id: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several values that differ, as it stands beside the others; ``counts`` for the one in force."""

    observation: str
    value: str
    source: str
    state: Tag
    counts: bool


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact as its row shows it.

    Attributes:
        content: What counts now, None when not known or refused.
        tags: Words with their tone: 未確認, 已確認, 已更正, 拒答, 顧問指定, 有矛盾, 可決定 n 項.
        source: Where the value came from and when; says so when nobody was asked.
        standing: Id of the observation that counts, empty without one.
        unconfirmed: Whether a value waits to be confirmed.
        decides: How many undetermined measures an answer could decide.
        candidates: The values that differ, the one in force first; empty without a contradiction.
    """

    definition: FactDefinition
    content: FactContent | None
    value: str
    tags: tuple[Tag, ...]
    source: str
    standing: str = ""
    unconfirmed: bool = False
    refused: bool = False
    decides: int = 0
    candidates: tuple[Candidate, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a content rules may read."""
        return self.content is not None

    @property
    def asked(self) -> bool:
        """Whether anything was ever observed that counts."""
        return bool(self.standing)


def fact_view(definition: FactDefinition, sheet: FactSheet, decides: int = 0) -> FactView:
    """Describe one fact as it stands; ``decides`` is what an answer could decide."""
    standing = sheet.get(definition.key)
    worth: tuple[Tag, ...] = ((_DECIDES.format(count=decides), Tone.ACCENT),) if decides else ()
    if standing is None:
        return FactView(definition, None, UNKNOWN_TEXT, worth, _NEVER_ASKED, decides=decides)
    observation, rivals = standing.observation, standing.contradicted_by
    beside = (observation, *reversed(rivals)) if rivals else ()
    return FactView(
        definition=definition,
        content=standing.content,
        value=shown_value(definition, observation),
        tags=(*worth, *_tags(observation, contradicted=bool(rivals))),
        source=_source(observation),
        standing=observation.id,
        unconfirmed=observation.state is ConfirmationState.UNCONFIRMED,
        refused=observation.state is ConfirmationState.REFUSED,
        decides=decides,
        candidates=tuple(
            _candidate(definition, each, counts=position == 0) for position, each in enumerate(beside)
        ),
    )


def narrowed(views: Sequence[FactView], narrowing: str, sought: str = "") -> frozenset[str]:
    """Return the keys of the facts that a filter and the words of a search show.

    Args:
        views: Every fact.
        narrowing: One of :data:`NARROWINGS`.
        sought: Words to be found in label, question or key, folded; empty for all.
    """
    words = [fold(word) for word in sought.split()]
    return frozenset(
        view.definition.key for view in views if _shown(view, narrowing) and _found(view.definition, words)
    )


def narrowing_counts(views: Sequence[FactView]) -> tuple[tuple[str, str, int], ...]:
    """Return the filters with the number of facts each shows."""
    return tuple((key, words, sum(_shown(view, key) for view in views)) for key, words in NARROWINGS.items())


def shown_value(definition: FactDefinition, observation: Observation) -> str:
    """Return what was observed in zh-TW, large amounts read aloud as well."""
    text, content = observed_value(definition, observation), observation.content
    if definition.type is FactType.MONEY and isinstance(content, int) and content >= READ_ALOUD_FROM:
        return _READ_ALOUD.format(text=text, aloud=format_ntd_text(content))
    return text


def newest(observations: Sequence[Observation], key: str) -> Observation | None:
    """Return the observation of a fact that was recorded last."""
    return next((each for each in reversed(observations) if each.key == key), None)


def visit_choices(visits: Sequence[Visit], on: date) -> tuple[VisitChoice, ...]:
    """Return the visits held by a day, which an entry may rest on, the latest first."""
    held = sorted((each for each in visits if each.held_by(on)), key=lambda each: each.on, reverse=True)
    return tuple(
        VisitChoice(each.id, each.on, _visit_words(format_roc(each.on), each.place)) for each in held
    )


def _visit_words(day: str, place: str) -> str:
    return _VISIT_PLACE.format(day=day, place=place) if place else _VISIT.format(day=day)


def _shown(view: FactView, narrowing: str) -> bool:
    match narrowing:
        case "unknown":
            return not view.known and not view.refused
        case "unconfirmed":
            return view.unconfirmed
        case "contradicted":
            return bool(view.candidates)
        case "deciding":
            return view.decides > 0
        case _:
            return True


def _found(definition: FactDefinition, words: Sequence[str]) -> bool:
    text = fold(f"{definition.label} {definition.question} {definition.key}")
    return all(word in text for word in words)


def _source(observation: Observation) -> str:
    return _SOURCE.format(origin=observation.origin.label, day=format_roc(observation.as_of))


def _tags(observation: Observation, *, contradicted: bool) -> tuple[Tag, ...]:
    tags = [(observation.state.label, STATE_TONES[observation.state])]
    if observation.chosen:
        tags.append((_CHOSEN, Tone.ACCENT))
    if contradicted:
        tags.append((_CONTRADICTION, Tone.BAD))
    return tuple(tags)


def _candidate(definition: FactDefinition, observation: Observation, *, counts: bool) -> Candidate:
    state = (observation.state.label, STATE_TONES[observation.state])
    return Candidate(
        observation.id, shown_value(definition, observation), _source(observation), state, counts
    )
