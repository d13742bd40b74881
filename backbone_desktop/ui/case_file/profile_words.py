"""Sentences of 概況: what an entry did, where the firm is, how the programme's principles stand.

Rule: a sentence says what counts now, not what was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.fact_text import UNKNOWN_TEXT
from backbone_desktop.domain.reference import Track
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.ui.case_file.profile_presenter import shown_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.enterprise import Contact, Enterprise
    from backbone_desktop.domain.facts import FactDefinition, FactSheet, Observation
    from backbone_desktop.domain.screening import Screening

LONGEST_VALUE = 40
_BETWEEN = "・"
_BETWEEN_TRACKS = "；"
_TRACK = "{track}：{count} 項中 {met} 項符合"
_SAVED = "「{fact}」已記為「{value}」。"
_CHOSE = "「{fact}」指定計入「{value}」。"
_TAKEN_BACK = "已收回；「{fact}」目前計入的是「{value}」。"
_NO_ADDRESS = "地址未填"
_NO_PHONE = "電話未填"
_NOBODY = "尚無聯絡人"
_PERSON = "{name}（{title}）"
_SAVED_EARLIER = "已記入 {day} 的「{fact}」；目前計入的仍是「{value}」。"


def saved_words(definition: FactDefinition, sheet: FactSheet, saved: Observation) -> str:
    """Say what an entry did: what counts now, or that another value still does."""
    standing = sheet.get(definition.key)
    value = _brief(definition, saved)
    if standing is None or standing.observation.id == saved.id:
        return _SAVED.format(fact=definition.label, value=value)
    return _SAVED_EARLIER.format(
        day=format_roc(saved.as_of),
        fact=definition.label,
        value=_brief(definition, standing.observation),
    )


def chosen_words(definition: FactDefinition, _sheet: FactSheet, chosen: Observation) -> str:
    """Say which value the consultant let count."""
    return _CHOSE.format(fact=definition.label, value=_brief(definition, chosen))


def taken_back_words(definition: FactDefinition, sheet: FactSheet) -> str:
    """Say what counts after an entry was taken back."""
    standing = sheet.get(definition.key)
    value = UNKNOWN_TEXT if standing is None else _brief(definition, standing.observation)
    return _TAKEN_BACK.format(fact=definition.label, value=value)


def _brief(definition: FactDefinition, observation: Observation) -> str:
    """Return a value as a notice shows it: a long list is read in its row, not over the page."""
    text = shown_value(definition, observation)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def firm_words(firm: Enterprise, contacts: Sequence[Contact]) -> str:
    """Return where the firm is and whom to call, in one line."""
    people = [
        _PERSON.format(name=each.name, title=each.title) if each.title else each.name for each in contacts[:2]
    ]
    parts = (firm.address or _NO_ADDRESS, firm.phone or _NO_PHONE, "、".join(people) or _NOBODY)
    return _BETWEEN.join(parts)


def screening_words(screening: Screening) -> str:
    """Say in one line how many principles of each track are met; the programme prints no overall verdict."""
    return _BETWEEN_TRACKS.join(
        _TRACK.format(
            track=track.label,
            met=screening.count(track, Outcome.MET),
            count=len(screening.track(track)),
        )
        for track in Track
    )
