"""媒合評估: judging every measure for a case, keeping the judgement, and saying what to ask next.

Rule: a stored assessment is never judged again; only a new assessment reads newer facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from backbone_desktop.domain.case import CaseFile, StoredAssessment
from backbone_desktop.domain.codes import NeedState
from backbone_desktop.domain.comparison import WhatIf
from backbone_desktop.domain.errors import Cancelled, UserError
from backbone_desktop.domain.facts import standing_facts
from backbone_desktop.domain.identifiers import AssessmentId, CaseId
from backbone_desktop.matching.advice import ask_next
from backbone_desktop.matching.assumption import assuming
from backbone_desktop.matching.comparison import compare
from backbone_desktop.matching.engine import assess
from backbone_desktop.matching.snapshot import facts_seen, needs_seen
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.services.fitting import Fitting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backbone_desktop.domain.comparison import AssessmentMark, Comparison
    from backbone_desktop.domain.facts import FactContent, FactSheet
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
        return self._judge(file, self._sheet(file))

    def assess(self, case: CaseId) -> Done[StoredAssessment]:
        """Judge every measure and keep the result with its reasons."""
        with self._context.casebook.write() as uow:
            assessment = self.judge(uow.cases.file(case))
            stored = StoredAssessment(AssessmentId(uow.new_id()), case, assessment, uow.now)
            uow.assessments.add(stored)
            uow.commit()
        return Done(stored, Changes.of(Kind.ASSESSMENTS, Kind.CASES, case=case))

    def assess_all(
        self,
        progress: Progress = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
        kept: Callable[[StoredAssessment], None] = lambda _stored: None,
    ) -> Done[int]:
        """Judge every case, each kept as soon as it is judged; return how many were.

        Args:
            progress: Told after every case how many of how many are judged.
            cancelled: Asked before every case.
            kept: Told every assessment as soon as it is stored.

        Raises:
            Cancelled: On request, between two cases; those already judged are kept.
        """
        with self._context.casebook.read() as view:
            cases = tuple(view.cases.ids())
        for done, case in enumerate(cases):
            if cancelled():
                raise Cancelled
            kept(self.assess(case).value)
            progress(done + 1, len(cases))
        return Done(len(cases), Changes.of(Kind.ASSESSMENTS, Kind.CASES))

    def outdated(self, file: CaseFile) -> bool:
        """Whether facts or open needs are other than those the stored assessment was made from.

        An entry taken back, a confirmation and a need changed count as much as a fact learnt later.
        """
        stored = file.assessment
        if stored is None:
            return False
        made = stored.assessment
        if made.facts is None or made.needs is None:
            return any(each.recorded_at > stored.recorded_at for each in file.observations)
        seen = facts_seen(self._sheet(file), self._context.facts)
        return (made.facts, made.needs) != (seen, needs_seen(file.needs))

    def history(self, case: CaseId) -> tuple[AssessmentMark, ...]:
        """Return what every stored assessment of a case was made by, the one stored last first."""
        with self._context.casebook.read() as view:
            return view.assessments.marks(case)

    def stored(self, key: AssessmentId) -> StoredAssessment:
        """Return one stored assessment under the texts it was made with.

        Raises:
            UserError: There is none of that id.
        """
        with self._context.casebook.read() as view:
            return view.assessments.get(key)

    def compare(self, before: AssessmentId, after: AssessmentId) -> Comparison:
        """Hold two stored assessments of one case against each other.

        Raises:
            UserError: There is no assessment of one of the ids, or they are of two cases.
        """
        with self._context.casebook.read() as view:
            old, new = view.assessments.get(before), view.assessments.get(after)
        if old.case != new.case:
            raise UserError(
                "這兩次評估屬於不同的個案", "比較只能在同一個個案的評估之間進行。", "請選同一個案的兩次評估。"
            )
        found = compare(old.assessment, new.assessment)
        return replace(found, before=_marked(found.before, old), after=_marked(found.after, new))

    def compare_with_previous(self, case: CaseId) -> Comparison | None:
        """Return what the latest stored assessment changed, None while there are not two."""
        marks = [mark.id for mark in self.history(case)[:2] if mark.id is not None]
        return self.compare(marks[1], marks[0]) if len(marks) == 2 else None

    def preview(self, file: CaseFile) -> Comparison | None:
        """Return what judging again now would change, None while nothing is stored; stores nothing."""
        stored = file.assessment
        if stored is None:
            return None
        found = compare(stored.assessment, self.judge(file))
        return replace(found, before=_marked(found.before, stored))

    def what_if(self, file: CaseFile, contents: Mapping[str, FactContent | None]) -> WhatIf:
        """Judge a case as if these facts were so, and say what would differ from now; stores nothing.

        Args:
            file: The case.
            contents: Contents by the keys of asked facts; None stands for a fact nobody was asked for.

        Raises:
            UserError: A key is unknown, or names a fact that is computed from others.
        """
        for key in contents:
            self._context.facts.writable(key)
        sheet = self._sheet(file)
        assumed = self._judge(file, assuming(sheet, contents))
        return WhatIf(compare(self._judge(file, sheet), assumed), assumed)

    def fits(self, cancelled: Callable[[], bool] = lambda: False) -> Fits:
        """Return which cases every measure fits by their latest stored assessments; judges nothing.

        Raises:
            Cancelled: On request.
        """
        return self._fitting.fits(cancelled)

    def ask_next(self, file: CaseFile) -> tuple[Suggestion, ...]:
        """Return the facts worth asking next, those that decide most first."""
        context = self._context
        return ask_next(context.edition, context.facts, self._sheet(file), context.on())

    def _sheet(self, file: CaseFile) -> FactSheet:
        return standing_facts(file.observations, self._context.on())

    def _judge(self, file: CaseFile, sheet: FactSheet) -> Assessment:
        context = self._context
        needs = tuple(need for need in file.needs if need.state is NeedState.OPEN)
        return assess(context.edition, context.facts, sheet, needs, context.on())


def _marked(mark: AssessmentMark, stored: StoredAssessment) -> AssessmentMark:
    return replace(mark, id=stored.id, recorded_at=stored.recorded_at)
