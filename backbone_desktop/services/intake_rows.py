"""What every imported row shares: refusing, comparing, and keeping firms, contacts and facts.

Rule: a row is decided from the file and the casebook alone, so that a preview decides as the import does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from backbone_desktop.domain.correction import IN_PREVIEW_TOO
from backbone_desktop.domain.county import county_of_address
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_bounds import check_day
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.intake import CellChange, CellValue, Gravity, Issue, RowOutcome, RowResult
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from backbone_desktop.domain.codes import Origin
    from backbone_desktop.domain.enterprise import Contact, Enterprise
    from backbone_desktop.domain.facts import FactContent, FactDefinition, FactSheet
    from backbone_desktop.domain.questionnaire import Form
    from backbone_desktop.services.context import Context
    from backbone_desktop.services.firm_records import FirmRecords

ENTERPRISE_FIELDS = {
    "name": "企業名稱",
    "ubn": "統一編號",
    "address": "地址",
    "phone": "電話",
    "factory_registration": "工廠登記編號",
}
NAMELESS_CONTACT = "聯絡窗口"
"""What a contact is called of whom a file tells neither name nor title."""


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
        cells=row.cells if outcome is RowOutcome.REJECTED or row.issues else (),
    )


def rejected(row: ImportedRow, code: str, column: str, message: str, remedy: str) -> RowResult:
    """Return a rejection for a reason found in the casebook."""
    given = row.name if column == ENTERPRISE_FIELDS["name"] else row.ubn or row.name
    issue = Issue(row.sheet, row.row, column, code, given, message, remedy)
    plain = result(row, RowOutcome.REJECTED)
    return replace(plain, issues=(*plain.issues, issue))


def with_remarks(row: ImportedRow, done: RowResult, *remarks: Issue | None) -> RowResult:
    """Return a row's outcome with what else is to be said of it."""
    said = tuple(each for each in remarks if each is not None)
    return replace(done, issues=(*done.issues, *said), cells=row.cells) if said else done


def date_ahead(context: Context, row: ImportedRow, column: str, day: date | None) -> Issue | None:
    """Return the remark on a day still to come: what a row tells does not count before it."""
    if day is None or day <= (today := context.on()):
        return None
    message = f"{column} {format_roc(day)} 晚於基準日 {format_roc(today)}，這一列的資料要到那一天才列入判定。"
    remedy = f"請確認日期；日期有誤時，請在來源檔更正後再匯入；{IN_PREVIEW_TOO}"
    return Issue(row.sheet, row.row, column, "date-ahead", format_roc(day), message, remedy, Gravity.WARNING)


def past_days(context: Context, form: Form) -> dict[str, FactDefinition]:
    """Return, by question code, the facts of a form that are days which must have been."""
    asked = {each.code: context.facts[each.fact] for each in form.questions if each.fact}
    return {code: definition for code, definition in asked.items() if definition.past}


def days_to_come(
    row: ImportedRow, past: Mapping[str, FactDefinition], contents: Mapping[str, FactContent | None], on: date
) -> Iterator[Issue]:
    """Yield the remark on every day that entry by hand refuses because it is still to come."""
    for code, definition in past.items():
        content = contents.get(code)
        try:
            check_day(definition, content, on)
        except UserError as refusal:
            yield Issue(
                row.sheet,
                row.row,
                definition.label,
                "day-to-come",
                "" if content is None else format_content(definition, content),
                f"{refusal.title}：{refusal.detail}仍照檔案的日期匯入。",
                f"請向企業確認；日期有誤時，請在來源檔更正後再匯入；{IN_PREVIEW_TOO}",
                Gravity.WARNING,
            )


def found_by_name(row: ImportedRow, kept: Enterprise) -> Issue | None:
    """Return the remark on a row without a number that was taken for a firm because of its name."""
    if row.ubn or (row.name == kept.name and not kept.ubn):
        return None
    number = f"（統一編號 {kept.ubn}）" if kept.ubn else ""
    return Issue(
        row.sheet,
        row.row,
        ENTERPRISE_FIELDS["name"],
        "found-by-name",
        row.name,
        f"這一列沒有統一編號，依名稱視為「{kept.name}」{number}。",
        "請確認是同一家企業；不是時，請在來源檔補上統一編號後再匯入。",
        Gravity.WARNING,
    )


