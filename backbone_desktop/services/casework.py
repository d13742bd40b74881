"""The file of one enterprise: finding it, reading it, and keeping its facts and needs right.

Rule: one transaction per method; what a consultant enters by hand is settled at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState, Stage
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_bounds import check_day
from backbone_desktop.domain.fact_text import UNKNOWN_TEXT, ContentReading, format_content, read_content
from backbone_desktop.domain.facts import FactContent, FactSheet, StandingFact, standing_facts
from backbone_desktop.domain.identifiers import CaseId, ContactId
from backbone_desktop.domain.report import FactLine
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.services.observations import TODAY_BY_HAND, Basis, choose, record, take_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backbone_desktop.domain.case import Case, CaseFile
    from backbone_desktop.domain.enterprise import Contact, Enterprise
    from backbone_desktop.domain.fact_catalogue import FactCatalogue
    from backbone_desktop.domain.facts import FactDefinition
    from backbone_desktop.domain.identifiers import EnterpriseId
    from backbone_desktop.domain.need import Need
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.cases import CasePage, Cursor
    from backbone_desktop.storage.unit_of_work import ReadView, UnitOfWork


class CaseworkService:
    """Use cases on cases, facts, needs and contacts."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list_cases(
        self, search: str = "", stage: Stage | None = None, after: Cursor | None = None, limit: int = 100
    ) -> CasePage:
        """Return one page of the case list, ordered by name."""
        with self._context.casebook.read() as view:
            return view.cases.page(search=search, stage=stage, after=after, limit=limit)

    def stage_counts(self, search: str = "") -> Mapping[Stage, int]:
        """Count the cases found by ``search`` in each stage."""
        with self._context.casebook.read() as view:
            return view.cases.stage_counts(search)

    def find(self, reference: str) -> Case:
        """Return the case meant by a 統編, an internal id or an unambiguous name.

        Raises:
            UserError: Nothing or more than one enterprise answers to it.
        """
        with self._context.casebook.read() as view:
            found = _meant(view, reference.strip())
        if len(found) == 1:
            return found[0]
        if not found:
            raise UserError(
                f"找不到企業「{reference}」",
                "個案簿裡沒有這個統一編號、名稱或識別碼的企業。",
                "請搜尋企業名稱的一部分，或先匯入名冊。",
            )
        names = "、".join(f"{each.enterprise.name}{each.enterprise.site}（{each.id}）" for each in found)
        raise UserError(
            f"「{reference}」指的企業不只一家", f"符合的有：{names}。", "請改用識別碼指定其中一家。"
        )

    def open(self, case: CaseId) -> CaseFile:
        """Return everything kept on one case."""
        with self._context.casebook.read() as view:
            return view.cases.file(case)

    def sheet(self, file: CaseFile) -> FactSheet:
        """Return the facts of a case that count on the as-of date."""
        return standing_facts(file.observations, self._context.on())

    def profile(self, file: CaseFile) -> tuple[FactLine, ...]:
        """Return every fact that can be asked, known or not, in the order of the definitions."""
        return fact_lines(self._context.facts, self.sheet(file))

    def read_fact(self, key: str, text: str) -> ContentReading:
        """Read what a person typed as the content of a fact; its content is None for 「未知」.

        Raises:
            UserError: There is no such fact, or the text is not a value of it.
        """
        return read_content(self._context.facts.writable(key), text)

    def set_facts(
        self, case: CaseId, contents: Mapping[str, FactContent | None], basis: Basis = TODAY_BY_HAND
    ) -> Done[CaseFile]:
        """Record what the consultant learnt; a content of None records that it is not known.

        Raises:
            UserError: There is no such fact, or the day it is about or the day it tells, where that must have
                been, lies after the as-of date.
        """
        on = self._context.on()
        for key, content in contents.items():
            check_day(self._context.facts.writable(key), content, on)
        return self._change_facts(case, lambda uow, firm: record(uow, firm, contents, basis, on))

    def refuse_fact(self, case: CaseId, key: str, basis: Basis = TODAY_BY_HAND) -> Done[CaseFile]:
        """Record that the firm will not say; nobody asks again.

        Raises:
            UserError: As for :meth:`set_facts`.
        """
        self._context.facts.writable(key)
        on, refused = self._context.on(), ConfirmationState.REFUSED
        return self._change_facts(case, lambda uow, firm: record(uow, firm, {key: None}, basis, on, refused))

    def settle_contradiction(self, case: CaseId, observation: str) -> Done[CaseFile]:
        """Let one of several observations that differ count from now on, whatever was known until now.

        Raises:
            UserError: The case has no such observation.
        """
        return self._change_facts(case, lambda uow, firm: choose(uow, firm, observation))

    def take_back(self, case: CaseId, observation: str) -> Done[CaseFile]:
        """Take back an entry or a choice of the consultant's; what counted before counts again.

        Raises:
            UserError: The case has no such observation, or it came with a file or a response.
        """
        return self._change_facts(case, lambda uow, firm: take_back(uow, firm, observation))

    def set_stage(self, case: CaseId, stage: Stage) -> Done[Case]:
        """Move a case to a stage of the service thread."""
        with self._context.casebook.write() as uow:
            changed = replace(uow.cases.get(case), stage=stage)
            uow.cases.update(changed)
            uow.commit()
        return Done(changed, Changes.of(Kind.CASES, case=case))

    def update_enterprise(self, case: CaseId, enterprise: Enterprise) -> Done[Enterprise]:
        """Correct a firm's name, number, site or address."""
        with self._context.casebook.write() as uow:
            uow.enterprises.update(enterprise)
            uow.commit()
        return Done(enterprise, Changes.of(Kind.CASES, case=case))

    def save_contact(self, case: CaseId, contact: Contact) -> Done[Contact]:
        """Add a contact when it has no id yet, else change it."""
        with self._context.casebook.write() as uow:
            if contact.id:
                uow.contacts.update(contact)
            else:
                contact = replace(contact, id=ContactId(uow.new_id()))
                uow.contacts.add(contact)
            uow.commit()
        return Done(contact, Changes.of(Kind.CASES, case=case))

    def save_need(self, case: CaseId, need: Need) -> Done[Need]:
        """Add a need when it has no id yet, else change it."""
        with self._context.casebook.write() as uow:
            if need.id:
                uow.needs.update(case, need)
            else:
                need = replace(need, id=uow.new_id(), confirmation=ConfirmationState.CONFIRMED)
                uow.needs.add(case, need)
            uow.commit()
        return Done(need, Changes.of(Kind.NEEDS, Kind.CASES, case=case))

    def _change_facts(
        self, case: CaseId, change: Callable[[UnitOfWork, EnterpriseId], None]
    ) -> Done[CaseFile]:
        with self._context.casebook.write() as uow:
            change(uow, uow.cases.get(case).enterprise.id)
            uow.commit()
            file = uow.cases.file(case)
        return Done(file, Changes.of(Kind.FACTS, Kind.CASES, case=case))


