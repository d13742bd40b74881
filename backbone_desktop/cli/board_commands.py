"""``board``, ``plan``, ``outlook``, ``screening``: what closes, and what stands beside a match."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.board_text import board_text, outlook_text, plan_text, screening_text
from backbone_desktop.cli.case_records import case_identity
from backbone_desktop.cli.help_page import CliCommand
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.reading import read_count, read_day, read_number
from backbone_desktop.cli.shared import CaseReference, MeasureNumber
from backbone_desktop.cli.usage import WrongUsage
from backbone_desktop.domain.identifiers import ApplicationId
from backbone_desktop.domain.reference import Track
from backbone_desktop.domain.verdict import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.backward_plan import BackwardPlan, PlanStep
    from backbone_desktop.domain.board import BoardRow, LaneEntry
    from backbone_desktop.domain.measure_warning import UntoldGuidance
    from backbone_desktop.domain.screening import Screening

_PLAN = """由截止日倒推一個服務項目的準備時程。

每一步的天數都是本程式估計，非手冊所載；手冊沒有可倒推的截止日時，只列先後順序。"""
_OUTLOOK = """列出本個案簿的紀錄對各項措施的提醒：同一輔導體系、未列入的輔導紀錄、已用的名額與上限。

加上 --record 可將一件申請案補入企業的曾受輔導紀錄。"""


def register(program: typer.Typer) -> None:
    """Add the commands."""
    program.command("board", cls=CliCommand, help="列出未來幾天內截止的服務項目。")(show_board)
    program.command("plan", cls=CliCommand, help=_PLAN)(show_plan)
    program.command("outlook", cls=CliCommand, help=_OUTLOOK)(show_outlook)
    program.command("screening", cls=CliCommand, help="依計畫的遴選評估原則檢視一家企業。")(show_screening)


def show_board(
    context: typer.Context,
    within: Annotated[
        str,
        typer.Option("--within", metavar="DAYS", help="由基準日起算的天數，0 為當日。", show_default=False),
    ],
) -> None:
    """Show what closes soon."""
    call = invocation(context)
    days = read_count(within, "--within", "天數", least=0)
    with call.reading() as session:
        found = session.services.outlook.board(days)
        measures = {each.number: each for each in session.services.catalogue.edition.measures}

    def lane(entries: "Iterable[LaneEntry]") -> "list[Json]":
        return [
            {
                "measure": entry.measure,
                "name": entry.name,
                "item": number,
                "item_name": measures[entry.measure].item(number).name,
                "text": entry.text,
            }
            for entry in entries
            for number in entry.items
        ]

    document: dict[str, Json] = {
        "on": found.on.isoformat(),
        "within_days": found.within_days,
        "rows": [each for row in found.rows for each in _rows(row)],
        "lanes": {"rolling": lane(found.rolling), "announced": lane(found.announced)},
    }
    call.output.result(document, board_text(found))


def show_plan(
    context: typer.Context,
    measure: MeasureNumber,
    item: Annotated[str, typer.Option("--item", metavar="K", help="服務項目的編號。")] = "1",
    closes: Annotated[
        str, typer.Option("--closes", metavar="DATE", help="截止日；未指定時用手冊載明的下一個截止日。")
    ] = "",
) -> None:
    """Count the steps of an application back."""
    call = invocation(context)
    number, place = read_number(measure, "--measure"), read_number(item, "--item")
    day = read_day(closes, "--closes") if closes else None
    with call.reading() as session:
        found = session.services.outlook.plan(number, place, day)
    call.output.result(_plan_record(found), plan_text(found))


def show_outlook(
    context: typer.Context,
    reference: CaseReference,
    record: Annotated[
        str, typer.Option("--record", metavar="APP", help="將這件申請案補入企業的曾受輔導紀錄。")
    ] = "",
    complete: Annotated[
        bool, typer.Option("--complete", help="曾受輔導紀錄未知時，確認這就是全部紀錄。")
    ] = False,
) -> None:
    """Tell what our own records say beside the verdicts."""
    call = invocation(context)
    if complete and not record:
        raise WrongUsage("--complete 須與 --record 一起使用", "", "例如 outlook 統一編號 --record 申請案。")
    with call.writing() if record else call.reading() as session:
        services = session.services
        file = services.casework.open(services.casework.find(reference).id)
        if record:
            file = services.outlook.record_guidance(
                file.case.id, ApplicationId(record), complete=complete
            ).value
        warnings = services.outlook.warnings(file)
        untold = services.outlook.untold_guidance(file)
        known = services.outlook.knows_past_guidance(file)
        names = {each.number: each.name for each in services.catalogue.edition.measures}
    measures: list[Json] = [
        {"number": number, "name": names.get(number, ""), "warnings": [to_json(each) for each in found]}
        for number, found in warnings.items()
    ]
    document: dict[str, Json] = {
        **case_identity(file.case),
        "measures": measures,
        "untold_guidance": [_untold_record(each) for each in untold],
        "past_guidance_known": known,
    }
    call.output.result(document, outlook_text(file.case, warnings, untold, names))


def show_screening(context: typer.Context, reference: CaseReference) -> None:
    """Judge the programme's principles for one firm."""
    call = invocation(context)
    with call.reading() as session:
        casework = session.services.casework
        file = casework.open(casework.find(reference).id)
        found = session.services.outlook.screening(file)
    document = {**case_identity(file.case), **_screening_record(found)}
    call.output.result(document, screening_text(file.case, found))


def _rows(row: "BoardRow") -> "list[Json]":
    """Return a row for each item, so that measure and item are its key."""
    return [
        {
            "measure": row.measure,
            "name": row.name,
            "item": number,
            "item_name": name,
            "window": row.window,
            "closes": row.closes.isoformat(),
            "days_left": row.days_left,
        }
        for number, name in zip(row.items, row.item_names, strict=True)
    ]


def _plan_record(plan: "BackwardPlan") -> "dict[str, Json]":
    return {
        "measure": plan.measure,
        "name": plan.name,
        "item": plan.item,
        "item_name": plan.item_name,
        "on": plan.on.isoformat(),
        "closes": to_json(plan.closes),
        "window": plan.window,
        "steps": [_step_record(each) for each in plan.steps],
        "remarks": list(plan.remarks),
    }


def _step_record(step: "PlanStep") -> "Json":
    return {
        "kind": step.kind.value,
        "text": step.text,
        "on": to_json(step.on),
        "days": None if step.lead is None else step.lead.days,
        "unit": None if step.lead is None else step.lead.unit.value,
        "passed": step.passed,
        "basis": step.basis,
    }


def _untold_record(untold: "UntoldGuidance") -> "Json":
    return {
        "application": untold.application,
        "measure": untold.measure,
        "item": untold.item,
        "guidance": to_json(untold.guidance),
        "text": untold.text,
    }


def _screening_record(screening: "Screening") -> "dict[str, Json]":
    tracks: list[Json] = [
        {
            "track": track.value,
            "label": track.label,
            "counts": {each.value: screening.count(track, each) for each in Outcome},
            "principles": [to_json(each) for each in screening.track(track)],
        }
        for track in Track
    ]
    return {"on": screening.on.isoformat(), "tracks": tracks}
