"""媒合評估: judging every measure for a case, keeping the judgement, and saying what to ask next.

Rule: a stored assessment is never judged again; only a new assessment reads newer facts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from backbone_desktop.domain.case import CaseFile, StoredAssessment
from backbone_desktop.domain.codes import NeedState
from backbone_desktop.domain.errors import Cancelled
from backbone_desktop.domain.facts import standing_facts
from backbone_desktop.domain.identifiers import AssessmentId, CaseId
from backbone_desktop.matching.advice import ask_next
from backbone_desktop.matching.engine import assess
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.services.fitting import Fitting

if TYPE_CHECKING:
    from backbone_desktop.domain.fit import Fits
    from backbone_desktop.domain.verdict import Assessment, Suggestion
    from backbone_desktop.services.context import Context

Progress = Callable[[int, int], None]


class AssessmentService:
    """Use cases that judge measures."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._fitting = Fitting(context)

    def judge(self, file: CaseFile) -> Assessment:
        """Judge every measure on the as-of date without storing anything."""
        context = self._context
        on = context.on()
        needs = tuple(need for need in file.needs if need.state is NeedState.OPEN)
        return assess(context.edition, context.facts, standing_facts(file.observations, on), needs, on)

    def assess(self, case: CaseId) -> Done[StoredAssessment]:
        """Judge every measure and keep the result with its reasons."""
        with self._context.casebook.write() as uow:
            assessment = self.judge(uow.cases.file(case))
            stored = StoredAssessment(AssessmentId(uow.new_id()), case, assessment, uow.now)
            uow.assessments.add(stored)
            uow.commit()
        return Done(stored, Changes.of(Kind.ASSESSMENTS, Kind.CASES, case=case))

    def assess_all(
        self, progress: Progress = lambda _done, _total: None, cancelled: Callable[[], bool] = lambda: False
    ) -> Done[int]:
        """Judge every case, each kept as soon as it is judged; return how many were.

        Raises:
            Cancelled: On request, between two cases; those already judged are kept.
        """
        with self._context.casebook.read() as view:
            cases = tuple(view.cases.ids())
        for done, case in enumerate(cases):
            if cancelled():
                raise Cancelled
            self.assess(case)
            progress(done + 1, len(cases))
        return Done(len(cases), Changes.of(Kind.ASSESSMENTS, Kind.CASES))

    def fits(self, cancelled: Callable[[], bool] = lambda: False) -> Fits:
        """Return which cases every measure fits by their latest stored assessments; judges nothing.

        Raises:
            Cancelled: On request.
        """
        return self._fitting.fits(cancelled)

    def ask_next(self, file: CaseFile) -> tuple[Suggestion, ...]:
        """Return the facts worth asking next, those that decide most first."""
        sheet = standing_facts(file.observations, self._context.on())
        return ask_next(self._context.edition, self._context.facts, sheet, self._context.on())
