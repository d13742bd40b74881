"""年度版: exporting an edition as a workbook, importing one that was edited, comparing two.

Rule: an import adds an edition or changes nothing; what was judged by an older one stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.edition_change import EditionDiff
from backbone_desktop.domain.errors import DataFileError, UserError
from backbone_desktop.domain.imported_edition import ImportedEdition, revision_of
from backbone_desktop.matching.edition_diff import diff_editions
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.services.intake import Watch
from backbone_desktop.services.reports import Exported
from backbone_desktop.services.touched_cases import TouchedCases

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from backbone_desktop.domain.measure import Edition
    from backbone_desktop.services.context import Context
    from backbone_desktop.services.editions_in_force import HeldEdition

_NEXT = "請把活頁簿的「版本編號」改為 {year}.{revision} 後再匯入。"


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in a list.

    Attributes:
        imported_at: None for an edition that came with the program.
        problem: Why it cannot be read; then its title is empty and its counts are 0.
    """

    id: str
    roc_year: int
    digest: str
    in_force: bool
    title: str = ""
    publisher: str = ""
    measures: int = 0
    sections: int = 0
    imported_at: datetime | None = None
    consultant: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class EditionImport:
    """What an import came to; ``is_new`` is False when the very same edition was there already."""

    edition: Edition
    is_new: bool


class EditionService:
    """Use cases on editions as a whole."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self) -> tuple[EditionLine, ...]:
        """Return the editions at hand by year and revision."""
        in_force = self._context.edition.id
        return tuple(self._line(held, in_force) for held in self._context.editions.held)

    def get(self, key: str = "") -> Edition:
        """Return one edition, the one in force for no key.

        Raises:
            UserError: There is none of that id.
            DataFileError: It cannot be read any more.
        """
        return self._context.editions.get(key) if key else self._context.edition

    def export_book(self, out: Path, key: str = "") -> Exported:
        """Write an edition as a workbook to be edited, the one in force for no key.

        Raises:
            UserError: There is none of that id.
            ExportError: The file cannot be written; what stood there is unchanged.
        """
        from backbone_desktop.exchange.catalogue_book.writer import (  # noqa: PLC0415 - start-up: openpyxl
            write_catalogue_book,
        )

        edition = self.get(key)
        return Exported(out, len(edition.measures), write_catalogue_book(edition, self._context.facts, out))

    def import_book(self, path: Path, watch: Watch | None = None) -> Done[EditionImport]:
        """Take a workbook as a new edition.

        Raises:
            CatalogueBookRefused: It makes no edition; every problem names its cell.
            DataFileError: It cannot be read as a workbook.
            UserError: Its id is taken by another content, or is no higher revision.
            Cancelled: Stopped on request; nothing was kept.
        """
        from backbone_desktop.exchange.catalogue_book.reader import (  # noqa: PLC0415 - start-up: openpyxl
            read_catalogue_book,
        )

        watching = watch or Watch()
        edition = read_catalogue_book(
            path, self._context.facts, cancelled=watching.cancelled, progress=watching.progress
        )
        is_new = self._is_new(edition)
        if is_new:
            self._keep(edition)
        kinds = (Kind.CATALOGUE, Kind.ASSESSMENTS) if is_new else ()
        return Done(EditionImport(edition, is_new), Changes.of(*kinds))

    def diff(self, old: str, new: str) -> EditionDiff:
        """Compare two editions by id and name the open cases each difference touches.

        Raises:
            UserError: There is none of that id.
            DataFileError: One cannot be read any more.
        """
        before, after = self.get(old), self.get(new)
        changes = diff_editions(before, after, self._context.facts)
        with self._context.casebook.read() as view:
            touched = TouchedCases(view)
            return EditionDiff(
                before.id, after.id, tuple(touched.line(change, before, after) for change in changes)
            )

    def _is_new(self, edition: Edition) -> bool:
        """Whether the edition may be added; False when it is there already.

        Raises:
            UserError: It may not be.
        """
        held = [each for each in self._context.editions.held if each.roc_year == edition.roc_year]
        highest = max((each.revision for each in held), default=0)
        remedy = _NEXT.format(year=edition.roc_year, revision=highest + 1)
        for each in held:
            if each.id == edition.id and each.digest == edition.digest:
                return False
            if each.id == edition.id:
                raise UserError(
                    f"年度版 {edition.id} 已經存在，內容不同",
                    "同一個版本編號只能有一種內容，既有的媒合評估以它為準。",
                    remedy,
                )
        if revision_of(edition.id) <= highest:
            raise UserError(
                f"年度版 {edition.id} 的修訂序號太低",
                f"{edition.roc_year} 年度最新的版本是 {edition.roc_year}.{highest}。",
                remedy,
            )
        return True

    def _keep(self, edition: Edition) -> None:
        from backbone_desktop.exchange.definitions import canonical_text  # noqa: PLC0415 - as above

        with self._context.casebook.write() as uow:
            record = ImportedEdition(
                id=edition.id,
                roc_year=edition.roc_year,
                revision=revision_of(edition.id),
                digest=edition.digest,
                imported_at=uow.now,
                consultant=uow.settings.consultant().name,
                text=canonical_text(edition),
            )
            uow.editions.add(record)
            uow.commit()
        self._context.editions.add(record, edition)

    def _line(self, held: HeldEdition, in_force: str) -> EditionLine:
        line = EditionLine(
            id=held.id,
            roc_year=held.roc_year,
            digest=held.digest,
            in_force=held.id == in_force,
            imported_at=None if held.imported is None else held.imported.imported_at,
            consultant="" if held.imported is None else held.imported.consultant,
        )
        return self._described(line)

    def _described(self, line: EditionLine) -> EditionLine:
        try:
            edition = self._context.editions.get(line.id)
        except DataFileError as refusal:
            return replace(line, problem=refusal.detail or refusal.title)
        return replace(
            line,
            title=edition.title,
            publisher=edition.publisher,
            measures=len(edition.measures),
            sections=len(edition.sections),
        )
