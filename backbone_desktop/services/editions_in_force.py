"""Which edition of the catalogue a day is judged by, among the shipped and the imported ones.

Rule: the latest year not after the day's own counts, in its highest revision; before the first there is, the
first. An imported edition that cannot be read any more is passed over and named, never guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import DataFileError, UserError
from backbone_desktop.domain.imported_edition import ImportedEdition, revision_of
from backbone_desktop.domain.roc_date import ROC_OFFSET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from backbone_desktop.domain.measure import Edition


@dataclass(frozen=True, slots=True)
class HeldEdition:
    """One edition as the list knows it; ``imported`` is None for a shipped one."""

    id: str
    roc_year: int
    revision: int
    digest: str
    imported: ImportedEdition | None = None


class Editions:
    """The editions at hand; each imported one is read when it is first needed."""

    def __init__(
        self,
        shipped: Iterable[Edition],
        imported: Iterable[ImportedEdition],
        read: Callable[[str], Edition],
    ) -> None:
        """Hold the editions.

        Args:
            shipped: Editions that came with the program.
            imported: Those of the casebook without their texts; one goes before a shipped one of the same id.
            read: Reads an imported edition by id; raises DataFileError when it cannot.
        """
        self._read = read
        self._loaded: dict[str, Edition] = {}
        self._refusals: dict[str, DataFileError] = {}
        self._held: dict[str, HeldEdition] = {}
        for edition in shipped:
            self._loaded[edition.id] = edition
            revision = revision_of(edition.id)
            self._held[edition.id] = HeldEdition(edition.id, edition.roc_year, revision, edition.digest)
        for record in imported:
            self._loaded.pop(record.id, None)
            self._held[record.id] = _held(record)

    @property
    def held(self) -> tuple[HeldEdition, ...]:
        """The editions by year and revision."""
        return tuple(sorted(self._held.values(), key=lambda each: (each.roc_year, each.revision)))

    @property
    def refusals(self) -> Mapping[str, DataFileError]:
        """Why imported editions that were needed could not be read, by id."""
        return dict(self._refusals)

    def in_force(self, on: date) -> Edition:
        """Return the edition that a day is judged by.

        Raises:
            DataFileError: Not one of the editions can be read.
        """
        year = on.year - ROC_OFFSET
        past = [each for each in reversed(self.held) if each.roc_year <= year]
        later = sorted(self.held, key=lambda each: (each.roc_year, -each.revision))
        for candidate in (*past, *(each for each in later if each.roc_year > year)):
            edition = self._load(candidate)
            if edition is not None:
                return edition
        raise next(iter(self._refusals.values()))

    def get(self, key: str) -> Edition:
        """Return one edition.

        Raises:
            UserError: There is none of that id.
            DataFileError: It cannot be read any more.
        """
        held = self._held.get(key)
        if held is None:
            known = "、".join(each.id for each in self.held)
            raise UserError(f"沒有「{key}」這個年度版", f"現有的年度版：{known}。", "請確認版本編號。")
        edition = self._load(held)
        if edition is None:
            raise self._refusals[key]
        return edition

    def add(self, record: ImportedEdition, edition: Edition) -> None:
        """Hold an edition that was just imported."""
        self._loaded[record.id] = edition
        self._held = {**self._held, record.id: _held(record)}

    def _load(self, held: HeldEdition) -> Edition | None:
        if held.id in self._refusals:
            return None
        if held.id not in self._loaded:
            try:
                # Assessments name the digest it was imported with, whatever a later program would compute.
                self._loaded[held.id] = replace(self._read(held.id), digest=held.digest)
            except DataFileError as refusal:
                self._refusals[held.id] = refusal
                return None
        return self._loaded[held.id]


def _held(record: ImportedEdition) -> HeldEdition:
    kept = replace(record, text="")
    return HeldEdition(record.id, record.roc_year, record.revision, record.digest, kept)
