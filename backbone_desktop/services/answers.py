"""What a firm's answers amount to: contents of facts, and needs.

Rule: a blank answer adds nothing and takes nothing away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from backbone_desktop.domain.codes import Aspect, ConfirmationState, Urgency, read_code
from backbone_desktop.domain.facts import Certificate, FactContent, FactType, PastGuidance
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.questionnaire import Answer, Question, QuestionRole

if TYPE_CHECKING:
    from datetime import date

    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.questionnaire import Form, Response
    from backbone_desktop.storage.unit_of_work import UnitOfWork

Parts = Mapping[str, FactContent]


def content_of_fact(form: Form, answers: Iterable[Answer], fact: str) -> FactContent | None:
    """Return what the answers say of ``fact``, composing it when several questions feed it; None: nothing."""
    given = _standing_by_question(answers)
    questions = [each for each in form.questions if each.fact == fact]
    composite = [each for each in questions if each.part]
    if not composite:
        contents = (given[each.code] for each in questions if each.code in given)
        return next(contents, None)
    return _compose(composite, given)


def facts_answered(form: Form, answers: Iterable[Answer]) -> Mapping[str, FactContent]:
    """Return the content of every fact the answers say something of."""
    kept = tuple(answers)
    keys = dict.fromkeys(each.fact for each in form.questions if each.role is QuestionRole.FACT)
    contents = {key: content_of_fact(form, kept, key) for key in keys}
    return {key: content for key, content in contents.items() if content is not None}


def needs_answered(form: Form, response: Response, known: Iterable[Need]) -> tuple[Need, ...]:
    """Return the needs a response states, one per aspect; a need already known keeps its id and state."""
    given = _standing_by_question(response.answers)
    before = {need.aspect: need for need in known if need.source == response.id}
    states = {answer.question: answer.state for answer in response.answers}
    needs = []
    for aspect in Aspect:
        questions = [
            each for each in form.questions if each.role is QuestionRole.NEED and each.aspect is aspect
        ]
        parts = {each.part: given[each.code] for each in questions if each.code in given}
        if not (parts.get("text") or parts.get("kinds")):
            continue
        confirmation = _overall([states[each.code] for each in questions if each.code in states])
        need = _need(aspect, parts, response.id, confirmation)
        if aspect in before:
            need = replace(need, id=before[aspect].id, state=before[aspect].state)
        needs.append(need)
    return tuple(needs)


def keep_needs(uow: UnitOfWork, form: Form, case: CaseId, response: Response) -> None:
    """Bring a case's needs in line with what a response states now."""
    stated = needs_answered(form, response, uow.needs.of(case))
    with_ids = tuple(need if need.id else replace(need, id=uow.new_id()) for need in stated)
    uow.needs.replace_from_response(case, response.id, with_ids)


def _standing_by_question(answers: Iterable[Answer]) -> dict[str, FactContent]:
    standing = ((each.question, each.standing) for each in answers)
    return {code: content for code, content in standing if content is not None}


def _overall(states: list[ConfirmationState]) -> ConfirmationState:
    """One state for a need: unconfirmed as long as any part is, corrected when any part was."""
    for state in (ConfirmationState.UNCONFIRMED, ConfirmationState.CORRECTED):
        if state in states:
            return state
    return ConfirmationState.CONFIRMED


def _need(aspect: Aspect, parts: Parts, source: str, confirmation: ConfirmationState) -> Need:
    kinds = parts.get("kinds", ())
    return Need(
        id="",
        aspect=aspect,
        item_kinds=cast("tuple[str, ...]", kinds) if isinstance(kinds, tuple) else (str(kinds),),
        text=str(parts.get("text", "")),
        urgency=read_code(Urgency, str(parts.get("urgency", ""))) or Urgency.UNKNOWN,
        wanted_by=cast("date | None", parts.get("wanted_by")),
        budget_ntd=cast("int | None", parts.get("budget")),
        source=source,
        confirmation=confirmation,
    )


def _compose(questions: list[Question], given: Mapping[str, FactContent]) -> FactContent | None:
    """Build certificates or past guidance from their rows; a fact of which no part was answered is None."""
    rows: dict[int, dict[str, FactContent]] = {}
    for question in questions:
        if question.code in given:
            rows.setdefault(question.row, {})[question.part] = given[question.code]
    if not rows:
        return None
    ordered = [rows[number] for number in sorted(rows)]
    if questions[0].fact == FactType.CERTIFICATES:
        return tuple(each for parts in ordered for each in _certificates(parts))
    return tuple(_past_guidance(parts) for parts in ordered if parts.get("programme"))


def _certificates(parts: Parts) -> list[Certificate]:
    kinds = parts.get("kind", ())
    codes = (kinds,) if isinstance(kinds, str) else cast("tuple[str, ...]", kinds)
    return [
        Certificate(
            kind=code,
            number=str(parts.get("number", "")),
            valid_from=_day(parts, "valid_from"),
            valid_to=_day(parts, "valid_to"),
            guidance_from=_day(parts, "guidance_from"),
            guidance_to=_day(parts, "guidance_to"),
        )
        for code in codes
        if code != "none"
    ]


def _past_guidance(parts: Parts) -> PastGuidance:
    return PastGuidance(
        programme=str(parts["programme"]),
        agency=str(parts.get("agency", "")),
        began_on=_day(parts, "began_on"),
        ended_on=_day(parts, "ended_on"),
    )


def _day(parts: Parts, part: str) -> date | None:
    return cast("date | None", parts.get(part))
