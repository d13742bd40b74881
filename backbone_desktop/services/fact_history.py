"""資料歷程: everything ever observed of one fact, from where and by whom, and the measures that read it.

Rule: it only reads; what counts is decided where facts are chosen, and is explained here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_history import (
    FactHistory,
    FactHistoryLine,
    FactReader,
    Place,
    because,
    observed_value,
    place_of,
)
from backbone_desktop.domain.facts import standing_facts
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.matching.readers import measures_reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.facts import FactDefinition, Observation
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.domain.intake import Batch
    from backbone_desktop.domain.questionnaire import Answer, Response
    from backbone_desktop.domain.verdict import Assessment
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.changes import Change
    from backbone_desktop.storage.facts import KeptObservation
    from backbone_desktop.storage.unit_of_work import ReadView

_ROSTER = "名冊「{file}」"
_RESPONSE = "{day} 填寫的問卷"
_RESPONSE_FILE = "{day} 填寫的問卷「{file}」"
_CONFIRMED = "{source}，{day} {how}"
_ASKED = "{channel}向{asked}確認"
_ASKED_SOMEONE = "{channel}確認"
_VISIT = "{day} 訪視"
_VISIT_PLACE = "{day} 訪視（{place}）"
_CHOICE = "顧問指定：{source}"


class FactHistoryService:
    """Use cases that look back at facts."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def history(self, case: CaseId, key: str) -> FactHistory:
        """Return every observation of a fact, the latest day first; of its source for a derived one.

        Raises:
            UserError: There is no such case or no such fact.
        """
        definition = self._asked(key)
        on = self._context.on()
        with self._context.casebook.read() as view:
            file = view.cases.file(case)
            kept = view.facts.ever(file.case.enterprise.id, definition.key)
            standing = standing_facts((each.observation for each in kept if not each.withdrawn), on).get(
                definition.key
            )
            sources = _Sources(self._context, view, file)
            lines = []
            for each in sorted(kept, key=_by_day, reverse=True):
                later = each.observation.as_of > on
                place = (
                    Place.WITHDRAWN if each.withdrawn else place_of(each.observation, standing, later=later)
                )
                lines.append(sources.line(definition, each, place))
        return FactHistory(definition, tuple(lines), because(standing))

    def readers(self, key: str, assessment: Assessment) -> tuple[FactReader, ...]:
        """Return the measures of the edition in force that read a fact, those waiting for it first.

        Args:
            key: The fact; for a derived one its source is meant.
            assessment: The case as it is judged now, which tells what is undetermined for lack of the fact.

        Raises:
            UserError: There is no such fact.
        """
        fact = self._asked(key).key
        judged = {each.number: each for each in assessment.measures}
        found = []
        for measure, deciding in measures_reading(self._context.edition, fact):
            verdict = judged.get(measure.number)
            waits = (
                verdict is not None
                and verdict.verdict is Verdict.UNDETERMINED
                and fact in verdict.missing_facts
            )
            found.append(FactReader(measure.number, measure.name, deciding, waits))
        return tuple(sorted(found, key=lambda each: (not each.waits, not each.deciding, each.number)))

    def _asked(self, key: str) -> FactDefinition:
        definition = self._context.facts.get(key)
        if definition is None:
            raise UserError(
                f"沒有「{key}」這項基本資料",
                "名稱不在基本資料的定義裡。",
                "請改用企業概況中列出的項目名稱或代碼。",
            )
        return self._context.facts[definition.derived_from] if definition.derived_from else definition


def _by_day(kept: KeptObservation) -> tuple[date, datetime]:
    return kept.observation.as_of, kept.observation.recorded_at


class _Sources:
    """Where the observations of one case came from, in words."""

    def __init__(self, context: Context, view: ReadView, file: CaseFile) -> None:
        self._context, self._view = context, view
        self._batches: dict[str, Batch] = {each.id: each for each in view.batches.list()}
        self._responses: dict[str, Response] = {each.id: each for each in file.responses}
        self._visits = {str(each.id): each for each in file.visits}

    def line(self, definition: FactDefinition, kept: KeptObservation, place: Place) -> FactHistoryLine:
        """Describe one observation."""
        observation = kept.observation
        made = next(
            (each for each in self._view.changes.of_record(observation.id) if each.before is None), None
        )
        by_choice = made is not None and bool(made.after["chosen"])
        source = self._source(definition, observation)
        return FactHistoryLine(
            observation=observation,
            place=place,
            value=observed_value(definition, observation),
            source=_CHOICE.format(source=source) if by_choice else source,
            by=self._by(observation, made),
            by_choice=by_choice,
        )

    def _by(self, observation: Observation, made: Change | None) -> str:
        """Name who recorded it: the log's word, else whoever imported the file it came with."""
        if made is not None:
            return made.consultant
        response = self._responses.get(observation.source)
        batch = self._batches.get(observation.source if response is None else response.batch)
        return "" if batch is None else batch.consultant

    def _source(self, definition: FactDefinition, observation: Observation) -> str:
        match observation.origin:
            case Origin.ROSTER if observation.source in self._batches:
                return _ROSTER.format(file=self._batches[observation.source].file_name)
            case Origin.RESPONSE if observation.source in self._responses:
                return self._response(definition, observation, self._responses[observation.source])
            case Origin.VISIT if observation.source in self._visits:
                visit = self._visits[observation.source]
                words = _VISIT_PLACE if visit.place else _VISIT
                return words.format(day=format_roc(visit.on), place=visit.place)
            case _:
                return observation.origin.label

    def _response(self, definition: FactDefinition, observation: Observation, response: Response) -> str:
        batch = self._batches.get(response.batch)
        words = _RESPONSE if batch is None else _RESPONSE_FILE
        day = format_roc(response.answered_on)
        source = words.format(day=day, file="" if batch is None else batch.file_name)
        if observation.state is ConfirmationState.UNCONFIRMED:
            return source
        how = self._how(definition, observation, response.answers)
        return _CONFIRMED.format(source=source, day=format_roc(observation.as_of), how=how)

    def _how(self, definition: FactDefinition, observation: Observation, answers: Iterable[Answer]) -> str:
        """Say how the firm was asked, as far as its answers still tell of that day."""
        codes = {each.code for each in self._context.form.questions if each.fact == definition.key}
        for answer in answers:
            if answer.question in codes and answer.confirmed_on == observation.as_of and answer.channel:
                words = _ASKED if answer.asked else _ASKED_SOMEONE
                return words.format(channel=answer.channel.label, asked=answer.asked)
        return observation.state.label
