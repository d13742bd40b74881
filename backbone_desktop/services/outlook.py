"""What lies ahead for a case: windows that close, steps counted back, warnings of our own records, screening.

Rule: nothing here judges a measure; what it tells stands beside the verdicts with its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import Observation, PastGuidance, standing_facts
from backbone_desktop.domain.measure_warning import Applied
from backbone_desktop.matching.backward_plan import backward_plan
from backbone_desktop.matching.board import board
from backbone_desktop.matching.derived import PAST_GUIDANCE, past_guidance
from backbone_desktop.matching.look_back import look_back_warnings, untold_guidance, with_guidance
from backbone_desktop.matching.overlap import overlap_warnings
from backbone_desktop.matching.places import limited_measures, place_warnings
from backbone_desktop.matching.screening import screen
from backbone_desktop.services.changes import Changes, Done, Kind
from backbone_desktop.services.working_days import is_working_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from backbone_desktop.domain.application import Application
    from backbone_desktop.domain.backward_plan import BackwardPlan
    from backbone_desktop.domain.board import Board
    from backbone_desktop.domain.case import CaseFile
    from backbone_desktop.domain.identifiers import ApplicationId, CaseId
    from backbone_desktop.domain.measure import Measure, ServiceItem
    from backbone_desktop.domain.measure_warning import MeasureWarning, UntoldGuidance
    from backbone_desktop.domain.screening import Screening
    from backbone_desktop.services.context import Context

LONGEST_BOARD = 366
"""Days a board may look ahead: a window of an edition closes within its year."""


class OutlookService:
    """Use cases that look ahead and around."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def board(self, within_days: int) -> Board:
        """Return what closes from the as-of date through ``within_days`` calendar days later.

        Raises:
            UserError: The number of days is below 0 or above a year.
        """
        if not 0 <= within_days <= LONGEST_BOARD:
            raise UserError(
                "天數超出範圍",
                f"輸入的是 {within_days} 天。",
                f"請輸入 0 至 {LONGEST_BOARD} 天。",
            )
        return board(self._context.edition, self._context.on(), within_days)

    def plan(self, measure: int, item: int, closes: date | None = None) -> BackwardPlan:
        """Count the steps of an application back from the day the item's window closes.

        Args:
            measure: The measure's number in the edition in force.
            item: The item's number within it.
            closes: The closing day if it is known better than the print, e.g. from an announcement.

        Raises:
            UserError: The edition in force has no such measure or item.
        """
        context = self._context
        found = _find(context.edition.measures, measure, item)
        if found is None:
            raise UserError(
                f"沒有第 {measure} 項措施的服務項目 {item}",
                f"{context.edition.title}沒有這個措施或服務項目。",
                "請以 catalogue show 或「措施」頁確認編號。",
            )
        leads, on, year = context.reference.lead_times, context.on(), context.edition.roc_year
        return backward_plan(*found, leads, on, year, is_working_day, closes)

    def warnings(self, file: CaseFile) -> Mapping[int, tuple[MeasureWarning, ...]]:
        """Return by measure number what our own records say beside the verdicts.

        Running applications in the same guidance system come first, then guidance that is not recorded,
        then places and limits; measures without any warning are left out.
        """
        edition = self._context.edition
        with self._context.casebook.read() as view:
            everyone = self._applied(view.applications.for_measures(limited_measures(edition)))
        own = self._applied(file.applications)
        parts = (
            overlap_warnings(edition, self._context.reference.guidance, own),
            look_back_warnings(edition, self.untold_guidance(file)),
            place_warnings(edition, own, everyone),
        )
        numbers = sorted({number for part in parts for number in part})
        return {number: tuple(each for part in parts for each in part.get(number, ())) for number in numbers}

    def untold_guidance(self, file: CaseFile) -> tuple[UntoldGuidance, ...]:
        """Return the guidance our applications gave that the firm's facts do not tell."""
        return untold_guidance(self._applied(file.applications), self._recorded(file) or ())

    def knows_past_guidance(self, file: CaseFile) -> bool:
        """Whether the firm's list of guidance received before is known, even if empty."""
        return self._recorded(file) is not None

    def record_guidance(
        self, case: CaseId, application: ApplicationId, *, complete: bool = False
    ) -> Done[CaseFile]:
        """Add the guidance an application gave to the firm's recorded guidance.

        Args:
            case: The firm's case.
            application: One of :meth:`untold_guidance`.
            complete: The consultant vouches that nothing else was received; needed while the list is not
                known, because a list that is known says that whatever it lacks was not received.

        Raises:
            UserError: The application gave no guidance that is missing, or the list is not known and nobody
                vouches for it.
        """
        with self._context.casebook.write() as uow:
            file = uow.cases.file(case)
            recorded = self._recorded(file)
            missing = {each.application: each.guidance for each in self.untold_guidance(file)}
            if application not in missing:
                raise UserError(
                    "沒有可以補入的輔導紀錄",
                    "這件申請案尚未執行，或已列在輔導紀錄裡。",
                    "請重新整理後再試一次。",
                )
            if recorded is None and not complete:
                raise UserError(
                    "曾受輔導紀錄還不完整",
                    "企業其他的輔導紀錄還不知道；只補這一筆，會被當成沒有接受過其他輔導。",
                    "請先向企業問清近年的輔導，或確認這就是全部紀錄。",
                )
            told = Observation(
                id=uow.new_id(),
                key=PAST_GUIDANCE,
                content=with_guidance(recorded or (), missing[application]),
                origin=Origin.HAND,
                as_of=self._context.on(),
                state=ConfirmationState.CONFIRMED,
                recorded_at=uow.now,
                source=application,
            )
            uow.facts.add(file.case.enterprise.id, told)
            uow.commit()
            file = uow.cases.file(case)
        return Done(file, Changes.of(Kind.FACTS, Kind.CASES, case=case))

    def screening(self, file: CaseFile) -> Screening:
        """Judge the programme's assessment principles for a case, both tracks."""
        context = self._context
        sheet = standing_facts(file.observations, context.on())
        return screen(context.reference.programme, context.facts, sheet, context.on())

    def _recorded(self, file: CaseFile) -> tuple[PastGuidance, ...] | None:
        content = standing_facts(file.observations, self._context.on()).content(PAST_GUIDANCE)
        return None if content is None else past_guidance(content)

    def _applied(self, applications: Iterable[Application]) -> tuple[Applied, ...]:
        """Return applications with what they are for; one whose edition lacks its item tells nothing."""
        found: list[Applied] = []
        for application in applications:
            edition = self._context.editions.in_force(application.history[0].on)
            place = _find(edition.measures, application.measure, application.item)
            if place is not None:
                found.append(Applied(application, *place))
        return tuple(found)


def _find(measures: Iterable[Measure], number: int, item: int) -> tuple[Measure, ServiceItem] | None:
    for measure in measures:
        if measure.number == number:
            for each in measure.items:
                if each.number == item:
                    return measure, each
    return None
