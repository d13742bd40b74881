"""``backup``: copies of the casebook that were proven to hold what it holds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.invocation import invocation, opening
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.table import table
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.services.recovery import RecoveryService

_File = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="備份的 .db 檔案；未指定時為最近一份。", show_default=False),
]


def register(program: typer.Typer) -> None:
    """Add the commands."""
    backup = typer.Typer(cls=CliGroup, help="備份與還原。")
    add = backup.command
    add("create", cls=CliCommand, help="建立一份備份，並當場驗證。")(create)
    add("list", cls=CliCommand, help="列出保留的備份，最近的在前。")(list_backups)
    add("verify", cls=CliCommand, help="驗證一份備份；不可靠時結束代碼為 1。")(verify)
    add("restore", cls=CliCommand, help="以備份取代目前的個案簿；原來的檔案會保留在 previous 資料夾。")(
        restore
    )
    program.add_typer(backup, name="backup")


def create(context: typer.Context) -> None:
    """Make a backup."""
    call = invocation(context)
    with call.writing() as session:
        made = session.services.maintenance.back_up()
    call.output.result({"backup": to_json(made)}, f"已建立備份：{made.path}")


def list_backups(context: typer.Context) -> None:
    """List the backups kept; a lost casebook is no reason to hide them."""
    call = invocation(context)
    kept = call.recovery().backups()
    if not kept:
        with call.reading():
            pass
    rows = [
        (
            format_roc(each.at.astimezone().date()),
            f"{each.at.astimezone():%H:%M}",
            f"{each.size:,}",
            each.path,
        )
        for each in kept
    ]
    shown = table(("日期", "時間", "大小", "檔案"), rows, right=(2,)) if rows else "還沒有備份。"
    call.output.result({"backups": to_json(kept)}, shown)


def verify(context: typer.Context, file: _File = None) -> None:
    """Prove that a backup can be relied on."""
    call = invocation(context)
    recovery = call.recovery()
    report = recovery.verify(_chosen(recovery, file))
    document: dict[str, Json] = {
        "path": str(report.path),
        "sound": not report.problems,
        "problems": to_json(report.problems),
        "counts": to_json(report.counts),
    }
    call.output.result(document, "\n".join(report.problems) or f"備份可以使用：{report.path}")
    if report.problems:
        raise typer.Exit(1)


def restore(context: typer.Context, file: _File = None) -> None:
    """Put a backup in the place of the casebook."""
    call = invocation(context)
    recovery = call.recovery()
    chosen = _chosen(recovery, file)
    problems = recovery.verify(chosen).problems
    if problems:
        raise UserError("備份無法使用", f"「{chosen}」：{'、'.join(problems)}。", "請改用另一份備份。")
    with opening():
        previous = recovery.restore(chosen)
    kept = "" if previous is None else f"\n原來的個案簿保留在：{previous}"
    document: dict[str, Json] = {
        "path": str(call.folder),
        "backup": str(chosen),
        "previous": None if previous is None else str(previous),
    }
    call.output.result(document, f"已由備份還原：{chosen}{kept}")


def _chosen(recovery: "RecoveryService", file: Path | None) -> Path:
    return recovery.newest() if file is None else file.expanduser().absolute()
