"""The edition in force made ready for typing: text folded, windows judged and words chosen once.

Rule: it is made anew when the edition or the as-of date is another, and never while somebody types.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from backbone_desktop.domain.text import fold
from backbone_desktop.services.catalogue import searched_text
from backbone_desktop.ui.case_file.matching_presenter import WindowWords, best_window_words
from backbone_desktop.ui.measures.facets import Facet, Mark, Option, marks_of, options_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from backbone_desktop.domain.measure import Edition, Measure, Section, ServiceItem
    from backbone_desktop.domain.verdict import WindowStatus

BETWEEN = "・"
_NUMBER = "第{number}項"


class Catalogue(Protocol):
    """What is asked of the catalogue service."""

    @property
    def edition(self) -> Edition:
        """The edition in force."""

    def window(self, item: ServiceItem) -> WindowStatus:
        """Judge an item's window on the as-of date."""


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One measure as its row shows it."""

    number: int
    name: str
    place: str
    kinds: str
    window: WindowWords


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure with everything filters and the list ask of it; ``windows`` in the order of its items."""

    measure: Measure
    section: Section | None
    searched: str
    marks: frozenset[Mark]
    windows: tuple[WindowStatus, ...]
    line: CatalogueLine


@dataclass(frozen=True, slots=True, eq=False)
class CatalogueIndex:
    """All measures of one edition on one day, in print order; ``options`` are those some measure bears."""

    edition: Edition
    on: date
    entries: tuple[Entry, ...]
    options: Mapping[Facet, Sequence[Option]]

    @classmethod
    def of(cls, catalogue: Catalogue, on: date) -> CatalogueIndex:
        """Make the edition in force ready; some milliseconds for an edition of 42 measures."""
        edition = catalogue.edition
        sections = {section.number: section for section in edition.sections}
        entries = tuple(
            _entry(measure, sections.get(measure.section), tuple(map(catalogue.window, measure.items)))
            for measure in edition.measures
        )
        borne = frozenset(mark for entry in entries for mark in entry.marks)
        options = {
            facet: tuple(option for option in every if option.mark in borne)
            for facet, every in options_of(edition).items()
        }
        return cls(edition, on, entries, options)

    def is_of(self, edition: Edition, on: date) -> bool:
        """Whether it still speaks for that edition on that day."""
        return self.edition.digest == edition.digest and self.on == on

    @property
    def marks(self) -> frozenset[Mark]:
        """Every mark that can be asked for."""
        return frozenset(option.mark for options in self.options.values() for option in options)

    def entry(self, number: int) -> Entry | None:
        """Return a measure by its number, None when the edition has none."""
        return next((entry for entry in self.entries if entry.measure.number == number), None)

    def found(self, text: str, chosen: Collection[Mark] = ()) -> tuple[Entry, ...]:
        """Return the measures with all the words of ``text`` and a chosen mark of every facet chosen from."""
        words = folded_words(text)
        by_facet = grouped(chosen)
        return tuple(
            entry
            for entry in self.entries
            if holds(entry, words) and all(entry.marks & marks for marks in by_facet.values())
        )

    def counts(self, text: str, chosen: Collection[Mark] = ()) -> Mapping[Mark, int]:
        """Count for every option what choosing it would show, the other facets' choices kept."""
        counts: dict[Mark, int] = {}
        words, by_facet = folded_words(text), grouped(chosen)
        entries = [entry for entry in self.entries if holds(entry, words)]
        for facet, options in self.options.items():
            others = [marks for each, marks in by_facet.items() if each is not facet]
            left = [entry for entry in entries if all(entry.marks & marks for marks in others)]
            for option in options:
                counts[option.mark] = sum(option.mark in entry.marks for entry in left)
        return counts


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a search, folded."""
    return tuple(fold(word) for word in text.split())


def holds(entry: Entry, words: Iterable[str]) -> bool:
    """Whether a measure's text has all the words."""
    return all(word in entry.searched for word in words)


def grouped(chosen: Collection[Mark]) -> Mapping[Facet, frozenset[Mark]]:
    """Return chosen marks by their facet."""
    facets = {mark.facet for mark in chosen}
    return {facet: frozenset(mark for mark in chosen if mark.facet is facet) for facet in facets}


def _entry(measure: Measure, section: Section | None, windows: tuple[WindowStatus, ...]) -> Entry:
    place = (measure.aspect.label, "" if section is None else section.title)
    kinds = dict.fromkeys(item.kind for item in measure.items)
    line = CatalogueLine(
        number=measure.number,
        name=measure.name,
        place=BETWEEN.join(part for part in place if part),
        kinds=BETWEEN.join(kinds),
        window=best_window_words(windows),
    )
    searched = searched_text(measure) + fold(_NUMBER.format(number=measure.number) + "".join(place))
    return Entry(measure, section, searched, marks_of(measure, windows), windows, line)
