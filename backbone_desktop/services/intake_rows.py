"""What every imported row shares: refusing, comparing, and keeping contacts and facts.

Rule: a row is decided from the file and the casebook alone, so that a preview decides as the import does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import Observation, standing_facts
from backbone_desktop.domain.identifiers import ContactId
from backbone_desktop.domain.intake import CellChange, CellValue, Issue, RowOutcome, RowResult

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from backbone_desktop.domain.enterprise import Contact
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.identifiers import EnterpriseId
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.unit_of_work import UnitOfWork


class ImportedRow(Protocol):
    """What rows of rosters and responses have in common."""

    @property
    def sheet(self) -> str:
        """The sheet's name."""

    @property
    def row(self) -> int:
        """The sheet's own row number."""

    @property
    def ubn(self) -> str:
        """The 統一編號 given, or empty."""

    @property
    def name(self) -> str:
        """The firm's name given, or empty."""

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the reader remarked."""

    @property
    def cells(self) -> tuple[CellValue, ...]:
        """The cells as they came."""


def result(
    row: ImportedRow, outcome: RowOutcome, summary: str = "", changes: tuple[CellChange, ...] = ()
) -> RowResult:
    """Return the outcome of a row with the remarks of the reader."""
    return RowResult(
        sheet=row.sheet,
        row=row.row,
        outcome=outcome,
        ubn=row.ubn,
        name=row.name,
        summary=summary,
        changes=changes,
        issues=row.issues,
        cells=row.cells if outcome is RowOutcome.REJECTED else (),
    )


def rejected(row: ImportedRow, code: str, column: str, message: str, remedy: str) -> RowResult:
    """Return a rejection for a reason found in the casebook."""
    issue = Issue(row.sheet, row.row, column, code, row.ubn or row.name, message, remedy)
    plain = result(row, RowOutcome.REJECTED)
    return replace(plain, issues=(*plain.issues, issue))


@dataclass(frozen=True, slots=True)
class SeenRows:
    """The rows of this file already decided, so that one firm is not told two things by one file."""

    by_firm: dict[str, ImportedRow]

    def conflict(self, firm: str, row: ImportedRow) -> RowResult | None:
        """Return the rejection of a row that contradicts an earlier one on the same firm."""
        earlier = self.by_firm.setdefault(firm, row)
        if earlier is row or earlier.cells == row.cells:
            return None
        return rejected(
            row,
            "duplicate-in-file",
            "統一編號",
            f"與第 {earlier.row} 列是同一家企業，內容卻不同。",
            "請在檔案裡保留正確的一列，刪除另一列。",
        )


def keep_contact(uow: UnitOfWork, given: Contact) -> list[CellChange]:
    """Add a contact, or complete the one of the same name; return what changed.

    A draft without a name says nothing; what it leaves empty stays as it was.
    """
    if not given.name:
        return []
    known = next((each for each in uow.contacts.of(given.enterprise) if each.name == given.name), None)
    if known is None:
        uow.contacts.add(replace(given, id=ContactId(uow.new_id())))
        return [CellChange("聯絡人", "", given.name)]
    now = replace(
        known,
        title=given.title or known.title,
        phone=given.phone or known.phone,
        email=given.email or known.email,
        consent=known.consent if given.consent is None else given.consent,
    )
    if now == known:
        return []
    uow.contacts.update(now)
    return [CellChange("聯絡人", _contact_text(known), _contact_text(now))]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the values of a row come from and when they hold."""

    origin: Origin
    as_of: date
    id: str


def keep_facts(
    context: Context,
    uow: UnitOfWork,
    enterprise: EnterpriseId,
    contents: Mapping[str, FactContent | None],
    source: Source,
) -> list[CellChange]:
    """Add an observation for every fact the source says something new of; return what changed.

    A value is new when the last one of the same origin differs. What is not known adds nothing.
    """
    known = uow.facts.of(enterprise)
    latest = {each.key: each for each in known if each.origin is source.origin and not each.settled}
    sheet = standing_facts(known, context.on())
    added, changes = [], []
    for key, content in contents.items():
        before = latest.get(key)
        if content is None or (before is not None and before.content == content):
            continue
        added.append(_observation(uow, key, content, source))
        definition = context.facts[key]
        standing = sheet.get(key)
        changes.append(
            CellChange(
                label=definition.label,
                before="" if standing is None else format_content(definition, standing.content),
                after=format_content(definition, content),
                confirmed=standing is not None and standing.observation.settled,
            )
        )
    uow.facts.add_many(enterprise, added)
    return changes


def _observation(uow: UnitOfWork, key: str, content: FactContent, source: Source) -> Observation:
    return Observation(
        id=uow.new_id(),
        key=key,
        content=content,
        origin=source.origin,
        as_of=source.as_of,
        state=ConfirmationState.UNCONFIRMED,
        recorded_at=uow.now,
        source=source.id,
    )


def _contact_text(contact: Contact) -> str:
    return "・".join(part for part in (contact.name, contact.title, contact.phone, contact.email) if part)
