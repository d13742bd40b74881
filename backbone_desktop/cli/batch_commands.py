"""``imports``: the files that came in, taken back and done again.

Rule: a batch is named by its number, which never changes, or by the beginning of its id.
"""

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.invocation import Invocation, invocation
from backbone_desktop.cli.json_form import Json, to_json
from backbone_desktop.cli.shared import DryRun
from backbone_desktop.cli.table import indented, table
from backbone_desktop.domain.roc_date import format_roc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backbone_desktop.domain.identifiers import BatchId
    from backbone_desktop.domain.intake import Batch
    from backbone_desktop.domain.undoing import UndoReport
    from backbone_desktop.services.batches import BatchService, Progress

_Batch = Annotated[
    str,
    typer.Argument(
        metavar="BATCH", help="批次編號（見 imports list），或識別碼的開頭幾碼。", show_default=False
    ),
]
_HEADERS = ("編號", "日期", "種類", "檔案", "新增", "變更", "無變更", "退回", "顧問", "狀態")
_FIGURES = (0, 4, 5, 6, 7)
_NOTE = "\n\n匯入之後有人動過的企業會原樣保留並逐家列出；沒有任何一家可以處理時，結束代碼為 1。"


def register(program: typer.Typer) -> None:
    """Add the commands."""
    imports = typer.Typer(cls=CliGroup, help="匯入批次。")
    imports.command("list", cls=CliCommand, help="列出匯入過的檔案，最近的在前。")(list_imports)
    imports.command(
        "undo", cls=CliCommand, help=f"復原一個批次：移除它新增的，還原它變更的；還可以重做。{_NOTE}"
    )(undo_import)
    imports.command("redo", cls=CliCommand, help=f"重做一個復原過的批次。{_NOTE}")(redo_import)
    program.add_typer(imports, name="imports")


def list_imports(context: typer.Context) -> None:
    """List the imports kept."""
    call = invocation(context)
    with call.reading() as session:
        batches = session.services.batches.list()
    numbered = [(len(batches) - place, each) for place, each in enumerate(batches)]
    rows = [
        (
            number,
            format_roc(each.at.astimezone().date()),
            each.kind.label,
            each.file_name,
            each.new,
            each.changed,
            each.unchanged,
            each.rejected,
            each.consultant,
            "已復原" if each.undone else "",
        )
        for number, each in numbered
    ]
    documents: list[Json] = [{"number": number, **_fields(each)} for number, each in numbered]
    shown = table(_HEADERS, rows, right=_FIGURES) if rows else "還沒有匯入過檔案。"
    call.output.result({"batches": documents}, shown)


def undo_import(context: typer.Context, batch: _Batch, dry_run: DryRun = False) -> None:
    """Take an import back."""
    call = invocation(context)
    if dry_run:
        report = _previewed(call, batch, lambda batches, key: batches.undo_preview(key))
    else:
        report = _done(call, batch, "復原", lambda batches, key, watch: batches.undo(key, watch).value)
    counts = f"移除 {report.removed:,} 家匯入新增的資料，還原 {report.restored:,} 家匯入前的內容"
    _tell(call, report, f"{'將' if dry_run else '已'}復原「{report.batch.file_name}」：{counts}。", dry_run)


def redo_import(context: typer.Context, batch: _Batch, dry_run: DryRun = False) -> None:
    """Do an import again that was taken back."""
    call = invocation(context)
    if dry_run:
        report = _previewed(call, batch, lambda batches, key: batches.redo_preview(key))
    else:
        report = _done(call, batch, "重做", lambda batches, key, watch: batches.redo(key, watch).value)
    counts = f"{report.restored:,} 家回到匯入後的內容"
    _tell(call, report, f"{'將' if dry_run else '已'}重做「{report.batch.file_name}」：{counts}。", dry_run)


def _previewed(
    call: Invocation, reference: str, look: "Callable[[BatchService, BatchId], UndoReport]"
) -> "UndoReport":
    with call.reading() as session:
        batches = session.services.batches
        return look(batches, batches.find(reference).id)


def _done(
    call: Invocation,
    reference: str,
    title: str,
    act: "Callable[[BatchService, BatchId, Progress], UndoReport]",
) -> "UndoReport":
    with call.writing() as session, call.output.progress(title) as progress:
        batches = session.services.batches
        return act(batches, batches.find(reference).id, progress)


def _tell(call: Invocation, report: "UndoReport", sentence: str, dry_run: bool) -> None:
    document: Mapping[str, Json] = {
        "batch": to_json(report.batch),
        "dry_run": dry_run,
        "restored": report.restored,
        "removed": report.removed,
        "kept_edited": [to_json(each) for each in report.kept],
    }
    lines = [sentence if report.done else f"「{report.batch.file_name}」沒有可以處理的企業，個案簿沒有更動。"]
    if report.kept:
        lines.append(f"原樣保留 {len(report.kept):,} 家：")
        kept = [(each.ubn, each.name, each.reason) for each in report.kept]
        lines.append(indented(table(("統一編號", "企業名稱", "原因"), kept)))
    call.output.result(document, "\n".join(lines))
    if not report.done:
        raise typer.Exit(1)


def _fields(batch: "Batch") -> dict[str, Json]:
    return {each.name: to_json(getattr(batch, each.name)) for each in fields(batch)}