@dataclass(frozen=True, slots=True)
class SeenRows:
    """The rows of this file already decided, so that one firm is not told two things by one file."""

    by_firm: dict[str, tuple[int, tuple[CellValue, ...]]]

    def conflict(self, firm: str, row: ImportedRow) -> RowResult | None:
        """Return the rejection of a row that contradicts an earlier one on the same firm."""
        number, cells = self.by_firm.setdefault(firm, (row.row, row.cells))
        if cells == row.cells:
            return None
        return rejected(
            row,
            "duplicate-in-file",
            "統一編號",
            f"與第 {number} 列是同一家企業，內容卻不同。",
            "請在檔案裡保留正確的一列，刪除另一列。",
        )


def keep_enterprise(firm: FirmRecords, given: Mapping[str, str]) -> list[CellChange]:
    """Bring a firm's fields, by attribute, up to date; what is given empty stays as it was.

    The county follows an address that names one.
    """
    before = firm.enterprise
    different = {field: text for field, text in given.items() if text and text != getattr(before, field)}
    if not different:
        return []
    changes = [
        CellChange(label, str(getattr(before, field)), different[field])
        for field, label in ENTERPRISE_FIELDS.items()
        if field in different
    ]
    county = county_of_address(different.get("address", ""))
    firm.change_enterprise(
        replace(
            before,
            name=different.get("name", before.name),
            ubn=different.get("ubn", before.ubn),
            address=different.get("address", before.address),
            county=before.county if county is None else county.code,
            phone=different.get("phone", before.phone),
            factory_registration=different.get("factory_registration", before.factory_registration),
        )
    )
    return changes


def keep_contact(firm: FirmRecords, given: Contact) -> list[CellChange]:
    """Add a contact, or complete the one of the same name; return what changed.

    What a draft leaves empty stays as it was. Without a name, a telephone number alone is the firm's where
    the firm has none; whatever else is known is kept under the title, or under 聯絡窗口.
    """
    if given.name:
        return _keep_named(firm, given)
    if not (given.title or given.phone or given.email):
        return []
    former_phone = firm.enterprise.phone
    changes = [] if former_phone else keep_enterprise(firm, {"phone": given.phone})
    is_known = any(_covers(each, given) for each in firm.contacts)
    is_of_firm = given.phone in (former_phone or given.phone, "") and not (given.title or given.email)
    if is_known or is_of_firm:
        return changes
    return [*changes, *_keep_named(firm, replace(given, name=given.title or NAMELESS_CONTACT, title=""))]


def _covers(known: Contact, given: Contact) -> bool:
    """Whether a contact already says everything a draft without a name does."""
    return (
        given.title in ("", known.title, known.name)
        and given.phone in ("", known.phone)
        and given.email in ("", known.email)
    )


def _keep_named(firm: FirmRecords, given: Contact) -> list[CellChange]:
    known = next((each for each in firm.contacts if each.name == given.name), None)
    if known is None:
        firm.add_contact(given)
        return [CellChange("聯絡人", "", _contact_text(given))]
    now = replace(
        known,
        title=given.title or known.title,
        phone=given.phone or known.phone,
        email=given.email or known.email,
        consent=known.consent if given.consent is None else given.consent,
    )
    if now == known:
        return []
    firm.change_contact(known, now)
    return [CellChange("聯絡人", _contact_text(known), _contact_text(now))]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the values of a row come from and when they hold."""

    origin: Origin
    as_of: date
    id: str


def keep_facts(
    firm: FirmRecords, contents: Mapping[str, FactContent | None], source: Source
) -> dict[str, FactContent]:
    """Add an observation for every fact the source says something new of; return what is new, by fact.

    A value is new when the last one of the same origin differs. What is not known adds nothing.
    """
    latest = {
        each.key: each.content
        for each in firm.observations
        if each.origin is source.origin and not each.settled
    }
    new = {
        key: content
        for key, content in contents.items()
        if content is not None and (key not in latest or latest[key] != content)
    }
    firm.learn(new, source.origin, source.as_of, source.id)
    return new


def fact_changes(context: Context, sheet: FactSheet, new: Mapping[str, FactContent]) -> list[CellChange]:
    """Return what new contents change of the facts that stood before; what stood already changes nothing."""
    changes = []
    for key, content in new.items():
        definition, standing = context.facts[key], sheet.get(key)
        if standing is not None and standing.content == content:
            continue
        changes.append(
            CellChange(
                label=definition.label,
                before="" if standing is None else format_content(definition, standing.content),
                after=format_content(definition, content),
                confirmed=standing is not None and standing.observation.settled,
            )
        )
    return changes


def _contact_text(contact: Contact) -> str:
    consent = {None: "", True: "已同意個資告知", False: "不同意個資告知"}[contact.consent]
    parts = (contact.name, contact.title, contact.phone, contact.email, consent)
    return "・".join(part for part in parts if part)
