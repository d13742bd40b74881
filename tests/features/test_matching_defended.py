"""A verdict a consultant can defend in front of the firm: on the real edition, through the services."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.comparison import Cause, ChangeWeight
from backbone_desktop.domain.criterion import Criterion
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import Certificate, FactContent
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.measure import Measure
from backbone_desktop.domain.verdict import Assessment, MeasureVerdict, Outcome, Verdict
from backbone_desktop.storage.casebook import CASEBOOK_FILE
from tests.matching.test_advice import brute_force
from tests.services.editions import edited, import_edition
from tests.services.firms import import_roster, log_head

ON = date(2016, 3, 10)
ELIGIBLE, UNDETERMINED, NOT_ELIGIBLE = Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE
MANUFACTURER: dict[str, FactContent] = {
    "registration_kind": "company",
    "is_manufacturer": True,
    "employees": 230,
    "factory_registration": True,
    "past_guidance": (),
    "credit_record_clean": True,
    "customs_record_clean": True,
    "tax_arrears": False,
}
RUNNING = (date(2015, 1, 1), date(2017, 12, 31))
ENDED = (date(2013, 1, 1), date(2015, 12, 31))


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Open the case of a firm nobody knows anything of."""
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試甲股份有限公司 |")
    return services.casework.find("04595257").id


def judged(services: Services, case: CaseId, contents: dict[str, FactContent]) -> Assessment:
    """Enter facts and assess."""
    services.casework.set_facts(case, contents)
    return services.assessment.assess(case).value.assessment


def measure(assessment: Assessment, number: int) -> MeasureVerdict:
    """Return the verdict on one measure."""
    return next(each for each in assessment.measures if each.number == number)


def refusals(verdict: MeasureVerdict, item: int = 1) -> list[tuple[str, str, str]]:
    """Return fact, sentence and citation of every clause that excludes from an item."""
    found = next(each for each in verdict.items if each.number == item)
    return [
        (each.fact, each.sentence, each.citation)
        for each in found.findings
        if each.outcome is Outcome.NOT_MET
    ]


def test_an_empty_firm_is_neither_let_in_nor_shut_out_and_every_measure_names_what_is_missing(
    services: Services, case: CaseId
) -> None:
    assessment = services.assessment.assess(case).value.assessment
    assert [assessment.count(each) for each in (ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED)] == [0, 0, 42]
    asked = {each.key for each in services.catalogue.facts.asked}
    for each in assessment.measures:
        assert each.missing_facts
        assert set(each.missing_facts) <= asked
        assert not any(item.remedies or item.unchangeable for item in each.items)
    assert assessment.facts == ()


def test_no_other_single_question_moves_more_measures_than_the_first_suggested(
    services: Services, case: CaseId
) -> None:
    suggestions = services.assessment.ask_next(services.casework.open(case))
    by_force = {each.key: brute_force({}, each.key) for each in services.catalogue.facts.asked}
    assert suggestions[0].decides == by_force[suggestions[0].fact] == max(by_force.values()) > 1


def test_a_manufacturer_of_230_gets_two_verdicts_inside_measure_34(services: Services, case: CaseId) -> None:
    verdict = measure(judged(services, case, MANUFACTURER), 34)
    assert [each.verdict for each in verdict.items] == [NOT_ELIGIBLE, ELIGIBLE]
    assert verdict.verdict is ELIGIBLE
    ((fact, sentence, citation),) = refusals(verdict)
    assert (fact, citation) == ("employees", "105年版 第34項 服務對象 1(1)")
    assert "230 人" in sentence
    assert "200 人以下" in sentence
    assert "超出 30 人" in sentence
    assert verdict.items[0].remedies == ()
    assert verdict.items[0].unchangeable == (
        "無可改變的條件：「員工 200人以下」（105年版 第34項 服務對象 1(1)）。",
    )


def test_unknown_past_guidance_leaves_item_2_of_34_open(services: Services, case: CaseId) -> None:
    unknown = {key: content for key, content in MANUFACTURER.items() if key != "past_guidance"}
    verdict = measure(judged(services, case, unknown), 34)
    assert [each.verdict for each in verdict.items] == [NOT_ELIGIBLE, UNDETERMINED]
    assert verdict.items[1].missing_facts == verdict.missing_facts == ("past_guidance",)


def test_an_ended_guidance_period_shuts_out_of_39_with_its_date_and_clause(
    services: Services, case: CaseId
) -> None:
    certificate = Certificate("potential", "", *RUNNING, *ENDED)
    verdict = measure(judged(services, case, {"certificates": (certificate,)}), 39)
    assert verdict.verdict is NOT_ELIGIBLE
    ((fact, sentence, citation),) = refusals(verdict)
    assert fact == "guidance_period_current"
    assert "102/01/01 至 104/12/31" in sentence
    assert citation == "105年版 第39項 中堅企業優惠方式 專屬資源"
    assert verdict.items[0].unchangeable == (f"無可改變的條件：「仍在中堅企業輔導期間內」（{citation}）。",)


def test_a_certificate_date_alone_decides_nothing_in_39(services: Services, case: CaseId) -> None:
    verdict = measure(judged(services, case, {"certificates": (Certificate("potential", "", *RUNNING),)}), 39)
    assert (verdict.verdict, verdict.missing_facts) == (UNDETERMINED, ("certificates",))


