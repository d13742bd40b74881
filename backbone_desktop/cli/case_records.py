"""Cases, facts and answers as JSON records.

Rule: a case is always known by ``id``, ``ubn`` and ``name``, whatever else a record tells.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from backbone_desktop.cli.json_form import REFUSED, Json, content_json, to_json
from backbone_desktop.domain.application import Application
from backbone_desktop.domain.case import Case, CaseFile, CaseLine, StoredAssessment
from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.facts import FactContent, FactSheet
from backbone_desktop.domain.questionnaire import Answer, Response
from backbone_desktop.domain.report import FactLine
from backbone_desktop.domain.verdict import Assessment, Verdict


def line_record(line: CaseLine) -> Json:
    """Return one line of the case list."""
    record = _object(line)
    return {"id": record.pop("case"), "enterprise_id": record.pop("enterprise"), **record}


def case_identity(case: Case) -> dict[str, Json]:
    """Return what names a case."""
    return {"id": case.id, "ubn": case.enterprise.ubn, "name": case.enterprise.name}


def case_record(file: CaseFile, facts: Json) -> dict[str, Json]:
    """Return the whole case; ``facts`` are its facts as they stand."""
    case = file.case
    return {
        **case_identity(case),
        "stage": case.stage.value,
        "assigned_on": case.assigned_on.isoformat(),
        "consultant": case.consultant,
        "enterprise": to_json(case.enterprise),
        "contacts": to_json(file.contacts),
        "facts": facts,
        "history": [{**_object(each), "content": content_json(each.content)} for each in file.observations],
        "needs": to_json(file.needs),
        "responses": [_response_record(each) for each in file.responses],
        "visits": to_json(file.visits),
        "follow_ups": to_json(file.follow_ups),
        "applications": [application_record(each) for each in file.applications],
        "decisions": to_json(file.decisions),
        "assessment": None if file.assessment is None else _assessment_record(file.assessment),
    }


def fact_records(lines: Iterable[FactLine], sheet: FactSheet) -> Json:
    """Return facts as they stand, each with its value as it can be typed again."""
    return [_fact_record(line, sheet) for line in lines]


def answer_record(answer: Answer) -> dict[str, Json]:
    """Return one answer with what the firm said when asked."""
    return {
        "id": answer.id,
        "question": answer.question,
        "given": content_json(answer.content),
        "value": _value(answer.standing, refused=answer.state is ConfirmationState.REFUSED),
        "state": answer.state.value,
        "asked": answer.asked,
        "channel": None if answer.channel is None else answer.channel.value,
        "confirmed_on": _iso(answer.confirmed_on),
    }


def application_record(application: Application) -> dict[str, Json]:
    """Return one application with its present status."""
    return {**_object(application), "status": application.status.value}


def verdict_counts(assessment: Assessment) -> dict[str, Json]:
    """Return how many measures were judged so, by verdict."""
    return {verdict.value: assessment.count(verdict) for verdict in Verdict}


def _fact_record(line: FactLine, sheet: FactSheet) -> Json:
    standing = sheet.get(line.key)
    observation = None if standing is None else standing.observation
    return {
        "key": line.key,
        "label": line.label,
        "value": _value(sheet.content(line.key), refused=sheet.refused(line.key)),
        "text": line.value,
        "origin": None if observation is None else observation.origin.value,
        "as_of": None if observation is None else observation.as_of.isoformat(),
        "state": None if observation is None else observation.state.value,
        "chosen": observation is not None and observation.chosen,
        "contradiction": line.contradiction,
    }


def _value(content: FactContent | None, *, refused: bool) -> Json:
    return REFUSED if refused else content_json(content)


def _response_record(response: Response) -> Json:
    return {
        "id": response.id,
        "form": response.form,
        "answered_on": response.answered_on.isoformat(),
        "batch": response.batch,
        "answers": [answer_record(each) for each in response.answers],
        "unmapped": to_json(response.unmapped),
    }


def _assessment_record(stored: StoredAssessment) -> Json:
    assessment = stored.assessment
    return {
        "id": stored.id,
        "assessed_on": assessment.assessed_on.isoformat(),
        "edition": assessment.edition,
        "counts": verdict_counts(assessment),
    }


def _object(record: object) -> dict[str, Json]:
    found = to_json(record)
    if not isinstance(found, Mapping):
        raise TypeError(f"not a record: {type(record).__name__}")
    return dict(found)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
