"""What the history of one fact says, line by line, without a window.

Rule: every word is the history's; only what an act would do is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from backbone_desktop.domain.fact_history import Place
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.time_stamp import TAIWAN_TIME
from backbone_desktop.ui.case_file.profile_presenter import STATE_TONES
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backbone_desktop.domain.fact_history import FactHistory, FactHistoryLine, FactReader

PLACE_TONES: Mapping[Place, Tone] = MappingProxyType(
    {
        Place.COUNTS: Tone.ACCENT,
        Place.CONTRADICTS: Tone.BAD,
        Place.EARLIER: Tone.NEUTRAL,
        Place.LATER: Tone.WARN,
        Place.WITHDRAWN: Tone.NEUTRAL,
    }
)
READERS_SHOWN = 6

_RECORDED = "{day} 記入"
_RECORDED_BY = "{day} 記入・{by}"
_TAKE_BACK = "收回"
_TAKE_BACK_CHOICE = "收回指定"
_NO_READERS = "目前的年度版沒有措施條件用到這一項。"
_READERS = "{count} 項措施的條件用到這一項"
_READERS_WAITING = "{count} 項措施的條件用到這一項，其中 {waiting} 項因缺這一項而資料不足"
_READER = "第 {number} 項 {name}"
_MINOR = "只影響優先順序，或僅供參考"
_WAITS = "資料不足"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One observation as the panel shows it; ``take_back`` is empty where it cannot be taken back."""

    observation: str
    as_of: str
    value: str
    place: tuple[str, Tone]
    state: tuple[str, Tone]
    source: str
    recorded: str
    can_be_chosen: bool
    take_back: str
    faded: bool


@dataclass(frozen=True, slots=True)
class ReaderLink:
    """A measure to go to; ``tag`` says that it waits for the fact, ``tip`` what the fact means to it."""

    number: int
    words: str
    tag: str
    tip: str


def history_rows(history: FactHistory) -> tuple[HistoryRow, ...]:
    """Return the lines of a history, the latest day first."""
    return tuple(map(_row, history.lines))


def reader_words(readers: Sequence[FactReader]) -> str:
    """Say how many measures read a fact and how many wait for it."""
    if not readers:
        return _NO_READERS
    waiting = sum(each.waits for each in readers)
    words = _READERS_WAITING if waiting else _READERS
    return words.format(count=len(readers), waiting=waiting)


def reader_links(readers: Sequence[FactReader]) -> tuple[ReaderLink, ...]:
    """Return the measures to go to, those waiting for the fact first."""
    return tuple(
        ReaderLink(
            each.number,
            _READER.format(number=each.number, name=each.name),
            _WAITS if each.waits else "",
            "" if each.deciding else _MINOR,
        )
        for each in readers
    )


def _row(line: FactHistoryLine) -> HistoryRow:
    observation = line.observation
    day = format_roc(observation.recorded_at.astimezone(TAIWAN_TIME).date())
    back = _TAKE_BACK_CHOICE if line.by_choice else _TAKE_BACK
    return HistoryRow(
        observation=observation.id,
        as_of=format_roc(observation.as_of),
        value=line.value,
        place=(line.place.label, PLACE_TONES[line.place]),
        state=(observation.state.label, STATE_TONES[observation.state]),
        source=line.source,
        recorded=(_RECORDED_BY if line.by else _RECORDED).format(day=day, by=line.by),
        can_be_chosen=line.can_be_chosen,
        take_back=back if line.can_be_taken_back else "",
        faded=line.place is Place.WITHDRAWN,
    )
