"""``catalogue``: the measures of the year, for looking things up."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli.catalogue_lint import lint_catalogue
from backbone_desktop.cli.catalogue_text import measure_text, measures_text
from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.reading import read_choice, read_number
from backbone_desktop.cli.table import table
from backbone_desktop.domain.codes import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.measure import Edition, Measure

_Aspect = Annotated[str, typer.Option("--aspect", metavar="面向", help="只列這個面向，例如 talent 或 人才。")]


def register(program: typer.Typer) -> None:
    """Add the commands."""
    catalogue = typer.Typer(cls=CliGroup, help="輔導措施目錄。")
    add = catalogue.command
    add("list", cls=CliCommand, help="依編號列出措施。")(list_measures)
    add("show", cls=CliCommand, help="顯示一項措施在目錄裡的全部內容。")(show_measure)
    add("search", cls=CliCommand, help="搜尋措施的名稱、內容與承辦單位。")(search_measures)
    add("lint", cls=CliCommand, help="檢查目錄的疑點；有未說明的疑點時結束代碼為 1。")(lint_catalogue)
    add("editions", cls=CliCommand, help="列出目錄的年度版。")(list_editions)
    program.add_typer(catalogue, name="catalogue")


def list_measures(context: typer.Context, aspect: _Aspect = "") -> None:
    """List the measures by number."""
    _find(context, "", aspect)


def search_measures(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="要找的文字。", show_default=False)],
    aspect: _Aspect = "",
) -> None:
    """Find measures by text."""
    _find(context, text, aspect)


def show_measure(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="N", help="措施編號。", show_default=False)],
) -> None:
    """Show everything the edition holds on one measure."""
    call = invocation(context)
    wanted = read_number(number, "N")
    with call.reading() as session:
        catalogue = session.services.catalogue
        measure = catalogue.measure(wanted)
        windows = {item.number: catalogue.window(item).text for item in measure.items}
        edition = catalogue.edition.id
    record = to_json(measure)
    document: dict[str, Json] = {"edition": edition, **(record if isinstance(record, dict) else {})}
    call.output.result(document, measure_text(measure, windows))


def list_editions(context: typer.Context) -> None:
    """List the editions of the catalogue."""
    call = invocation(context)
    with call.reading() as session:
        edition = session.services.catalogue.edition
    row = (edition.id, edition.title, edition.publisher, len(edition.measures))
    shown = table(("版本", "名稱", "編印", "措施"), [row], right=(3,))
    call.output.result({"editions": [_edition_record(edition)]}, shown)


def _find(context: typer.Context, text: str, aspect: str) -> None:
    call = invocation(context)
    wanted = read_choice(Aspect, aspect, "--aspect") if aspect else None
    with call.reading() as session:
        measures = session.services.catalogue.search(text, wanted)
        edition = session.services.catalogue.edition
    document: dict[str, Json] = {"edition": edition.id, "measures": list(_records(measures))}
    call.output.result(document, measures_text(measures))


def _records(measures: "Iterable[Measure]") -> "Iterable[Json]":
    for each in measures:
        yield {
            "number": each.number,
            "name": each.name,
            "aspect": each.aspect.value,
            "section": each.section,
            "summary": each.summary,
            "items": [item.id for item in each.items],
            "criteria_recorded": each.criteria_recorded,
        }


def _edition_record(edition: "Edition") -> "Json":
    return {
        "id": edition.id,
        "roc_year": edition.roc_year,
        "title": edition.title,
        "publisher": edition.publisher,
        "digest": edition.digest,
        "sections": len(edition.sections),
        "measures": len(edition.measures),
        "in_force": True,
    }
