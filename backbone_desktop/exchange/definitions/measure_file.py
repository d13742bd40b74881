"""Reading one measure's file, ``measure-NN.toml``.

Rule: what a contact or a preference limits itself to exists in the same measure.
"""

from collections.abc import Mapping

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.facts import FactDefinition
from backbone_desktop.domain.measure import ContactRole, Measure, MeasureContact, OddityNote, Section, Website
from backbone_desktop.exchange.definitions.citation import Place
from backbone_desktop.exchange.definitions.inferred_links import INDUSTRY_LINKS, read_links
from backbone_desktop.exchange.definitions.item_reader import read_items
from backbone_desktop.exchange.definitions.money_reader import read_preference
from backbone_desktop.exchange.definitions.toml_table import Table


def read_measure(
    table: Table, place: Place, sections: Mapping[int, Section], facts: Mapping[str, FactDefinition]
) -> Measure:
    """Read the file of the measure at ``place``; sections by their number."""
    number = table.integer("number")
    if "number" in table and number != place.measure:
        table.problem("number", f"與檔名不符，應為 {place.measure}。")
    recorded = table.flag("criteria_recorded", default=True)
    industries, basis = read_links(table, INDUSTRY_LINKS)
    measure = Measure(
        id=f"{place.roc_year}-{place.measure}",
        number=place.measure,
        aspect=table.code("aspect", Aspect) or Aspect.OTHER,
        section=table.integer("section"),
        name=table.text("name"),
        summary=table.text("summary"),
        items=read_items(table.tables("items"), place, facts, recorded=recorded),
        contacts=tuple(_read_contact(each) for each in table.tables("contacts")),
        websites=tuple(_read_website(each) for each in table.tables("websites")),
        preferences=tuple(read_preference(each, place) for each in table.tables("preferences")),
        core_industries=industries,
        core_industries_basis=basis,
        notes=tuple(_read_note(each) for each in table.tables("notes")),
        criteria_recorded=recorded,
    )
    _check_section(table, measure, sections)
    _check_item_numbers(table, measure)
    if not measure.contacts:
        table.problem("contacts", "至少須有一個聯絡單位。")
    table.close()
    return measure


def _read_contact(table: Table) -> MeasureContact:
    contact = MeasureContact(
        role=table.code("role", ContactRole) or ContactRole.EXECUTOR,
        unit=table.text("unit"),
        person=table.text("person", ""),
        phones=table.texts("phones"),
        region=table.text("region", ""),
        items=table.integers("items"),
    )
    table.close()
    return contact


def _read_website(table: Table) -> Website:
    website = Website(table.text("title"), table.text("url"))
    if any(each.isspace() for each in website.url):
        table.problem("url", "網址不可含空白。")
    table.close()
    return website


def _read_note(table: Table) -> OddityNote:
    note = OddityNote(table.text("code"), table.text("where"), table.text("note"))
    table.close()
    return note


def _check_section(table: Table, measure: Measure, sections: Mapping[int, Section]) -> None:
    section = sections.get(measure.section)
    if section is None:
        table.problem("section", f"年度版沒有編號 {measure.section} 的分類。")
    elif section.aspect is not measure.aspect:
        table.problem("aspect", f"與第 {section.number} 分類的面向（{section.aspect}）不同。")


def _check_item_numbers(table: Table, measure: Measure) -> None:
    if not measure.items:
        table.problem("items", "至少須有一個服務項目。")
    numbers = {item.number for item in measure.items}
    limits = [(f"contacts[{place}]", each.items) for place, each in enumerate(measure.contacts, 1)]
    limits += [(f"preferences[{place}]", each.items) for place, each in enumerate(measure.preferences, 1)]
    for path, limit in limits:
        for number in limit:
            if number not in numbers:
                table.problem(f"{path}.items", f"沒有編號 {number} 的服務項目。")
