"""What a firm's kept answers amount to now: facts and needs.

Rule: a refused answer says nothing; a blank one was never kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.form_answers import FormMeaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.need import Need
    from backbone_desktop.domain.questionnaire import Answer, Form, Response
    from backbone_desktop.storage.unit_of_work import UnitOfWork


_WEIGHTIEST_FIRST = (
    ConfirmationState.UNCONFIRMED,
    ConfirmationState.CORRECTED,
    ConfirmationState.CONFIRMED,
    ConfirmationState.REFUSED,
)


def standing_answers(answers: Iterable[Answer]) -> dict[str, FactContent | None]:
    """Return what counts of each answer, by question code, leaving out refusals."""
    return {each.question: each.standing for each in answers if each.state is not ConfirmationState.REFUSED}


def keep_needs(uow: UnitOfWork, form: Form, case: CaseId, response: Response) -> None:
    """Bring a case's needs in line with what a response states now."""
    before = [need for need in uow.needs.of(case) if need.source == response.id]
    meaning = FormMeaning(form)
    stated = meaning.needs(standing_answers(response.answers), uow.new_id, response.id)
    uow.needs.replace(case, response.id, before, settled_needs(meaning, stated, response.answers, before))


def settled_needs(
    meaning: FormMeaning, stated: Iterable[Need], answers: Iterable[Answer], before: Iterable[Need]
) -> tuple[Need, ...]:
    """Return stated needs as confirmed as the answers they are made of.

    A need stated before keeps its id and its state; one no longer stated goes.
    """
    known = {need.aspect: need for need in before}
    now = []
    for need in stated:
        former = known.get(need.aspect, need)
        confirmation = joint_state(answers, meaning.need_questions[need.aspect])
        now.append(replace(need, id=former.id, state=former.state, confirmation=confirmation))
    return tuple(now)


def joint_state(answers: Iterable[Answer], questions: Iterable[str]) -> ConfirmationState:
    """Return the one state of what several questions tell together.

    Unconfirmed while a value is; else corrected when one was; refused only when the firm refused them all.
    """
    parts = frozenset(questions)
    states = {each.state for each in answers if each.question in parts and _tells(each)}
    return next((state for state in _WEIGHTIEST_FIRST if state in states), ConfirmationState.UNCONFIRMED)


def _tells(answer: Answer) -> bool:
    return answer.content is not None or answer.state is not ConfirmationState.UNCONFIRMED
