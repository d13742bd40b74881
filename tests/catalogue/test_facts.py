"""The committed fact list against the keys that files, storage and rules agree on."""

from backbone_desktop.domain.criterion import Criterion, CriterionNode
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.measure import Edition

NORMATIVE = {
    FactType.CHOICE: "registration_kind county",
    FactType.DATE: "founded_on",
    FactType.TEXT: "industry_code industry_revision",
    FactType.MONEY: "paid_in_capital revenue",
    FactType.ROC_YEAR: "revenue_year",
    FactType.INTEGER: "employees rd_employees managers partner_firms",
    FactType.DECIMAL: "contracted_power_kw",
    FactType.PERCENT: "export_ratio rd_ratio",
    FactType.TEXTS: "export_markets patents awards",
    FactType.CHOICES: "core_industries policy_tags backbone_holder",
    FactType.CERTIFICATES: "certificates",
    FactType.PAST_GUIDANCE: "past_guidance",
    FactType.YES_NO: (
        "is_manufacturer is_service_industry is_technical_service is_retail_wholesale is_food_service "
        "is_logistics net_worth_positive dishonoured_account tax_arrears credit_record_clean "
        "customs_record_clean mainland_investor foreign_branch factory_registration export_registration "
        "public_company science_park_company own_brand key_technology taiwan_based major_accident_2y "
        "labour_inspection_order guidance_period_current idb_guidance_3y"
    ),
}


def facts_named_by(node: CriterionNode) -> set[str]:
    if isinstance(node, Criterion):
        return {node.fact}
    return set().union(*(facts_named_by(member) for member in node.members))


def test_every_normative_fact_is_defined_with_its_type(facts: FactCatalogue) -> None:
    wanted = {key: kind for kind, keys in NORMATIVE.items() for key in keys.split()}
    assert {key: facts[key].type for key in wanted if key in facts} == wanted


def test_advice_never_proposes_to_change_staff_or_revenue(facts: FactCatalogue) -> None:
    fixed = [
        "employees",
        "rd_employees",
        "managers",
        "revenue",
        "revenue_year",
        "mainland_investor",
        "is_sme",
    ]
    assert [key for key in fixed if facts[key].changeable] == []


def test_derived_facts_are_computed_from_what_is_asked(facts: FactCatalogue) -> None:
    assert {each.key: each.derived_from for each in facts.values() if each.derived_from} == {
        "backbone_holder": "certificates",
        "guidance_period_current": "certificates",
        "idb_guidance_3y": "past_guidance",
    }


def test_backbone_status_has_the_kinds_of_the_certificates(facts: FactCatalogue) -> None:
    assert [choice.code for choice in facts["backbone_holder"].choices] == ["potential", "outstanding"]


def test_the_six_core_industries_carry_their_official_names(facts: FactCatalogue) -> None:
    assert [choice.label for choice in facts["core_industries"].choices] == [
        "資訊及數位產業",
        "資安卓越產業",
        "臺灣精準健康產業",
        "國防及戰略產業",
        "綠電及再生能源產業",
        "民生及戰備產業",
    ]


def test_every_question_asks(facts: FactCatalogue) -> None:
    assert [each.key for each in facts.values() if "？" not in each.question] == []


def test_every_fact_beyond_the_normative_ones_is_read_by_a_criterion(
    edition: Edition, facts: FactCatalogue
) -> None:
    normative = {key for keys in NORMATIVE.values() for key in keys.split()}
    read = {
        fact
        for measure in edition.measures
        for item in measure.items
        for condition in item.conditions
        for fact in facts_named_by(condition.node)
    }
    assert set(facts) - normative - read == set()
