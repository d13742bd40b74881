"""What the card of the next visit shows, told without a widget.

Rule: a fact is offered only while it is unknown, not refused and not on the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from backbone_desktop.domain.checklist import Question
    from backbone_desktop.domain.facts import FactDefinition, FactSheet
    from backbone_desktop.domain.verdict import Suggestion

FIRST_FEW = 5
"""How many of the questions that decide most go on the list at once: a visit has room for no more."""

_DECIDES = "{label}（決定 {count} 項措施）"


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact that can be put on the list."""

    fact: str
    text: str


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """The card.

    Attributes:
        pending: Questions still to be asked.
        today: Those settled on the as-of date, so that a consultant sees what the visit brought.
        earlier: Those settled before.
        offers: What can be added, what decides most first.
        first_few: The facts that one press adds.
    """

    pending: tuple[Question, ...]
    today: tuple[Question, ...]
    earlier: tuple[Question, ...]
    offers: tuple[Offer, ...]
    first_few: tuple[str, ...]


def checklist_view(
    questions: Sequence[Question],
    suggestions: Sequence[Suggestion],
    definitions: Sequence[FactDefinition],
    sheet: FactSheet,
    on: date,
) -> ChecklistView:
    """Tell what the card shows.

    Args:
        questions: The lines of the case.
        suggestions: What is worth asking next, what decides most first.
        definitions: Every fact that can be asked, in their listed order.
        sheet: What is known of the firm.
        on: The as-of date.
    """
    settled = [each for each in questions if each.settled]
    listed = {each.fact for each in questions}
    worth = [each for each in suggestions if each.decides and each.fact not in listed]
    return ChecklistView(
        pending=tuple(each for each in questions if not each.settled),
        today=tuple(each for each in settled if each.settled_on == on),
        earlier=tuple(each for each in settled if each.settled_on != on),
        offers=tuple(_offers(worth, definitions, listed, sheet)),
        first_few=tuple(each.fact for each in worth[:FIRST_FEW]),
    )


def _offers(
    worth: Sequence[Suggestion],
    definitions: Sequence[FactDefinition],
    listed: set[str],
    sheet: FactSheet,
) -> list[Offer]:
    labels: Mapping[str, str] = {each.key: each.label for each in definitions}
    first = [Offer(each.fact, _DECIDES.format(label=labels[each.fact], count=each.decides)) for each in worth]
    taken = listed | {each.fact for each in first}
    others = (
        Offer(key, label)
        for key, label in labels.items()
        if key not in taken and sheet.content(key) is None and not sheet.refused(key)
    )
    return [*first, *others]
