"""問卷回覆 row by row: keeping each firm's answers, and what they say of facts and needs.

Rule: an answer that was confirmed is not replaced in silence; a value that differs comes in unconfirmed
beside the confirmed fact, which stands until the firm is asked. A response never renames its firm, and one
filled in earlier than what is kept only answers what is still open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import Origin, Stage
from backbone_desktop.domain.correction import IN_PREVIEW_TOO, NEW_FIRM, RowPlace
from backbone_desktop.domain.enterprise import Contact
from backbone_desktop.domain.identifiers import ContactId, EnterpriseId, ResponseId
from backbone_desktop.domain.intake import CellChange, Gravity, Issue, RowOutcome
from backbone_desktop.domain.questionnaire import Response
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.text import fold, fold_name
from backbone_desktop.exchange.table_reading import text_of
from backbone_desktop.services.answers import standing_answers
from backbone_desktop.services.chosen_firms import ChosenFirms
from backbone_desktop.services.firm_finder import FirmFinder, FirmKey, Found
from backbone_desktop.services.firm_records import FirmsAtHand
from backbone_desktop.services.intake_rows import (
    SeenRows,
    Source,
    date_ahead,
    days_to_come,
    found_by_name,
    keep_contact,
    keep_enterprise,
    keep_facts,
    past_days,
    rejected,
    result,
    with_remarks,
)
from backbone_desktop.services.logbook import stage_after
from backbone_desktop.services.response_answers import ResponseAnswers, differs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backbone_desktop.domain.enterprise import Enterprise
    from backbone_desktop.domain.intake import RowResult
    from backbone_desktop.domain.questionnaire import Form
    from backbone_desktop.exchange.responses import ParsedResponse
    from backbone_desktop.services.context import Context
    from backbone_desktop.services.firm_records import FirmRecords
    from backbone_desktop.services.response_answers import Contents
    from backbone_desktop.storage.unit_of_work import ReadView, UnitOfWork

CONTACT_QUESTIONS = ("contact_name", "contact_title", "contact_phone", "contact_email")
IDENTITY_QUESTIONS = {
    "ubn": "ubn",
    "address": "address",
    "phone": "phone",
    "factory_registration": "factory_registration_number",
}
"""Which question may change which field of the enterprise; the name and the site are not among them."""


class ResponseRows:
    """Decides and keeps the rows of one file of responses within one transaction."""

    def __init__(
        self,
        context: Context,
        uow: UnitOfWork,
        before: ReadView,
        form: Form,
        batch: str,
        chosen: Mapping[RowPlace, EnterpriseId],
    ) -> None:
        self._context, self._uow, self._form, self._batch = context, uow, form, batch
        self._chosen = ChosenFirms(context, uow, chosen)
        self._finder = FirmFinder(FirmKey(*key) for key in uow.enterprises.all_keys())
        self._firms = FirmsAtHand(uow, before, form.id)
        self._answers = ResponseAnswers(form, uow)
        self._past = past_days(context, form)
        self._seen = SeenRows({})

    def expect(self, rows: Iterable[ParsedResponse]) -> None:
        """Read what is kept of the firms the next rows are about, at once."""
        found = (self._finder.find(row.ubn, row.name, row.site, row.enterprise).firm for row in rows)
        self._firms.take_up(firm for firm in found if firm is not None)

    def keep(self, row: ParsedResponse) -> RowResult:
        """Keep one row, or reject it with the reason."""
        if row.rejected:
            return result(row, RowOutcome.REJECTED)
        row = self._chosen.settle(row)
        found = self._find(row)
        if found.firm is None:
            return _unknown(row, row.name or row.ubn, ambiguous=found.ambiguous)
        firm = self._firms.get(found.firm)
        refused = (
            self._number_differs(firm.enterprise, row)
            or self._named_as_another(firm.enterprise, row)
            or self._seen.conflict(found.firm, row)
        )
        if refused is not None:
            return refused
        remarks = (
            _name_differs(firm.enterprise.name, row),
            None if row.enterprise else found_by_name(row, firm.enterprise),
            date_ahead(self._context, row, "填表日期", row.answered_on),
            *days_to_come(row, self._past, row.answers, self._context.on()),
        )
        return with_remarks(row, self._decide(firm, row), *remarks)

    def _decide(self, firm: FirmRecords, row: ParsedResponse) -> RowResult:
        kept = firm.response
        if kept is None:
            return self._create(firm, row)
        if row.answered_on is not None and row.answered_on < kept.answered_on:
            return self._complete(firm, kept, row, row.answered_on)
        return self._update(firm, kept, row)

    def _complete(
        self, firm: FirmRecords, kept: Response, row: ParsedResponse, answered_on: date
    ) -> RowResult:
        """Let a response older than the kept one answer what that leaves open, and say what stays."""
        known = {each.question: each for each in kept.answers}
        given = self._answers.given(row.answers)
        passed = [code for code, content in given.items() if code in known and differs(known[code], content)]
        answers = {
            code: content for code, content in row.answers.items() if code in given.keys() - known.keys()
        }
        unmapped = {header: text for header, text in row.unmapped.items() if header not in kept.unmapped}
        done = self._update(firm, kept, replace(row, answers=answers, unmapped=unmapped))
        if not passed:
            return done
        issue = Issue(
            row.sheet,
            row.row,
            "",
            "older-response",
            format_roc(answered_on),
            f"這份回覆填於 {format_roc(answered_on)}，早於個案簿已有的 {format_roc(kept.answered_on)}，"
            f"未取代較新的答案：{self._answers.labels(passed)}。",
            "若舊回覆才正確，請在逐一確認時更正答案。",
            Gravity.WARNING,
        )
        return replace(done, issues=(*done.issues, issue))

    def _find(self, row: ParsedResponse) -> Found:
        found = self._finder.find(row.ubn, row.name, row.site, row.enterprise)
        if found.firm is not None or not row.name or self._chosen.of(row) != NEW_FIRM:
            return found
        firm = self._chosen.open_case(row)
        self._finder.add(FirmKey(firm.id, firm.ubn, fold_name(firm.name), fold(firm.site)))
        return Found(firm=firm.id)

    def _number_differs(self, kept: Enterprise, row: ParsedResponse) -> RowResult | None:
        """Return the rejection of a form that came back with the 統一編號 of another firm."""
        if not row.ubn or row.ubn == kept.ubn:
            return None
        other = self._finder.find(row.ubn, row.name, row.site).firm
        if not kept.ubn and other in (None, kept.id):
            return None
        return rejected(
            row,
            "ubn-differs",
            "統一編號",
            f"這份問卷屬於「{kept.name}」（統一編號 {kept.ubn or '未填'}），填回的是 {row.ubn}。",
            "請確認是否拿錯其他企業的問卷；確有更正時，請先在概況更正統一編號再匯入。",
        )

    def _named_as_another(self, kept: Enterprise, row: ParsedResponse) -> RowResult | None:
        """Return the rejection of a row whose number is one firm's and whose name is another's."""
        if row.enterprise or fold_name(row.name) == fold_name(kept.name):
            return None
        named = self._finder.find("", row.name, row.site)
        if named.firm is None and not named.ambiguous:
            return None
        return rejected(
            row,
            "enterprise-contradicts",
            "企業名稱",
            f"統一編號 {kept.ubn} 在個案簿裡是「{kept.name}」，「{row.name}」則是另一家，無法確定是哪一家。",
            f"請在來源檔更正統一編號或企業名稱後再匯入；{IN_PREVIEW_TOO}",
        )

    def _create(self, firm: FirmRecords, row: ParsedResponse) -> RowResult:
        given = self._answers.given(row.answers)
        response = Response(
            id=ResponseId(self._uow.new_id()),
            enterprise=firm.enterprise.id,
            form=self._form.id,
            answered_on=row.answered_on or self._context.on(),
            answers=self._answers.fresh(given),
            batch=self._batch,
            unmapped=row.unmapped,
        )
        firm.add_response(response)
        changes = self._keep_identity(firm, row)
        self._carry(firm, response, given, response.answered_on)
        needs = len(firm.needs_of(response))
        changed = f"，企業資料變更 {len(changes)} 項" if changes else ""
        return result(row, RowOutcome.NEW, f"{len(given)} 題，{needs} 項需求{changed}", changes)

    def _update(self, firm: FirmRecords, kept: Response, row: ParsedResponse) -> RowResult:
        before = {answer.question: answer for answer in kept.answers}
        different = self._answers.different(before, self._answers.given(row.answers))
        identity = self._keep_identity(firm, row)
        texts = _text_changes(kept.unmapped, row.unmapped)
        if not different and not identity and not texts:
            return result(row, RowOutcome.UNCHANGED, "與個案簿相同")
        changes = [
            self._answers.change(before.get(code), code, content) for code, content in different.items()
        ]
        answered_on = row.answered_on or kept.answered_on
        now = replace(
            kept,
            answered_on=max(answered_on, kept.answered_on),
            answers=self._answers.merged(kept.answers, different),
            unmapped={**kept.unmapped, **row.unmapped},
        )
        firm.change_response(now)
        self._carry(firm, now, different, answered_on)
        return result(row, RowOutcome.CHANGED, "", (*identity, *changes, *texts))

    def _keep_identity(self, firm: FirmRecords, row: ParsedResponse) -> tuple[CellChange, ...]:
        """Let what a firm says of its address, numbers and contact reach the firm's own record."""
        former = firm.enterprise.ubn
        given = {field: text_of(row.answers, code) for field, code in IDENTITY_QUESTIONS.items()}
        changes = keep_enterprise(firm, given)
        if (now := firm.enterprise).ubn != former:
            self._finder.add(FirmKey(now.id, now.ubn, fold_name(now.name), fold(now.site)))
        return (*changes, *keep_contact(firm, _contact(now.id, row)))

    def _carry(self, firm: FirmRecords, response: Response, changed: Contents, as_of: date) -> None:
        """Let changed answers reach the facts, the needs and the stage."""
        source = Source(Origin.RESPONSE, as_of, response.id)
        standing = standing_answers(response.answers)
        keep_facts(firm, self._answers.facts(standing, changed), source)
        firm.put_needs(response, self._answers.needs(response, standing, firm.needs_of(response)))
        firm.change_case(replace(firm.case, stage=stage_after(firm.case.stage, Stage.SURVEY)))


