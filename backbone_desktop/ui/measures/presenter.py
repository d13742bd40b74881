"""What the 措施 page looks for, filters by and shows, without a window.

Rule: typing and filtering only compare what the index holds ready; nothing is read or judged meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from backbone_desktop.ui.measures.index import CatalogueIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from backbone_desktop.ui.measures.facets import Facet, Mark
    from backbone_desktop.ui.measures.index import Catalogue, CatalogueLine, Entry


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter with what choosing it would show."""

    mark: Mark
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """The chips of one facet."""

    facet: Facet
    chips: tuple[Chip, ...]


class MeasuresView(Protocol):
    """What the presenter tells the page to do."""

    def show_groups(self, groups: Sequence[ChipGroup]) -> None:
        """Show the filters."""

    def show_lines(self, lines: Sequence[CatalogueLine], chosen: int) -> None:
        """Show what was found, with the chosen measure marked, 0 for none."""

    def show_found(self, found: int, total: int, *, filtered: bool) -> None:
        """Say how many of the edition's measures are shown, and whether anything keeps some away."""

    def show_entry(self, entry: Entry | None, index: CatalogueIndex) -> None:
        """Show one measure, or that there is none to show."""


class MeasuresPresenter:
    """Holds the search, the filters and the chosen measure."""

    def __init__(self, view: MeasuresView, catalogue: Catalogue, on: Callable[[], date]) -> None:
        self._view = view
        self._catalogue = catalogue
        self._on = on
        self._index: CatalogueIndex | None = None
        self._shown: tuple[int, CatalogueIndex] | None = None
        self.search = ""
        self.filters: frozenset[Mark] = frozenset()
        self.number = 0

    @property
    def index(self) -> CatalogueIndex:
        """The edition in force on the as-of date, made ready once for both."""
        edition, on = self._catalogue.edition, self._on()
        if self._index is None or not self._index.is_of(edition, on):
            self._index = CatalogueIndex.of(self._catalogue, on)
        return self._index

    def refresh(self) -> None:
        """Show what the search and the filters leave."""
        index = self.index
        self.filters &= index.marks
        found = index.found(self.search, self.filters)
        counts = index.counts(self.search, self.filters)
        self._view.show_groups(
            [
                ChipGroup(
                    facet,
                    tuple(
                        Chip(each.mark, each.words, counts[each.mark], each.mark in self.filters)
                        for each in options
                    ),
                )
                for facet, options in index.options.items()
            ]
        )
        filtered = bool(self.search or self.filters)
        self._view.show_found(len(found), len(index.entries), filtered=filtered)
        numbers = [entry.measure.number for entry in found]
        if self.number not in numbers:
            self.number = numbers[0] if numbers else 0
        self._view.show_lines([entry.line for entry in found], self.number)
        self._show_chosen()

    def look_for(self, text: str) -> None:
        """Search for the words of a text."""
        if text.strip() != self.search:
            self.search = text.strip()
            self.refresh()

    def toggle(self, mark: Mark) -> None:
        """Ask for a mark, or no longer."""
        self.filters ^= {mark}
        self.refresh()

    def clear(self) -> None:
        """Show every measure."""
        self.search, self.filters = "", frozenset()
        self.refresh()

    def choose(self, number: int) -> None:
        """Show one of the measures found."""
        self.number = number
        self._show_chosen()

    def open(self, number: int) -> None:
        """Show a measure whatever is searched for; search and filters give way when they keep it away."""
        self.number = number
        found = self.index.found(self.search, self.filters)
        if all(entry.measure.number != number for entry in found):
            self.clear()
        else:
            self.refresh()

    def _show_chosen(self) -> None:
        index = self.index
        if self._shown != (self.number, index):
            self._shown = (self.number, index)
            self._view.show_entry(index.entry(self.number), index)
