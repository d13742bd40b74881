"""The order in which 概況 lists the facts.

Rule: every fact that can be asked has its place; a fact no group names comes last, under 其他.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backbone_desktop.domain.facts import FactDefinition

OTHER_GROUP = "其他"
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "登記與規模": (
            "registration_kind",
            "registered_legal_person",
            "founded_on",
            "county",
            "paid_in_capital",
            "revenue",
            "revenue_year",
            "employees",
            "rd_employees",
            "managers",
            "is_sme",
            "factory_registration",
            "factory_registration_exempt",
            "export_registration",
            "contracted_power_kw",
        ),
        "財務與紀錄": (
            "net_worth_positive",
            "net_worth_zero",
            "financially_sound",
            "dishonoured_account",
            "tax_arrears",
            "tax_arrears_3y",
            "credit_record_clean",
            "customs_record_clean",
            "major_accident_2y",
            "labour_inspection_order",
        ),
        "身分與資格": (
            "certificates",
            "past_guidance",
            "privately_owned",
            "mainland_investor",
            "mainland_officers",
            "foreign_branch",
            "public_company",
            "science_park_company",
            "central_park_applicant",
            "science_park_supplier",
            "taiwan_based",
        ),
        "產業": (
            "industry_code",
            "industry_revision",
            "is_manufacturer",
            "is_service_industry",
            "is_technical_service",
            "is_retail_wholesale",
            "is_food_service",
            "is_logistics",
            "is_distribution_service",
            "is_internet_business",
            "is_cultural_creative",
            "ecommerce_business",
            "product_fields",
            "own_production",
            "core_industries",
            "policy_tags",
        ),
        "技術、品牌與市場": (
            "own_brand",
            "key_technology",
            "rd_department",
            "rd_ratio",
            "rd_training_capacity",
            "innovation_rd_capacity",
            "patents",
            "owns_patent_rights",
            "ip_management_system",
            "ip_service_registration",
            "export_ratio",
            "export_markets",
            "awards",
            "award_kinds",
            "award_product_on_market",
            "brand_export_award_5y",
        ),
    }
)


def grouped(definitions: Iterable[FactDefinition]) -> tuple[tuple[str, tuple[FactDefinition, ...]], ...]:
    """Return every fact once, in named groups; a fact no group names comes last, under 其他."""
    left = {each.key: each for each in definitions}
    groups = [(title, tuple(left.pop(key) for key in keys if key in left)) for title, keys in GROUPS.items()]
    groups.append((OTHER_GROUP, tuple(left.values())))
    return tuple(group for group in groups if group[1])
