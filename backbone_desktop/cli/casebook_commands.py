"""``init``, ``demo``, ``check``, ``search``: the casebook as a whole."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.help_page import CliCommand
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.table import table
from backbone_desktop.domain.case import Consultant

if TYPE_CHECKING:
    from backbone_desktop.bootstrap import Session
    from backbone_desktop.cli.json_form import Json

_UNNAMED = "專責顧問"
_KINDS = {"enterprise": "企業", "follow_up": "追蹤", "visit": "訪視"}


def register(program: typer.Typer) -> None:
    """Add the commands."""
    add = program.command
    add("init", cls=CliCommand, help="建立空白的個案簿。")(create)
    add(
        "demo",
        cls=CliCommand,
        help="建立示範個案簿。\n\n企業皆為虛構，以 105/03/10 為基準日，並以一般匯入方式建檔。",
    )(demonstrate)
    add("check", cls=CliCommand, help="檢查個案簿是否完整；發現問題時結束代碼為 1。")(check)
    add("search", cls=CliCommand, help="搜尋企業、追蹤紀錄與訪視；兩個中文字即可。")(search)


def create(
    context: typer.Context,
    consultant: Annotated[
        str,
        typer.Option(
            "--consultant", metavar="姓名", help="專責顧問姓名；未指定時記為「專責顧問」，可在設定更改。"
        ),
    ] = "",
    office: Annotated[str, typer.Option("--office", metavar="單位", help="專責顧問所屬單位。")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="電話", help="專責顧問電話。")] = "",
) -> None:
    """Create an empty casebook."""
    call = invocation(context)
    name = consultant.strip() or _UNNAMED
    with call.creating(Consultant("", name, office.strip(), phone.strip())) as session:
        call.output.result(_place(session), f"已建立個案簿：{session.casebook.path}")


def demonstrate(context: typer.Context) -> None:
    """Create the demonstration casebook."""
    call = invocation(context)
    with call.demonstrating() as session:
        counts = session.services.maintenance.check().counts
        cases = sum(session.services.casework.stage_counts().values())
        text = f"已建立示範個案簿：{session.casebook.path}\n虛構企業 {cases} 家。"
        call.output.result({**_place(session), "cases": cases, "counts": to_json(counts)}, text)


def check(
    context: typer.Context,
    deep: Annotated[bool, typer.Option("--deep", help="連同索引與每份評估逐一核對，需時較久。")] = False,
) -> None:
    """Examine the casebook."""
    call = invocation(context)
    with call.reading() as session:
        report = session.services.maintenance.check(deep=deep)
    document = {
        "sound": not report.problems,
        "problems": to_json(report.problems),
        "counts": to_json(report.counts),
    }
    call.output.result(document, "\n".join(report.problems) or "個案簿檢查完畢，沒有發現問題。")
    if report.problems:
        raise typer.Exit(1)


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="文字", help="要找的文字。", show_default=False)],
    limit: Annotated[
        int, typer.Option("--limit", metavar="筆數", help="最多列出幾筆，預設 20。", min=1)
    ] = 20,
) -> None:
    """Find firms and log lines."""
    call = invocation(context)
    with call.reading() as session:
        hits = session.services.maintenance.search(text, limit)
    records: list[Json] = [
        {
            "kind": hit.kind,
            "case": hit.case,
            "record": hit.record,
            "title": hit.title,
            "text": hit.snippet_source,
        }
        for hit in hits
    ]
    rows = [(_KINDS.get(hit.kind, hit.kind), hit.title, hit.snippet_source) for hit in hits]
    shown = table(("類別", "企業", "內容"), rows) if rows else "沒有找到符合的資料。"
    call.output.result({"hits": records}, shown)


def _place(session: "Session") -> "dict[str, Json]":
    return {"path": str(session.casebook.path), "schema_version": session.casebook.schema_version}
