"""Questionnaire responses: answers, the facts and needs they state, and what happens the second time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.codes import Aspect, ConfirmationState, NeedState, Stage, Urgency
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.intake import RowOutcome
from backbone_desktop.domain.need import Need
from backbone_desktop.services.confirmation import Settlement
from backbone_desktop.services.intake import ImportChoices
from tests.services.firms import codes, counts, import_responses, log_head, one_firm

RESPONSES = """
| 時間戳記 | 統一編號 | 企業名稱 | 員工人數 | 製造業 | 工廠登記 | 技術面需求說明 | 技術面希望的服務 | 技術面急迫程度 | 技術面預算 | 碳盤查 |
| 2016/2/15 下午 3:04:05 | 04595257 | 測試甲股份有限公司 | 192 | 是 | 未知 | 開發新製程 | 輔導補助、融資貸款 | 急 | 400萬元 | 規劃中 |
"""  # noqa: E501 - a table


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of a firm known from the roster with 186 employees."""
    return one_firm(services, tmp_path)


def test_answers_become_facts_needs_and_a_step_of_the_case(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    services.casework.save_need(case, Need("", Aspect.IP, (), "專利布局", state=NeedState.MET))
    report = import_responses(services, tmp_path, RESPONSES)

    assert counts(report) == (1, 0, 0, 0)
    assert report.rows[0].summary.endswith("1 項需求")
    file = services.casework.open(case)
    sheet = services.casework.sheet(file)
    assert file.case.stage is Stage.SURVEY
    assert sheet.content("is_manufacturer") is True
    assert "factory_registration" not in sheet
    (_by_hand, need) = file.needs
    assert (need.aspect, need.urgency, need.budget_ntd) == (Aspect.TECHNOLOGY, Urgency.HIGH, 4_000_000)
    assert need.item_kinds == ("輔導補助", "融資貸款")


def test_a_column_nobody_asked_for_is_kept(services: Services, tmp_path: Path, case: CaseId) -> None:
    import_responses(services, tmp_path, RESPONSES)

    (response,) = services.casework.open(case).responses
    assert response.unmapped == {"碳盤查": "規劃中"}


@pytest.mark.usefixtures("case")
def test_the_same_responses_again_change_nothing(services: Services, tmp_path: Path) -> None:
    import_responses(services, tmp_path, RESPONSES)
    head = log_head(services)

    assert counts(import_responses(services, tmp_path, RESPONSES)) == (0, 0, 1, 0)
    assert log_head(services) == head


@pytest.mark.usefixtures("case")
def test_sending_the_same_answers_on_another_day_is_no_change(services: Services, tmp_path: Path) -> None:
    import_responses(services, tmp_path, RESPONSES)

    report = import_responses(services, tmp_path, RESPONSES.replace("2016/2/15", "2016/3/1"))

    assert counts(report) == (0, 0, 1, 0)


def test_changed_answers_are_kept_with_the_day_they_were_given(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_responses(services, tmp_path, RESPONSES)
    later = RESPONSES.replace("192", "250").replace("2016/2/15", "2016/3/1").replace("規劃中", "已完成")

    assert counts(import_responses(services, tmp_path, later)) == (0, 1, 0, 0)

    (response,) = services.casework.open(case).responses
    given = {answer.question: answer.content for answer in response.answers}
    assert (given["employees"], given["is_manufacturer"]) == (250, True)
    assert (response.answered_on, response.unmapped) == (date(2016, 3, 1), {"碳盤查": "已完成"})
    assert counts(import_responses(services, tmp_path, later)) == (0, 0, 1, 0)


def test_a_confirmed_value_stands_against_a_later_import(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_responses(services, tmp_path, RESPONSES)
    services.confirmation.settle(case, "employees", Settlement(ConfirmationState.CONFIRMED, asked="窗口"))

    report = import_responses(services, tmp_path, RESPONSES.replace("192", "250"))

    (change,) = report.rows[0].changes
    assert (change.before, change.after, change.confirmed) == ("192 人", "250 人", True)
    standing = services.casework.sheet(services.casework.open(case))["employees"]
    assert standing.content == 192
    assert [each.content for each in standing.contradicted_by] == [250]


def test_a_corrected_answer_sent_again_corrected_is_no_change(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_responses(services, tmp_path, RESPONSES)
    services.confirmation.settle(
        case, "employees", Settlement(ConfirmationState.CORRECTED, corrected=250, asked="窗口")
    )

    assert counts(import_responses(services, tmp_path, RESPONSES.replace("192", "250"))) == (0, 0, 1, 0)


def test_a_need_keeps_its_state_when_its_words_change(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_responses(services, tmp_path, RESPONSES)
    (need,) = services.casework.open(case).needs
    services.casework.save_need(case, replace(need, state=NeedState.MET))

    import_responses(services, tmp_path, RESPONSES.replace("開發新製程", "改善舊製程"))

    (after,) = services.casework.open(case).needs
    assert (after.id, after.text, after.state) == (need.id, "改善舊製程", NeedState.MET)


def test_a_firm_not_in_the_casebook_is_sent_back(services: Services, tmp_path: Path) -> None:
    report = import_responses(services, tmp_path, RESPONSES)

    assert codes(report) == ["enterprise-unknown"]
    assert report.rows[0].outcome is RowOutcome.REJECTED


def test_a_form_written_for_a_firm_comes_back_to_it(services: Services, tmp_path: Path, case: CaseId) -> None:
    path = services.intake.write_form(case, tmp_path / "form.xlsx").value

    report = services.intake.import_responses(path, ImportChoices()).value

    assert counts(report) == (1, 0, 0, 0)
    assert report.rows[0].ubn == "04595257"


def test_confirming_an_answer_nobody_gave_is_refused(services: Services, case: CaseId) -> None:
    with pytest.raises(UserError, match="沒有回答"):
        services.confirmation.settle(case, "employees", Settlement(ConfirmationState.CONFIRMED))


def test_a_refused_answer_is_unknown_to_rules_and_not_asked_again(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_responses(services, tmp_path, RESPONSES)
    services.confirmation.settle(case, "is_manufacturer", Settlement(ConfirmationState.REFUSED, asked="窗口"))

    file = services.casework.open(case)
    sheet = services.casework.sheet(file)
    assert sheet.content("is_manufacturer") is None
    assert sheet.refused("is_manufacturer")
    assert "is_manufacturer" not in [each.fact for each in services.assessment.ask_next(file)]
