"""The demonstration: invented firms brought in the way a consultant brings in real ones.

Rule: everything goes through the use cases a consultant has; nothing is written behind their back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.services.confirmation import Settlement
from backbone_desktop.services.intake import ImportChoices
from backbone_desktop.services.observations import Basis

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backbone_desktop.domain.demonstration import SampleApplication, SampleCasework, SampleFact
    from backbone_desktop.domain.identifiers import CaseId
    from backbone_desktop.services.assessment import AssessmentService
    from backbone_desktop.services.casework import CaseworkService
    from backbone_desktop.services.confirmation import ConfirmationService
    from backbone_desktop.services.context import AsOf
    from backbone_desktop.services.intake import IntakeService
    from backbone_desktop.services.logbook import LogbookService

AS_OF = date(2016, 3, 10)
CONSULTANT = Consultant("", "示範顧問", "中堅企業服務團（示範）", "")
STEPS = 4


class DemonstrationService:
    """Fills an empty casebook with the sample files and the sample casework."""

    def __init__(
        self,
        on: AsOf,
        casework: CaseworkService,
        confirmation: ConfirmationService,
        logbook: LogbookService,
        intake: IntakeService,
        assessment: AssessmentService,
    ) -> None:
        self._on = on
        self._casework, self._confirmation, self._logbook = casework, confirmation, logbook
        self._intake, self._assessment = intake, assessment

    def fill(
        self,
        folder: Path,
        sample: SampleCasework,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
    ) -> None:
        """Import ``roster.csv`` and ``responses.csv`` of ``folder``, then add the casework."""
        self._intake.import_roster(folder / "roster.csv", ImportChoices())
        progress(1, STEPS)
        self._intake.import_responses(folder / "responses.csv", ImportChoices())
        progress(2, STEPS)
        self._add_casework(sample)
        progress(3, STEPS)
        self._assessment.assess_all()
        progress(STEPS, STEPS)

    def _add_casework(self, sample: SampleCasework) -> None:
        for call in sample.confirmations:
            self._on.pretend(call.on)
            settlement = Settlement(ConfirmationState.CONFIRMED, asked=call.asked, channel=call.channel)
            for question in call.questions:
                self._confirmation.settle(self._case(call.ubn), question, settlement)
        self._on.pretend(None)
        for ubn, visit in sample.visits:
            self._logbook.save_visit(replace(visit, case=self._case(ubn)))
        for fact in sample.facts:
            self._enter(fact)
        for ubn, entry in sample.follow_ups:
            self._logbook.record_follow_up(replace(entry, case=self._case(ubn)))
        for application in sample.applications:
            self._add_application(application)
        for word in sample.decisions:
            self._logbook.decide(self._case(word.ubn), word.measure, word.decision, word.reason)

    def _add_application(self, sample: SampleApplication) -> None:
        first, *further = sample.steps
        case = self._case(sample.ubn)
        application = self._logbook.start_application(case, sample.measure, sample.item, first.on).value
        for step in further:
            self._logbook.advance_application(application.id, step)

    def _enter(self, sample: SampleFact) -> None:
        case = self._case(sample.ubn)
        visits = self._casework.open(case).visits if sample.from_visit else ()
        visit = next((each.id for each in visits if each.on == sample.on), "")
        basis = Basis(Origin.VISIT if sample.from_visit else Origin.HAND, sample.on, visit)
        content = self._casework.read_fact(sample.key, sample.value).content
        self._casework.set_facts(case, {sample.key: content}, basis)

    def _case(self, ubn: str) -> CaseId:
        return self._casework.find(ubn).id
