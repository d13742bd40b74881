"""Columns find their questions by what offices and form services really call them."""

from pathlib import Path

import pytest

from backbone_desktop.exchange.mapping import ColumnFinder, ColumnMapping, find_columns
from backbone_desktop.exchange.sheets.source import open_source
from tests.exchange.forms import form
from tests.sheets import write_csv

FINDER = ColumnFinder(form(), {})


@pytest.mark.parametrize(
    ("header", "code", "how"),
    [
        ("employees", "employees", "code"),
        ("group_a/group_b/employees", "employees", "code"),
        ("員工人數", "employees", "header"),
        ("12. 員工人數（必填）*", "employees", "header"),
        ("員工人數（人）", "employees", "header"),
        ("Employees (insured average)", "employees", "header"),
        ("公司統編", "ubn", "alias"),
        ("統編：", "ubn", "alias"),
        ("基本資料/公司統編", "ubn", "alias"),
        ("貴企業最近一年平均勞工保險投保人數是多少？", "employees", "alias"),
        ("時間戳記", "answered_on", "alias"),
        ("needtechnologybudget", "need_technology_budget", "code"),
        ("\u202a統一編號\u202c", "ubn", "header"),
        ("\ufeff統一編號", "ubn", "header"),
        ("技術面/需求說明", "need_technology", "header"),
        ("以台灣為主要基地", "taiwan_based", "header"),
        ("完全無關的欄位", "", ""),
    ],
)
def test_header_finds_its_question(header: str, code: str, how: str) -> None:
    column = FINDER.find(0, header)
    assert (column.question.code if column.question else "", column.how) == (code, how)


@pytest.mark.parametrize(
    "header",
    [
        "need_branding_services=exhibition",
        "need_branding_services/exhibition",
        "need_branding_services[exhibition]",
        "品牌行銷面希望的服務 [會展服務]",
        "品牌行銷面需求/品牌行銷面希望的服務/會展服務",
        "survey/need_branding/need_branding_services/exhibition",
        "needbrandingservices[exhibition]",
    ],
)
def test_one_column_per_option_is_understood(header: str) -> None:
    column = FINDER.find(0, header)
    assert column.question is not None
    assert (column.question.code, column.option) == ("need_branding_services", "exhibition")


def test_what_a_person_chose_goes_before_everything() -> None:
    finder = ColumnFinder(form(), {"員工人數": "rd_employees", "備註": "resources_used", "電話": ""})
    found = {each: finder.find(0, each) for each in ("員工人數", "備註", "電話")}
    codes = {name: column.question.code if column.question else "" for name, column in found.items()}
    assert codes == {"員工人數": "rd_employees", "備註": "resources_used", "電話": ""}
    assert {column.how for column in found.values()} == {"remembered"}


def _mapping(tmp_path: Path, markdown: str) -> ColumnMapping | None:
    return find_columns(open_source(write_csv(tmp_path / "a.csv", markdown)).tables[0], FINDER)


def test_header_is_found_below_title_rows(tmp_path: Path) -> None:
    mapping = _mapping(
        tmp_path,
        """
        | 輔導需求問卷回覆 |          |          |
        | 製表日期105/3/1  |          |          |
        | 統一編號         | 企業名稱 | 員工人數 |
        | 04595257         | 示範甲   | 230      |
        """,
    )
    assert mapping is not None
    assert (mapping.header_row, mapping.recognised) == (3, 3)


def test_header_of_two_merged_rows_is_read_together(tmp_path: Path) -> None:
    mapping = _mapping(
        tmp_path,
        """
        | 企業     |          | 聯絡資料 |          | 員工人數 |
        | 統一編號 | 企業名稱 | 聯絡人   | 電子郵件 |          |
        | 04595257 | 示範甲   | 示範窗口 | a@b.test | 230      |
        """,
    )
    assert mapping is not None
    assert mapping.header_row == 2
    codes = [each.question.code if each.question else "" for each in mapping.columns]
    assert codes == ["ubn", "enterprise_name", "contact_name", "contact_email", "employees"]


def test_second_column_for_a_question_is_kept_unmapped(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, "| 統一編號 | 統編 | 企業名稱 |\n| 04595257 | 1 | 示範 |")
    assert mapping is not None
    assert [match.question for match in mapping.matches] == ["ubn", "", "enterprise_name"]


def test_a_surer_column_takes_the_place_of_one_before_it(tmp_path: Path) -> None:
    """Form services put who was signed in, 名稱 and Email, before what the firm answered."""
    mapping = _mapping(
        tmp_path, "| 名稱 | Email | 企業名稱 | 電子郵件 |\n| 訪客 | anonymous | 示範 | a@b.test |"
    )
    assert mapping is not None
    assert [match.question for match in mapping.matches] == ["", "", "enterprise_name", "contact_email"]
    assert [match.how for match in mapping.matches][:2] == ["twice", "twice"]


def test_a_table_without_questions_has_no_header(tmp_path: Path) -> None:
    assert _mapping(tmp_path, "| a | b |\n| 1 | 2 |") is None


@pytest.mark.parametrize("between", ["", ",,\n"])
def test_a_title_is_no_group_of_columns(tmp_path: Path, between: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"名冊,,單位：新臺幣元\n{between}統一編號,企業名稱,實收資本額\n04595257,示範甲,5\n", encoding="utf-8"
    )
    (table,) = open_source(path).tables
    mapping = find_columns(table, FINDER)
    assert mapping is not None
    assert mapping.headers == ("統一編號", "企業名稱", "實收資本額")
    assert mapping.header_row == (3 if between else 2)


def test_rows_apart_are_no_merged_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "統一編號,core_industries,\n,,\n,green_energy,defence\n04595257,是,否\n", encoding="utf-8"
    )
    (table,) = open_source(path).tables
    mapping = find_columns(table, FINDER)
    assert mapping is not None
    assert mapping.header_row == 1


def test_a_header_broken_over_lines_is_one_label(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, "| 統一編號 | 實收\\n資本額 |")
    assert mapping is not None
    assert mapping.headers == ("統一編號", "實收 資本額")
    assert mapping.recognised == 2


@pytest.mark.parametrize("char", ["[", "?", "*", "/", "a "])
def test_a_text_too_long_for_a_header_is_not_searched(char: str) -> None:
    assert FINDER.find(0, f"員工人數{char * 16_000}").question is None