def fact_lines(facts: FactCatalogue, sheet: FactSheet) -> tuple[FactLine, ...]:
    """Describe every fact that can be asked, known or not."""
    return tuple(fact_line(each, sheet.get(each.key)) for each in facts.asked)


def fact_line(definition: FactDefinition, standing: StandingFact | None) -> FactLine:
    """Describe one fact as a consultant reads it."""
    if standing is None:
        return FactLine(definition.key, definition.label, definition.question, UNKNOWN_TEXT, known=False)
    observation = standing.observation
    refused = observation.state is ConfirmationState.REFUSED
    later = standing.contradicted_by[-1] if standing.contradicted_by else None
    return FactLine(
        key=definition.key,
        label=definition.label,
        question=definition.question,
        value=observation.state.label if refused else format_content(definition, standing.content),
        known=standing.content is not None,
        origin=observation.origin.label,
        as_of=observation.as_of,
        state=observation.state.label,
        contradiction=""
        if later is None
        else f"{later.origin.label}：{format_content(definition, later.content)}",
    )


def _meant(view: ReadView, reference: str) -> tuple[Case, ...]:
    if not reference:
        return ()
    case = view.cases.find(CaseId(reference))
    if case is not None:
        return (case,)
    by_number = view.enterprises.find_by_ubn(reference)
    firms = by_number or view.enterprises.find_by_name(reference)
    return tuple(view.cases.of_enterprise(each.id) for each in firms)
