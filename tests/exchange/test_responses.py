"""One row per response, as offices and form services send it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from openpyxl import Workbook

from backbone_desktop.domain.errors import Cancelled, DataFileError
from backbone_desktop.domain.intake import Gravity
from backbone_desktop.exchange.responses import ParsedResponse, read_responses
from backbone_desktop.exchange.sheets.source import open_source
from tests.exchange.forms import WholeFile, form, whole
from tests.sheets import write_csv, write_xlsx

TABLE = r"""
| 時間戳記               | 公司統編 | 公司名稱 | 廠別 | 員工人數 | 實收資本額（元） | 外銷比例 | 是否為製造業 | 品牌行銷面希望的服務 | 品牌行銷面需求說明         | 備註   |
|------------------------|----------|----------|------|----------|------------------|----------|--------------|----------------------|----------------------------|--------|
| 2016/2/5 下午 3:04:05  | 04595257 | 示範甲   | 二廠 | 1,230    | 4,800萬元        | 70%      | 是           | 會展服務、行銷推廣   | =HYPERLINK("http://x","y") | 急     |
| 105/2/6                | 4595252  | 示範乙   |      | 未知     |                  |          | 不清楚       |                      |                            |        |
"""  # noqa: E501 - a table is read across


def _read(path: Path, mapping: dict[str, str] | None = None) -> WholeFile[ParsedResponse]:
    return whole(read_responses(open_source(path), form(), mapping))


@pytest.mark.parametrize(
    "write",
    [
        partial(write_csv, encoding="cp950"),
        partial(write_csv, encoding="utf-8"),
        partial(write_csv, encoding="utf-8-sig"),
        partial(write_csv, encoding="utf-16", delimiter="\t"),
        write_xlsx,
        partial(write_xlsx, above=["輔導需求問卷", "製表：示範單位"]),
    ],
)
def test_every_kind_of_file_gives_the_same_typed_answers(
    tmp_path: Path, write: Callable[[Path, str], Path]
) -> None:
    suffix = "xlsx" if "xlsx" in str(write) else "csv"
    first = _read(write(tmp_path / f"a.{suffix}", TABLE)).rows[0]
    assert (first.ubn, first.name, first.site) == ("04595257", "示範甲", "二廠")
    assert first.answered_on == dt.date(2016, 2, 5)
    assert dict(first.answers) == {
        "answered_on": dt.date(2016, 2, 5),
        "ubn": "04595257",
        "enterprise_name": "示範甲",
        "site": "二廠",
        "employees": 1230,
        "paid_in_capital": 48_000_000,
        "export_ratio": Decimal(70),
        "is_manufacturer": True,
        "need_branding_services": ("promotion", "exhibition"),
        "need_branding": '=HYPERLINK("http://x","y")',
    }
    assert first.unmapped == {"備註": "急"}
    assert not first.rejected


def test_unknown_is_an_answer_and_blank_is_none(tmp_path: Path) -> None:
    second = _read(write_csv(tmp_path / "a.csv", TABLE)).rows[1]
    assert second.answers["employees"] is None
    assert second.answers["is_manufacturer"] is None
    assert "paid_in_capital" not in second.answers


def test_short_ubn_is_padded_and_flagged(tmp_path: Path) -> None:
    second = _read(write_csv(tmp_path / "a.csv", TABLE)).rows[1]
    assert second.ubn == "04595252"
    issue = next(each for each in second.issues if each.column == "公司統編")
    assert (issue.row, issue.given, issue.gravity) == (3, "4595252", Gravity.WARNING)


@pytest.mark.parametrize(
    ("header", "cell", "code", "told"),
    [
        ("核准設立日期", "42491", "date-serial", "105/05/01"),
        ("統一編號", "12A", "not-readable", "12A"),
        ("企業名稱", "甲" * 201, "name-too-long", "201"),
    ],
)
def test_cell_that_would_need_a_guess_rejects_its_row_with_the_place(
    tmp_path: Path, header: str, cell: str, code: str, told: str
) -> None:
    response = _one(tmp_path, header, cell)
    assert response.rejected
    (issue,) = response.issues
    assert (issue.row, issue.column, issue.code, issue.given) == (2, header, code, cell)
    assert told in issue.message
    assert issue.remedy


def _one(tmp_path: Path, header: str, cell: str) -> ParsedResponse:
    name = "企業名稱" if header == "統一編號" else "統一編號"
    value = "示範甲" if header == "統一編號" else "04595257"
    (response,) = _read(write_csv(tmp_path / "a.csv", f"| {name} | {header} |\n| {value} | {cell} |")).rows
    return response


@pytest.mark.parametrize(
    ("header", "cell", "code", "told"),
    [
        ("核准設立日期", "104/2/29", "not-readable", "28 天"),
        ("員工人數", "三百多人", "not-readable", "三百多人"),
        ("登記別", "社團", "not-readable", "社團"),
        ("技術面預算", "20~30萬元", "money-range", "「20~30萬元」是金額範圍，請填單一金額。"),
    ],
)
def test_an_unreadable_answer_is_kept_as_it_stands_and_its_row_is_taken(
    tmp_path: Path, header: str, cell: str, code: str, told: str
) -> None:
    response = _one(tmp_path, header, cell)

    assert not response.rejected
    assert response.answers == {"ubn": "04595257"}
    assert response.unmapped[header] == cell
    (issue,) = response.issues
    assert (issue.row, issue.column, issue.code, issue.given) == (2, header, code, cell)
    assert issue.gravity is Gravity.WARNING
    assert told in issue.message
    assert "這一格未匯入" in issue.message
    assert issue.remedy


@pytest.mark.parametrize("cell", ["-", "－", "—", "N/A", "na", "不詳", "無資料"])
@pytest.mark.parametrize("header", ["員工人數", "核准設立日期", "製造業", "聯絡人", "技術面預算", "專利"])
def test_what_offices_write_into_an_empty_cell_is_no_answer(tmp_path: Path, header: str, cell: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"統一編號,{header}\n04595257,{cell}\n", encoding="utf-8")
    (response,) = _read(path).rows
    assert response.answers == {"ubn": "04595257"}
    assert response.issues == ()


def test_none_is_still_an_answer_to_a_question_for_a_list(tmp_path: Path) -> None:
    assert _one(tmp_path, "專利", "無").answers["patents"] == ()


def test_a_broken_name_is_put_on_one_line_and_said(tmp_path: Path) -> None:
    response = _one(tmp_path, "企業名稱", "示範甲\\n股份有限公司")
    assert response.name == "示範甲股份有限公司"
    (issue,) = response.issues
    assert (issue.code, issue.gravity) == ("to-confirm", Gravity.WARNING)
    assert "示範甲股份有限公司" in issue.message


def test_what_is_to_be_confirmed_is_asked_once(tmp_path: Path) -> None:
    (issue,) = _one(tmp_path, "統一編號", "4595257").issues
    assert f"{issue.message}{issue.remedy}".count("確認") == 1


def test_a_row_of_sums_is_told_from_a_firm(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", "| 企業名稱 | 員工人數 |\n| 示範甲 | 5 |\n| 合計： | 5 |")
    firm, total = _read(path).rows
    assert not firm.rejected
    assert [each.code for each in total.issues] == ["total-row"]
    assert "合計列" in total.issues[0].message


def test_a_file_of_headers_alone_is_said_to_be_one(tmp_path: Path) -> None:
    parsed = _read(write_csv(tmp_path / "a.csv", "| 統一編號 | 企業名稱 |"))
    assert parsed.rows == ()
    (issue,) = parsed.issues
    assert (issue.code, issue.message) == ("no-rows", "只讀到標題，沒有資料列。")


@pytest.mark.parametrize(("cell", "code"), [("貸款", "loan"), ("補助", "grant")])
def test_services_are_known_by_their_short_names(tmp_path: Path, cell: str, code: str) -> None:
    assert _one(tmp_path, "技術面希望的服務", cell).answers["need_technology_services"] == (code,)


def test_national_id_is_masked_everywhere_and_reported(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        "| 統一編號 | 企業名稱 | 聯絡人 | 備註 |\n| 04595257 | 示範甲 | 示範窗口A123456789 | A123456789 |",
    )
    response = _read(path).rows[0]
    assert response.answers["contact_name"] == "示範窗口A1*******9"
    assert response.unmapped == {"備註": "A1*******9"}
    assert [(each.code, each.column) for each in response.issues] == [
        ("national-id", "聯絡人"),
        ("national-id", "備註"),
    ]
    assert "A123456789" not in str(response.issues)


def test_row_without_any_name_for_its_firm_is_rejected(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", "| 統一編號 | 企業名稱 | 員工人數 |\n| | | 5 |\n| 04595257 | | 6 |")
    first, second = _read(path).rows
    assert [each.code for each in first.issues] == ["no-enterprise"]
    assert not second.rejected


def test_options_in_columns_of_their_own_are_put_together(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        """
        | 統一編號 | core_industries/green_energy | core_industries/defence |
        | 04595257 | 1 | 0 |
        | 04595257 | 0 | 0 |
        | 04595257 |   |   |
        """,
    )
    answers = [each.answers.get("core_industries", "blank") for each in _read(path).rows]
    assert answers == [("green_energy",), (), "blank"]


def test_a_remembered_column_is_read_as_chosen(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", "| 統一編號 | 企業名稱 | 全廠人力 |\n| 04595257 | 示範甲 | 88 |")
    assert [each.column for each in _read(path).columns if not each.question] == ["全廠人力"]
    parsed = _read(path, {"全廠人力": "employees"})
    assert parsed.rows[0].answers["employees"] == 88
    assert parsed.columns[-1].how == "remembered"


def test_formula_without_value_rejects_its_row(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["統一編號", "企業名稱", "員工人數"])
    sheet.append(["04595257", "示範甲", "=1+1"])
    workbook.save(tmp_path / "a.xlsx")
    (issue,) = _read(tmp_path / "a.xlsx").rows[0].issues
    assert (issue.row, issue.column, issue.code) == (2, "員工人數", "formula-without-value")


def test_share_kept_by_excel_as_a_fraction_is_read_and_said(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["統一編號", "企業名稱", "外銷比率"])
    workbook.worksheets[0].append(["04595257", "示範甲", 0.35])
    workbook.save(tmp_path / "a.xlsx")
    response = _read(tmp_path / "a.xlsx").rows[0]
    assert response.answers["export_ratio"] == Decimal(35)
    assert [each.gravity for each in response.issues] == [Gravity.WARNING]


@pytest.mark.parametrize("share", [120, Decimal("100.5"), "120%", "百分之一百零一", -5, "-5%"])
def test_a_share_beyond_the_whole_is_left_out_with_a_remark(
    tmp_path: Path, share: int | Decimal | str
) -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["統一編號", "企業名稱", "外銷比率", "研發投入比率"])
    workbook.worksheets[0].append(["04595257", "示範甲", share, 120])
    workbook.save(tmp_path / "a.xlsx")
    response = _read(tmp_path / "a.xlsx").rows[0]
    assert not response.rejected
    assert "export_ratio" not in response.answers
    assert response.answers["rd_ratio"] == Decimal(120)
    (issue,) = response.issues
    assert (issue.column, issue.code, issue.gravity) == ("外銷比率", "not-readable", Gravity.WARNING)
    assert "「外銷比率」不能" in issue.message
    assert "這一格未匯入" in issue.message


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="找不到問卷的欄名"):
        _read(write_csv(tmp_path / "a.csv", "| 品名 | 單價 |\n| 甲 | 5 |"))


def test_reading_rows_stops_on_request(tmp_path: Path) -> None:
    source = open_source(write_csv(tmp_path / "a.csv", TABLE))
    with pytest.raises(Cancelled):
        whole(read_responses(source, form(), cancelled=lambda: True))


HEADER = "統一編號,企業名稱,員工人數,設立日期,外銷比例\n"


@pytest.mark.parametrize(
    "row",
    [
        '="04595257",示範,"1,230",75/06/01,70%',
        "'04595257,示範,'1230,'75/06/01,'70%",
        "\u200b04595257\ufeff,\u202a示範\u202c,\u200b1230,\u200e75/06/01,70%\u200f",
        "０４５９５２５７,示範,１，２３０,７５／６／１,７０％",
    ],
)
def test_marks_around_a_value_are_no_part_of_it(tmp_path: Path, row: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + row + "\n", encoding="utf-8")
    (response,) = _read(path).rows
    assert dict(response.answers) == {
        "ubn": "04595257",
        "enterprise_name": "示範",
        "employees": 1230,
        "founded_on": dt.date(1986, 6, 1),
        "export_ratio": Decimal(70),
    }


def test_a_header_said_again_is_no_firm(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "04595257,示範,1,,\n" + HEADER + "10458575,示範乙,2,,\n", encoding="utf-8")
    first, again, second = _read(path).rows
    assert [issue.code for issue in again.issues] == ["header-again"]
    assert (first.rejected, again.rejected, second.rejected) == (False, True, False)


def test_codes_and_ticks_of_one_question_agree(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "ubn,q/need_ip_services,q/need_ip_services/grant,q/need_ip_services/training\n"
        "04595257,training grant,1,1\n10458575,,0,0\n04595252,,,\n",
        encoding="utf-8",
    )
    both, none, blank = _read(path).rows
    assert both.answers["need_ip_services"] == ("grant", "training")
    assert none.answers["need_ip_services"] == ()
    assert "need_ip_services" not in blank.answers
    assert not both.issues
