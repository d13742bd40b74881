"""Measures as a person reads them in a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from backbone_desktop.cli.reference_text import Office, guidance_text, industries_text
from backbone_desktop.cli.table import indented, table
from backbone_desktop.domain.criterion import Condition, CriterionGroup, CriterionNode
from backbone_desktop.domain.funding import MoneyTerm
from backbone_desktop.domain.measure import Measure, MeasureContact, ServiceItem
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.reference import Reference

_NOT_RECORDED = "條件尚未建檔，請依手冊並洽主辦單位確認。"
_NOT_PRINTED = "（手冊未載明條件）"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a measure is shown with.

    Attributes:
        windows: How each item's window stands today, by the item's number.
        office: Gives a printed office with what it is called now.
    """

    windows: Mapping[int, str]
    reference: Reference
    office: Office


def measures_text(measures: Sequence[Measure]) -> str:
    """Return a list of measures."""
    if not measures:
        return "沒有符合的措施。"
    rows = [(each.number, each.aspect.label, each.name, len(each.items)) for each in measures]
    return table(("編號", "面向", "措施", "服務項目"), rows, right=(0, 3))


def measure_text(measure: Measure, around: Surroundings) -> str:
    """Return one measure."""
    parts = [
        f"第 {measure.number} 項　{measure.aspect.label}　{measure.name}",
        measure.summary,
        industries_text(around.reference, measure.core_industries, measure.core_industries_basis),
        "" if measure.criteria_recorded else _NOT_RECORDED,
        *(f"\n{_item(each, around)}" for each in measure.items),
        "\n中堅企業優惠" if measure.preferences else "",
        *(indented(f"{each.kind}：{each.summary}") for each in measure.preferences),
        "\n聯絡單位" if measure.contacts else "",
        *(indented(_contact(each, around.office)) for each in measure.contacts),
        *(indented(f"{each.title} {each.url}") for each in measure.websites),
        *(f"\n註：{each.where}：{each.note}" for each in measure.notes),
    ]
    return "\n".join(part for part in parts if part)


def _item(item: ServiceItem, around: Surroundings) -> str:
    lines = [
        item.offer,
        f"對象：{item.audience}" if item.audience else "",
        f"申請期間：{around.windows[item.number]}",
        f"期程：{item.duration}" if item.duration else "",
        *(f"條件：{each}" for each in _conditions(item.conditions)),
        *(f"經費：{_money(each)}" for each in item.money),
        f"文件：{'、'.join(item.documents)}" if item.documents else "",
        guidance_text(around.reference, item.guidance_systems, item.guidance_basis),
    ]
    head = "　".join(part for part in (f"{item.number}.", item.kind, item.name) if part)
    return "\n".join([head, *(indented(line, 3) for line in lines if line)])


def _conditions(conditions: Iterable[Condition]) -> Iterable[str]:
    for condition in conditions:
        yield f"{_label(condition.node)}{_NOT_PRINTED if condition.implied else ''}"


def _label(node: CriterionNode) -> str:
    if node.label or not isinstance(node, CriterionGroup):
        return node.label
    return "；".join(_label(each) for each in node.members)


def _money(term: MoneyTerm) -> str:
    figures = (
        _span(term.low_ntd, term.high_ntd, " 元"),
        _span(term.low_percent, term.high_percent, "%"),
    )
    words = [term.kind.label, term.label, term.per.label, *figures]
    return "　".join(word for word in words if word) + ("（預訂）" if term.tentative else "")


def _span(low: int | Decimal | None, high: int | Decimal | None, unit: str) -> str:
    bounds = [each for each in dict.fromkeys((low, high)) if each is not None]
    return f"{' 至 '.join(_figure(each) for each in bounds)}{unit}" if bounds else ""


def _figure(value: int | Decimal) -> str:
    return format_ntd(value) if isinstance(value, int) else f"{value.normalize():f}"


def _contact(contact: MeasureContact, office: Office) -> str:
    unit = office(contact.unit)
    words = (contact.role.label, contact.region, unit, contact.person, "、".join(contact.phones))
    return "　".join(word for word in words if word)
