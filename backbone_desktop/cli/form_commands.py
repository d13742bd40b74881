"""``form list`` and ``form sent``: where every firm's questionnaire stands.

Rule: the same overview as the window's; nothing is computed here.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.help_page import CliCommand
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.json_form import Json, to_json
from backbone_desktop.cli.reading import read_choice, read_day
from backbone_desktop.cli.table import table
from backbone_desktop.domain.form_tracking import FormState
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from datetime import date

    from backbone_desktop.domain.form_tracking import TrackedForm

_STATES = "、".join(f"{each.value}（{each.label}）" for each in FormState)


def register(form: typer.Typer) -> None:
    """Add the commands to the group ``form``."""
    form.command(
        "list", cls=CliCommand, help="列出每家企業的問卷：何時發出、是否回覆、缺哪些必填題、等了幾天。"
    )(list_forms)
    form.command("sent", cls=CliCommand, help="記下問卷已以其他方式發給企業，例如紙本或線上表單。")(mark_sent)


def list_forms(
    context: typer.Context,
    state: Annotated[str, typer.Option("--state", metavar="狀態", help=f"只列這個狀態：{_STATES}。")] = "",
    search: Annotated[str, typer.Option("--search", metavar="文字", help="名稱或統編含有的文字。")] = "",
) -> None:
    """List the questionnaires of all firms."""
    call = invocation(context)
    wanted = read_choice(FormState, state, "--state") if state else None
    with call.reading() as session:
        overview = session.services.forms.overview(search)
    forms = overview.of(wanted)
    counts: dict[str, Json] = {each.value: overview.counts.get(each, 0) for each in FormState}
    document: dict[str, Json] = {"forms": to_json(forms), "counts": counts}
    summary = "，".join(f"{each.label} {overview.counts.get(each, 0)}" for each in FormState)
    shown = table(_HEADERS, [_row(each) for each in forms], right=(4,)) if forms else "沒有符合的企業。"
    call.output.result(document, f"{summary}。\n{shown}")


def mark_sent(
    context: typer.Context,
    enterprises: Annotated[
        list[str],
        typer.Argument(metavar="ID…", help="統一編號、識別碼，或不重複的企業名稱。", show_default=False),
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="發出的日期；未指定時為基準日。")] = "",
) -> None:
    """Note that the questionnaire reached firms otherwise."""
    call = invocation(context)
    day = read_day(on, "--on") if on else None
    with call.writing() as session:
        cases = [session.services.casework.find(each).id for each in enterprises]
        sent_on = day or session.services.maintenance.on
        count = len(session.services.forms.mark_sent(cases, sent_on).value)
    document: dict[str, Json] = {"sent": count, "on": sent_on.isoformat()}
    call.output.result(document, f"已記下 {count} 家企業的問卷於 {format_roc(sent_on)} 發出。")


_HEADERS = ("統一編號", "企業", "狀態", "發出", "等候天數", "回覆", "缺少的必填題")


def _row(form: "TrackedForm") -> tuple[object, ...]:
    waiting = "" if form.days_waiting is None else form.days_waiting
    missing = "、".join(form.missing)
    return (
        form.ubn,
        form.title,
        form.state.label,
        _day(form.sent_on),
        waiting,
        _day(form.answered_on),
        missing,
    )


def _day(day: "date | None") -> str:
    return "" if day is None else format_roc(day)
