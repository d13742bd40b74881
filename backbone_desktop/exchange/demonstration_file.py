"""Reading the invented casework of the demonstration.

Rule: as strict as every definition file; the demonstration may not be wrong in silence.
"""

from datetime import date
from pathlib import Path

from backbone_desktop.domain.application import ApplicationStatus, StatusStep
from backbone_desktop.domain.codes import Aspect, Channel, Decision
from backbone_desktop.domain.demonstration import (
    SampleApplication,
    SampleCasework,
    SampleConfirmation,
    SampleDecision,
    SampleFact,
)
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import CaseId, FollowUpId, VisitId
from backbone_desktop.domain.roc_date import parse_roc_date
from backbone_desktop.domain.visit import DiagnosisFinding, Severity, Visit
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.toml_file import parse_toml, read_bytes
from backbone_desktop.exchange.definitions.toml_table import Table

NO_CASE = CaseId("")


def read_sample_casework(path: Path) -> SampleCasework:
    """Read the file.

    Raises:
        DataFileError: Missing, or anything in it is wrong; all problems are listed.
    """
    problems = Problems()
    raw = read_bytes(path, problems)
    root = None if raw is None else parse_toml(raw, path.name, problems)
    casework = SampleCasework((), (), (), (), ())
    if root is not None:
        casework = SampleCasework(
            confirmations=tuple(_confirmation(each) for each in root.tables("confirmations")),
            visits=tuple(_visit(each) for each in root.tables("visits")),
            follow_ups=tuple(_follow_up(each) for each in root.tables("follow_ups")),
            applications=tuple(_application(each) for each in root.tables("applications")),
            decisions=tuple(_decision(each) for each in root.tables("decisions")),
            facts=tuple(_fact(each) for each in root.tables("facts")),
        )
        root.close()
    problems.refuse_if_any("示範資料檔無法讀取")
    return casework


def _confirmation(table: Table) -> SampleConfirmation:
    confirmation = SampleConfirmation(
        ubn=table.text("ubn"),
        on=_day(table, "on"),
        asked=table.text("asked"),
        channel=table.code("channel", Channel) or Channel.OTHER,
        questions=table.texts("questions"),
    )
    table.close()
    return confirmation


def _visit(table: Table) -> tuple[str, Visit]:
    visit = Visit(
        id=VisitId(""),
        case=NO_CASE,
        on=_day(table, "on"),
        place=table.text("place", ""),
        purpose=table.text("purpose", ""),
        visitors=table.texts("visitors"),
        experts=table.texts("experts"),
        attendees=table.texts("attendees"),
        summary=table.text("summary", ""),
        obstacles=table.text("obstacles", ""),
        not_visited=table.text("not_visited", ""),
        findings=tuple(_finding(each) for each in table.tables("findings")),
    )
    ubn = table.text("ubn")
    table.close()
    return ubn, visit


def _finding(table: Table) -> DiagnosisFinding:
    finding = DiagnosisFinding(
        id="",
        aspect=table.code("aspect", Aspect) or Aspect.OTHER,
        situation=table.text("situation"),
        cause=table.text("cause", ""),
        severity=table.code("severity", Severity) or Severity.MEDIUM,
        advice=table.text("advice", ""),
        measures=table.integers("measures"),
    )
    table.close()
    return finding


def _follow_up(table: Table) -> tuple[str, FollowUp]:
    entry = FollowUp(
        id=FollowUpId(""),
        case=NO_CASE,
        on=_day(table, "on"),
        channel=table.code("channel", Channel) or Channel.OTHER,
        text=table.text("text"),
        with_whom=table.text("with_whom", ""),
        next_on=_day(table, "next_on") if "next_on" in table else None,
        next_step=table.text("next_step", ""),
    )
    ubn = table.text("ubn")
    table.close()
    return ubn, entry


def _application(table: Table) -> SampleApplication:
    steps = []
    for step in table.tables("steps"):
        status = step.code("status", ApplicationStatus) or ApplicationStatus.PREPARING
        steps.append(StatusStep(status, _day(step, "on"), step.optional_integer("amount_ntd")))
        step.close()
    application = SampleApplication(
        table.text("ubn"), table.integer("measure"), table.integer("item"), tuple(steps)
    )
    table.close()
    return application


def _decision(table: Table) -> SampleDecision:
    decision = SampleDecision(
        ubn=table.text("ubn"),
        measure=table.integer("measure"),
        decision=table.code("decision", Decision) or Decision.HOLD,
        reason=table.text("reason", ""),
    )
    table.close()
    return decision


def _fact(table: Table) -> SampleFact:
    fact = SampleFact(
        ubn=table.text("ubn"),
        key=table.text("key"),
        value=table.text("value"),
        on=_day(table, "on"),
        from_visit=table.flag("from_visit", default=False),
    )
    table.close()
    return fact


def _day(table: Table, key: str) -> date:
    text = table.text(key)
    try:
        return parse_roc_date(text).value
    except UserError as refusal:
        table.problem(key, refusal.title)
        return date.min
