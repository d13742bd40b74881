"""What happened in one month of a casebook, gathered for the monthly follow-up sheet.

Rule: each count and each line can be traced to a record of the casebook.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from backbone_desktop.domain.application import ApplicationStatus
from backbone_desktop.domain.codes import Channel, LogKind
from backbone_desktop.domain.fact_text import UNKNOWN_TEXT
from backbone_desktop.domain.facts import standing_facts
from backbone_desktop.domain.follow_up import standing_entries
from backbone_desktop.domain.report import CountLine, LogLine, MonthlyRow, MonthlySheet, OpenFact
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.services.casework import fact_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backbone_desktop.domain.application import Application
    from backbone_desktop.domain.case import CaseFile, CaseLine, StoredAssessment
    from backbone_desktop.domain.follow_up import FollowUp
    from backbone_desktop.domain.roc_date import RocMonth
    from backbone_desktop.domain.visit import Visit
    from backbone_desktop.services.context import Context
    from backbone_desktop.storage.unit_of_work import ReadView

FIRST_DAY = date(1912, 1, 1)


@dataclass(frozen=True, slots=True)
class _CaseMonth:
    """One case with what was done on it within the month.

    Attributes:
        standing: Entries of the log that count as contacts, of any day.
        assessment: The last one made by the month's end.
        visits: Of the month, like ``follow_ups`` and ``steps``.
    """

    line: CaseLine
    file: CaseFile
    month: RocMonth
    produced_on: date
    standing: tuple[FollowUp, ...]
    assessment: StoredAssessment | None
    visits: tuple[Visit, ...]
    follow_ups: tuple[FollowUp, ...]
    steps: tuple[LogLine, ...]

    @property
    def held(self) -> int:
        """How many visits took place in the month."""
        return sum(each.held_by(self.produced_on) for each in self.visits)

    @property
    def contacts(self) -> int:
        """How many contacts there were in the month."""
        return sum(self.month.contains(each.on) for each in self.standing)


def gather_month(context: Context, view: ReadView, month: RocMonth, consultant: str | None) -> MonthlySheet:
    """Gather the sheet of ``month`` for the cases of ``consultant``, or for all."""
    cases = [_case_month(context, view, line, month) for line in _lines(view, month, consultant)]
    sequence, digest = view.changes.head()
    return MonthlySheet(
        month=month,
        consultant=view.settings.consultant(),
        casebook=context.casebook.casebook_id,
        produced_on=context.on(),
        edition_title=context.edition.title,
        counts=_counts(cases, month),
        rows=tuple(_row(each) for each in cases),
        log=tuple(
            sorted((line for each in cases for line in _log(each)), key=lambda line: (line.on, line.id))
        ),
        open_facts=tuple(fact for each in cases for fact in _open_facts(context, each)),
        log_sequence=sequence,
        log_digest=digest,
    )


def _lines(view: ReadView, month: RocMonth, consultant: str | None) -> Iterable[CaseLine]:
    lines = view.cases.lines_as_of(month.last_day)
    return (line for line in lines if consultant is None or line.consultant == consultant)


def _case_month(context: Context, view: ReadView, line: CaseLine, month: RocMonth) -> _CaseMonth:
    file = view.cases.file(line.case)
    names = context.measure_names(file)
    return _CaseMonth(
        line=line,
        file=file,
        month=month,
        produced_on=context.on(),
        standing=standing_entries(file.follow_ups),
        assessment=_assessment_by(view, file, month.last_day),
        visits=tuple(each for each in file.visits if month.contains(each.on)),
        follow_ups=tuple(each for each in file.follow_ups if month.contains(each.on)),
        steps=tuple(_steps(line, file.applications, month, names)),
    )


def _assessment_by(view: ReadView, file: CaseFile, last: date) -> StoredAssessment | None:
    """Return the last assessment up to a day; most often it is the one the file came with."""
    latest = file.assessment
    if latest is None or latest.assessment.assessed_on <= last:
        return latest
    return view.assessments.latest(file.case.id, last)


def _steps(
    line: CaseLine, applications: Iterable[Application], month: RocMonth, names: Mapping[int, str]
) -> Iterable[LogLine]:
    for application in applications:
        name = names.get(application.measure, f"第 {application.measure} 項")
        for position, step in enumerate(application.history):
            if month.contains(step.on):
                money = "" if step.amount_ntd is None else f"（{step.amount_ntd:,} 元）"
                yield LogLine(
                    id=f"{application.id}-{position}",
                    case=line.case,
                    on=step.on,
                    ubn=line.ubn,
                    name=line.name,
                    kind=LogKind.APPLICATION,
                    channel="",
                    with_whom="",
                    text=f"{name}：{step.status.label}{money}",
                    next_step="",
                    next_on=None,
                )


def _log(case: _CaseMonth) -> Iterable[LogLine]:
    line = case.line
    for visit in case.visits:
        yield LogLine(
            id=visit.id,
            case=line.case,
            on=visit.on,
            ubn=line.ubn,
            name=line.name,
            kind=LogKind.VISIT,
            channel=Channel.VISIT.label,
            with_whom="、".join(visit.attendees),
            text=_visit_text(visit, case.produced_on),
            next_step="",
            next_on=None,
        )
    for entry in case.follow_ups:
        yield LogLine(
            id=entry.id,
            case=line.case,
            on=entry.on,
            ubn=line.ubn,
            name=line.name,
            kind=LogKind.FOLLOW_UP,
            channel=entry.channel.label,
            with_whom=entry.with_whom,
            text=f"撤回先前紀錄：{entry.text}" if entry.retracts else entry.text,
            next_step=entry.next_step,
            next_on=entry.next_on,
        )
    yield from case.steps


def _visit_text(visit: Visit, produced_on: date) -> str:
    if visit.not_visited:
        return f"未到訪：{visit.not_visited}"
    text = visit.summary or visit.purpose
    return text if visit.held_by(produced_on) else f"預定訪視：{text}"


def _row(case: _CaseMonth) -> MonthlyRow:
    line = case.line
    return MonthlyRow(
        case=line.case,
        enterprise=line.enterprise,
        ubn=line.ubn,
        name=line.name,
        site=line.site,
        county=line.county,
        stage=line.stage.label,
        holder=line.holder,
        happened=_happened(case),
        visits=case.held,
        follow_ups=case.contacts,
        open_needs=line.open_needs,
        unconfirmed=line.unconfirmed,
        next_step=line.next_step,
        next_on=line.next_on,
        overdue=line.next_on is not None and line.next_on < case.produced_on,
    )


def _happened(case: _CaseMonth) -> str:
    missed = sum(bool(each.not_visited) for each in case.visits)
    parts = (
        (case.held, "訪視 {} 次"),
        (len(case.visits) - case.held - missed, "預定訪視 {} 次"),
        (missed, "未到訪 {} 次"),
        (case.contacts, "聯繫 {} 次"),
        (len(case.steps), "申請進度 {} 筆"),
    )
    return "、".join(text.format(number) for number, text in parts if number)


def _counts(cases: list[_CaseMonth], month: RocMonth) -> tuple[CountLine, ...]:
    this_month = _tally(cases, month.first_day, month.last_day)
    so_far = _tally(cases, FIRST_DAY, month.last_day)
    units = {
        "訪視": "次",
        "診斷發現": "項",
        "追蹤聯繫": "次",
        "符合措施（最近一次評估）": "項",
        "送件申請": "件",
        "核定申請": "件",
        "核定政府經費": "元",
    }
    return tuple(CountLine(label, this_month[label], so_far[label], unit) for label, unit in units.items())


def _tally(cases: list[_CaseMonth], first: date, last: date) -> Counter[str]:
    tally: Counter[str] = Counter()
    for case in cases:
        file = case.file
        held = [each for each in file.visits if first <= each.on <= last and each.held_by(case.produced_on)]
        tally["訪視"] += len(held)
        tally["診斷發現"] += sum(len(each.findings) for each in held)
        tally["追蹤聯繫"] += sum(first <= each.on <= last for each in case.standing)
        stored = case.assessment
        if stored is not None and first <= stored.assessment.assessed_on <= last:
            tally["符合措施（最近一次評估）"] += stored.assessment.count(Verdict.ELIGIBLE)
        for step in (step for each in file.applications for step in each.history if first <= step.on <= last):
            tally["送件申請"] += step.status is ApplicationStatus.SUBMITTED
            if step.status is ApplicationStatus.APPROVED:
                tally["核定申請"] += 1
                tally["核定政府經費"] += step.amount_ntd or 0
    return tally


def _open_facts(context: Context, case: _CaseMonth) -> Iterable[OpenFact]:
    """Yield what the last assessment missed and what the firm answered but nobody confirmed."""
    sheet = standing_facts(case.file.observations, case.month.last_day)
    stored = case.assessment
    wanted = (
        set()
        if stored is None
        else {key for each in stored.assessment.measures for key in each.missing_facts}
    )
    for definition in context.facts.asked:
        standing = sheet.get(definition.key)
        if definition.key in wanted if standing is None else not standing.observation.settled:
            line = fact_line(definition, standing)
            yield OpenFact(
                case=case.line.case,
                ubn=case.line.ubn,
                name=case.line.name,
                fact=definition.key,
                label=definition.label,
                value=line.value,
                content=None if standing is None else standing.content,
                state=line.state or UNKNOWN_TEXT,
            )
