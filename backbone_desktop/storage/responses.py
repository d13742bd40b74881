"""輔導需求問卷回覆: one row per filled form, its answers within it.

Rule: a response is read and written whole; the log has one entry for it, whatever the number of answers.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row

from backbone_desktop.domain.codes import Channel, ConfirmationState
from backbone_desktop.domain.fact_codec import content_from_json, content_to_json
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.identifiers import AnswerId, EnterpriseId, ResponseId
from backbone_desktop.domain.questionnaire import Answer, Response
from backbone_desktop.storage.canonical import dump, load
from backbone_desktop.storage.journal import Values
from backbone_desktop.storage.repository import Repository, iso, read_day
from backbone_desktop.storage.tables import response


class Responses(Repository):
    """The responses."""

    def of(self, enterprise: EnterpriseId) -> tuple[Response, ...]:
        """Return a firm's responses, first received first."""
        return tuple(map(_read, self._of(response, "enterprise_id", enterprise)))

    def find(self, enterprise: EnterpriseId, form: str) -> Response | None:
        """Return the firm's latest response to that form, None when there is none."""
        found = [each for each in self.of(enterprise) if each.form == form]
        return found[-1] if found else None

    def latest_of_many(
        self, enterprises: Collection[EnterpriseId], form: str
    ) -> dict[EnterpriseId, Response]:
        """Return the latest response of many firms to that form; a firm without any is absent."""
        found = self._of_many(response, "enterprise_id", enterprises)
        latest = {firm: [row for row in rows if row.form == form][-1:] for firm, rows in found.items()}
        return {EnterpriseId(firm): _read(row) for firm, rows in latest.items() for row in rows}

    def add(self, record: Response) -> None:
        """Add one response."""
        self._journal.insert(response, [_row(record)])

    def update(self, record: Response) -> bool:
        """Keep a response as it is now; return False when nothing changed."""
        return self._journal.update(response, _row(record))


_UNCONFIRMED = ConfirmationState.UNCONFIRMED.value
_AS_GIVEN = Answer(AnswerId(""), "", None)[3:]
"""What follows the content of an answer nobody was asked about, as of nearly all that an import writes."""


def _row(record: Response) -> Values:
    return {
        "id": record.id,
        "enterprise_id": record.enterprise,
        "form": record.form,
        "answered_on": record.answered_on.isoformat(),
        "answers": dump([_answer_to_json(answer) for answer in record.answers]),
        "batch": record.batch,
        "unmapped": dump(dict(record.unmapped)),
        "unconfirmed": sum(
            each.state is ConfirmationState.UNCONFIRMED and each.content is not None
            for each in record.answers
        ),
    }


def _read(row: Row[Any]) -> Response:
    return Response(
        id=ResponseId(row.id),
        enterprise=EnterpriseId(row.enterprise_id),
        form=row.form,
        answered_on=date.fromisoformat(row.answered_on),
        answers=tuple(_answer_from_json(each) for each in load(row.answers)),
        batch=row.batch,
        unmapped=load(row.unmapped),
    )


def _answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return the answer; what was not said is left out, which halves the file of an unconfirmed import."""
    if answer.content is not None and answer[3:] == _AS_GIVEN:
        content = content_to_json(answer.content)
        return {"id": answer.id, "question": answer.question, "content": content, "state": _UNCONFIRMED}
    values: dict[str, Any] = {
        "id": answer.id,
        "question": answer.question,
        "content": _content(answer.content),
        "state": answer.state.value,
        "corrected": _content(answer.corrected),
        "asked": answer.asked,
        "channel": None if answer.channel is None else answer.channel.value,
        "confirmed_on": iso(answer.confirmed_on),
    }
    said = {name: value for name, value in values.items() if value is not None}
    return said if answer.asked else {name: value for name, value in said.items() if name != "asked"}


def _answer_from_json(values: dict[str, Any]) -> Answer:
    channel = values.get("channel")
    return Answer(
        id=AnswerId(values["id"]),
        question=values["question"],
        content=_read_content(values.get("content")),
        state=ConfirmationState(values["state"]),
        corrected=_read_content(values.get("corrected")),
        asked=values.get("asked", ""),
        channel=None if channel is None else Channel(channel),
        confirmed_on=read_day(values.get("confirmed_on")),
    )


def _content(content: FactContent | None) -> Any:
    return None if content is None else content_to_json(content)


def _read_content(kept: Any) -> FactContent | None:
    return None if kept is None else content_from_json(kept)
