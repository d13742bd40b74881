"""Plain values of a firm for the plain ``if``s, derived ones worked out beforehand and on their own.

Rule: nothing here uses the engine, so that the two can check each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

Answer = bool | None
"""True is eligible, False not eligible, None undetermined."""


@dataclass(slots=True)
class PlainFirm:
    """What is known of a firm; None is unknown. Derived values are worked out beforehand."""

    registration_kind: str | None = None
    is_manufacturer: Answer = None
    is_service_industry: Answer = None
    is_technical_service: Answer = None
    is_food_service: Answer = None
    is_logistics: Answer = None
    is_internet_business: Answer = None
    is_cultural_creative: Answer = None
    is_distribution_service: Answer = None
    is_sme: Answer = None
    paid_in_capital: int | None = None
    revenue: int | None = None
    employees: int | None = None
    net_worth_positive: Answer = None
    net_worth_zero: Answer = None
    dishonoured_account: Answer = None
    tax_arrears: Answer = None
    tax_arrears_3y: Answer = None
    credit_record_clean: Answer = None
    customs_record_clean: Answer = None
    financially_sound: Answer = None
    mainland_investor: Answer = None
    mainland_officers: Answer = None
    foreign_branch: Answer = None
    factory_registration: Answer = None
    factory_registration_exempt: Answer = None
    own_production: Answer = None
    privately_owned: Answer = None
    export_registration: Answer = None
    public_company: Answer = None
    science_park_company: Answer = None
    central_park_applicant: Answer = None
    science_park_supplier: Answer = None
    rd_department: Answer = None
    rd_training_capacity: Answer = None
    contracted_power_kw: Decimal | None = None
    own_brand: Answer = None
    innovation_rd_capacity: Answer = None
    ip_service_registration: Answer = None
    owns_patent_rights: Answer = None
    ip_management_system: Answer = None
    award_kinds: tuple[str, ...] | None = None
    award_product_on_market: Answer = None
    product_fields: tuple[str, ...] | None = None
    major_accident_2y: Answer = None
    labour_inspection_order: Answer = None
    ecommerce_business: Answer = None
    registered_legal_person: Answer = None
    potential: Answer = None
    outstanding: Answer = None
    guidance_current: Answer = None
    idb_guidance_3y: Answer = None


def plain_firm(contents: Mapping[str, Any], on: date) -> PlainFirm:
    """Return the plain values of a firm's contents on a date."""
    firm = PlainFirm(
        **{each.name: contents[each.name] for each in fields(PlainFirm) if each.name in contents}
    )
    certificates = contents.get("certificates")
    if certificates is not None:
        held: dict[str, list[Answer]] = {"potential": [False], "outstanding": [False]}
        running: list[Answer] = [False]
        for each in certificates:
            held[each.kind].append(_covers(each.valid_from, each.valid_to, on))
            running.append(_covers(each.guidance_from, each.guidance_to, on))
        firm.potential, firm.outstanding = _any(held["potential"]), _any(held["outstanding"])
        firm.guidance_current = _any(running)
    entries = contents.get("past_guidance")
    if entries is not None:
        firm.idb_guidance_3y = _any([False, *(_recent_idb(each, on) for each in entries)])
    return firm


def _covers(first: date | None, last: date | None, on: date) -> Answer:
    if (first and on < first) or (last and on > last):
        return False
    return None if first is None or last is None else True


def _recent_idb(entry: Any, on: date) -> Answer:
    since = on.replace(year=on.year - 3)
    if entry.agency and "工業局" not in entry.agency:
        return False
    if (entry.began_on and entry.began_on > on) or (entry.ended_on and entry.ended_on < since):
        return False
    began, ended = entry.began_on, entry.ended_on
    in_time = (began and (ended or began >= since)) or (ended and ended <= on)
    return True if entry.agency and in_time else None


def _any(answers: list[Answer]) -> Answer:
    if True in answers:
        return True
    return None if None in answers else False
