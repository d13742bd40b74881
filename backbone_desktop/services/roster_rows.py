"""名冊 row by row: opening a case for every assigned enterprise, and keeping known ones current.

Rule: a roster never takes a value away and never renames a firm; what it leaves blank stays as it was.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.case import Case
from backbone_desktop.domain.codes import Origin, Stage
from backbone_desktop.domain.correction import NEW_FIRM, RowPlace
from backbone_desktop.domain.county import county_of_address
from backbone_desktop.domain.enterprise import Contact, Enterprise
from backbone_desktop.domain.facts import standing_facts
from backbone_desktop.domain.identifiers import CaseId, ContactId, EnterpriseId
from backbone_desktop.domain.intake import CellChange, RowOutcome
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.text import fold, fold_name
from backbone_desktop.services.chosen_firms import ChosenFirms
from backbone_desktop.services.firm_finder import FirmFinder, FirmKey, Found
from backbone_desktop.services.firm_records import FirmsAtHand
from backbone_desktop.services.intake_rows import (
    SeenRows,
    Source,
    date_ahead,
    days_to_come,
    fact_changes,
    found_by_name,
    keep_contact,
    keep_enterprise,
    keep_facts,
    past_days,
    rejected,
    result,
    with_remarks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.intake import Issue, RowResult
    from backbone_desktop.exchange.roster import ParsedRosterRow
    from backbone_desktop.services.context import Context
    from backbone_desktop.services.firm_records import FirmRecords
    from backbone_desktop.storage.unit_of_work import ReadView, UnitOfWork


class RosterRows:
    """Decides and keeps the rows of one roster within one transaction."""

    def __init__(
        self,
        context: Context,
        uow: UnitOfWork,
        before: ReadView,
        batch: str,
        chosen: Mapping[RowPlace, EnterpriseId],
    ) -> None:
        self._context, self._uow, self._batch = context, uow, batch
        self._chosen = ChosenFirms(context, uow, chosen)
        self._firms = FirmsAtHand(uow, before)
        self._consultant = uow.settings.consultant().name
        self._finder = FirmFinder(FirmKey(*key) for key in uow.enterprises.all_keys())
        self._past = {each.key: each for each in past_days(context, context.roster).values()}
        self._seen = SeenRows({})

    def expect(self, rows: Iterable[ParsedRosterRow]) -> None:
        """Read what is kept of the firms the next rows are about, at once."""
        found = (self._find(row).firm for row in rows if not row.rejected)
        self._firms.take_up(firm for firm in found if firm is not None)

    def keep(self, row: ParsedRosterRow) -> RowResult:
        """Keep one row, or reject it with the reason."""
        if row.rejected:
            return result(row, RowOutcome.REJECTED)
        found = self._find(row)
        if found.ambiguous:
            return rejected(
                row,
                "enterprise-ambiguous",
                "統一編號",
                f"個案簿裡已有名為「{row.name}」的企業，無法確定是不是同一家。",
                "請補上統一編號與廠別，或先在企業概況補登統一編號後再匯入。",
            )
        if found.firm is None:
            firm = EnterpriseId(self._uow.new_id())
            self._seen.conflict(firm, row)
            return with_remarks(row, self._create(firm, row), *self._ahead(row))
        known = self._firms.get(found.firm)
        refused = self._name_differs(known.enterprise, row) or self._seen.conflict(found.firm, row)
        if refused is not None:
            return refused
        remark = None if self._chosen.of(row) else found_by_name(row, known.enterprise)
        return with_remarks(row, self._update(known, row), remark, *self._ahead(row))

    def _ahead(self, row: ParsedRosterRow) -> tuple[Issue | None, ...]:
        """Return the remarks on days still to come."""
        to_come = days_to_come(row, self._past, row.facts, self._context.on())
        return date_ahead(self._context, row, "指派日期", row.assigned_on), *to_come

    def _find(self, row: ParsedRosterRow) -> Found:
        found = self._finder.find(row.ubn, row.name, row.site)
        chosen = self._chosen.of(row) if found.ambiguous else None
        return found if chosen is None else Found(firm=None if chosen == NEW_FIRM else chosen)

    def _name_differs(self, kept: Enterprise, row: ParsedRosterRow) -> RowResult | None:
        """Return the rejection of a row that calls a firm of the casebook by another name.

        A mistyped 統一編號 would otherwise give one firm the name and figures of another.
        """
        if kept.id in self._seen.by_firm or fold_name(row.name) == fold_name(kept.name):
            return None
        return rejected(
            row,
            "name-differs",
            "企業名稱",
            f"統一編號 {kept.ubn} 在個案簿裡是「{kept.name}」，檔案為「{row.name}」，名稱不同。",
            "請先確認統一編號；確為更名時，請先在概況更正企業名稱，再匯入這一列。",
        )

    def _create(self, firm: EnterpriseId, row: ParsedRosterRow) -> RowResult:
        county = county_of_address(row.address)
        enterprise = Enterprise(
            id=firm,
            name=row.name,
            ubn=row.ubn,
            site=row.site,
            address=row.address,
            county="" if county is None else county.code,
            phone=row.phone,
            factory_registration=row.factory_registration,
        )
        self._finder.add(_key(enterprise))
        assigned_on = row.assigned_on or self._context.on()
        consultant = row.consultant or self._consultant
        opened = self._firms.open_case(
            Case(CaseId(self._uow.new_id()), enterprise, Stage.ASSIGNED, assigned_on, consultant)
        )
        keep_contact(opened, _contact(firm, row))
        facts = self._keep_facts(opened, row)
        return result(row, RowOutcome.NEW, f"建立個案，{len(facts)} 項基本資料")

    def _update(self, firm: FirmRecords, row: ParsedRosterRow) -> RowResult:
        changes = [*self._update_enterprise(firm, row), *self._update_case(firm, row)]
        changes.extend(keep_contact(firm, _contact(firm.enterprise.id, row)))
        sheet = standing_facts(firm.observations, self._context.on())
        facts = self._keep_facts(firm, row)
        changes.extend(fact_changes(self._context, sheet, facts))
        if not changes and not facts:
            return result(row, RowOutcome.UNCHANGED, "與個案簿相同")
        summary = "" if changes else f"{len(facts)} 項資料與個案簿相同，增列名冊為來源"
        return result(row, RowOutcome.CHANGED, summary, tuple(changes))

    def _update_enterprise(self, firm: FirmRecords, row: ParsedRosterRow) -> list[CellChange]:
        given = {
            "name": row.name,
            "ubn": row.ubn,
            "address": row.address,
            "phone": row.phone,
            "factory_registration": row.factory_registration,
        }
        changes = keep_enterprise(firm, given)
        if changes:
            self._finder.add(_key(firm.enterprise))
        return changes

    @staticmethod
    def _update_case(firm: FirmRecords, row: ParsedRosterRow) -> list[CellChange]:
        before = firm.case
        consultant = row.consultant or before.consultant
        now = replace(before, consultant=consultant, assigned_on=row.assigned_on or before.assigned_on)
        if now == before:
            return []
        firm.change_case(now)
        return [CellChange("指派", _assignment(before), _assignment(now))]

    def _keep_facts(self, firm: FirmRecords, row: ParsedRosterRow) -> dict[str, FactContent]:
        contents: dict[str, FactContent | None] = dict(row.facts)
        if "county" in self._context.facts and "county" not in contents:
            county = county_of_address(row.address)
            contents["county"] = None if county is None else county.code
        source = Source(Origin.ROSTER, row.assigned_on or self._context.on(), self._batch)
        return keep_facts(firm, contents, source)


def _key(firm: Enterprise) -> FirmKey:
    return FirmKey(firm.id, firm.ubn, fold_name(firm.name), fold(firm.site))


def _contact(firm: EnterpriseId, row: ParsedRosterRow) -> Contact:
    return Contact(
        ContactId(""), firm, row.contact_name, row.contact_title, row.contact_phone, row.contact_email
    )


def _assignment(case: Case) -> str:
    return f"{case.consultant} {format_roc(case.assigned_on)}"
