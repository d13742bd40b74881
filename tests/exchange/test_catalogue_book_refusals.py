"""A workbook that makes no edition is refused with the cell of everything that is wrong in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from backbone_desktop.domain.edition_book import BookProblem, CatalogueBookRefused
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.catalogue_book.reader import read_catalogue_book
from backbone_desktop.exchange.catalogue_book.writer import write_catalogue_book
from tests.exchange.definition_files import read_small_edition, small_facts

Plant = Callable[[Workbook], None]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return read_small_edition(tmp_path)


def refused(folder: Path, edition: Edition, *plants: Plant) -> tuple[BookProblem, ...]:
    """Return what is said of the edition's workbook after the errors were planted in it."""
    facts, path = small_facts(folder), folder / "book.xlsx"
    write_catalogue_book(edition, facts, path)
    workbook = load_workbook(path)
    for plant in plants:
        plant(workbook)
    workbook.save(path)
    with pytest.raises(CatalogueBookRefused) as caught:
        read_catalogue_book(path, facts)
    assert caught.value.problems
    return caught.value.problems


def put(sheet: str, place: str, value: object) -> Plant:
    """Return the planting of a value into a cell."""

    def plant(workbook: Workbook) -> None:
        workbook[sheet][place].value = value

    return plant


def places(problems: tuple[BookProblem, ...]) -> list[tuple[str, int, str]]:
    return [(each.sheet, each.row, each.column) for each in problems]


FIVE = (
    put("措施", "D3", 7),
    put("申請條件", "K3", "一百"),
    put("申請期間", "K4", "105/02/30"),
    put("經費", "D3", "補助上線"),
    put("聯絡單位", "E3", None),
)


def test_five_planted_errors_are_all_named_with_sheet_row_and_column(
    tmp_path: Path, edition: Edition
) -> None:
    problems = refused(tmp_path, edition, *FIVE)
    assert places(problems) == [
        ("措施", 3, "D"), ("申請條件", 3, "K"), ("申請期間", 4, "K"), ("經費", 3, "D"), ("聯絡單位", 3, "E"),
    ]  # fmt: skip
    assert [each.header for each in problems] == ["分類編號", "下限", "迄日", "種類", "單位"]
    assert [each.given for each in problems] == ["7", "一百", "105/02/30", "補助上線", ""]
    assert "補助上限" in problems[3].message
    assert str(problems[1]) == "「申請條件」第 3 列 K「下限」欄：「一百」不是數字，例如 2.25。"


def test_control_the_workbook_without_planted_errors_is_taken(tmp_path: Path, edition: Edition) -> None:
    write_catalogue_book(edition, small_facts(tmp_path), tmp_path / "book.xlsx")
    assert read_catalogue_book(tmp_path / "book.xlsx", small_facts(tmp_path)) == edition


