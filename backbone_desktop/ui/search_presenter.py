"""What the search box finds: firms, facts and log lines of the casebook, measures, pages and actions.

Rule: every result can be opened; what has no place to go is not found.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from backbone_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from backbone_desktop.domain.identifiers import CaseId

FOUND_AT_MOST = 20
_SNIPPET = 48
_BEFORE = 12
_FIRM = "企業"
_TABS: Mapping[str, str] = MappingProxyType({"enterprise": "", "follow_up": "follow_ups", "visit": "visits"})
_KINDS: Mapping[str, str] = MappingProxyType({"enterprise": _FIRM, "follow_up": "追蹤", "visit": "訪視"})


class Hit(Protocol):
    """What the casebook's search returns."""

    @property
    def kind(self) -> str:
        """``enterprise``, ``follow_up`` or ``visit``."""

    @property
    def case(self) -> CaseId:
        """The case, empty for a firm without one."""

    @property
    def title(self) -> str:
        """The firm's name."""

    @property
    def snippet_source(self) -> str:
        """The text that was found."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page or an action of the window; ``kind`` is the menu it stands in."""

    kind: str
    title: str
    go: Callable[[], object]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One line of the list."""

    kind: str
    title: str
    detail: str
    go: Callable[[], object]


class SearchPresenter:
    """Finds by text; with no text it offers the places."""

    def __init__(
        self,
        search: Callable[[str, int], Sequence[Hit]],
        open_case: Callable[[CaseId, str], object],
        places: Callable[[], Sequence[Place]],
        measures: Callable[[str], Sequence[SearchResult]] = lambda _text: (),
        facts: Callable[[str], Sequence[SearchResult]] = lambda _text: (),
    ) -> None:
        self._search = search
        self._open_case = open_case
        self._places = places
        self._measures = measures
        self._facts = facts

    def find(self, text: str) -> tuple[SearchResult, ...]:
        """Return firms first, then facts of the open case, measures, log lines and places."""
        wanted = text.strip()
        hits = self._search(wanted, FOUND_AT_MOST) if wanted else ()
        found = tuple(self._found(hits, wanted))
        firms = tuple(result for result in found if result.kind == _FIRM)
        lines = tuple(result for result in found if result.kind != _FIRM)
        measures = self._measures(wanted) if wanted else ()
        facts = self._facts(wanted) if wanted else ()
        return (*firms, *facts, *measures, *lines, *self._fitting_places(wanted))

    def _found(self, hits: Sequence[Hit], wanted: str) -> Iterator[SearchResult]:
        for hit in hits:
            if hit.case and hit.kind in _TABS:
                go = partial(self._open_case, hit.case, _TABS[hit.kind])
                yield SearchResult(_KINDS[hit.kind], hit.title, snippet(hit.snippet_source, wanted), go)

    def _fitting_places(self, wanted: str) -> Iterator[SearchResult]:
        folded = fold(wanted)
        for place in self._places():
            if folded in fold(place.title):
                yield SearchResult(place.kind, place.title, "", place.go)


def snippet(text: str, wanted: str) -> str:
    """Return one line of ``text`` around the first word sought."""
    line = " ".join(text.split())
    word = (wanted.split() or [""])[0]
    at = line.casefold().find(word.casefold()) if word else 0
    start = max(at - _BEFORE, 0) if len(line) > _SNIPPET else 0
    cut = line[start : start + _SNIPPET]
    return f"{'…' if start else ''}{cut}{'…' if start + _SNIPPET < len(line) else ''}"
