"""What is already known about a firm, as the texts its questionnaire starts with.

Rule: a text put in here reads back as the same content; what is refused or unknown stays blank.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from backbone_desktop.domain.composite_text import format_certificate_kind
from backbone_desktop.domain.enterprise import Contact, Enterprise
from backbone_desktop.domain.fact_text import NO_TEXT, YES_TEXT, format_content
from backbone_desktop.domain.facts import (
    Certificate,
    FactContent,
    FactDefinition,
    FactSheet,
    FactType,
    PastGuidance,
)
from backbone_desktop.domain.form_answers import ANY_PART
from backbone_desktop.domain.questionnaire import Form, Question, QuestionRole
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.text import fold
from backbone_desktop.exchange.form_layout import OPTION_MARK, TICK


def prefill(
    form: Form,
    facts: Mapping[str, FactDefinition],
    enterprise: Enterprise,
    known: FactSheet,
    contacts: Sequence[Contact],
) -> dict[str, str]:
    """Return the text of every entry that is known, by the code beside it."""
    given = _identity(enterprise) | _contact(contacts)
    for question in form.questions:
        if question.role is QuestionRole.FACT:
            content = known.content(question.fact)
            if content is not None:
                given.update(_entries(question, facts[question.fact], content))
    codes = {question.code for question in form.questions}
    return {code: text for code, text in given.items() if text and code.split(OPTION_MARK)[0] in codes}


def digest_of(entries: Mapping[str, str]) -> str:
    """Return what tells whether entries, by the code beside them, are the same as they once were.

    Blank ones count for nothing, nor does what a spreadsheet program changes by itself: widths and breaks.
    """
    texts = sorted(f"{code}\t{folded}" for code, text in entries.items() if (folded := fold(text)))
    return sha256("\n".join(texts).encode()).hexdigest()


def _identity(enterprise: Enterprise) -> dict[str, str]:
    return {
        "ubn": enterprise.ubn,
        "enterprise_name": enterprise.name,
        "site": enterprise.site,
        "address": enterprise.address,
        "phone": enterprise.phone,
        "factory_registration_number": enterprise.factory_registration,
    }


def _contact(contacts: Sequence[Contact]) -> dict[str, str]:
    if not contacts:
        return {}
    first = contacts[0]
    return {
        "contact_name": first.name,
        "contact_title": first.title,
        "contact_phone": first.phone,
        "contact_email": first.email,
    }


def _entries(
    question: Question, definition: FactDefinition, content: FactContent
) -> Iterator[tuple[str, str]]:
    if question.part:
        yield question.code, _part_text(question, content)
    elif question.type is FactType.CHOICES and isinstance(content, tuple):
        for choice in question.choices:
            if choice.code in content:
                yield f"{question.code}{OPTION_MARK}{choice.code}", TICK
    else:
        yield question.code, format_content(definition, content)


def _part_text(question: Question, content: FactContent) -> str:
    if not isinstance(content, tuple):
        return ""
    if question.part == ANY_PART:
        return YES_TEXT if content else NO_TEXT
    if question.row > len(content):
        return ""
    entry = content[question.row - 1]
    if not isinstance(entry, Certificate | PastGuidance):
        return ""
    value = getattr(entry, question.part, "")
    if isinstance(value, date):
        return format_roc(value)
    return format_certificate_kind(value) if question.part == "kind" else value or ""
