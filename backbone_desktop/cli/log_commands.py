"""``visit``, ``followup``, ``application``, ``decide``: the log of a case."""

from typing import Annotated

import typer

from backbone_desktop.cli.case_records import application_record, case_identity
from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.reading import read_amount, read_choice, read_day, read_number
from backbone_desktop.cli.shared import CaseReference, MeasureNumber
from backbone_desktop.domain.application import ApplicationStatus, StatusStep
from backbone_desktop.domain.codes import Channel, Decision
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import ApplicationId, FollowUpId, VisitId
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.visit import Visit

_Day = Annotated[
    str, typer.Option("--on", metavar="DATE", help="日期，例如 105/03/10 或 2016-03-10。", show_default=False)
]
_DayOrAsOf = Annotated[str, typer.Option("--on", metavar="DATE", help="日期；未指定時為基準日。")]

_STATUSES = "、".join(f"{each.value}（{each.label}）" for each in ApplicationStatus)
_CHANNELS = "、".join(f"{each.value}（{each.label}）" for each in Channel)


def register(program: typer.Typer) -> None:
    """Add the commands."""
    visit = typer.Typer(cls=CliGroup, help="訪視。")
    visit.command("add", cls=CliCommand, help="記錄一次訪視，或記錄未到訪的原因。")(add_visit)
    follow_up = typer.Typer(cls=CliGroup, help="追蹤紀錄。")
    follow_up.command("add", cls=CliCommand, help="記錄一次聯繫；記錄後不能修改，只能另行更正。")(
        add_follow_up
    )
    application = typer.Typer(cls=CliGroup, help="申請案。")
    application.command("add", cls=CliCommand, help="開始準備一件申請案。")(add_application)
    application.command("advance", cls=CliCommand, help=f"更新申請案的狀態。\n\n狀態：{_STATUSES}。")(advance)
    for name, group in (("visit", visit), ("followup", follow_up), ("application", application)):
        program.add_typer(group, name=name)
    program.command(
        "decide",
        cls=CliCommand,
        help="記錄顧問對一項措施的決定：propose（建議）、hold（保留）或 set-aside（不建議，須填理由）。",
    )(decide)


def add_visit(
    context: typer.Context,
    reference: CaseReference,
    on: _Day,
    place: Annotated[str, typer.Option("--place", metavar="P", help="地點。")] = "",
    visitor: Annotated[
        list[str] | None, typer.Option("--visitor", metavar="V", help="訪視人員；可重複使用。")
    ] = None,
    expert: Annotated[
        list[str] | None, typer.Option("--expert", metavar="E", help="專家，姓名（領域・單位）；可重複使用。")
    ] = None,
    summary: Annotated[str, typer.Option("--summary", metavar="T", help="訪視摘要。")] = "",
    not_visited: Annotated[str, typer.Option("--not-visited", metavar="REASON", help="未到訪的原因。")] = "",
) -> None:
    """Record a visit."""
    call = invocation(context)
    day = read_day(on, "--on")
    with call.writing() as session:
        case = session.services.casework.find(reference)
        visit = Visit(
            id=VisitId(""),
            case=case.id,
            on=day,
            place=place,
            visitors=tuple(visitor or ()),
            experts=tuple(expert or ()),
            summary=summary,
            not_visited=not_visited,
        )
        saved = session.services.logbook.save_visit(visit).value
    what = "未到訪" if saved.not_visited else "訪視"
    text = f"已記錄「{case.enterprise.name}」{format_roc(day)} 的{what}。"
    call.output.result({"case": case_identity(case), "visit": to_json(saved)}, text)


