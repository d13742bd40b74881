"""``roster``, ``form``, ``responses``: what comes in and what is handed out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli import form_commands
from backbone_desktop.cli.export_commands import require_workbook
from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.intake_text import report_document, report_text
from backbone_desktop.cli.invocation import Invocation, invocation
from backbone_desktop.cli.mapping_file import read_mapping
from backbone_desktop.cli.shared import DryRun
from backbone_desktop.domain.errors import ExportError, UserError
from backbone_desktop.domain.intake import RowOutcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from backbone_desktop.bootstrap import Session
    from backbone_desktop.domain.intake import IntakeReport
    from backbone_desktop.services.intake import ImportChoices, Watch

_File = Annotated[
    Path, typer.Argument(metavar="FILE", help="Excel、ODS 或 CSV 檔案。", show_default=False, readable=False)
]
_Sheet = Annotated[str, typer.Option("--sheet", metavar="工作表", help="只讀這個工作表。")]
_Encoding = Annotated[
    str,
    typer.Option("--encoding", metavar="編碼", help="文字檔的編碼，例如 utf-8 或 cp950；未指定時自動判斷。"),
]
_Errors = Annotated[
    Path | None,
    typer.Option("--errors", metavar="OUT", help="把退回的列連同原因寫成活頁簿，更正後可再匯入。"),
]
_AllOrNothing = Annotated[bool, typer.Option("--all-or-nothing", help="有任何一列退回時，整個檔案都不匯入。")]

_IMPORT_NOTE = "\n\n有退回的列時結束代碼為 1，原因逐列列出。以 Ctrl+C 中斷時，整個檔案都不會存入。"


def register(program: typer.Typer) -> None:
    """Add the commands."""
    roster = typer.Typer(cls=CliGroup, help="指派名冊。")
    roster.command("import", cls=CliCommand, help=f"匯入名冊，為新企業建立個案。{_IMPORT_NOTE}")(
        import_roster
    )
    form = typer.Typer(cls=CliGroup, help="輔導需求問卷。")
    form.command("write", cls=CliCommand, help="為一家企業產生可填寫的問卷活頁簿，並預填已知的資料。")(
        write_form
    )
    form_commands.register(form)
    responses = typer.Typer(cls=CliGroup, help="問卷回覆。")
    responses.command(
        "import", cls=CliCommand, help=f"匯入填回的問卷，或每列一份回覆的匯出檔。{_IMPORT_NOTE}"
    )(import_responses)
    for name, group in (("roster", roster), ("form", form), ("responses", responses)):
        program.add_typer(group, name=name)


def import_roster(
    context: typer.Context,
    file: _File,
    dry_run: DryRun = False,
    errors: _Errors = None,
    all_or_nothing: _AllOrNothing = False,
    sheet: _Sheet = "",
    encoding: _Encoding = "",
) -> None:
    """Import a list of assigned enterprises."""
    from backbone_desktop.services.intake import ImportChoices  # noqa: PLC0415 - start-up: SQLAlchemy

    choices = ImportChoices(sheet, encoding, {}, all_or_nothing)

    def work(session: "Session", watch: "Watch") -> "IntakeReport":
        intake = session.services.intake
        if dry_run:
            return intake.preview_roster(file, choices, watch)
        return intake.import_roster(file, choices, watch).value

    _import(invocation(context), work, errors)


def import_responses(  # noqa: PLR0913, PLR0917 - one argument per option
    context: typer.Context,
    file: _File,
    form: Annotated[str, typer.Option("--form", metavar="ED", help="問卷版本，例如 105.1。")] = "",
    sheet: _Sheet = "",
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="FILE",
            help="欄位對應（JSON）：欄名對應題目代碼，空字串表示不對應；同一來源的下一個檔案會沿用。",
        ),
    ] = None,
    encoding: _Encoding = "",
    dry_run: DryRun = False,
    errors: _Errors = None,
    all_or_nothing: _AllOrNothing = False,
) -> None:
    """Import the questionnaires that firms sent back."""
    from backbone_desktop.services.intake import ImportChoices  # noqa: PLC0415 - start-up: SQLAlchemy

    chosen = {} if mapping is None else read_mapping(mapping)
    choices = ImportChoices(sheet, encoding, chosen, all_or_nothing)

    def work(session: "Session", watch: "Watch") -> "IntakeReport":
        _require_form(session, form, choices)
        intake = session.services.intake
        if dry_run:
            return intake.preview_responses(file, choices, watch)
        return intake.import_responses(file, choices, watch).value

    _import(invocation(context), work, errors)


def write_form(
    context: typer.Context,
    enterprise: Annotated[
        str,
        typer.Option(
            "--enterprise", metavar="ID", help="統一編號、識別碼，或不重複的企業名稱。", show_default=False
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="產生的活頁簿（.xlsx）。", show_default=False)
    ],
) -> None:
    """Write the questionnaire for one firm."""
    call = invocation(context)
    require_workbook(out)
    with call.writing() as session:
        case = session.services.casework.find(enterprise)
        path = session.services.intake.write_form(case.id, out).value
        form = session.services.catalogue.form.id
    document = {"path": str(path.absolute()), "case": case.id, "form": form}
    call.output.result(document, f"已產生「{case.enterprise.name}」的問卷：{path}")


def _import(call: Invocation, work: "Callable[[Session, Watch], IntakeReport]", errors: Path | None) -> None:
    from backbone_desktop.services.intake import Watch  # noqa: PLC0415 - start-up: SQLAlchemy

    with call.writing() as session:
        with call.output.progress("匯入") as progress:
            report = work(session, Watch(progress))
        saved = _save_rejected(call, session, report, errors)
    call.output.result(report_document(report, saved), report_text(report, saved))
    if report.count(RowOutcome.REJECTED):
        raise typer.Exit(1)


def _save_rejected(
    call: Invocation, session: "Session", report: "IntakeReport", errors: Path | None
) -> Path | None:
    """Write the rejected rows; that this fails is a remark, because the import itself is done and told."""
    if errors is None or not report.count(RowOutcome.REJECTED):
        return None
    try:
        return session.services.intake.save_rejected(report, errors)
    except ExportError as error:
        call.output.remark(str(error))
        return None


def _require_form(session: "Session", form: str, choices: "ImportChoices") -> None:
    known = session.services.catalogue.form
    if form and form != known.id:
        raise UserError(f"沒有「{form}」這個版本的問卷", f"目前的問卷版本是 {known.id}。", "請改用這個版本。")
    codes = {question.code for question in known.questions}
    unknown = sorted({code for code in choices.mapping.values() if code} - codes)
    if unknown:
        raise UserError(
            "欄位對應裡有不存在的題目代碼",
            f"問卷沒有：{'、'.join(unknown)}。",
            "請以「responses import --dry-run --json」的 mapping 查看題目代碼。",
        )
