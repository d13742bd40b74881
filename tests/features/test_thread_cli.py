"""The thread of the work on the command line: from a roster to the Centre's workbooks."""

import csv
from itertools import islice
from pathlib import Path

import pytest
from openpyxl import load_workbook

from backbone_desktop.domain.identifiers import UbnRule, check_ubn
from backbone_desktop.exchange import form_layout
from tests.cli.backbone import Backbone

FIRMS = 500
HEADERS = ("統一編號", "企業名稱", "地址", "電話", "聯絡人", "聯絡電話", "專責顧問", "指派日期")
FORMULA = '=HYPERLINK("http://x","y")'
ENTERED = {
    "employees": "186",
    "registration_kind": "公司登記",
    "is_manufacturer": "是",
    "factory_registration": "是",
    "contracted_power_kw": "1,200",
    "paid_in_capital": "4,800萬元",
    "need_technology": FORMULA,
    "need_technology_urgency": "急",
}


def valid_ubns() -> list[str]:
    numbers = (f"{number:08d}" for number in range(4_500_000, 5_000_000))
    return list(islice((each for each in numbers if check_ubn(each).rule is not UbnRule.NEITHER), FIRMS))


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Return a CP950 file of 500 invented firms under zh-TW headers."""
    path = tmp_path / "指派名冊.csv"
    with path.open("w", encoding="cp950", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for place, ubn in enumerate(valid_ubns(), start=1):
            name, phone = f"測試第{place}股份有限公司", f"(04)2359-{place:04d}"
            mobile = f"0912-{place // 1000:03d}-{place % 1000:03d}"
            writer.writerow(
                (ubn, name, f"臺中市測試路{place}號", phone, "測試窗口", mobile, "測試顧問", "105/03/01")
            )
    return path


@pytest.fixture
def backbone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Backbone:
    """Return ``backbone`` on a new casebook."""
    called = Backbone(tmp_path / "casebook", capsys)
    called.json("init")
    return called


def fill_in(path: Path) -> None:
    """Type the answers into a questionnaire as a firm does in its spreadsheet program."""
    workbook = load_workbook(path)
    sheet = workbook[form_layout.FORM_SHEET]
    left = dict(ENTERED)
    for row in range(1, sheet.max_row + 1):
        code = str(sheet.cell(row, form_layout.CODE_COLUMN).value)
        if code in left:
            cell = sheet.cell(row, form_layout.ENTRY_COLUMN)
            cell.value = left.pop(code)
            cell.data_type = "s"
    assert left == {}, "the form lacks these questions"
    workbook.save(path)


def text_cells(path: Path) -> set[str]:
    """Return the text of every cell kept as text; a formula anywhere fails."""
    cells = [cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    return {str(cell.value) for cell in cells if cell.data_type == "s"}


def outcome(report: dict[str, int]) -> tuple[int, int, int, int, int]:
    return report["read"], report["new"], report["changed"], report["unchanged"], report["rejected"]


def test_from_a_roster_to_the_workbooks_of_the_centre(
    backbone: Backbone, roster: Path, tmp_path: Path
) -> None:
    report = backbone.json("roster", "import", roster)
    assert outcome(report) == (FIRMS, FIRMS, 0, 0, 0)
    assert (report["encoding"], report["encoding_guessed"]) == ("cp950", True)
    assert len(backbone.json("cases", "list")["cases"]) == FIRMS
    firm = valid_ubns()[41]

    form = tmp_path / "問卷.xlsx"
    assert backbone.json("form", "write", "--enterprise", firm, "--out", form)["path"] == str(form)
    fill_in(form)
    answered = backbone.json("responses", "import", form)
    assert outcome(answered) == (1, 1, 0, 0, 0)
    facts = {each["key"]: each["value"] for each in backbone.json("facts", "show", firm)["facts"]}
    assert (facts["employees"], facts["paid_in_capital"], facts["is_manufacturer"]) == (
        186,
        48_000_000,
        "yes",
    )

    matched = backbone.json("match", firm)
    visit = next(each for each in matched["measures"] if each["number"] == 33)["items"][0]
    assert visit["verdict"] == "eligible"
    backbone.json("visit", "add", firm, "--on", "105/03/09", "--visitor", "測試顧問", "--summary", "看了產線")
    backbone.json(
        *("followup", "add", firm, "--on", "105/03/10", "--channel", "phone"),
        *("--text", FORMULA, "--next", "105/03/20"),
    )

    summary, monthly = tmp_path / "個案摘要.xlsx", tmp_path / "追蹤月報.xlsx"
    backbone.json("export", "case", firm, "--out", summary)
    exported = backbone.json("export", "monthly", "--month", "105-03", "--out", monthly)
    assert exported["rows"] == FIRMS
    assert {firm, "(04)2359-0042", "0912-000-042", FORMULA} <= text_cells(summary)
    assert {*valid_ubns(), FORMULA} <= text_cells(monthly)
    assert backbone.json("check", "--deep")["sound"]


def test_the_same_files_a_second_time_change_nothing(
    backbone: Backbone, roster: Path, tmp_path: Path
) -> None:
    form = tmp_path / "問卷.xlsx"
    backbone.json("roster", "import", roster)
    backbone.json("form", "write", "--enterprise", valid_ubns()[0], "--out", form)
    fill_in(form)
    backbone.json("responses", "import", form)
    batches = backbone.json("imports", "list")

    assert outcome(backbone.json("roster", "import", roster)) == (FIRMS, 0, 0, FIRMS, 0)
    assert outcome(backbone.json("responses", "import", form)) == (1, 0, 0, 1, 0)
    assert backbone.json("imports", "list") == batches


def test_a_firm_of_which_nothing_is_known_is_neither_fit_nor_excluded(
    backbone: Backbone, tmp_path: Path
) -> None:
    roster = tmp_path / "r.csv"
    roster.write_text("統一編號,企業名稱\n,測試無資料股份有限公司\n", encoding="utf-8-sig")
    backbone.json("roster", "import", roster)
    document = backbone.json("match", "測試無資料股份有限公司")
    assert document["counts"] == {"eligible": 0, "undetermined": 42, "not_eligible": 0}
    assert len(document["measures"]) == 42
    unexplained = [
        each["number"]
        for each in document["measures"]
        if not each["missing_facts"] and not any("條件尚未建檔" in reason for reason in each["reasons"])
    ]
    assert unexplained == []
