"""Reading the eleven guidance systems.

Rule: both numberings, the regulation's and the page's, name each system once; a name the page lost is never
written as if it stood there.
"""

from dataclasses import dataclass

from backbone_desktop.domain.reference import GUIDANCE_NUMBERS, GuidanceSystem, GuidanceSystems, KnownFrom
from backbone_desktop.exchange.definitions.toml_table import Table


@dataclass(frozen=True, slots=True)
class _Responsible:
    printed: tuple[str, ...]
    agencies: tuple[str, ...]


def read_guidance_systems(root: Table) -> GuidanceSystems:
    """Read ``guidance_systems.toml``."""
    responsible = _read_responsible(root)
    tables = root.tables("systems")
    systems = tuple(_read_system(table, responsible) for table in tables)
    _check_numbering(root, "number", [each.number for each in systems])
    _check_numbering(root, "page_number", [each.page_number for each in systems])
    names = [each.name for each in systems]
    for table, name in zip(tables, names, strict=True):
        if name and names.count(name) > 1:
            table.problem("name", f"「{name}」重複。")
    return GuidanceSystems(root.text("regulation"), root.text("page"), systems)


def _read_responsible(root: Table) -> dict[int, _Responsible]:
    found: dict[int, _Responsible] = {}
    for table in root.tables("responsible"):
        bodies = _Responsible(table.texts("printed"), table.texts("agencies"))
        if not bodies.printed or len(bodies.printed) != len(bodies.agencies):
            table.problem("agencies", "須與 printed 一一對應。")
        for number in table.integers("page_numbers"):
            if found.setdefault(number, bodies) is not bodies:
                table.problem("page_numbers", f"編號 {number} 重複。")
        table.close()
    if found and set(found) != set(GUIDANCE_NUMBERS):
        root.problem("responsible", "須涵蓋每一個編號。")
    return found


def _read_system(table: Table, responsible: dict[int, _Responsible]) -> GuidanceSystem:
    page_number = table.integer("page_number")
    bodies = responsible.get(page_number, _Responsible((), ()))
    system = GuidanceSystem(
        number=table.integer("number"),
        name=table.text("name"),
        task=table.text("task"),
        page_number=page_number,
        page_name=table.text("page_name", ""),
        known_from=table.code("known_from", KnownFrom) or KnownFrom.ELSEWHERE,
        source=table.text("source"),
        responsible=bodies.printed,
        agencies=bodies.agencies,
        number_proven=table.flag("number_proven", default=True),
        order_proven=table.flag("order_proven", default=True),
    )
    if (system.known_from is KnownFrom.PAGE) != bool(system.page_name):
        table.problem("page_name", "網頁載有名稱者才須填寫，缺漏者不可填寫。")
    if not bodies.printed:
        table.problem("page_number", "沒有負責機關。")
    table.close()
    return system


def _check_numbering(root: Table, key: str, numbers: list[int]) -> None:
    expected = list(GUIDANCE_NUMBERS)
    if (numbers if key == "number" else sorted(numbers)) != expected:
        root.problem("systems", f"{key} 須為 1 至 {expected[-1]}，各出現一次。")
