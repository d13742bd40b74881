"""Which firm of the casebook a row of a file is about.

Rule: by 統一編號 and site first, then by folded name; what is not certain is said, never merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.domain.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class FirmKey:
    """What a firm is recognised by; texts are folded."""

    id: EnterpriseId
    ubn: str
    name: str
    site: str


@dataclass(frozen=True, slots=True)
class Found:
    """The outcome of a search: one firm, several candidates, or none."""

    firm: EnterpriseId | None = None
    candidates: tuple[EnterpriseId, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether several firms, or one that may be another, answer to the row."""
        return self.firm is None and bool(self.candidates)


class FirmFinder:
    """Finds firms by what a row says of them; follows an import that adds and renames firms."""

    def __init__(self, keys: Iterable[FirmKey]) -> None:
        self._keys: dict[str, FirmKey] = {}
        self._by_ubn: dict[str, list[FirmKey]] = {}
        self._by_name: dict[str, list[FirmKey]] = {}
        for key in keys:
            self.add(key)

    def add(self, key: FirmKey) -> None:
        """Know one more firm, or one by what it is called now."""
        former = self._keys.get(key.id)
        if former is not None:
            self._by_name[former.name].remove(former)
            if former.ubn:
                self._by_ubn[former.ubn].remove(former)
        self._keys[key.id] = key
        if key.ubn:
            self._by_ubn.setdefault(key.ubn, []).append(key)
        self._by_name.setdefault(key.name, []).append(key)

    def find(self, ubn: str, name: str, site: str = "", written_for: str = "") -> Found:
        """Return the firm meant.

        The id that travelled in our own workbook decides. Else a number that is known does, with the
        site where several share it; a row that names no site may mean any of them. Without a number known at
        that site the name decides, but a firm of that name with another number or site is only a candidate;
        so are all sites of a firm for a row that names none, when none of them stands without a site.
        """
        if written_for in self._keys:
            return Found(firm=EnterpriseId(written_for))
        folded_site = fold(site)
        sharing = self._by_ubn.get(ubn, []) if ubn else []
        if at_site := _narrow(sharing, name, folded_site):
            return _one_of(at_site)
        called = self._by_name.get(fold_name(name), []) if name else []
        named = [key for key in called if key.site == folded_site]
        if not ubn:
            return _one_of(named) if named or folded_site else _perhaps(called)
        without_number = tuple(key.id for key in named if not key.ubn)
        return Found(candidates=without_number)


def _narrow(sharing: list[FirmKey], name: str, site: str) -> list[FirmKey]:
    at_site = [key for key in sharing if key.site == site]
    if not at_site and not site:
        return sharing
    if len(at_site) > 1:
        folded_name = fold_name(name)
        return [key for key in at_site if key.name == folded_name] or at_site
    return at_site


def _perhaps(keys: list[FirmKey]) -> Found:
    return Found(candidates=tuple(key.id for key in keys))


def _one_of(keys: list[FirmKey]) -> Found:
    if len(keys) == 1:
        return Found(firm=keys[0].id)
    return _perhaps(keys)
