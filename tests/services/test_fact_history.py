"""Every observation of a fact with where it came from, and taking back what the consultant entered."""

from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.case import CaseFile
from backbone_desktop.domain.codes import Channel, ConfirmationState, Origin
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_history import FactHistory, Place
from backbone_desktop.domain.identifiers import CaseId, VisitId
from backbone_desktop.domain.visit import Visit
from backbone_desktop.services.confirmation import Settlement
from backbone_desktop.services.observations import Basis
from tests.services.firms import import_responses, import_roster, one_firm

ANSWERS = "| 時間戳記 | 統一編號 | 企業名稱 | 員工人數 |\n| 105/02/15 | 04595257 | 測試甲股份有限公司 | 200 |"


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of one firm whose roster says 186 employees."""
    return one_firm(services, tmp_path)


def told(history: FactHistory) -> list[tuple[str, str]]:
    return [(each.value, each.place.label) for each in history.lines]


def newest(file: CaseFile, key: str = "employees") -> str:
    return [each.id for each in file.observations if each.key == key][-1]


def counting(services: Services, case: CaseId, key: str = "employees") -> object:
    return services.casework.sheet(services.casework.open(case)).content(key)


def test_a_fact_nobody_told_has_no_lines_and_says_so(services: Services, case: CaseId) -> None:
    history = services.fact_history.history(case, "own_brand")

    assert history.lines == ()
    assert history.because == "尚未有任何來源提供這一項。"


def test_every_observation_has_its_line_with_its_source_and_who(
    services: Services, case: CaseId, tmp_path: Path
) -> None:
    import_responses(services, tmp_path, ANSWERS)
    services.confirmation.settle(
        case, "employees", Settlement(ConfirmationState.CONFIRMED, asked="窗口甲", channel=Channel.PHONE)
    )
    visit = services.logbook.save_visit(Visit(VisitId(""), case, date(2016, 3, 1), "一廠")).value
    basis = Basis(Origin.VISIT, visit.on, visit.id)
    services.casework.set_facts(case, {"employees": 204}, basis)

    history = services.fact_history.history(case, "employees")

    assert [each.source for each in history.lines] == [
        "105/02/15 填寫的問卷「responses.csv」，105/03/10 電話向窗口甲確認",
        "名冊「roster.csv」",
        "105/03/01 訪視（一廠）",
        "105/02/15 填寫的問卷「responses.csv」",
    ]
    assert told(history) == [
        ("200 人", "計入"),
        ("186 人", "未計入"),
        ("204 人", "未計入"),
        ("200 人", "未計入"),
    ]
    assert {each.by for each in history.lines} == {"測試顧問"}
    assert history.because == "計入的是資料日期最近的已確認內容（105/03/10）。"


def test_a_derived_fact_has_the_history_of_its_source(services: Services, case: CaseId) -> None:
    assert services.fact_history.history(case, "idb_guidance_3y").definition.key == "past_guidance"


def test_an_unknown_fact_is_refused(services: Services, case: CaseId) -> None:
    with pytest.raises(UserError, match="no_such"):
        services.fact_history.history(case, "no_such")


def test_an_entry_taken_back_lets_the_value_before_it_count_and_keeps_its_line(
    services: Services, case: CaseId
) -> None:
    services.casework.set_facts(case, {"employees": 190})
    wrong = services.casework.set_facts(case, {"employees": 1900}).value

    services.casework.take_back(case, newest(wrong))

    assert counting(services, case) == 190
    history = services.fact_history.history(case, "employees")
    assert told(history) == [("1,900 人", "已收回"), ("190 人", "計入"), ("186 人", "未計入")]
    assert not history.lines[0].can_be_taken_back


def test_a_value_that_came_with_a_file_is_not_taken_back(services: Services, case: CaseId) -> None:
    from_roster = newest(services.casework.open(case))

    with pytest.raises(UserError, match="不能在這裡收回"):
        services.casework.take_back(case, from_roster)

    assert counting(services, case) == 186


def test_a_choice_settles_the_contradiction_and_says_so(
    services: Services, case: CaseId, tmp_path: Path
) -> None:
    services.casework.set_facts(case, {"employees": 190}, Basis(as_of=date(2016, 2, 1)))
    import_responses(services, tmp_path, ANSWERS)
    sheet = services.casework.sheet(services.casework.open(case))
    assert {each.content for each in sheet["employees"].contradicted_by} == {186, 200}

    for wanted in (190, 200):
        file = services.casework.open(case)
        meant = next(each for each in file.observations if each.content == wanted)
        after = services.casework.settle_contradiction(case, meant.id).value
        standing = services.casework.sheet(after)["employees"]
        assert (standing.content, standing.contradicted_by) == (wanted, ())
        assert standing.observation.chosen

    lines = services.fact_history.history(case, "employees").lines
    line = next(each for each in lines if each.place is Place.COUNTS)
    assert line.source == "顧問指定：105/02/15 填寫的問卷「responses.csv」"


def test_verdicts_carry_the_contradiction_until_it_is_settled(
    services: Services, case: CaseId, tmp_path: Path
) -> None:
    def marked(file: CaseFile) -> set[str]:
        measures = services.assessment.judge(file).measures
        found = (each for measure in measures for item in measure.items for each in item.findings)
        said = (each for finding in found for each in (finding, *finding.members) if each.contradicted)
        return {each.fact for each in said if each.fact}

    services.casework.set_facts(case, {"employees": 190}, Basis(as_of=date(2016, 2, 1)))
    import_responses(services, tmp_path, ANSWERS)
    file = services.casework.open(case)
    assert marked(file) == {"employees"}

    settled = services.casework.settle_contradiction(case, newest(file)).value

    assert marked(settled) == set()


def test_a_value_that_comes_in_after_the_choice_contradicts_again(
    services: Services, case: CaseId, tmp_path: Path
) -> None:
    file = services.casework.set_facts(case, {"employees": 190}).value
    services.casework.settle_contradiction(case, newest(file))
    import_roster(
        services, tmp_path, "| 統一編號 | 企業名稱 | 員工人數 |\n| 04595257 | 測試甲股份有限公司 | 240 |"
    )

    sheet = services.casework.sheet(services.casework.open(case))

    assert [each.content for each in sheet["employees"].contradicted_by] == [240]


def test_a_choice_taken_back_leaves_the_contradiction_open_again(
    services: Services, case: CaseId, tmp_path: Path
) -> None:
    services.casework.set_facts(case, {"employees": 190}, Basis(as_of=date(2016, 2, 1)))
    import_responses(services, tmp_path, ANSWERS)
    rival = newest(services.casework.open(case))
    chosen = services.casework.settle_contradiction(case, rival).value

    services.casework.take_back(case, newest(chosen))

    standing = services.casework.sheet(services.casework.open(case))["employees"]
    assert (standing.content, {each.content for each in standing.contradicted_by}) == (190, {186, 200})


def test_taking_back_an_entry_brings_back_the_choice_it_replaced(services: Services, case: CaseId) -> None:
    from_roster = newest(services.casework.open(case))
    services.casework.settle_contradiction(case, from_roster)
    third = services.casework.set_facts(case, {"employees": 210}).value
    assert counting(services, case) == 210

    after = services.casework.take_back(case, newest(third)).value

    standing = services.casework.sheet(after)["employees"]
    assert standing.content == 186
    assert standing.observation.chosen


def test_a_value_about_an_earlier_day_joins_the_history_and_leaves_the_choice(
    services: Services, case: CaseId
) -> None:
    from_roster = newest(services.casework.open(case))
    services.casework.settle_contradiction(case, from_roster)

    services.casework.set_facts(case, {"employees": 150}, Basis(as_of=date(2015, 12, 31)))

    assert counting(services, case) == 186
    assert told(services.fact_history.history(case, "employees"))[-1] == ("150 人", "未計入")


def test_a_value_about_a_day_to_come_is_refused(services: Services, case: CaseId) -> None:
    with pytest.raises(UserError, match="晚於基準日"):
        services.casework.set_facts(case, {"employees": 150}, Basis(as_of=date(2016, 3, 11)))


def test_a_refusal_is_not_the_same_as_not_knowing(services: Services, case: CaseId) -> None:
    services.casework.set_facts(case, {"own_brand": None})
    unknown = services.fact_history.history(case, "own_brand")
    file = services.casework.refuse_fact(case, "own_brand").value

    refused = services.fact_history.history(case, "own_brand")

    assert (unknown.lines[0].value, refused.lines[0].value) == ("未知", "拒答")
    assert unknown.because != refused.because
    sheet = services.casework.sheet(file)
    assert sheet.refused("own_brand")
    assert "own_brand" not in {each.fact for each in services.assessment.ask_next(file)}


def test_an_observation_of_another_firm_is_not_touched(
    services: Services, case: CaseId, tmp_path: Path
) -> None:
    file = services.casework.set_facts(case, {"employees": 190}).value
    import_roster(
        services, tmp_path, "| 統一編號 | 企業名稱 | 員工人數 |\n| 10458575 | 測試乙有限公司 | 20 |"
    )
    other = services.casework.find("10458575").id

    for act in (services.casework.take_back, services.casework.settle_contradiction):
        with pytest.raises(UserError, match="找不到這筆內容"):
            act(other, newest(file))

    assert counting(services, case) == 190


def test_readers_of_a_fact_wait_for_it_while_it_is_unknown(services: Services, case: CaseId) -> None:
    file = services.casework.open(case)
    waiting = services.fact_history.readers("contracted_power_kw", services.assessment.judge(file))
    assert [(each.number, each.waits) for each in waiting] == [(33, True)]

    file = services.casework.set_facts(case, {"contracted_power_kw": 1}).value
    answered = services.fact_history.readers("contracted_power_kw", services.assessment.judge(file))

    assert [(each.number, each.waits) for each in answered] == [(33, False)]


def test_a_derived_fact_makes_its_source_read(services: Services, case: CaseId) -> None:
    assessment = services.assessment.judge(services.casework.open(case))

    readers = services.fact_history.readers("certificates", assessment)

    assert 39 in {each.number for each in readers}
    assert readers == services.fact_history.readers("guidance_period_current", assessment)


def test_every_measure_missing_a_fact_is_among_its_readers(services: Services, case: CaseId) -> None:
    assessment = services.assessment.judge(services.casework.open(case))
    missing = {(key, each.number) for each in assessment.measures for key in each.missing_facts}

    for key in {key for key, _number in missing}:
        waiting = {each.number for each in services.fact_history.readers(key, assessment) if each.waits}
        assert waiting == {number for fact, number in missing if fact == key}
