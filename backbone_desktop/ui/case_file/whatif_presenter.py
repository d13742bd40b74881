"""假設試算 without widgets: which facts are assumed, and what there is to choose from.

Rule: assumptions live here and nowhere else; leaving forgets them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone_desktop.domain.fact_text import UNKNOWN_TEXT, format_content
from backbone_desktop.domain.text import fold
from backbone_desktop.ui.measures.index import folded_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backbone_desktop.domain.facts import FactContent, FactDefinition, FactSheet
    from backbone_desktop.domain.verdict import Suggestion

MOST_OFFERS = 6
FEW_OFFERS = 3
"""Once something is assumed, its editor has the room; the box still finds everything."""

_DECIDES = "{label}（決定 {count} 項）"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumed fact; ``content`` is None for one nobody knows."""

    definition: FactDefinition
    content: FactContent | None
    now: str

    @property
    def differs(self) -> bool:
        """Whether it is assumed to be other than it is."""
        return self.now != (
            UNKNOWN_TEXT if self.content is None else format_content(self.definition, self.content)
        )


@dataclass(frozen=True, slots=True)
class FactOffer:
    """A fact that can be assumed."""

    fact: str
    text: str


class Assumptions:
    """The assumed facts of one case, in the order they were chosen."""

    def __init__(self, definitions: Sequence[FactDefinition]) -> None:
        self._definitions = {each.key: each for each in definitions}
        self._folded = {each.key: fold(f"{each.label} {each.question}") for each in definitions}
        self._contents: dict[str, FactContent | None] = {}

    @property
    def contents(self) -> Mapping[str, FactContent | None]:
        """What is assumed, by key."""
        return dict(self._contents)

    def choose(self, key: str, sheet: FactSheet) -> None:
        """Take a fact up, as it stands until something else is assumed."""
        self._contents.setdefault(key, sheet.content(key))

    def assume(self, contents: Mapping[str, FactContent | None]) -> None:
        """Assume these facts, others stay assumed."""
        self._contents.update(contents)

    def drop(self, key: str) -> None:
        """Assume this fact no longer."""
        self._contents.pop(key, None)

    def forget(self) -> None:
        """Assume nothing."""
        self._contents.clear()

    def listed(self, sheet: FactSheet) -> tuple[Assumption, ...]:
        """Return what is assumed, each with the value as it stands."""
        return tuple(
            Assumption(self._definitions[key], content, self._now(key, sheet))
            for key, content in self._contents.items()
        )

    def offers(self, text: str, suggestions: Iterable[Suggestion]) -> tuple[FactOffer, ...]:
        """Return facts to choose from: what decides most for an empty text, else those with all its words."""
        words = folded_words(text)
        if not words:
            worth = (each for each in suggestions if each.decides and each.fact not in self._contents)
            found = [
                FactOffer(
                    each.fact,
                    _DECIDES.format(label=self._definitions[each.fact].label, count=each.decides),
                )
                for each in worth
                if each.fact in self._definitions
            ]
        else:
            found = [
                FactOffer(key, self._definitions[key].label)
                for key, folded in self._folded.items()
                if key not in self._contents and all(word in folded for word in words)
            ]
        return tuple(found[: FEW_OFFERS if self._contents and not words else MOST_OFFERS])

    def _now(self, key: str, sheet: FactSheet) -> str:
        content = sheet.content(key)
        return UNKNOWN_TEXT if content is None else format_content(self._definitions[key], content)
