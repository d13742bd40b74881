"""逐一確認: calling a firm and settling its answers one by one.

Rule: what the firm first wrote is kept; the confirmed value becomes a settled observation of the fact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import Channel, ConfirmationState, Origin
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_bounds import check_day
from backbone_desktop.domain.fact_text import ContentReading, read_content
from backbone_desktop.domain.facts import FactContent, Observation
from backbone_desktop.domain.form_answers import facts_of
from backbone_desktop.domain.questionnaire import Answer, QuestionRole, Response
from backbone_desktop.services.answers import joint_state, keep_needs, standing_answers
from backbone_desktop.services.changes import Changes, Done, Kind

if TYPE_CHECKING:
    from backbone_desktop.domain.enterprise import Enterprise
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the firm said when asked.

    Attributes:
        state: 已確認, 已更正 or 拒答.
        corrected: The right value, for 已更正 only; None there means the firm does not know.
        asked: Who of the firm was asked.
    """

    state: ConfirmationState
    corrected: FactContent | None = None
    asked: str = ""
    channel: Channel | None = None


class ConfirmationService:
    """Use cases on the answers of one firm."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def read_answer(self, question: str, text: str) -> ContentReading:
        """Read what a person typed as an answer; its content is None for 「未知」.

        Raises:
            UserError: The form has no such question, or the text is not an answer to it.
        """
        try:
            asked = self._context.form.question(question)
        except KeyError:
            raise UserError(
                f"問卷沒有「{question}」這一題",
                f"{self._context.form.id} 版問卷裡沒有這個代碼或名稱。",
                "請依問卷上的題目名稱或代碼填寫。",
            ) from None
        return read_content(asked.definition, text)

    def settle(self, case: CaseId, question: str, settlement: Settlement) -> Done[Answer]:
        """Settle one answer of the firm's latest response.

        Raises:
            UserError: The firm has not answered that question, or the corrected day still lies ahead.
        """
        if settlement.state is ConfirmationState.UNCONFIRMED:
            raise ValueError("a settlement confirms, corrects or refuses")
        self._check(question, settlement)
        with self._context.casebook.write() as uow:
            enterprise = uow.cases.get(case).enterprise
            response = _response_answering(uow, enterprise, question)
            settled = self._settled(response, question, settlement)
            uow.responses.update(settled)
            self._carry(uow, case, settled, question)
            uow.commit()
        answer = next(each for each in settled.answers if each.question == question)
        kinds = (Kind.ANSWERS, Kind.FACTS, Kind.NEEDS, Kind.CASES)
        return Done(answer, Changes.of(*kinds, case=case))

    def take_back(self, case: CaseId, before: Answer) -> Done[Answer]:
        """Let an answer stand as it did before it was settled last; its settled value leaves what counts.

        Args:
            case: The case of the firm.
            before: The answer as it was.

        Raises:
            UserError: The firm has not answered that question.
        """
        with self._context.casebook.write() as uow:
            enterprise = uow.cases.get(case).enterprise
            response = _response_answering(uow, enterprise, before.question)
            restored = replace(
                response,
                answers=tuple(
                    before if each.question == before.question else each for each in response.answers
                ),
            )
            uow.responses.update(restored)
            self._withdraw(uow, restored, before.question)
            if any(each.code == before.question and each.aspect for each in self._context.form.questions):
                keep_needs(uow, self._context.form, case, restored)
            uow.commit()
        kinds = (Kind.ANSWERS, Kind.FACTS, Kind.NEEDS, Kind.CASES)
        return Done(before, Changes.of(*kinds, case=case))

    def next_case(self, case: CaseId) -> CaseId | None:
        """Return the next firm, by name and round again, whose answers are still to be asked about."""
        with self._context.casebook.read() as view:
            return view.form_tracking.next_unconfirmed(case)

    def _check(self, question: str, settlement: Settlement) -> None:
        """Refuse a corrected day that must have been and still lies ahead."""
        fed = (each.fact for each in self._context.form.questions if each.code == question and not each.part)
        for definition in filter(None, map(self._context.facts.get, fed)):
            check_day(definition, settlement.corrected, self._context.on())

    def _withdraw(self, uow: UnitOfWork, response: Response, code: str) -> None:
        """Withdraw what the last settlement of a question observed."""
        facts = {each.code: each.fact for each in self._context.form.questions if each.fact}
        if (fact := facts.get(code)) is None:
            return
        of_fact = [each for each in uow.facts.of(response.enterprise) if each.key == fact]
        observed = [each for each in of_fact if each.source == response.id]
        if observed:
            uow.facts.withdraw(observed[-1].id)

    def _settled(self, response: Response, question: str, settlement: Settlement) -> Response:
        def settle(answer: Answer) -> Answer:
            if answer.question != question:
                return answer
            corrected = settlement.state is ConfirmationState.CORRECTED
            return answer._replace(
                state=settlement.state,
                corrected=settlement.corrected if corrected else None,
                asked=settlement.asked,
                channel=settlement.channel,
                confirmed_on=self._context.on(),
            )

        return replace(response, answers=tuple(settle(each) for each in response.answers))

    def _carry(self, uow: UnitOfWork, case: CaseId, response: Response, code: str) -> None:
        """Let the settled answer reach the fact or the need it feeds.

        A form revised since may no longer ask the question: the answer is settled and feeds nothing.
        """
        try:
            question = self._context.form.question(code)
        except KeyError:
            return
        if question.role is QuestionRole.FACT:
            uow.facts.add(response.enterprise, self._observed(uow, response, question.fact))
        if question.role is QuestionRole.NEED:
            keep_needs(uow, self._context.form, case, response)

    def _observed(self, uow: UnitOfWork, response: Response, fact: str) -> Observation:
        """Return a fact as its answers tell it now; one of several parts does not settle the others."""
        form = self._context.form
        parts = (each.code for each in form.questions if each.fact == fact)
        return Observation(
            id=uow.new_id(),
            key=fact,
            content=facts_of(form, standing_answers(response.answers)).get(fact),
            origin=Origin.RESPONSE,
            as_of=self._context.on(),
            state=joint_state(response.answers, parts),
            recorded_at=uow.now,
            source=response.id,
        )


def _response_answering(uow: UnitOfWork, enterprise: Enterprise, question: str) -> Response:
    responses = sorted(uow.responses.of(enterprise.id), key=lambda each: each.answered_on, reverse=True)
    for response in responses:
        if any(answer.question == question for answer in response.answers):
            return response
    raise UserError(
        f"「{enterprise.name}」沒有回答「{question}」",
        "這家企業的問卷回覆裡沒有這一題的答案。",
        "請先匯入問卷回覆，或改在概況直接填寫。",
    )
