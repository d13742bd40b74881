"""``catalogue editions/export/import/diff``: the editions of the catalogue side by side.

Rule: an import that is refused names every cell that is wrong and ends with 1; nothing was changed then.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.edition_text import diff_text, editions_text
from backbone_desktop.cli.export_commands import require_workbook
from backbone_desktop.cli.help_page import CliCommand
from backbone_desktop.cli.invocation import Invocation, invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.reference_text import office_text, reference_text
from backbone_desktop.domain.edition_book import CatalogueBookRefused

if TYPE_CHECKING:
    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.edition_change import DiffLine
    from backbone_desktop.services.editions import EditionImport, EditionLine

_REFUSED_NOTE = "有誤時結束代碼為 1，逐一列出工作表、列與欄；目錄不會有任何更動。"
_EDITION = "年度版的版本編號，例如 105.1。"


def register(catalogue: typer.Typer) -> None:
    """Add the commands to the group ``catalogue``."""
    add = catalogue.command
    add("editions", cls=CliCommand, help="列出目錄的年度版。")(list_editions)
    add("export", cls=CliCommand, help="把一個年度版寫成可閱讀、可修改的活頁簿。")(export_book)
    add(
        "import",
        cls=CliCommand,
        help=f"匯入改過的活頁簿，成為新的年度版。\n\n{_REFUSED_NOTE}",
    )(import_book)
    add("diff", cls=CliCommand, help="比較兩個年度版，並列出受影響的個案。")(diff_editions)


def list_editions(context: typer.Context) -> None:
    """List the editions of the catalogue, with what is the same for all of them."""
    call = invocation(context)
    with call.reading() as session:
        catalogue = session.services.catalogue
        editions = session.services.editions.list()
        reference = to_json(catalogue.reference)
        standing = reference_text(
            catalogue.reference, lambda unit: office_text(unit, catalogue.agency_changes(unit))
        )
    document: dict[str, Json] = {
        "editions": [_edition_record(each) for each in editions],
        "reference": reference,
    }
    call.output.result(document, f"{editions_text(editions)}\n\n{standing}")


def export_book(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="FILE", help="產生的活頁簿（.xlsx）。", show_default=False)],
    edition: Annotated[
        str, typer.Option("--edition", metavar="ED", help=f"{_EDITION}未指定時為基準日所依據的年度版。")
    ] = "",
) -> None:
    """Write an edition as a workbook."""
    call = invocation(context)
    require_workbook(out, "FILE")
    with call.reading() as session:
        chosen = session.services.editions.get(edition)
        exported = session.services.editions.export_book(out, chosen.id)
    document: dict[str, Json] = {
        "edition": chosen.id,
        "path": str(exported.path.absolute()),
        "rows": exported.rows,
        "digest": exported.digest,
    }
    call.output.result(document, f"已匯出年度版 {chosen.id}（{exported.rows} 項措施）：{out}")


def import_book(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="改過的目錄活頁簿。", show_default=False)],
) -> None:
    """Take a workbook as a new edition."""
    from backbone_desktop.services.intake import Watch  # noqa: PLC0415 - start-up: SQLAlchemy

    call = invocation(context)
    with call.writing() as session:
        try:
            with call.output.progress("匯入") as progress:
                taken = session.services.editions.import_book(file, Watch(progress)).value
        except CatalogueBookRefused as refusal:
            _tell_problems(call, refusal)
            raise typer.Exit(1) from None
        in_force = session.services.catalogue.edition.id
    _tell_import(call, taken, in_force)


def diff_editions(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="ED1", help=_EDITION, show_default=False)],
    new: Annotated[str, typer.Argument(metavar="ED2", help="與前者比較的版本編號。", show_default=False)],
) -> None:
    """Compare two editions."""
    call = invocation(context)
    with call.reading() as session:
        diff = session.services.editions.diff(old, new)
    document: dict[str, Json] = {
        "old": diff.old,
        "new": diff.new,
        "changes": [_line_record(each) for each in diff.lines],
    }
    call.output.result(document, diff_text(diff))


def _tell_import(call: Invocation, taken: "EditionImport", in_force: str) -> None:
    edition = taken.edition
    document: dict[str, Json] = {
        "edition": edition.id,
        "new": taken.is_new,
        "measures": len(edition.measures),
        "digest": edition.digest,
        "in_force": edition.id == in_force,
    }
    if not taken.is_new:
        text = f"年度版 {edition.id} 的內容與既有的相同，沒有更動。"
    elif edition.id == in_force:
        text = f"已匯入年度版 {edition.id}（{len(edition.measures)} 項措施），即日起依此版判定。"
    else:
        text = f"已匯入年度版 {edition.id}（{len(edition.measures)} 項措施）；基準日仍依 {in_force} 判定。"
    call.output.result(document, text)


def _tell_problems(call: Invocation, refusal: CatalogueBookRefused) -> None:
    """Say what is wrong: all of it, where the refusal's own text stops at some."""
    if not call.output.as_json:
        lines = [refusal.title, *(str(each) for each in refusal.problems), refusal.remedy]
        call.output.remark("\n".join(lines))
        return
    document: dict[str, Json] = {
        "error": {"title": refusal.title, "detail": refusal.detail, "remedy": refusal.remedy},
        "problems": to_json(refusal.problems),
    }
    call.output.result(document, "")


def _edition_record(line: "EditionLine") -> "Json":
    return {
        "id": line.id,
        "roc_year": line.roc_year,
        "title": line.title,
        "publisher": line.publisher,
        "digest": line.digest,
        "sections": line.sections,
        "measures": line.measures,
        "in_force": line.in_force,
        "imported_at": None if line.imported_at is None else line.imported_at.isoformat(),
        "consultant": line.consultant,
        "problem": line.problem,
    }


def _line_record(line: "DiffLine") -> "Json":
    change = line.change
    return {
        "kind": change.kind.value,
        "old_measure": change.old_measure,
        "new_measure": change.new_measure,
        "name": change.name,
        "item": change.item,
        "what": change.what,
        "before": change.before,
        "after": change.after,
        "line": change.line,
        "cases": to_json(line.cases),
    }
