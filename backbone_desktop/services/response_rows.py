"""問卷回覆 row by row: keeping each firm's answers, and what they say of facts and needs.

Rule: an answer that was confirmed is not replaced in silence; a value that differs comes in unconfirmed
beside the confirmed fact, which stands until the firm is asked. A response never renames its firm, and one
filled in earlier than what is kept only answers what is still open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState, Origin, Stage
from backbone_desktop.domain.correction import NEW_FIRM, RowPlace
from backbone_desktop.domain.enterprise import Contact
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.form_answers import facts_of
from backbone_desktop.domain.identifiers import AnswerId, ContactId, EnterpriseId, ResponseId
from backbone_desktop.domain.intake import CellChange, Gravity, Issue, RowOutcome
from backbone_desktop.domain.questionnaire import Answer, QuestionRole, Response
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.text import fold, fold_name
from backbone_desktop.exchange.responses import ANSWERED_ON
from backbone_desktop.exchange.table_reading import text_of
from backbone_desktop.services.answers import keep_needs, standing_answers
from backbone_desktop.services.chosen_firms import ChosenFirms
from backbone_desktop.services.firm_finder import FirmFinder, FirmKey, Found
from backbone_desktop.services.intake_rows import (
    SeenRows,
    Source,
    keep_contact,
    keep_enterprise,
    keep_facts,
    rejected,
    result,
)
from backbone_desktop.services.logbook import advance_stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.intake import RowResult
    from backbone_desktop.domain.questionnaire import Form
    from backbone_desktop.exchange.responses import ParsedResponse
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.unit_of_work import UnitOfWork

CONTACT_QUESTIONS = ("contact_name", "contact_title", "contact_phone", "contact_email")
IDENTITY_QUESTIONS = {
    "ubn": "ubn",
    "address": "address",
    "phone": "phone",
    "factory_registration": "factory_registration_number",
}
"""Which question may change which field of the enterprise; the name and the site are not among them."""
KEPT_ROLES = (QuestionRole.FACT, QuestionRole.NEED, QuestionRole.CONSENT, QuestionRole.OTHER)


class ResponseRows:
    """Decides and keeps the rows of one file of responses within one transaction."""

    def __init__(
        self,
        context: Context,
        uow: UnitOfWork,
        form: Form,
        batch: str,
        chosen: Mapping[RowPlace, EnterpriseId],
    ) -> None:
        self._context, self._uow, self._form, self._batch = context, uow, form, batch
        self._firms = ChosenFirms(context, uow, chosen)
        self._finder = FirmFinder(FirmKey(*key) for key in uow.enterprises.all_keys())
        self._questions = {each.code: each for each in form.questions if each.role in KEPT_ROLES}
        self._seen = SeenRows({})

    def keep(self, row: ParsedResponse) -> RowResult:
        """Keep one row, or reject it with the reason."""
        if row.rejected:
            return result(row, RowOutcome.REJECTED)
        row = self._firms.settle(row)
        found = self._find(row)
        if found.firm is None:
            return self._unknown(row, row.name or row.ubn, ambiguous=found.ambiguous)
        refused = self._number_differs(found.firm, row) or self._seen.conflict(found.firm, row)
        if refused is not None:
            return refused
        remark = self._name_differs(found.firm, row)
        kept = self._uow.responses.find(found.firm, self._form.id)
        if kept is not None and row.answered_on is not None and row.answered_on < kept.answered_on:
            done = self._complete(kept, row, row.answered_on)
        else:
            done = self._create(found.firm, row) if kept is None else self._update(kept, row)
        return done if remark is None else replace(done, issues=(*done.issues, remark))

    def _complete(self, kept: Response, row: ParsedResponse, answered_on: date) -> RowResult:
        """Let a response older than the kept one answer what that leaves open, and say what stays."""
        known = {each.question: each for each in kept.answers}
        given = self._given(row)
        passed = [code for code, content in given.items() if code in known and _differs(known, code, content)]
        answers = {
            code: content for code, content in row.answers.items() if code in given.keys() - known.keys()
        }
        unmapped = {header: text for header, text in row.unmapped.items() if header not in kept.unmapped}
        done = self._update(kept, replace(row, answers=answers, unmapped=unmapped))
        if not passed:
            return done
        labels = "、".join(self._questions[code].label for code in passed)
        issue = Issue(
            row.sheet,
            row.row,
            "",
            "older-response",
            format_roc(answered_on),
            f"這份回覆填於 {format_roc(answered_on)}，早於個案簿已有的 {format_roc(kept.answered_on)}，"
            f"未取代較新的答案：{labels}。",
            "若舊回覆才正確，請在逐一確認時更正答案。",
            Gravity.WARNING,
        )
        return replace(done, issues=(*done.issues, issue))

    def _find(self, row: ParsedResponse) -> Found:
        found = self._finder.find(row.ubn, row.name, row.site, row.enterprise)
        if found.firm is not None or not row.name or self._firms.of(row) != NEW_FIRM:
            return found
        firm = self._firms.open_case(row)
        self._finder.add(FirmKey(firm.id, firm.ubn, fold_name(firm.name), fold(firm.site)))
        return Found(firm=firm.id)

    def _number_differs(self, firm: EnterpriseId, row: ParsedResponse) -> RowResult | None:
        """Return the rejection of a form that came back with the 統一編號 of another firm."""
        kept = self._uow.enterprises.get(firm)
        other = self._finder.find(row.ubn, row.name, row.site).firm if row.ubn else None
        if not row.ubn or row.ubn == kept.ubn or (not kept.ubn and other in (None, firm)):
            return None
        return rejected(
            row,
            "ubn-differs",
            "統一編號",
            f"這份問卷屬於「{kept.name}」（統一編號 {kept.ubn or '未填'}），填回的是 {row.ubn}。",
            "請確認是否拿錯其他企業的問卷；確有更正時，請先在概況更正統一編號再匯入。",
        )

    def _name_differs(self, firm: EnterpriseId, row: ParsedResponse) -> Issue | None:
        kept = self._uow.enterprises.get(firm).name
        if not row.name or fold_name(row.name) == fold_name(kept):
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

    @staticmethod
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
            "請先以名冊匯入這家企業，或更正統一編號與名稱。",
        )

    def _create(self, firm: EnterpriseId, row: ParsedResponse) -> RowResult:
        given = self._given(row)
        response = Response(
            id=ResponseId(self._uow.new_id()),
            enterprise=firm,
            form=self._form.id,
            answered_on=row.answered_on or self._context.on(),
            answers=tuple(self._answer(code, content) for code, content in given.items()),
            batch=self._batch,
            unmapped=row.unmapped,
        )
        self._uow.responses.add(response)
        changes = self._keep_identity(firm, row)
        self._carry(response, given, response.answered_on)
        case = self._uow.cases.of_enterprise(firm).id
        needs = sum(need.source == response.id for need in self._uow.needs.of(case))
        changed = f"，企業資料變更 {len(changes)} 項" if changes else ""
        return result(row, RowOutcome.NEW, f"{len(given)} 題，{needs} 項需求{changed}", changes)

    def _update(self, kept: Response, row: ParsedResponse) -> RowResult:
        before = {answer.question: answer for answer in kept.answers}
        different = {
            code: content for code, content in self._given(row).items() if _differs(before, code, content)
        }
        identity = self._keep_identity(kept.enterprise, row)
        unmapped = {**kept.unmapped, **row.unmapped}
        if not different and not identity and unmapped == dict(kept.unmapped):
            return result(row, RowOutcome.UNCHANGED, "與個案簿相同")
        changes = [self._change(before.get(code), code, content) for code, content in different.items()]
        answered_on = row.answered_on or kept.answered_on
        now = replace(
            kept,
            answered_on=max(answered_on, kept.answered_on),
            answers=tuple(self._merged(kept.answers, different)),
            unmapped=unmapped,
        )
        self._uow.responses.update(now)
        self._carry(now, different, answered_on)
        return result(row, RowOutcome.CHANGED, "", (*identity, *changes))

    def _keep_identity(self, firm: EnterpriseId, row: ParsedResponse) -> tuple[CellChange, ...]:
        """Let what a firm says of its address, numbers and contact reach the firm's own record."""
        before = self._uow.enterprises.get(firm)
        given = {field: text_of(row.answers, code) for field, code in IDENTITY_QUESTIONS.items()}
        changes = keep_enterprise(self._uow, before, given)
        if (now := self._uow.enterprises.get(firm)).ubn != before.ubn:
            self._finder.add(FirmKey(now.id, now.ubn, fold_name(now.name), fold(now.site)))
        return (*changes, *keep_contact(self._uow, _contact(firm, row)))

    def _carry(self, response: Response, changed: dict[str, FactContent | None], as_of: date) -> None:
        """Let changed answers reach the facts and the needs."""
        contents = facts_of(self._form, standing_answers(response.answers))
        touched = {self._questions[code].fact for code in changed}
        source = Source(Origin.RESPONSE, as_of, response.id)
        fed = {key: content for key, content in contents.items() if key in touched}
        keep_facts(self._context, self._uow, response.enterprise, fed, source)
        case = self._uow.cases.of_enterprise(response.enterprise).id
        keep_needs(self._uow, self._form, case, response)
        advance_stage(self._uow, case, Stage.SURVEY)

    def _given(self, row: ParsedResponse) -> dict[str, FactContent | None]:
        kept = self._questions
        return {
            code: content for code, content in row.answers.items() if code in kept and code != ANSWERED_ON
        }

    def _answer(self, question: str, content: FactContent | None) -> Answer:
        return Answer(AnswerId(self._uow.new_id()), question, content)

    def _merged(
        self, answers: Iterable[Answer], different: dict[str, FactContent | None]
    ) -> Iterable[Answer]:
        rest = dict(different)
        for answer in answers:
            if answer.question in rest:
                fresh = self._answer(answer.question, rest.pop(answer.question))
                yield replace(fresh, id=answer.id)
            else:
                yield answer
        for code, content in rest.items():
            yield self._answer(code, content)

    def _change(self, before: Answer | None, code: str, content: FactContent | None) -> CellChange:
        question = self._questions[code]
        definition = question.definition
        return CellChange(
            label=question.label,
            before="" if before is None else format_content(definition, before.standing),
            after=format_content(definition, content),
            confirmed=before is not None and before.state is not ConfirmationState.UNCONFIRMED,
        )


def _contact(firm: EnterpriseId, row: ParsedResponse) -> Contact:
    name, title, phone, email = (str(row.answers.get(code) or "") for code in CONTACT_QUESTIONS)
    consent = row.answers.get("consent")
    return Contact(
        ContactId(""), firm, name, title, phone, email, consent if isinstance(consent, bool) else None
    )


def _differs(before: dict[str, Answer], code: str, content: FactContent | None) -> bool:
    answer = before.get(code)
    return answer is None or content not in (answer.content, answer.standing)
