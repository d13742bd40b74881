"""The answers of one form as an import compares and keeps them.

Rule: what an answer is today and what a row gives decide alone what is different; nothing is kept here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.form_answers import FormMeaning
from backbone_desktop.domain.identifiers import AnswerId
from backbone_desktop.domain.intake import CellChange
from backbone_desktop.domain.questionnaire import Answer, QuestionRole
from backbone_desktop.exchange.responses import ANSWERED_ON
from backbone_desktop.services.answers import settled_needs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backbone_desktop.domain.facts import FactContent
    from backbone_desktop.domain.need import Need
    from backbone_desktop.domain.questionnaire import Form, Response
    from backbone_desktop.storage.unit_of_work import UnitOfWork

KEPT_ROLES = (QuestionRole.FACT, QuestionRole.NEED, QuestionRole.CONSENT, QuestionRole.OTHER)
"""Who answers and how to reach them is kept with the firm, not with its response."""

Contents = dict[str, "FactContent | None"]
"""By question code, or by fact; None where the firm does not know."""


class ResponseAnswers:
    """What one file's rows give to the questions of a form.

    Args:
        form: The edition that was asked.
        uow: The transaction of the import, which makes the ids of answers and needs.
    """

    def __init__(self, form: Form, uow: UnitOfWork) -> None:
        self._meaning = FormMeaning(form)
        self._uow = uow
        self._questions = {each.code: each for each in form.questions if each.role in KEPT_ROLES}
        self._kept = self._questions.keys() - {ANSWERED_ON}

    def given(self, answers: Mapping[str, FactContent | None]) -> Contents:
        """Return what a row answers of the questions whose answers are kept."""
        kept = self._kept
        return {code: content for code, content in answers.items() if code in kept}

    def fresh(self, given: Contents) -> tuple[Answer, ...]:
        """Return answers nobody has asked about yet."""
        ids = self._uow.new_ids(len(given))
        return tuple(
            Answer(AnswerId(fresh), code, content)
            for fresh, (code, content) in zip(ids, given.items(), strict=True)
        )

    def different(self, before: Mapping[str, Answer], given: Contents) -> Contents:
        """Return what is given other than both as it was and as it was confirmed."""
        return {code: content for code, content in given.items() if differs(before.get(code), content)}

    def merged(self, answers: Iterable[Answer], different: Contents) -> tuple[Answer, ...]:
        """Return answers with those that differ in their places, unconfirmed again, and new ones last."""
        rest = dict(different)
        merged = [
            Answer(each.id, each.question, rest.pop(each.question)) if each.question in rest else each
            for each in answers
        ]
        return (*merged, *self.fresh(rest))

    def change(self, before: Answer | None, code: str, content: FactContent | None) -> CellChange:
        """Return how an answer changes, in words."""
        question = self._questions[code]
        definition = question.definition
        return CellChange(
            label=question.label,
            before="" if before is None else format_content(definition, before.standing),
            after=format_content(definition, content),
            confirmed=before is not None and before.state is not ConfirmationState.UNCONFIRMED,
        )

    def labels(self, codes: Iterable[str]) -> str:
        """Return what questions are called, one after the other."""
        return "、".join(self._questions[code].label for code in codes)

    def facts(self, standing: Contents, changed: Iterable[str]) -> Contents:
        """Return the facts that changed answers feed, as all answers together state them."""
        touched = {self._questions[code].fact for code in changed}
        contents = self._meaning.facts(standing)
        return {key: content for key, content in contents.items() if key in touched}

    def needs(self, response: Response, standing: Contents, before: Iterable[Need]) -> tuple[Need, ...]:
        """Return the needs a response states now, in the places of those it stated before."""
        stated = self._meaning.needs(standing, self._uow.new_id, response.id)
        return settled_needs(self._meaning, stated, response.answers, before)


def differs(answer: Answer | None, content: FactContent | None) -> bool:
    """Whether a content is neither what an answer was given as nor what it was confirmed as."""
    return answer is None or content not in (answer.content, answer.standing)