@pytest.mark.parametrize(
    ("plant", "place", "word"),
    [
        (put("版本", "C7", "105"), ("版本", 7, "C"), "修訂序號"),
        (put("版本", "C8", "今年"), ("版本", 8, "C"), "整數"),
        (put("版本", "C9", None), ("版本", 9, "C"), "缺少"),
        (put("版本", "A9", None), ("版本", 0, ""), "缺少「名稱」"),
        (put("版本", "A9", "roc_year"), ("版本", 9, "C"), "重複"),
        (put("措施", "B3", None), ("措施", 3, "B"), "缺少"),
        (put("措施", "A3", 2), ("措施", 3, "A"), "應為 1"),
        (put("措施", "C3", "人材"), ("措施", 3, "C"), "不在選項中"),
        (put("措施", "H3", "可"), ("措施", 3, "H"), "是或否"),
        (put("服務項目", "A4", 9), ("服務項目", 4, "A"), "沒有編號 9"),
        (put("服務項目", "A4", None), ("服務項目", 4, "A"), "缺少措施編號"),
        (put("服務項目", "B4", 3), ("服務項目", 4, "B"), "應為 2"),
        (put("服務項目", "H3", "企業、路人"), ("服務項目", 3, "H"), "路人"),
        (put("服務項目", "K3", "12"), ("服務項目", 3, "K"), "12"),
        (put("申請條件", "B3", 5), ("申請條件", 3, "B"), "第 5 個服務項目"),
        (put("申請條件", "B3", None), ("申請條件", 3, "B"), "缺少服務項目"),
        (put("申請條件", "D4", "staff"), ("申請條件", 4, "D"), "重複"),
        (put("申請條件", "E7", "either"), ("申請條件", 7, "E"), "之前沒有"),
        (put("申請條件", "E7", "staff"), ("申請條件", 7, "E"), "不是條件群組"),
        (put("申請條件", "F7", "必要"), ("申請條件", 7, "F"), "不應填寫"),
        (put("申請條件", "I3", "大於"), ("申請條件", 3, "I"), "不低於"),
        (put("申請條件", "J3", "員工"), ("申請條件", 3, "J"), "不在選項中"),
        (put("申請條件", "K3", 99.5), ("申請條件", 3, "K"), "整數"),
        (put("申請條件", "K3", None), ("申請條件", 3, "K"), "缺少"),
        (put("申請條件", "L3", 5), ("申請條件", 3, "L"), "不應填寫"),
        (put("申請條件", "N7", "火星"), ("申請條件", 7, "N"), "火星"),
        (put("申請條件", "O5", "105/01"), ("申請條件", 5, "O"), "某一天"),
        (put("申請條件", "P3", "104年版 第1項 對象"), ("申請條件", 3, "P"), "105年版 第1項"),
        (put("申請期間", "D4", "固定期間"), ("申請期間", 4, "D"), "留空"),
        (put("申請期間", "D3", "僅載明起日"), ("申請期間", 3, "K"), "不可有此欄位"),
        (put("申請期間", "A5", None), ("服務項目", 4, "B"), "申請期間"),
        (put("申請期間", "E3", "預定"), ("申請期間", 3, "E"), "不在選項中"),
        (put("經費", "H3", "二百萬"), ("經費", 3, "H"), "整數"),
        (put("經費", "G3", 3_000_000), ("經費", 3, "G"), "下限大於上限"),
        (put("經費", "J3", 50), ("經費", 3, "D"), "元"),
        (put("中堅企業優惠", "B3", "3"), ("中堅企業優惠", 3, "B"), "沒有編號 3"),
        (put("中堅企業優惠", "F3", "適用對象未區分"), ("中堅企業優惠", 3, "L"), "洽詢"),
        (put("網站", "D3", "http://a b"), ("網站", 3, "D"), "空白"),
        (put("分類", "A3", 2), ("分類", 3, "A"), "應為 1"),
        (put("服務團服務", "C3", None), ("服務團服務", 3, "C"), "缺少"),
        (put("經費", "Z3", "另記"), ("經費", 3, "Z"), "欄位代碼"),
        (put("經費", "H1", None), ("經費", 1, ""), "金額上限"),
        (put("經費", "G1", "high_ntd"), ("經費", 1, "H"), "重複"),
        (put("經費", "H3", "=1/0"), ("經費", 3, "H"), "公式"),
    ],
)
def test_each_error_is_named_at_its_cell(
    tmp_path: Path, edition: Edition, plant: Plant, place: tuple[str, int, str], word: str
) -> None:
    problems = refused(tmp_path, edition, plant)
    assert place in places(problems)
    at_place = [each for each in problems if (each.sheet, each.row, each.column) == place]
    assert any(word in each.message for each in at_place), [str(each) for each in problems]


def test_a_sheet_that_is_gone_is_named(tmp_path: Path, edition: Edition) -> None:
    problems = refused(tmp_path, edition, lambda workbook: workbook.remove(workbook["經費"]))
    assert str(problems[0]) == "「經費」：活頁簿缺少這個工作表。"


def test_a_lost_row_of_keys_is_one_problem_for_its_sheet(tmp_path: Path, edition: Edition) -> None:
    problems = refused(tmp_path, edition, lambda workbook: workbook["經費"].delete_rows(1))
    assert [each.message for each in problems if each.sheet == "經費"] == [
        "隱藏的第 1 列（欄位代碼）不見了，請由匯出的活頁簿重新編輯。"
    ]


def test_one_gap_in_the_numbers_is_one_problem(tmp_path: Path, edition: Edition) -> None:
    problems = refused(tmp_path, edition, put("服務項目", "B4", 3))
    assert [place for place in places(problems) if place[0] == "服務項目"] == [("服務項目", 4, "B")]


def test_a_cell_is_said_to_be_wrong_once(tmp_path: Path, edition: Edition) -> None:
    problems = refused(tmp_path, edition, *FIVE)
    assert len(set(places(problems))) == len(problems)


def test_the_refusal_lists_some_and_keeps_all(tmp_path: Path, edition: Edition) -> None:
    def spoil_everything(workbook: Workbook) -> None:
        for row in range(6, 70):
            workbook["網站"].append([row, "", "名稱", "http://example.invalid/"])

    problems = refused(tmp_path, edition, spoil_everything)
    assert len(problems) == 64
    told = CatalogueBookRefused("book.xlsx", problems)
    assert "另有 14 項" in told.detail
    assert len(told.problems) == 64
