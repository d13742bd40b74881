"""Rosters: what is opened, what is brought up to date, what is sent back."""

from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.codes import Origin, Stage
from backbone_desktop.domain.errors import Cancelled, DataFileError
from backbone_desktop.domain.intake import Gravity, RowOutcome
from backbone_desktop.services.intake import ImportChoices, Watch
from tests.services.firms import codes, counts, import_roster, log_head
from tests.sheets import write_csv

ROSTER = """
| 統一編號 | 企業名稱 | 廠別 | 地址 | 聯絡人 | 聯絡電話 | 中堅身分 | 有效起日 | 有效迄日 | 專責顧問 | 指派日期 | 實收資本額 |
| 04595257 | 測試甲股份有限公司 |  | 台中市測試路1號 | 窗口甲 | (04)2359-0101#2 | 潛力 | 104/01/01 | 106/12/31 | 測試顧問 | 105/01/04 | 4,800萬元 |
| 10458575 | 測試乙有限公司 | 一廠 | 彰化縣測試路2號 |  |  |  |  |  |  |  |  |
| 10458575 | 測試乙有限公司 | 二廠 | 雲林縣測試路3號 |  |  |  |  |  |  |  |  |
|  | 測試丙企業社 |  |  |  |  |  |  |  |  |  |  |
"""  # noqa: E501 - a table


def test_every_row_opens_a_case_in_the_first_stage(services: Services, tmp_path: Path) -> None:
    report = import_roster(services, tmp_path, ROSTER)

    assert counts(report) == (4, 0, 0, 0)
    lines = services.casework.list_cases().lines
    assert {line.stage for line in lines} == {Stage.ASSIGNED}
    assert sorted(line.site for line in lines) == ["", "", "一廠", "二廠"]
    assert {line.county for line in lines} == {"TXG", "CHA", "YUN", ""}


def test_values_come_in_typed_and_unconfirmed(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, ROSTER)

    file = services.casework.open(services.casework.find("04595257").id)
    sheet = services.casework.sheet(file)

    assert sheet.content("paid_in_capital") == 48_000_000
    assert sheet["paid_in_capital"].observation.origin is Origin.ROSTER
    assert not sheet["paid_in_capital"].observation.settled
    assert sheet.content("county") == "TXG"
    assert file.case.consultant == "測試顧問"
    assert [contact.phone for contact in file.contacts] == ["(04)2359-0101#2"]


def test_the_same_roster_again_changes_nothing(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, ROSTER)
    head = log_head(services)

    report = import_roster(services, tmp_path, ROSTER)

    assert counts(report) == (0, 0, 4, 0)
    assert report.batch is None
    assert log_head(services) == head


def test_a_changed_cell_is_named_with_old_and_new(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, ROSTER)

    report = import_roster(services, tmp_path, ROSTER.replace("4,800萬元", "5,000萬元"))

    assert counts(report) == (0, 1, 3, 0)
    (change,) = next(row for row in report.rows if row.outcome is RowOutcome.CHANGED).changes
    assert (change.label, change.before, change.after) == ("實收資本額", "48,000,000 元", "50,000,000 元")


def test_what_is_known_from_elsewhere_is_no_change(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, ROSTER.replace("4,800萬元", ""))
    services.casework.set_facts(services.casework.find("04595257").id, {"paid_in_capital": 48_000_000})

    report = import_roster(services, tmp_path, ROSTER)

    assert counts(report) == (0, 1, 3, 0)
    (said,) = (row.summary for row in report.rows if row.outcome is RowOutcome.CHANGED and not row.changes)
    assert said == "1 項資料與個案簿相同，增列名冊為來源"
    assert counts(import_roster(services, tmp_path, ROSTER)) == (0, 0, 4, 0)


def test_a_blank_cell_takes_nothing_away(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, ROSTER)

    report = import_roster(services, tmp_path, ROSTER.replace("4,800萬元", "").replace("台中市測試路1號", ""))

    assert counts(report) == (0, 0, 4, 0)


