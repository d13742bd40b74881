"""What a firm's kept answers amount to now: facts and needs.

Rule: a refused answer says nothing; a blank one was never kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.form_answers import needs_of
from backbone_desktop.domain.questionnaire import QuestionRole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.domain.codes import Aspect
    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.questionnaire import Answer, Form, Response
    from backbone_desktop.storage.unit_of_work import UnitOfWork


def standing_answers(answers: Iterable[Answer]) -> dict[str, FactContent | None]:
    """Return what counts of each answer, by question code, leaving out refusals."""
    return {each.question: each.standing for each in answers if each.state is not ConfirmationState.REFUSED}


def keep_needs(uow: UnitOfWork, form: Form, case: CaseId, response: Response) -> None:
    """Bring a case's needs in line with what a response states now.

    A need stated before keeps its id and its state; one no longer stated goes.
    """
    before = {need.aspect: need for need in uow.needs.of(case) if need.source == response.id}
    stated = needs_of(form, standing_answers(response.answers), uow.new_id, response.id)
    now = []
    for need in stated:
        known = before.get(need.aspect, need)
        confirmation = _confirmation(form, response.answers, need.aspect)
        now.append(replace(need, id=known.id, state=known.state, confirmation=confirmation))
    if tuple(now) != tuple(before.values()):
        uow.needs.replace_from_response(case, response.id, tuple(now))


def _confirmation(form: Form, answers: Iterable[Answer], aspect: Aspect) -> ConfirmationState:
    """Return one state for a need: unconfirmed while any part is, corrected when any part was."""
    parts = {each.code for each in form.questions if each.role is QuestionRole.NEED and each.aspect is aspect}
    states = {answer.state for answer in answers if answer.question in parts}
    for state in (ConfirmationState.UNCONFIRMED, ConfirmationState.CORRECTED):
        if state in states:
            return state
    return ConfirmationState.CONFIRMED