def add_follow_up(
    context: typer.Context,
    reference: CaseReference,
    on: _Day,
    channel: Annotated[
        str, typer.Option("--channel", metavar="C", help=f"聯繫方式：{_CHANNELS}。", show_default=False)
    ],
    text: Annotated[str, typer.Option("--text", metavar="T", help="談了什麼。", show_default=False)],
    with_whom: Annotated[str, typer.Option("--with", metavar="WHO", help="聯繫的對象。")] = "",
    next_on: Annotated[str, typer.Option("--next", metavar="DATE", help="下一次聯繫或期限的日期。")] = "",
    next_step: Annotated[str, typer.Option("--next-step", metavar="T", help="下一步要做的事。")] = "",
) -> None:
    """Record one contact with the firm."""
    call = invocation(context)
    day, how = read_day(on, "--on"), read_choice(Channel, channel, "--channel")
    following = read_day(next_on, "--next") if next_on else None
    with call.writing() as session:
        case = session.services.casework.find(reference)
        entry = FollowUp(FollowUpId(""), case.id, day, how, text, with_whom, following, next_step)
        recorded = session.services.logbook.record_follow_up(entry).value
    said = f"已記錄「{case.enterprise.name}」{format_roc(day)} 的追蹤紀錄。"
    call.output.result({"case": case_identity(case), "follow_up": to_json(recorded)}, said)


def add_application(
    context: typer.Context,
    reference: CaseReference,
    measure: MeasureNumber,
    item: Annotated[
        str, typer.Option("--item", metavar="K", help="服務項目的項次；未指定時為第 1 項。")
    ] = "1",
    on: _DayOrAsOf = "",
) -> None:
    """Open an application."""
    call = invocation(context)
    number, position = read_number(measure, "--measure"), read_number(item, "--item")
    given = read_day(on, "--on") if on else None
    with call.writing() as session:
        services = session.services
        case = services.casework.find(reference)
        chosen = services.catalogue.measure(number)
        day = given or services.maintenance.on
        application = services.logbook.start_application(case.id, number, position, day).value
        name = f"{chosen.name}（{chosen.item(position).name or chosen.item(position).kind}）"
    text = f"已為「{case.enterprise.name}」開始準備申請「{name}」，識別碼 {application.id}。"
    document = {"case": case_identity(case), "application": application_record(application)}
    call.output.result(document, text)


def advance(
    context: typer.Context,
    application: Annotated[
        str,
        typer.Argument(metavar="APP", help="申請案識別碼，見 case show。", show_default=False),
    ],
    to: Annotated[
        str, typer.Option("--to", metavar="STATUS", help="新的狀態，代碼或中文。", show_default=False)
    ],
    on: _DayOrAsOf = "",
    amount: Annotated[
        str,
        typer.Option("--amount", metavar="NTD", help="申請、核定或撥付的金額，例如 2,000,000 或 200萬元。"),
    ] = "",
) -> None:
    """Move an application to its next status."""
    call = invocation(context)
    status = read_choice(ApplicationStatus, to, "--to")
    given = read_day(on, "--on") if on else None
    money = read_amount(amount, "--amount") if amount else None
    with call.writing() as session:
        step = StatusStep(status, given or session.services.maintenance.on, money)
        moved = session.services.logbook.advance_application(ApplicationId(application), step).value
    text = f"申請案已改為「{moved.status.label}」（{format_roc(step.on)}）。"
    call.output.result({"application": application_record(moved)}, text)


def decide(
    context: typer.Context,
    reference: CaseReference,
    decision: Annotated[
        str,
        typer.Argument(metavar="DECISION", help="propose、hold 或 set-aside。", show_default=False),
    ],
    measure: MeasureNumber,
    reason: Annotated[str, typer.Option("--reason", metavar="R", help="理由。")] = "",
) -> None:
    """Keep the consultant's word on a measure."""
    call = invocation(context)
    number, word = read_number(measure, "--measure"), read_choice(Decision, decision, "DECISION")
    with call.writing() as session:
        case = session.services.casework.find(reference)
        name = session.services.catalogue.measure(number).name
        kept = session.services.logbook.decide(case.id, number, word, reason).value
    text = f"「{case.enterprise.name}」第 {number} 項「{name}」：{kept.decision.label}。"
    call.output.result({"case": case_identity(case), "decision": to_json(kept)}, text)
