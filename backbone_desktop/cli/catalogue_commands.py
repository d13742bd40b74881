"""``catalogue``: the measures of the year, for looking things up."""

from typing import TYPE_CHECKING, Annotated

import typer

from backbone_desktop.cli import edition_commands
from backbone_desktop.cli.catalogue_lint import lint_catalogue
from backbone_desktop.cli.catalogue_text import Surroundings, measure_text, measures_text
from backbone_desktop.cli.help_page import CliCommand, CliGroup
from backbone_desktop.cli.invocation import invocation
from backbone_desktop.cli.json_form import to_json
from backbone_desktop.cli.reading import read_choice, read_number
from backbone_desktop.cli.reference_text import office_text
from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.reference import INFERRED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from backbone_desktop.cli.json_form import Json
    from backbone_desktop.domain.measure import Measure
    from backbone_desktop.domain.reference import Reference
    from backbone_desktop.services.catalogue import CatalogueService

_Aspect = Annotated[str, typer.Option("--aspect", metavar="面向", help="只列這個面向，例如 talent 或 人才。")]


def register(program: typer.Typer) -> None:
    """Add the commands."""
    catalogue = typer.Typer(cls=CliGroup, help="輔導措施目錄。")
    add = catalogue.command
    add("list", cls=CliCommand, help="依編號列出措施。")(list_measures)
    add("show", cls=CliCommand, help="顯示一項措施在目錄裡的全部內容。")(show_measure)
    add("search", cls=CliCommand, help="搜尋措施的名稱、內容與承辦單位。")(search_measures)
    add("lint", cls=CliCommand, help="檢查目錄的疑點；有未說明的疑點時結束代碼為 1。")(lint_catalogue)
    edition_commands.register(catalogue)
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
        shown = measure_text(measure, Surroundings(windows, catalogue.reference, _office(catalogue)))
        record = to_json(measure)
        document: dict[str, Json] = {
            "edition": catalogue.edition.id,
            **(record if isinstance(record, dict) else {}),
            "links": list(_links(measure, catalogue.reference)),
            "agencies": list(_agencies(measure, catalogue)),
        }
    call.output.result(document, shown)


def _find(context: typer.Context, text: str, aspect: str) -> None:
    call = invocation(context)
    wanted = read_choice(Aspect, aspect, "--aspect") if aspect else None
    with call.reading() as session:
        measures = session.services.catalogue.search(text, wanted)
        edition = session.services.catalogue.edition
    document: dict[str, Json] = {"edition": edition.id, "measures": list(_records(measures))}
    call.output.result(document, measures_text(measures))


def _office(catalogue: "CatalogueService") -> "Callable[[str], str]":
    return lambda unit: office_text(unit, catalogue.agency_changes(unit))


def _links(measure: "Measure", reference: "Reference") -> "Iterable[Json]":
    for item in measure.items:
        for number in item.guidance_systems:
            name = reference.guidance_system(number).name
            yield _link("guidance_system", item.id, number, name, item.guidance_basis)
    for number in measure.core_industries:
        name = reference.core_industry(number).name
        yield _link("core_industry", measure.id, number, name, measure.core_industries_basis)


def _link(kind: str, of: str, number: int, name: str, basis: str) -> "Json":
    return {"kind": kind, "of": of, "number": number, "name": name, "basis": basis, "note": INFERRED}


def _agencies(measure: "Measure", catalogue: "CatalogueService") -> "Iterable[Json]":
    for unit in dict.fromkeys(each.unit for each in measure.contacts):
        for change in catalogue.agency_changes(unit)[-1:]:
            yield {
                "printed": unit,
                "now": change.successor,
                "since": change.since.isoformat(),
                "since_proven": change.since_proven,
                "source": change.source,
                "note": change.note,
            }


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
