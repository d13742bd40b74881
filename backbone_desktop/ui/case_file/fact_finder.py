"""The facts of the open case as the search box of the window finds them.

Rule: a fact whose name holds the text comes before one whose question only mentions it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from backbone_desktop.domain.text import fold
from backbone_desktop.ui.case_file.profile_presenter import fact_view
from backbone_desktop.ui.measures.index import folded_words
from backbone_desktop.ui.search_presenter import SearchResult

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.fact_catalogue import FactCatalogue
    from backbone_desktop.domain.facts import FactSheet
    from backbone_desktop.domain.identifiers import CaseId

    OpenFact = Callable[[CaseId, str, str], object]

SHOWN_AT_MOST = 4
_KIND = "資料"
_DETAIL = "{value}・{firm}"
_AT_ITS_TAB = ""


class FactFinder:
    """Finds facts by name while a case is open."""

    def __init__(
        self,
        facts: FactCatalogue,
        open_file: Callable[[], CaseFile | None],
        sheet: Callable[[CaseFile], FactSheet],
        open_fact: OpenFact,
    ) -> None:
        self._texts = tuple(
            (each, fold(each.label), fold(f"{each.label} {each.question}")) for each in facts.asked
        )
        self._open_file, self._sheet, self._open_fact = open_file, sheet, open_fact

    def find(self, text: str) -> tuple[SearchResult, ...]:
        """Return the first facts with all the words of a text, with what is known of them."""
        file, words = self._open_file(), folded_words(text)
        if file is None or not words:
            return ()
        named = [each for each, label, _whole in self._texts if all(word in label for word in words)]
        mentioned = [
            each
            for each, _label, whole in self._texts
            if each not in named and all(word in whole for word in words)
        ]
        sheet, firm = self._sheet(file), file.case.enterprise.name
        return tuple(
            SearchResult(
                _KIND,
                each.label,
                _DETAIL.format(value=fact_view(each, sheet).value, firm=firm),
                partial(self._open_fact, file.case.id, _AT_ITS_TAB, each.key),
            )
            for each in (*named, *mentioned)[:SHOWN_AT_MOST]
        )
