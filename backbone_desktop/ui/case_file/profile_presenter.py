"""What 概況 says of every fact, without a window.

Rule: every fact that can be asked has its line, known or not; a group only orders them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.fact_text import format_content
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.money import format_ntd_text
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backbone_desktop.domain.facts import (
        FactContent,
        FactDefinition,
        FactSheet,
        Observation,
        StandingFact,
    )

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


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A later value that disagrees: its words, and the observation to let count."""

    words: str
    observation: str


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact as its row shows it.

    Attributes:
        content: What counts now, None when not known or refused.
        tags: Words with their tone: 未知, 拒答, 未確認, 已確認, 已更正, 有矛盾.
        source: Where the value came from and when, empty when never answered.
        unconfirmed: Whether a value waits to be confirmed.
    """

    definition: FactDefinition
    content: FactContent | None
    value: str
    tags: tuple[tuple[str, Tone], ...]
    source: str
    unconfirmed: bool = False
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a content rules may read."""
        return self.content is not None


_STATE_TONES: Mapping[ConfirmationState, Tone] = MappingProxyType(
    {
        ConfirmationState.UNCONFIRMED: Tone.WARN,
        ConfirmationState.CONFIRMED: Tone.OK,
        ConfirmationState.CORRECTED: Tone.OK,
        ConfirmationState.REFUSED: Tone.NEUTRAL,
    }
)


def grouped(definitions: Iterable[FactDefinition]) -> tuple[tuple[str, tuple[FactDefinition, ...]], ...]:
    """Return every fact once, in named groups; a fact no group names comes last, under 其他."""
    left = {each.key: each for each in definitions}
    groups = [(title, tuple(left.pop(key) for key in keys if key in left)) for title, keys in GROUPS.items()]
    groups.append((OTHER_GROUP, tuple(left.values())))
    return tuple(group for group in groups if group[1])


def fact_view(definition: FactDefinition, sheet: FactSheet) -> FactView:
    """Describe one fact as it stands."""
    standing = sheet.get(definition.key)
    if standing is None:
        return FactView(definition, None, "未知", (), "尚未詢問")
    observation = standing.observation
    refused = observation.state is ConfirmationState.REFUSED
    value = "拒答" if refused else _value(definition, standing.content)
    return FactView(
        definition=definition,
        content=standing.content,
        value=value,
        tags=_tags(standing),
        source=f"{observation.origin.label}・{format_roc(observation.as_of)}",
        unconfirmed=observation.state is ConfirmationState.UNCONFIRMED,
        contradictions=tuple(_contradiction(definition, each) for each in standing.contradicted_by),
    )


def narrowed(views: Sequence[FactView], narrowing: str) -> frozenset[str]:
    """Return the keys of the facts that a filter shows: ``unknown``, ``unconfirmed``, ``contradicted``."""
    return frozenset(view.definition.key for view in views if _shown(view, narrowing))


def narrowing_counts(views: Sequence[FactView]) -> tuple[tuple[str, str, int], ...]:
    """Return the filters with the number of facts each shows."""
    words = (("", "全部"), ("unknown", "未知"), ("unconfirmed", "未確認"), ("contradicted", "有矛盾"))
    return tuple((key, text, sum(_shown(view, key) for view in views)) for key, text in words)


def _shown(view: FactView, narrowing: str) -> bool:
    match narrowing:
        case "unknown":
            return not view.known
        case "unconfirmed":
            return view.unconfirmed
        case "contradicted":
            return bool(view.contradictions)
        case _:
            return True


def _value(definition: FactDefinition, content: FactContent | None) -> str:
    text = format_content(definition, content)
    if definition.type is FactType.MONEY and isinstance(content, int) and content >= 10_000:
        return f"{text}（{format_ntd_text(content)}）"
    return text


def _tags(standing: StandingFact) -> tuple[tuple[str, Tone], ...]:
    state = standing.observation.state
    tags = [(state.label, _STATE_TONES[state])]
    if standing.contradicted_by:
        tags.append(("有矛盾", Tone.BAD))
    return tuple(tags)


def _contradiction(definition: FactDefinition, later: Observation) -> Contradiction:
    words = f"{later.origin.label} {format_roc(later.as_of)}：{_value(definition, later.content)}"
    return Contradiction(words, later.id)
