"""What a firm answered, in the order of the form, without a window.

Rule: of several responses the latest that answers a question speaks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backbone_desktop.domain.facts import Observation
    from backbone_desktop.domain.questionnaire import Answer, Form, Question, Response


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One row of the answers.

    Attributes:
        definition: How the answer is typed.
        confirmed_before: What was confirmed of the same fact, where this answer says something else.
    """

    definition: FactDefinition
    answer: Answer
    value: str
    settled: str
    confirmed_before: str = ""

    @property
    def question(self) -> str:
        """The code of the question."""
        return self.answer.question

    @property
    def unconfirmed(self) -> bool:
        """Whether nobody asked the firm yet."""
        return self.answer.state is ConfirmationState.UNCONFIRMED


def answer_lines(
    form: Form, responses: Sequence[Response], observations: Sequence[Observation] = ()
) -> tuple[AnswerLine, ...]:
    """Return the answers of a firm in the order of the form, beside what was confirmed before."""
    latest: dict[str, Answer] = {}
    for response in sorted(responses, key=lambda each: each.answered_on):
        latest.update({answer.question: answer for answer in response.answers})
    confirmed = {each.key: each for each in observations if each.settled}
    return tuple(
        _line(each, latest[each.code], confirmed.get(each.fact) if not each.part else None)
        for each in form.questions
        if each.code in latest
    )


def next_unconfirmed(lines: Sequence[AnswerLine], after: int) -> int:
    """Return the row of the next answer to ask about, from the top if none follows; -1 when all are done."""
    order = (*range(after + 1, len(lines)), *range(min(after + 1, len(lines))))
    return next((row for row in order if lines[row].unconfirmed), -1)


def _line(question: Question, answer: Answer, confirmed: Observation | None) -> AnswerLine:
    definition = FactDefinition(
        question.code, question.type, question.label, question.label, question.unit, question.choices
    )
    value = format_content(definition, answer.content)
    if answer.state is ConfirmationState.CORRECTED:
        value = f"{format_content(definition, answer.corrected)}（原填 {value}）"
    differs = confirmed is not None and confirmed.content not in (None, answer.standing)
    before = format_content(definition, confirmed.content) if confirmed is not None and differs else ""
    return AnswerLine(definition, answer, value, _settled(answer), before)


def _settled(answer: Answer) -> str:
    parts = (
        format_roc(answer.confirmed_on) if answer.confirmed_on else "",
        answer.channel.label if answer.channel else "",
        answer.asked,
    )
    return "・".join(part for part in parts if part)
