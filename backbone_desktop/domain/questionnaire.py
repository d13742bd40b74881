"""輔導需求問卷: an edition of the form, and what one firm answered.

Rule: an answer keeps what was given; confirming it adds to it and never overwrites it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from backbone_desktop.domain.codes import Aspect, Channel, ConfirmationState, LabelledCode
from backbone_desktop.domain.facts import Choice, FactContent, FactDefinition, FactType
from backbone_desktop.domain.identifiers import AnswerId, EnterpriseId, ResponseId


class QuestionRole(LabelledCode):
    """What an answer becomes besides an answer."""

    IDENTITY = "identity", "企業識別"
    CONTACT = "contact", "聯絡人"
    FACT = "fact", "基本資料"
    NEED = "need", "需求"
    CONSENT = "consent", "個資同意"
    OTHER = "other", "其他"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    Attributes:
        code: Stable within all editions, e.g. ``employees`` or ``need_talent_urgency``.
        aliases: Headers seen in the wild for the same question.
        fact: The fact the answer feeds, or empty.
        part, row: Which field of which row of a composite fact (certificates, past guidance) it fills.
        aspect: The aspect of a need question.
        multiline: Long text.
        share_of_whole: A percentage that cannot be more than 100.
    """

    code: str
    section: str
    label: str
    label_en: str
    type: FactType
    role: QuestionRole
    choices: tuple[Choice, ...] = ()
    aliases: tuple[str, ...] = ()
    fact: str = ""
    part: str = ""
    row: int = 1
    aspect: Aspect | None = None
    hint: str = ""
    unit: str = ""
    required: bool = False
    multiline: bool = False
    share_of_whole: bool = False

    @property
    def definition(self) -> FactDefinition:
        """How an answer is typed and shown: as a fact of the same type, unit and choices would be."""
        return FactDefinition(
            self.code,
            self.type,
            self.label,
            "",
            unit=self.unit,
            choices=self.choices,
            share_of_whole=self.share_of_whole,
        )


@dataclass(frozen=True, slots=True)
class FormSection:
    """A titled part of the form."""

    code: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the questionnaire; ``id`` is ROC year . revision, ``notice`` that on personal data."""

    id: str
    title: str
    notice: str
    sections: tuple[FormSection, ...]
    questions: tuple[Question, ...]

    def question(self, code: str) -> Question:
        """Return the question with that code; raises KeyError when there is none."""
        for question in self.questions:
            if question.code == code:
                return question
        raise KeyError(code)


class Answer(NamedTuple):
    """One question's answer; a tuple because a large import makes more than half a million.

    Attributes:
        content: As given, typed; None where the cell said 未知.
        corrected: What the firm said when asked, for a corrected answer.
        asked: Who of the firm was asked; ``confirmed_on`` when, ``channel`` how.
    """

    id: AnswerId
    question: str
    content: FactContent | None
    state: ConfirmationState = ConfirmationState.UNCONFIRMED
    corrected: FactContent | None = None
    asked: str = ""
    channel: Channel | None = None
    confirmed_on: date | None = None

    @property
    def standing(self) -> FactContent | None:
        """What counts now: the corrected content, nothing when refused, else what was given."""
        if self.state is ConfirmationState.CORRECTED:
            return self.corrected
        return None if self.state is ConfirmationState.REFUSED else self.content


@dataclass(frozen=True, slots=True)
class Response:
    """One firm's filled form; ``unmapped`` keeps columns no question claims, by header."""

    id: ResponseId
    enterprise: EnterpriseId
    form: str
    answered_on: date
    answers: tuple[Answer, ...]
    batch: str = ""
    unmapped: Mapping[str, str] = field(default_factory=dict)
