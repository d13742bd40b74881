"""The measures as the search box of the window finds them.

Rule: a measure whose name holds the text comes before one that only mentions it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from backbone_desktop.domain.text import fold
from backbone_desktop.services.catalogue import searched_text
from backbone_desktop.ui.measures.index import folded_words
from backbone_desktop.ui.search_presenter import SearchResult

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.measure import Edition, Measure
    from backbone_desktop.ui.measures.index import Catalogue

SHOWN_AT_MOST = 6
_KIND = "措施"
_DETAIL = "第 {number} 項・{aspect}"


class MeasureFinder:
    """Finds measures of the edition in force; their text is folded once for each edition."""

    def __init__(self, catalogue: Catalogue, open_measure: Callable[[int], object]) -> None:
        self._catalogue = catalogue
        self._open_measure = open_measure
        self._edition: Edition | None = None
        self._texts: tuple[tuple[Measure, str, str], ...] = ()

    def find(self, text: str) -> tuple[SearchResult, ...]:
        """Return the first measures with all the words of a text, those named so before the others."""
        words = folded_words(text)
        named, mentioned = [], []
        for measure, name, whole in self._ready():
            if all(word in name for word in words):
                named.append(measure)
            elif all(word in whole for word in words):
                mentioned.append(measure)
        return tuple(self._result(measure) for measure in (*named, *mentioned)[:SHOWN_AT_MOST])

    def _ready(self) -> tuple[tuple[Measure, str, str], ...]:
        edition = self._catalogue.edition
        if self._edition is None or self._edition.digest != edition.digest:
            self._edition = edition
            self._texts = tuple((each, fold(each.name), searched_text(each)) for each in edition.measures)
        return self._texts

    def _result(self, measure: Measure) -> SearchResult:
        detail = _DETAIL.format(number=measure.number, aspect=measure.aspect.label)
        return SearchResult(_KIND, measure.name, detail, partial(self._open_measure, measure.number))
