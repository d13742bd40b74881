"""Where the questionnaire of each firm stands: handed out, awaited, answered, confirmed.

Rule: a questionnaire handed out again after an answer is awaited again; what was answered still stands.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backbone_desktop.domain.codes import LabelledCode, Stage
from backbone_desktop.domain.identifiers import CaseId, EnterpriseId
from backbone_desktop.domain.text import fold


class FormState(LabelledCode):
    """How far a firm's questionnaire has come."""

    NOT_SENT = "not_sent", "未發出"
    WAITING = "waiting", "待回覆"
    INCOMPLETE = "incomplete", "不完整"
    ANSWERED = "answered", "待確認"
    CONFIRMED = "confirmed", "已確認"


@dataclass(frozen=True, slots=True)
class TrackedForm:
    """The questionnaire of one firm.

    Attributes:
        sent_on: When it was handed out last; ``times_sent`` how often.
        answered_on: The day of the latest response, None when none came.
        missing: Labels of the required questions that response leaves open.
        unanswered: How many questions of the form it leaves open in all.
        unconfirmed: Answers nobody has asked the firm about yet.
        days_waiting: Days since it was handed out, for one that is awaited.
        folded: Name, site and number made comparable; folded once, as it is searched with every key.
    """

    case: CaseId
    enterprise: EnterpriseId
    name: str
    site: str
    ubn: str
    stage: Stage
    assigned_on: date
    sent_on: date | None
    times_sent: int
    answered_on: date | None
    missing: tuple[str, ...]
    unanswered: int
    unconfirmed: int
    state: FormState
    days_waiting: int | None
    folded: str

    @property
    def title(self) -> str:
        """The firm's name with its site."""
        return " ".join(part for part in (self.name, self.site) if part)


def form_state(
    sent_on: date | None, answered_on: date | None, *, complete: bool, unconfirmed: int
) -> FormState:
    """Return how far a questionnaire has come."""
    if answered_on is None:
        return FormState.NOT_SENT if sent_on is None else FormState.WAITING
    if sent_on is not None and sent_on > answered_on:
        return FormState.WAITING
    if not complete:
        return FormState.INCOMPLETE
    return FormState.ANSWERED if unconfirmed else FormState.CONFIRMED


@dataclass(frozen=True, slots=True)
class FormOverview:
    """The questionnaires of all firms, those that need something first."""

    forms: tuple[TrackedForm, ...]

    @property
    def counts(self) -> Mapping[FormState, int]:
        """How many questionnaires are in each state."""
        return Counter(each.state for each in self.forms)

    def of(self, state: FormState | None) -> tuple[TrackedForm, ...]:
        """Return those of one state, or all."""
        return tuple(each for each in self.forms if state in (None, each.state))

    def matching(self, search: str) -> "FormOverview":
        """Return those of the firms whose name or number contains the words; all without words."""
        wanted = fold(search)
        return FormOverview(tuple(each for each in self.forms if wanted in each.folded)) if wanted else self


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer of a response in words; ``state`` is its confirmation."""

    label: str
    value: str
    state: str


@dataclass(frozen=True, slots=True)
class GivenResponse:
    """What a firm answered last."""

    answered_on: date
    answers: tuple[GivenAnswer, ...]
