"""Reading the service items of a measure.

Rule: items are numbered 1 to n in print order, and an item whose criteria are recorded has a hard one.
"""

from collections.abc import Mapping

from backbone_desktop.domain.criterion import Condition, Role
from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.measure import Applicant, ServiceItem
from backbone_desktop.exchange.definitions.citation import Place
from backbone_desktop.exchange.definitions.condition_reader import ConditionReader
from backbone_desktop.exchange.definitions.inferred_links import GUIDANCE_LINKS, read_links
from backbone_desktop.exchange.definitions.money_reader import read_money
from backbone_desktop.exchange.definitions.toml_table import Table
from backbone_desktop.exchange.definitions.window_reader import read_window


def read_items(
    tables: tuple[Table, ...], place: Place, facts: Mapping[str, FactDefinition], *, recorded: bool
) -> tuple[ServiceItem, ...]:
    """Read the items of one measure; ``recorded`` says whether conditions must be there."""
    items: list[ServiceItem] = []
    for position, table in enumerate(tables, start=1):
        item = _read_item(table, place, facts)
        if "number" in table and item.number != position:
            table.problem("number", f"服務項目須依序編號，此處應為 {position}。")
        if recorded and not any(each.role is Role.HARD for each in item.conditions):
            table.problem("conditions", "至少須有一項必要條件。")
        items.append(item)
    return tuple(items)


def _read_item(table: Table, place: Place, facts: Mapping[str, FactDefinition]) -> ServiceItem:
    number = table.integer("number")
    systems, basis = read_links(table, GUIDANCE_LINKS)
    item = ServiceItem(
        id=f"{place.roc_year}-{place.measure}-{number}",
        number=number,
        name=table.text("name"),
        kind=table.text("kind"),
        offer=table.text("offer"),
        audience=table.text("audience"),
        applicants=table.codes("applicants", Applicant),
        window=read_window(table.table("window"), place),
        conditions=_read_conditions(table, place, facts),
        money=tuple(read_money(each, place) for each in table.tables("money")),
        duration=table.text("duration", ""),
        documents=table.texts("documents"),
        guidance_systems=systems,
        guidance_basis=basis,
    )
    if not item.applicants:
        table.problem("applicants", "須載明由誰申請。")
    table.close()
    return item


def _read_conditions(
    table: Table, place: Place, facts: Mapping[str, FactDefinition]
) -> tuple[Condition, ...]:
    reader = ConditionReader(facts, place)
    return tuple(reader.read(each) for each in table.tables("conditions"))
