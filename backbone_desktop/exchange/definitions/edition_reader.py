"""Reading a year edition from tables, wherever they come from: files, a kept text, or a workbook.

Rule: the same edition is accepted or refused for the same reasons on every way in.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from backbone_desktop.domain.codes import Aspect
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition, Measure, Section
from backbone_desktop.exchange.definitions.canonical import digest_of
from backbone_desktop.exchange.definitions.citation import Place
from backbone_desktop.exchange.definitions.measure_file import read_measure
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.service_group_reader import read_service_group
from backbone_desktop.exchange.definitions.toml_table import Table

MOST_MEASURES = 99
"""File names have two digits."""

UNREADABLE = "年度版資料無法讀取"


def measure_count(head: Table) -> int:
    """Return how many measures an edition announces; 0 after noting that the number cannot be."""
    count = head.integer("measures")
    if not 1 <= count <= MOST_MEASURES:
        head.problem("measures", f"須在 1 與 {MOST_MEASURES} 之間。")
        return 0
    return count


def build_edition(
    head: Table, measures: Mapping[int, Table], facts: FactCatalogue, problems: Problems
) -> Edition:
    """Read an edition whose measures stand in tables by number.

    Args:
        head: The edition's own table; ``measures`` in it was read with `measure_count`.
        measures: Those that are there; a missing one was noted by the caller.
        facts: The facts that exist.
        problems: What the tables note their problems in; the result only counts while it stays empty.
    """
    roc_year = head.integer("roc_year")
    sections = _read_sections(head)
    edition = Edition(
        id=head.text("id"),
        roc_year=roc_year,
        title=head.text("title"),
        publisher=head.text("publisher"),
        sections=sections,
        measures=_read_measures(measures, roc_year, sections, facts),
        digest="",
        group=read_service_group(head.table("group")),
    )
    if not re.fullmatch(rf"{roc_year}\.[1-9][0-9]{{0,2}}", edition.id):
        head.problem("id", f"須為年度加修訂序號，例如 {roc_year}.1。")
    head.close()
    return edition if problems.found else replace(edition, digest=digest_of(edition))


def _read_sections(head: Table) -> tuple[Section, ...]:
    sections: list[Section] = []
    for position, table in enumerate(head.tables("sections"), start=1):
        number = table.integer("number")
        if "number" in table and number != position:
            table.problem("number", f"分類須依序編號，此處應為 {position}。")
        aspect = table.code("aspect", Aspect) or Aspect.OTHER
        sections.append(Section(number, aspect, table.text("title")))
        table.close()
    if not sections:
        head.problem("sections", "至少須有一個分類。")
    return tuple(sections)


def _read_measures(
    tables: Mapping[int, Table], roc_year: int, sections: tuple[Section, ...], facts: FactCatalogue
) -> tuple[Measure, ...]:
    by_number = {each.number: each for each in sections}
    measures: list[Measure] = []
    names: dict[str, int] = {}
    for number, table in tables.items():
        measure = read_measure(table, Place(roc_year, number), by_number, facts)
        if names.setdefault(measure.name, number) != number:
            table.problem("name", "與另一項措施同名。")
        measures.append(measure)
    return tuple(measures)