def _text_changes(kept: Mapping[str, str], given: Mapping[str, str]) -> list[CellChange]:
    """Return what changes of the texts kept by their header: of columns no question claims, or not read."""
    return [
        CellChange(f"{header}（保留原文）", kept.get(header, ""), text)
        for header, text in given.items()
        if kept.get(header) != text
    ]


def _name_differs(kept: str, row: ParsedResponse) -> Issue | None:
    """Return the remark on a response that calls its firm by another name."""
    if not row.name or row.name == kept or fold_name(row.name) == fold_name(kept):
        return None
    return Issue(
        row.sheet,
        row.row,
        "企業名稱",
        "name-differs",
        row.name,
        f"企業名稱與個案簿不同：個案簿為「{kept}」，檔案為「{row.name}」，未變更。",
        "企業確已更名時，請在概況更正企業名稱。",
        Gravity.WARNING,
    )


def _unknown(row: ParsedResponse, name: str, *, ambiguous: bool) -> RowResult:
    if ambiguous:
        return rejected(
            row,
            "enterprise-ambiguous",
            "統一編號",
            f"名為「{name}」的企業不只一家，或統一編號對不上，無法確定是哪一家。",
            "請在檔案裡補上正確的統一編號與廠別後再匯入。",
        )
    return rejected(
        row,
        "enterprise-unknown",
        "統一編號",
        f"個案簿裡沒有「{name}」這家企業。",
        "請更正統一編號與名稱，或先以名冊匯入這家企業；在視窗的預覽裡也可以指定或新增企業。",
    )


def _contact(firm: EnterpriseId, row: ParsedResponse) -> Contact:
    name, title, phone, email = (str(row.answers.get(code) or "") for code in CONTACT_QUESTIONS)
    consent = row.answers.get("consent")
    return Contact(
        ContactId(""), firm, name, title, phone, email, consent if isinstance(consent, bool) else None
    )