def test_a_preview_says_what_the_import_does_and_keeps_nothing(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "roster.csv", ROSTER)
    head = log_head(services)

    preview = services.intake.preview_roster(path, ImportChoices())

    assert log_head(services) == head
    assert preview.batch is None
    imported = services.intake.import_roster(path, ImportChoices()).value
    assert [row.outcome for row in preview.rows] == [row.outcome for row in imported.rows]


def test_rejected_rows_leave_the_others_alone(services: Services, tmp_path: Path) -> None:
    report = import_roster(services, tmp_path, ROSTER.replace("105/01/04", "105/02/30"))

    assert counts(report) == (3, 0, 0, 1)
    assert len(services.casework.list_cases().lines) == 3


def test_all_or_nothing_keeps_nothing_when_a_row_is_rejected(services: Services, tmp_path: Path) -> None:
    table = ROSTER.replace("105/01/04", "105/02/30")

    report = import_roster(services, tmp_path, table, all_or_nothing=True)

    assert counts(report) == (3, 0, 0, 1)
    assert report.batch is None
    assert services.casework.list_cases().lines == ()


def test_a_number_for_a_firm_kept_without_one_is_not_merged_in_silence(
    services: Services, tmp_path: Path
) -> None:
    import_roster(services, tmp_path, ROSTER)

    report = import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 10458574 | 測試丙企業社 |")

    assert codes(report) == ["enterprise-ambiguous"]


def test_one_firm_told_two_things_by_one_file_is_sent_back(services: Services, tmp_path: Path) -> None:
    table = """
    | 統一編號 | 企業名稱 | 實收資本額 |
    | 04595257 | 測試甲股份有限公司 | 1000 |
    | 04595257 | 測試甲（更名）股份有限公司 | 2000 |
    """

    report = import_roster(services, tmp_path, table)

    assert counts(report) == (1, 0, 0, 1)
    assert codes(report) == ["duplicate-in-file"]


def test_rejected_rows_come_back_once_they_are_fixed(services: Services, tmp_path: Path) -> None:
    report = import_roster(services, tmp_path, ROSTER.replace("105/01/04", "105/02/30"))
    errors = services.intake.save_rejected(report, tmp_path / "errors.xlsx")

    again = services.intake.preview_roster(errors, ImportChoices())
    assert counts(again) == (0, 0, 0, 1)
    assert again.rows[0].issues[0].given == "105/02/30"


def test_cancelling_keeps_nothing(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "roster.csv", ROSTER)

    with pytest.raises(Cancelled):
        services.intake.import_roster(path, ImportChoices(), Watch(cancelled=lambda: True))

    assert services.casework.list_cases().lines == ()


def test_a_file_without_firms_is_refused(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "prices.csv", "| 品名 | 單價 |\n| 螺絲 | 3 |")

    with pytest.raises(DataFileError, match="找不到名冊的欄名"):
        services.intake.import_roster(path, ImportChoices())


def test_an_import_is_one_batch_with_its_counts(services: Services, tmp_path: Path) -> None:
    report = import_roster(services, tmp_path, ROSTER)

    (batch,) = services.batches.list()
    assert batch.id == report.batch
    assert (batch.new, batch.rejected, batch.file_name) == (4, 0, "roster.csv")
    assert services.maintenance.check(deep=True).problems == ()


