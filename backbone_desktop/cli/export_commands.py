"""``export``: the workbooks that leave the casebook."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.reading import read_month
from backbone_desktop.cli.shared import CaseReference
from backbone_desktop.cli.usage import WrongUsage
from backbone_desktop.domain.text import quote

if TYPE_CHECKING:
    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.services.reports import Exported

WORKBOOK = ".xlsx"

_Out = Annotated[
    Path, typer.Option("--out", metavar="FILE", help="產生的活頁簿（.xlsx）。", show_default=False)
]


def register(program: typer.Typer) -> None:
    """Add the commands."""
    export = typer.Typer(cls=CliGroup, help="匯出 Excel 活頁簿。")
    export.command("case", cls=CliCommand, help="匯出一家企業的個案摘要。")(export_case)
    export.command("monthly", cls=CliCommand, help="匯出一個月的追蹤月報。")(export_monthly)
    program.add_typer(export, name="export")


def export_case(context: typer.Context, reference: CaseReference, out: _Out) -> None:
    """Write the case summary of one firm."""
    call = invocation(context)
    require_workbook(out)
    with call.reading() as session:
        case = session.services.casework.find(reference)
        exported = session.services.reports.export_case(case.id, out)
    call.output.result(_record(exported), f"已匯出「{case.enterprise.name}」的個案摘要：{out}")


def export_monthly(
    context: typer.Context,
    month: Annotated[
        str, typer.Option("--month", metavar="年-月", help="民國年月，例如 105-03。", show_default=False)
    ],
    out: _Out,
    consultant: Annotated[
        str, typer.Option("--consultant", metavar="姓名", help="只列這位專責顧問的個案；未指定時列出全部。")
    ] = "",
) -> None:
    """Write the follow-up sheet of one month."""
    call = invocation(context)
    wanted = read_month(month, "--month")
    require_workbook(out)
    with call.reading() as session:
        exported = session.services.reports.export_monthly(wanted, out, consultant or None)
    text = f"已匯出 {wanted.label} 的追蹤月報（{exported.rows} 家企業）：{out}"
    call.output.result(_record(exported), text)


def require_workbook(out: Path, where: str = "--out") -> None:
    """Refuse a file name that would make a workbook look like something else; ``where`` it was given."""
    if out.suffix.lower() != WORKBOOK:
        raise WrongUsage(
            f"{where}：檔名須以 .xlsx 結尾", f"輸入的是{quote(out.name)}。", "請改用 .xlsx 的檔名。"
        )


def _record(exported: "Exported") -> "dict[str, Json]":
    return {"path": str(exported.path.absolute()), "rows": exported.rows, "digest": exported.digest}
