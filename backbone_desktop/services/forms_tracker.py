"""問卷追蹤: who was sent the questionnaire and when, who has not answered, and what is still missing.

Rule: it reads what forms, imports and confirmations left behind; only marking a form as sent writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.form_tracking import (
    FormOverview,
    FormState,
    GivenAnswer,
    GivenResponse,
    TrackedForm,
    form_state,
)
from backbone_desktop.domain.questionnaire import QuestionRole
from backbone_desktop.domain.text import fold
from backbone_desktop.exchange.responses import ANSWERED_ON
from backbone_desktop.services.changes import Changes, Done, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.questionnaire import Answer, Question
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.form_tracking import FormLine

SENT_ELSEWHERE = ""
"""The file name of a questionnaire that was handed out otherwise than as a workbook of ours."""

_NO_ANSWERS = frozenset({QuestionRole.IDENTITY, QuestionRole.CONTACT})
"""What a firm says of itself and of its contact goes into their own records, not among its answers."""


class FormsTracker:
    """Use cases on the questionnaires of all firms."""

    def __init__(self, context: Context) -> None:
        self._context = context
        questions = [each for each in context.form.questions if each.role not in _NO_ANSWERS]
        self._asked = frozenset(each.code for each in questions) - {ANSWERED_ON}
        self._required = [each for each in questions if each.required]

    def overview(self, search: str = "") -> FormOverview:
        """Return the questionnaires of all firms, or of those whose name or number contains the words."""
        with self._context.casebook.read() as view:
            lines = view.form_tracking.lines()
        return FormOverview(tuple(map(self._tracked, lines))).matching(search)

    def last_response(self, case: CaseId) -> GivenResponse | None:
        """Return what a firm answered last, in the order of the form; None when it never answered."""
        with self._context.casebook.read() as view:
            firm = view.cases.get(case).enterprise
            responses = view.responses.of(firm.id)
        if not responses:
            return None
        latest = max(responses, key=lambda each: each.answered_on)
        answers = {each.question: each for each in latest.answers}
        asked = [each for each in self._context.form.questions if each.code in answers]
        return GivenResponse(
            latest.answered_on,
            tuple(_given(each, answers[each.code]) for each in asked),
        )

    def mark_sent(self, cases: Sequence[CaseId], on: date) -> Done[tuple[str, ...]]:
        """Note that the questionnaire reached these firms otherwise than as a workbook written here.

        Returns:
            The ids of the notes, to take them back with :meth:`unmark_sent`.

        Raises:
            UserError: The day is still to come.
        """
        if on > self._context.on():
            raise UserError("日期還沒到", "發出問卷的日期不能晚於基準日。", "請改填實際發出的日期。")
        form = self._context.form.id
        with self._context.casebook.write() as uow:
            firms = [uow.cases.get(case).enterprise.id for case in cases]
            notes = tuple(uow.forms_sent.add(firm, form, on, SENT_ELSEWHERE) for firm in firms)
            uow.commit()
        return Done(notes, Changes.of(Kind.ANSWERS))

    def unmark_sent(self, notes: Sequence[str]) -> Done[None]:
        """Take back notes of :meth:`mark_sent`.

        Raises:
            UserError: One was taken back already.
        """
        with self._context.casebook.write() as uow:
            for note in notes:
                uow.forms_sent.remove(note)
            uow.commit()
        return Done(None, Changes.of(Kind.ANSWERS))

    def _tracked(self, line: FormLine) -> TrackedForm:
        has_answered = line.answered_on is not None
        missing = [each.label for each in self._required if each.code not in line.answered]
        state = form_state(line.sent_on, line.answered_on, complete=not missing, unconfirmed=line.unconfirmed)
        days = None
        if state is FormState.WAITING and line.sent_on is not None:
            days = max((self._context.on() - line.sent_on).days, 0)
        return TrackedForm(
            case=line.case,
            enterprise=line.enterprise,
            name=line.name,
            site=line.site,
            ubn=line.ubn,
            stage=line.stage,
            assigned_on=line.assigned_on,
            sent_on=line.sent_on,
            times_sent=line.times_sent,
            answered_on=line.answered_on,
            missing=tuple(missing) if has_answered else (),
            unanswered=len(self._asked - line.answered) if has_answered else 0,
            unconfirmed=line.unconfirmed,
            state=state,
            days_waiting=days,
            folded=fold(f"{line.name}{line.site} {line.ubn}"),
        )


def _given(question: Question, answer: Answer) -> GivenAnswer:
    value = format_content(question.definition, answer.standing)
    return GivenAnswer(question.label, value, answer.state.label)
