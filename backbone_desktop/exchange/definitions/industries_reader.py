"""Reading the core strategic industries and the 5+2 they build on.

Rule: the six are, code by code and name by name, the choices a questionnaire offers.
"""

from datetime import date

from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.reference import (
    CORE_INDUSTRY_NUMBERS,
    CoreIndustry,
    Industries,
    InnovativeIndustry,
)
from backbone_desktop.exchange.definitions.toml_table import Table
from backbone_desktop.exchange.definitions.written_dates import read_day

FACT = "core_industries"


def read_industries(root: Table, facts: FactCatalogue) -> Industries:
    """Read ``core_industries.toml``."""
    industries = Industries(
        announced_on=read_day(root, "announced_on") or date.min,
        approved_on=read_day(root, "approved_on") or date.min,
        meeting=root.integer("meeting"),
        promoters=root.texts("promoters"),
        source=root.text("source"),
        core=tuple(_read_core(each, place) for place, each in enumerate(root.tables("core"), 1)),
        innovative=tuple(
            _read_innovative(each, place) for place, each in enumerate(root.tables("innovative"), 1)
        ),
        innovative_source=root.text("innovative_source"),
    )
    if [each.number for each in industries.core] != list(CORE_INDUSTRY_NUMBERS):
        root.problem("core", f"須為 1 至 {CORE_INDUSTRY_NUMBERS[-1]}，各出現一次。")
    if industries.announced_on > industries.approved_on:
        root.problem("approved_on", "不可早於 announced_on。")
    asked = [(each.code, each.label) for each in facts[FACT].choices] if FACT in facts else []
    if [(each.code, each.name) for each in industries.core] != asked:
        root.problem("core", f"代碼與名稱須與事實「{FACT}」的選項相同。")
    return industries


def _read_core(table: Table, place: int) -> CoreIndustry:
    industry = CoreIndustry(
        number=table.integer("number"),
        code=table.text("code"),
        name=table.text("name"),
        page_name=table.text("page_name"),
        focus=table.text("focus"),
    )
    _check_place(table, industry.number, place)
    table.close()
    return industry


def _read_innovative(table: Table, place: int) -> InnovativeIndustry:
    industry = InnovativeIndustry(
        table.integer("number"), table.text("name"), table.flag("added", default=False)
    )
    _check_place(table, industry.number, place)
    table.close()
    return industry


def _check_place(table: Table, number: int, place: int) -> None:
    if "number" in table and number != place:
        table.problem("number", f"須依序編號，此處應為 {place}。")
