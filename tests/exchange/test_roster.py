"""Rosters as they are handed out."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.facts import Certificate
from backbone_desktop.exchange.roster import ParsedRosterRow, read_roster
from backbone_desktop.exchange.sheets.source import open_source
from tests.exchange.forms import WholeFile, roster_form, whole
from tests.sheets import write_csv, write_xlsx

TABLE = """
| 統編     | 公司名稱       | 廠別 | 地址             | 電話         | 聯絡人   | 職稱 | 手機       | Email    | 中堅身分 | 證書字號    | 有效起迄            | 輔導期間起 | 輔導期間迄 | 專責顧問 | 指派日期 | 實收資本額 | 員工人數 | 所在縣市 | 備註 |
|----------|----------------|------|------------------|--------------|----------|------|------------|----------|----------|-------------|---------------------|------------|------------|----------|----------|------------|----------|----------|------|
| 04595257 | 示範甲精密公司 | 二廠 | 臺中市示範路1號  | 04-23456789  | 示範窗口 | 經理 | 0912345678 | a@b.test | 潛力     | 示字第001號 | 104/1/1～106/12/31 | 104.1.1    | 1061231    | 示範顧問 | 105.1.5  | 4,800萬元  | 230      | 台中市   | x    |
|          | 示範乙企業社   |      |                  |              |          |      |            |          |          |             |                     |            |            |          |          |            |          |          |      |
"""  # noqa: E501 - a table is read across


def _read(path: Path) -> WholeFile[ParsedRosterRow]:
    return whole(read_roster(open_source(path), roster_form()))


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_roster_row_is_read_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    first, second = _read(write_xlsx(path, TABLE) if suffix == "xlsx" else write_csv(path, TABLE)).rows
    assert (first.ubn, first.name, first.site) == ("04595257", "示範甲精密公司", "二廠")
    assert (first.phone, first.contact_phone) == ("04-23456789", "0912345678")
    assert (first.consultant, first.assigned_on) == ("示範顧問", dt.date(2016, 1, 5))
    assert dict(first.facts) == {
        "paid_in_capital": 48_000_000,
        "employees": 230,
        "county": first.facts["county"],
        "certificates": (
            Certificate(
                "potential",
                "示字第001號",
                dt.date(2015, 1, 1),
                dt.date(2017, 12, 31),
                dt.date(2015, 1, 1),
                dt.date(2017, 12, 31),
            ),
        ),
    }
    assert first.issues == ()
    assert (second.ubn, second.rejected, dict(second.facts)) == ("", False, {})


def test_same_enterprise_twice_and_a_row_without_name_are_rejected(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        """
        | 統一編號 | 企業名稱 | 廠別 |
        | 04595257 | 示範甲股份有限公司 | |
        | 04595257 | 示範甲（股）公司 | |
        | 04595257 | 示範甲股份有限公司 | 二廠 |
        | 10458575 | | |
        """,
    )
    rows = _read(path).rows
    assert [[each.code for each in row.issues] for row in rows] == [[], ["same-enterprise"], [], ["no-name"]]
    assert "第 2 列" in rows[1].issues[0].message


def test_a_list_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="找不到名冊的欄名"):
        _read(write_csv(tmp_path / "a.csv", "| 品名 | 單價 |\n| 甲 | 5 |"))


@pytest.mark.slow("reads ten thousand rows")
def test_ten_thousand_rows_of_cp950_keep_every_zero(tmp_path: Path) -> None:
    path = tmp_path / "名冊.csv"
    with path.open("w", encoding="cp950", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["統一編號", "企業名稱", "電話", "員工人數"])
        writer.writerows([f"{n:08d}", f"示範{n}公司", "(02)2754-1255", n] for n in range(10_000))
    rows = _read(path).rows
    assert [row.ubn for row in rows] == [f"{n:08d}" for n in range(10_000)]
    assert rows[-1].row == 10_001


@pytest.mark.parametrize(
    ("header", "cell", "stops"),
    [
        ("指派日期", "105/02/30", True),
        ("有效起日", "下月", True),
        ("有效期間", "近三年", True),
        ("證書2輔導迄日", "105/02/30", True),
        ("實收資本額", "很多", False),
        ("員工人數", "三百多人", False),
        ("核准設立日期", "42444", True),
    ],
)
def test_only_what_a_case_cannot_do_without_sends_a_row_back(
    tmp_path: Path, header: str, cell: str, stops: bool
) -> None:
    table = f"| 統一編號 | 企業名稱 | {header} |\n| 04595257 | 示範甲 | {cell} |"
    (row,) = _read(write_csv(tmp_path / "a.csv", table)).rows
    (issue,) = row.issues
    assert (row.rejected, issue.column, issue.given) == (stops, header, cell)


def test_a_row_of_sums_and_a_file_of_headers_alone_are_said_to_be_so(tmp_path: Path) -> None:
    total = _read(write_csv(tmp_path / "a.csv", "| 統一編號 | 企業名稱 | 員工人數 |\n| 合計 | | 5 |")).rows[0]
    assert [each.code for each in total.issues] == ["total-row"]
    empty = _read(write_csv(tmp_path / "b.csv", "| 統一編號 | 企業名稱 |"))
    assert [each.code for each in empty.issues] == ["no-rows"]


def test_a_national_id_in_a_column_nobody_claims_is_reported(tmp_path: Path) -> None:
    table = "| 統一編號 | 企業名稱 | 負責人證號 |\n| 04595257 | 示範甲 | A123456789 |"
    (row,) = _read(write_csv(tmp_path / "a.csv", table)).rows
    assert [(each.code, each.column, each.given) for each in row.issues] == [
        ("national-id", "負責人證號", "A1*******9")
    ]


def test_the_kind_of_certificate_is_found_by_its_office_name(tmp_path: Path) -> None:
    table = "| 統一編號 | 企業名稱 | 身分別 |\n| 04595257 | 示範甲 | 卓越中堅企業 |"
    (row,) = _read(write_csv(tmp_path / "a.csv", table)).rows
    assert row.facts["certificates"] == (Certificate("outstanding", ""),)
