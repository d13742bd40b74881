"""Questionnaire responses: answers, the facts and needs they state, and what happens the second time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.codes import Aspect, ConfirmationState, NeedState, Stage, Urgency
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.intake import Gravity, RowOutcome
from backbone_desktop.domain.need import Need
from backbone_desktop.services.confirmation import Settlement
from backbone_desktop.services.intake import ImportChoices
from tests.services.filled_forms import fill_form
from tests.services.firms import codes, counts, import_responses, import_roster, log_head, one_firm
from tests.sheets import write_csv

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

    report = import_responses(services, tmp_path, later)

    assert counts(report) == (0, 1, 0, 0)
    changed = {(each.label, each.before, each.after) for row in report.rows for each in row.changes}
    assert ("碳盤查（保留原文）", "規劃中", "已完成") in changed
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
    fill_form(path, {"consent": "是"})

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


IDENTITY = """
| 統一編號 | 企業名稱 | 地址 | 公司電話 | 工廠登記編號 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 彰化縣測試路2號 | 04-23590101 | 99123456 | 192 |
"""


def test_what_a_firm_says_of_itself_reaches_its_record_and_is_shown(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    report = import_responses(services, tmp_path, IDENTITY)

    assert [(each.label, each.before, each.after) for each in report.rows[0].changes] == [
        ("地址", "臺中市測試路1號", "彰化縣測試路2號"),
        ("電話", "", "04-23590101"),
        ("工廠登記編號", "", "99123456"),
    ]
    firm = services.casework.open(case).case.enterprise
    assert (firm.address, firm.county, firm.phone, firm.factory_registration) == (
        "彰化縣測試路2號",
        "CHA",
        "04-23590101",
        "99123456",
    )
    assert counts(import_responses(services, tmp_path, IDENTITY)) == (0, 0, 1, 0)


def test_a_later_response_with_another_address_is_a_change(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_responses(services, tmp_path, IDENTITY)

    report = import_responses(services, tmp_path, IDENTITY.replace("彰化縣測試路2號", "雲林縣測試路3號"))

    assert counts(report) == (0, 1, 0, 0)
    assert services.casework.open(case).case.enterprise.county == "YUN"


def test_a_preview_of_another_address_keeps_nothing(services: Services, tmp_path: Path, case: CaseId) -> None:
    path = write_csv(tmp_path / "responses.csv", IDENTITY)

    report = services.intake.preview_responses(path, ImportChoices())

    assert report.rows[0].changes[0].after == "彰化縣測試路2號"
    assert services.casework.open(case).case.enterprise.address == "臺中市測試路1號"


def test_another_name_is_remarked_on_and_not_applied(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    table = RESPONSES.replace("測試甲股份有限公司", "測試新名股份有限公司")

    report = import_responses(services, tmp_path, table)

    (issue,) = report.rows[0].issues
    assert (issue.code, issue.gravity) == ("name-differs", Gravity.WARNING)
    assert "個案簿為「測試甲股份有限公司」，檔案為「測試新名股份有限公司」，未變更。" in issue.message
    assert services.casework.open(case).case.enterprise.name == "測試甲股份有限公司"
    again = import_responses(services, tmp_path, table)
    assert (counts(again), codes(again)) == ((0, 0, 1, 0), ["name-differs"])


@pytest.mark.usefixtures("case")
def test_a_response_found_by_its_name_alone_asks_for_confirmation(services: Services, tmp_path: Path) -> None:
    report = import_responses(services, tmp_path, "| 企業名稱 | 員工人數 |\n| 測試甲 | 12 |")

    assert (counts(report), codes(report)) == ((1, 0, 0, 0), ["found-by-name"])
    assert report.rows[0].issues[0].gravity is Gravity.WARNING


@pytest.mark.usefixtures("case")
def test_a_number_of_one_firm_with_the_name_of_another_is_sent_back(
    services: Services, tmp_path: Path
) -> None:
    import_roster(services, tmp_path, "| 企業名稱 | 地址 |\n| 測試乙有限公司 | 臺中市測試路2號 |")

    report = import_responses(
        services, tmp_path, "| 統一編號 | 企業名稱 | 員工人數 |\n| 04595257 | 測試乙 | 12 |"
    )

    assert (counts(report), codes(report)) == ((0, 0, 0, 1), ["enterprise-contradicts"])
    assert "「測試甲股份有限公司」，「測試乙」則是另一家" in report.rows[0].issues[0].message


@pytest.mark.usefixtures("case")
def test_a_response_of_a_day_to_come_is_kept_and_remarked_on(services: Services, tmp_path: Path) -> None:
    table = "| 統一編號 | 員工人數 | 填表日期 |\n| 04595257 | 12 | 106/03/05 |"

    report = import_responses(services, tmp_path, table)

    assert (counts(report), codes(report)) == ((1, 0, 0, 0), ["date-ahead"])
    assert "106/03/05 晚於基準日" in report.rows[0].issues[0].message


def test_a_contact_without_a_name_comes_in_from_a_response(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    table = "| 統一編號 | 職稱 | 電子郵件 |\n| 04595257 | 廠長 | a@example.com |"

    import_responses(services, tmp_path, table)

    (contact,) = services.casework.open(case).contacts
    assert (contact.name, contact.email) == ("廠長", "a@example.com")
    assert counts(import_responses(services, tmp_path, table)) == (0, 0, 1, 0)


def test_a_form_for_a_firm_without_a_number_brings_it_in(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, "| 企業名稱 | 地址 |\n| 測試丙企業社 | 臺中市測試路1號 |")
    (line,) = services.casework.list_cases().lines
    path = services.intake.write_form(line.case, tmp_path / "form.xlsx").value
    fill_form(path, {"ubn": "10458575"})

    report = services.intake.import_responses(path, ImportChoices()).value

    assert [(each.label, each.after) for each in report.rows[0].changes] == [("統一編號", "10458575")]
    assert services.casework.find("10458575").id == line.case


def test_a_form_that_came_back_with_the_number_of_another_firm_is_sent_back(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_roster(services, tmp_path, "| 企業名稱 | 地址 |\n| 測試丙企業社 | 臺中市測試路1號 |")
    line = next(each for each in services.casework.list_cases().lines if each.case != case)
    path = services.intake.write_form(line.case, tmp_path / "form.xlsx").value
    fill_form(path, {"ubn": "04595257"})

    report = services.intake.import_responses(path, ImportChoices()).value

    assert (counts(report), codes(report)) == ((0, 0, 0, 1), ["ubn-differs"])


def test_a_consent_that_comes_in_is_shown_as_what_changed(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 | 聯絡人 |\n| 04595257 | 測試甲 | 窗口甲 |")
    table = "| 統一編號 | 聯絡人 | 同意個人資料告知事項 |\n| 04595257 | 窗口甲 | 是 |"

    (row,) = import_responses(services, tmp_path, table).rows

    (change,) = row.changes
    assert (change.before, change.after) == ("窗口甲", "窗口甲・已同意個資告知")
    assert services.casework.open(case).contacts[0].consent is True