def test_a_firm_is_never_renamed_by_a_row_that_carries_its_number(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試甲有限公司 |")
    table = "| 統一編號 | 企業名稱 | 地址 |\n| 04595257 | 測試乙有限公司 | 臺中市測試路9號 |"

    report = import_roster(services, tmp_path, table)

    assert (counts(report), codes(report)) == ((0, 0, 0, 1), ["name-differs"])
    (issue,) = report.rows[0].issues
    assert "測試甲有限公司" in issue.message
    assert "測試乙有限公司" in issue.message
    firm = services.casework.find("04595257").enterprise
    assert (firm.name, firm.address) == ("測試甲有限公司", "")


def test_a_name_that_is_refused_is_what_the_reason_quotes(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試甲有限公司 |")

    report = import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試乙有限公司 |")

    (issue,) = report.rows[0].issues
    assert (issue.column, issue.given) == ("企業名稱", "測試乙有限公司")


def test_a_row_found_by_its_name_alone_asks_for_confirmation(services: Services, tmp_path: Path) -> None:
    import_roster(
        services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試甲有限公司 |\n| | 測試乙有限公司 |"
    )
    table = "| 企業名稱 | 地址 |\n| 測試甲 | 臺中市測試路1號 |\n| 測試乙有限公司 | 臺中市測試路2號 |"

    report = import_roster(services, tmp_path, table)

    assert (counts(report), codes(report)) == ((0, 2, 0, 0), ["found-by-name"])
    (issue,) = report.rows[0].issues
    assert "依名稱視為「測試甲有限公司」（統一編號 04595257）" in issue.message
    assert issue.gravity is Gravity.WARNING


def test_an_assignment_to_come_is_kept_and_remarked_on(services: Services, tmp_path: Path) -> None:
    table = "| 統一編號 | 企業名稱 | 指派日期 |\n| 04595257 | 測試甲有限公司 | 106/03/05 |"

    first, again = (import_roster(services, tmp_path, table) for _ in range(2))

    assert (counts(first), codes(first)) == ((1, 0, 0, 0), ["date-ahead"])
    assert (counts(again), codes(again)) == ((0, 0, 1, 0), ["date-ahead"])


def test_a_row_sent_back_for_its_name_leaves_the_right_row_alone(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試甲有限公司 |")
    table = """
    | 統一編號 | 企業名稱 | 地址 |
    | 04595257 | 測試乙有限公司 | 臺中市測試路9號 |
    | 04595257 | 測試甲有限公司 | 臺中市測試路1號 |
    """

    report = import_roster(services, tmp_path, table)

    assert (counts(report), codes(report)) == ((0, 1, 0, 1), ["name-differs"])


def test_another_spelling_of_the_same_name_is_taken_over(services: Services, tmp_path: Path) -> None:
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| 04595257 | 測試台中有限公司 |")
    table = "| 統一編號 | 企業名稱 |\n| 04595257 | 測試臺中股份有限公司 |"

    report = import_roster(services, tmp_path, table)

    (change,) = report.rows[0].changes
    assert (change.before, change.after) == ("測試台中有限公司", "測試臺中股份有限公司")
    assert counts(import_roster(services, tmp_path, table)) == (0, 0, 1, 0)


def test_a_telephone_without_a_person_is_the_firms_where_it_has_none(
    services: Services, tmp_path: Path
) -> None:
    table = "| 統一編號 | 企業名稱 | 聯絡電話 |\n| 04595257 | 測試甲 | 04-23590101 |"

    import_roster(services, tmp_path, table)

    file = services.casework.open(services.casework.find("04595257").id)
    assert (file.case.enterprise.phone, file.contacts) == ("04-23590101", ())
    assert counts(import_roster(services, tmp_path, table)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("| 廠長 | 04-23590102 | a@example.com |", ("廠長", "04-23590102", "a@example.com")),
        ("| | 04-23590102 | |", ("聯絡窗口", "04-23590102", "")),
        ("| | | a@example.com |", ("聯絡窗口", "", "a@example.com")),
        ("| 廠長 | | |", ("廠長", "", "")),
    ],
)
def test_a_contact_without_a_name_is_kept(
    services: Services, tmp_path: Path, given: str, kept: tuple[str, str, str]
) -> None:
    table = f"""
    | 統一編號 | 企業名稱 | 電話 | 職稱 | 聯絡電話 | 電子郵件 |
    | 04595257 | 測試甲 | 04-23590101 {given}
    """

    import_roster(services, tmp_path, table)

    file = services.casework.open(services.casework.find("04595257").id)
    (contact,) = file.contacts
    assert (contact.name, contact.phone, contact.email) == kept
    assert file.case.enterprise.phone == "04-23590101"
    assert counts(import_roster(services, tmp_path, table)) == (0, 0, 1, 0)


def test_what_a_known_person_already_says_makes_no_nameless_contact(
    services: Services, tmp_path: Path
) -> None:
    import_roster(services, tmp_path, ROSTER)
    table = "| 統一編號 | 企業名稱 | 聯絡電話 |\n| 04595257 | 測試甲股份有限公司 | (04)2359-0101#2 |"

    import_roster(services, tmp_path, table)

    (contact,) = services.casework.open(services.casework.find("04595257").id).contacts
    assert contact.name == "窗口甲"


def test_what_a_later_roster_says_is_kept_and_what_it_leaves_blank_stays(
    services: Services, tmp_path: Path
) -> None:
    first = """
    | 統一編號 | 企業名稱 | 地址 | 電話 | 聯絡人 | 職稱 | 聯絡電話 | 專責顧問 | 指派日期 |
    | 04595257 | 測試甲 | 臺中市測試路1號 | 04-23590101 | 窗口甲 | 經理 | 04-23590102 | 測試顧問 | 105/01/04 |
    """
    later = """
    | 統一編號 | 企業名稱 | 地址 | 電話 | 聯絡人 | 職稱 | 聯絡電話 | 專責顧問 | 指派日期 |
    | 04595257 | 測試甲 | 彰化縣測試路2號 | | 窗口甲 | | 04-23590103 | 接手顧問 | 105/02/01 |
    """
    import_roster(services, tmp_path, first)

    report = import_roster(services, tmp_path, later)

    changed = {change.label: (change.before, change.after) for change in report.rows[0].changes}
    assert list(changed) == ["地址", "指派", "聯絡人", "所在縣市"]
    assert changed["地址"] == ("臺中市測試路1號", "彰化縣測試路2號")
    file = services.casework.open(services.casework.find("04595257").id)
    firm, (contact,) = file.case.enterprise, file.contacts
    assert (firm.address, firm.county, firm.phone) == ("彰化縣測試路2號", "CHA", "04-23590101")
    assert (contact.title, contact.phone) == ("經理", "04-23590103")
    assert (file.case.consultant, file.case.assigned_on) == ("接手顧問", date(2016, 2, 1))
    assert counts(import_roster(services, tmp_path, later)) == (0, 0, 1, 0)


def test_an_address_that_names_no_county_leaves_the_county(services: Services, tmp_path: Path) -> None:
    import_roster(
        services, tmp_path, "| 統一編號 | 企業名稱 | 地址 |\n| 04595257 | 測試甲 | 臺中市測試路1號 |"
    )
    import_roster(services, tmp_path, "| 統一編號 | 企業名稱 | 地址 |\n| 04595257 | 測試甲 | 測試工業區5號 |")

    firm = services.casework.find("04595257").enterprise
    assert (firm.address, firm.county) == ("測試工業區5號", "TXG")


def test_a_firm_of_two_sites_named_without_either_opens_no_third_case(
    services: Services, tmp_path: Path
) -> None:
    import_roster(
        services,
        tmp_path,
        """
    | 統一編號 | 企業名稱 | 廠別 |
    | 04595257 | 測試甲股份有限公司 | 一廠 |
    | 04595257 | 測試甲股份有限公司 | 二廠 |
    """,
    )

    report = import_roster(services, tmp_path, "| 統一編號 | 企業名稱 |\n| | 測試甲股份有限公司 |")

    assert counts(report) == (0, 0, 0, 1)
    assert codes(report) == ["enterprise-ambiguous"]
