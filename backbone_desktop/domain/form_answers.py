"""What a firm's answers say: the facts, the needs and the contact they add up to.

Rule: an answer that is absent says nothing; one that is None says the firm does not know.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from backbone_desktop.domain.codes import Aspect, Urgency, read_code
from backbone_desktop.domain.facts import Certificate, FactContent, PastGuidance
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.questionnaire import Form, Question, QuestionRole
from backbone_desktop.domain.roc_range import parse_roc_range
from backbone_desktop.domain.text import fold

Answers = Mapping[str, FactContent | None]

_NO_WISH = frozenset(
    {"無", "沒有", "暫無", "目前無", "目前沒有", "無需求", "沒有需求", "none", "no", "n/a", "na", "-"}
)
_LONGEST_NO_WISH = 12
"""Before folding, which takes blanks out; a longer text is not folded for nothing in thousands of rows."""

ANY_PART = "any"
"""The yes/no question before the rows of a composite fact: no means an empty list."""

PERIOD_PARTS: Mapping[str, tuple[str, str]] = {
    "valid_period": ("valid_from", "valid_to"),
    "guidance_period": ("guidance_from", "guidance_to"),
}
"""Parts that hold both ends in one text."""


_NeedParts = Mapping[str, Question]
"""The questions on one aspect, by the part of a need they tell."""


class FormMeaning:
    """What each question of a form tells; built once for many responses to it.

    Attributes:
        need_questions: The codes of the questions that tell of a need, by its aspect.
    """

    def __init__(self, form: Form) -> None:
        fed = [each for each in form.questions if each.fact]
        self._single = [(each.code, each.fact) for each in fed if not each.part]
        self._composite = [(each.code, each.fact, (each.row, each.part)) for each in fed if each.part]
        needs = [each for each in form.questions if each.role is QuestionRole.NEED]
        self._needs: Mapping[Aspect, _NeedParts] = {
            aspect: {each.part: each for each in needs if each.aspect is aspect} for aspect in Aspect
        }
        self.need_questions: Mapping[Aspect, frozenset[str]] = {
            aspect: frozenset(each.code for each in form.questions if each.aspect is aspect)
            for aspect in Aspect
        }

    def facts(self, answers: Answers) -> dict[str, FactContent | None]:
        """Return the content of every fact the answers speak of, None where the firm does not know.

        Rows of certificates and of past guidance are put together; a row without its kind or programme is
        left out, because nothing can be said about it.
        """
        facts = {fact: answers[code] for code, fact in self._single if code in answers}
        composites: dict[str, dict[tuple[int, str], FactContent | None]] = {}
        for code, fact, place in self._composite:
            if code in answers:
                composites.setdefault(fact, {})[place] = answers[code]
        for key, parts in composites.items():
            rows = _rows(key, parts)
            if rows or parts.get((1, ANY_PART), True) is not True:
                facts[key] = None if not rows and parts.get((1, ANY_PART)) is None else rows
        return facts

    def needs(self, answers: Answers, new_id: Callable[[], str], source: str) -> tuple[Need, ...]:
        """Return one need for each aspect in which the firm described a wish or chose a service.

        Args:
            answers: By question code.
            new_id: Makes the record id of a need.
            source: Id of the response.
        """
        found: list[Need] = []
        for aspect, questions in self._needs.items():
            if self.need_questions[aspect].isdisjoint(answers):
                continue
            parts = {part: answers.get(each.code) for part, each in questions.items()}
            text = _wish(parts.get("text"))
            services = _service_labels(questions, parts)
            if text or services:
                found.append(
                    Need(
                        id=new_id(),
                        aspect=aspect,
                        item_kinds=services,
                        text=text,
                        urgency=read_code(Urgency, str(parts.get("urgency") or "")) or Urgency.UNKNOWN,
                        wanted_by=cast("date | None", parts.get("wanted_by")),
                        budget_ntd=cast("int | None", parts.get("budget")),
                        source=source,
                    )
                )
        return tuple(found)


def facts_of(form: Form, answers: Answers) -> dict[str, FactContent | None]:
    """Return what `FormMeaning.facts` does, for answers met one at a time."""
    return FormMeaning(form).facts(answers)


def needs_of(form: Form, answers: Answers, new_id: Callable[[], str], source: str) -> tuple[Need, ...]:
    """Return what `FormMeaning.needs` does, for answers met one at a time."""
    return FormMeaning(form).needs(answers, new_id, source)


def _wish(content: FactContent | None) -> str:
    text = str(content or "").strip()
    return "" if len(text) <= _LONGEST_NO_WISH and fold(text) in _NO_WISH else text


def _service_labels(questions: _NeedParts, parts: Mapping[str, FactContent | None]) -> tuple[str, ...]:
    # A need names services by the brochure's headings, which are the labels of the choices.
    chosen = cast("tuple[str, ...] | None", parts.get("services"))
    if not chosen:
        return ()
    labels = {choice.code: choice.label for choice in questions["services"].choices}
    return tuple(labels.get(code, code) for code in chosen)


def _rows(
    key: str, parts: Mapping[tuple[int, str], FactContent | None]
) -> tuple[Certificate, ...] | tuple[PastGuidance, ...]:
    numbers = sorted({row for row, part in parts if part != ANY_PART})
    by_row = [_ends_apart({part: parts[row, part] for at, part in parts if at == row}) for row in numbers]
    if key == "certificates":
        return tuple(_certificate(each) for each in by_row if each.get("kind"))
    return tuple(_guidance(each) for each in by_row if each.get("programme"))


def _ends_apart(parts: dict[str, FactContent | None]) -> dict[str, FactContent | None]:
    for period, (first, last) in PERIOD_PARTS.items():
        text = parts.pop(period, None)
        if text:
            span = parse_roc_range(str(text))
            parts[first] = None if span.start is None else span.start.first
            parts[last] = None if span.end is None else span.end.last
    return parts


def _certificate(parts: Mapping[str, FactContent | None]) -> Certificate:
    days = {part: _day(parts, part) for ends in PERIOD_PARTS.values() for part in ends}
    return Certificate(str(parts["kind"]), str(parts.get("number") or ""), **days)


def _guidance(parts: Mapping[str, FactContent | None]) -> PastGuidance:
    agency = str(parts.get("agency") or "")
    return PastGuidance(str(parts["programme"]), agency, _day(parts, "began_on"), _day(parts, "ended_on"))


def _day(parts: Mapping[str, FactContent | None], part: str) -> date | None:
    value = parts.get(part)
    return value if isinstance(value, date) else None