def test_an_outstanding_firm_has_its_own_preferences_and_none_of_the_other_status(
    services: Services, case: CaseId
) -> None:
    certificate = Certificate("outstanding", "", *RUNNING, *RUNNING)
    assessment = judged(services, case, {"certificates": (certificate,)})
    kinds = {
        number: {line.kind for line in measure(assessment, number).preferences}
        for number in (6, 11, 12, 13, 15, 35, 36)
    }
    texts = {
        number: "".join(line.text for line in measure(assessment, number).preferences)
        for number in (6, 11, 12, 13, 15, 35, 36)
    }
    assert "補助加碼" in kinds[11]
    assert "補助加碼" in kinds[12]
    assert "補助加碼" not in kinds[13] | kinds[36]
    assert "%" not in texts[35]
    assert "70%" not in texts[6]
    assert kinds[15] == set()
    services.casework.set_facts(case, {"certificates": (replace(certificate, kind="potential"),)})
    potential = services.assessment.assess(case).value.assessment
    assert "70%" in "".join(line.text for line in measure(potential, 6).preferences)
    assert measure(potential, 15).preferences == ()


def test_capital_of_15_million_is_5_million_short_for_41(services: Services, case: CaseId) -> None:
    verdict = measure(judged(services, case, {"paid_in_capital": 15_000_000}), 41)
    assert verdict.verdict is NOT_ELIGIBLE
    for item in verdict.items:
        assert any("差 5,000,000 元" in each.sentence for each in item.findings)
        ((step,),) = [each.steps for each in item.remedies]
        assert (step.fact, step.distance, step.content) == ("paid_in_capital", "5,000,000 元", 20_000_000)


def test_an_old_assessment_keeps_its_reasons_and_a_new_one_says_what_changed(
    services: Services, case: CaseId, tmp_path: Path
) -> None:
    judged(services, case, {"paid_in_capital": 25_000_000})
    first = services.casework.open(case).assessment
    assert first is not None
    import_edition(services, tmp_path, edited(services.catalogue.edition, "105.2", _higher_threshold))

    reopened = services.casework.open(case)
    assert reopened.assessment == first
    assert services.assessment.stored(first.id) == first
    preview = services.assessment.preview(reopened)
    assert preview is not None
    assert services.casework.open(case).assessment == first

    second = services.assessment.assess(case).value
    found = services.assessment.compare_with_previous(case)
    assert found is not None
    assert [each.id for each in services.assessment.history(case)] == [second.id, first.id]
    assert (found.before.id, found.after.id) == (first.id, second.id)
    assert (found.before.edition, found.after.edition) == ("105.1", "105.2")
    assert found.measures == preview.measures
    (change,) = found.measures
    assert (change.number, change.weight) == (41, ChangeWeight.VERDICT)
    assert (change.before, change.after) == (UNDETERMINED, NOT_ELIGIBLE)
    (reason,) = change.reasons
    assert reason.cause is Cause.EDITION
    assert "由「20,000,000 元以上」改為「80,000,000 元以上」" in reason.sentence
    assert services.assessment.compare(first.id, second.id) == found
    assert services.assessment.stored(first.id) == first


def test_assessments_of_two_cases_are_not_compared(services: Services, case: CaseId, tmp_path: Path) -> None:
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 10458575 | 測試乙股份有限公司 |")
    other = services.casework.find("10458575").id
    one, two = (services.assessment.assess(each).value for each in (case, other))
    with pytest.raises(UserError):
        services.assessment.compare(one.id, two.id)
    assert services.assessment.compare_with_previous(case) is None


def test_a_stored_assessment_keeps_the_facts_and_needs_it_was_made_from(
    services: Services, case: CaseId
) -> None:
    assessment = judged(services, case, {"paid_in_capital": 25_000_000, "employees": 230})
    services.casework.set_facts(case, {"paid_in_capital": 1})
    stored = services.casework.open(case).assessment
    assert stored is not None
    assert stored.assessment == assessment
    assert stored.assessment.facts is not None
    seen = [(each.key, each.value, each.origin, each.as_of, each.state) for each in stored.assessment.facts]
    assert seen == [
        ("paid_in_capital", "25,000,000 元", "顧問輸入", ON, "已確認"),
        ("employees", "230 人", "顧問輸入", ON, "已確認"),
    ]


def test_what_if_moves_measures_and_leaves_the_casebook_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "casebook"
    with bootstrap.create_session(folder, Consultant("", "測試顧問"), as_of=ON) as opened:
        import_roster(opened.services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試甲 |")
        case = opened.services.casework.find("04595257").id
        opened.services.assessment.assess(case)
    before = hashlib.sha256((folder / CASEBOOK_FILE).read_bytes()).hexdigest()
    with bootstrap.open_session(folder, as_of=ON, read_only=True) as opened:
        service, file = opened.services.assessment, opened.services.casework.open(case)
        head = log_head(opened.services)
        found = service.what_if(file, {"paid_in_capital": 15_000_000})
        assert {each.number for each in found.comparison.measures} >= {41}
        assert measure(found.assessment, 41).verdict is NOT_ELIGIBLE
        assert "（假設）" in measure(found.assessment, 41).items[0].findings[2].sentence
        assert log_head(opened.services) == head
        for key in ("backbone_holder", "nonsense"):
            with pytest.raises(UserError) as refused:
                service.what_if(file, {key: True})
            assert refused.value.remedy
    assert hashlib.sha256((folder / CASEBOOK_FILE).read_bytes()).hexdigest() == before


def _higher_threshold(measure: Measure) -> Measure:
    """Raise the capital that measure 41 asks for to 80,000,000 元."""
    if measure.number != 41:
        return measure
    items = tuple(
        replace(
            item,
            conditions=tuple(
                replace(each, node=replace(each.node, low=80_000_000))
                if isinstance(each.node, Criterion) and each.node.id == "capital"
                else each
                for each in item.conditions
            ),
        )
        for item in measure.items
    )
    return replace(measure, items=items)
