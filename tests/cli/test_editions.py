"""``catalogue``: editions listed, exported, imported and compared from the command line."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.backbone import Backbone
from tests.cli.conftest import FIRM


def exported(backbone: Backbone, folder: Path, name: str = "catalogue.xlsx") -> Path:
    path = folder / name
    backbone.json("catalogue", "export", path)
    return path


def edit(path: Path, **cells: object) -> Path:
    """Put values into cells, each named like ``措施_B14``."""
    workbook = load_workbook(path)
    for place, value in cells.items():
        sheet, _, cell = place.partition("_")
        workbook[sheet][cell].value = value
    workbook.save(path)
    return path


def test_the_list_gives_the_42_measures_with_aspect_and_section(empty: Backbone) -> None:
    measures = empty.json("catalogue", "list")["measures"]
    assert [each["number"] for each in measures] == list(range(1, 43))
    sizes = {aspect: sum(each["aspect"] == aspect for each in measures) for aspect in
             ("talent", "technology", "ip", "branding", "other")}  # fmt: skip
    assert list(sizes.values()) == [10, 5, 3, 12, 12]
    assert {each["section"] for each in measures} == set(range(1, 20))


def test_export_import_export_gives_the_same_bytes(empty: Backbone, tmp_path: Path) -> None:
    first = exported(empty, tmp_path, "1.xlsx")
    taken = empty.json("catalogue", "import", edit(first, 版本_C7="105.2"))
    assert (taken["edition"], taken["new"], taken["in_force"], taken["measures"]) == ("105.2", True, True, 42)
    second = exported(empty, tmp_path, "2.xlsx")
    again = empty.json("catalogue", "import", second)
    assert (again["new"], again["digest"]) == (False, taken["digest"])
    assert exported(empty, tmp_path, "3.xlsx").read_bytes() == second.read_bytes()


def test_five_planted_errors_end_with_1_and_are_all_told(empty: Backbone, tmp_path: Path) -> None:
    book = edit(
        exported(empty, tmp_path),
        措施_D5=99, 服務項目_F9=None, 申請期間_K4="105/02/30", 經費_E3="每隻", 聯絡單位_A7=77,
    )  # fmt: skip
    answer = empty("catalogue", "import", book, "--json")
    assert answer.code == 1
    assert set(answer.document["error"]) == {"title", "detail", "remedy"}
    told = [(each["sheet"], each["row"], each["column"]) for each in answer.document["problems"]]
    assert told == [
        ("措施", 5, "D"), ("服務項目", 9, "F"), ("申請期間", 4, "K"), ("經費", 3, "E"), ("聯絡單位", 7, "A"),
    ]  # fmt: skip
    spoken = empty("catalogue", "import", book)
    assert (spoken.code, spoken.out) == (1, "")
    assert all(f"「{sheet}」第 {row} 列 {column}" in spoken.err for sheet, row, column in told)
    assert [each["id"] for each in empty.json("catalogue", "editions")["editions"]] == ["105.1"]


def test_two_changes_are_two_lines_with_the_cases_they_touch(backbone: Backbone, tmp_path: Path) -> None:
    backbone.json("match", FIRM)
    book = edit(exported(backbone, tmp_path), 版本_C7="105.2", 措施_E14="另一種摘要。", 經費_F3="另一種說明")
    backbone.json("catalogue", "import", book)
    editions = backbone.json("catalogue", "editions")["editions"]
    assert [(each["id"], each["in_force"], each["consultant"]) for each in editions] == [
        ("105.1", False, ""), ("105.2", True, "測試顧問"),
    ]  # fmt: skip
    diff = backbone.json("catalogue", "diff", "105.1", "105.2")
    assert sorted(each["kind"] for each in diff["changes"]) == ["money", "text"]
    (text,) = [each for each in diff["changes"] if each["kind"] == "text"]
    assert (text["new_measure"], text["what"], text["after"]) == (12, "摘要", "另一種摘要。")
    assert [each["ubn"] for each in text["cases"]] == [FIRM]
    said = backbone("catalogue", "diff", "105.1", "105.2")
    assert said.out.startswith("年度版 105.1 → 105.2：2 處不同，涉及 1 件")
    assert "測試甲股份有限公司（04595257）" in said.out
    assert "內容相同" in backbone("catalogue", "diff", "105.2", "105.2").out


def test_what_is_no_edition_is_refused(empty: Backbone, tmp_path: Path) -> None:
    assert "105.1" in empty.refused(1, "catalogue", "diff", "105.1", "107.1")["detail"]
    assert "存在" in empty.refused(1, "catalogue", "import", tmp_path / "none.xlsx")["detail"]
    assert ".xlsx" in empty.refused(2, "catalogue", "export", tmp_path / "x.csv")["title"]
    empty.refused(2, "catalogue", "diff", "105.1")
    book = edit(exported(empty, tmp_path), 措施_E14="另一種摘要。")
    assert "105.2" in empty.refused(1, "catalogue", "import", book)["remedy"]


def test_a_missing_casebook_ends_with_3(nothing: Backbone, tmp_path: Path) -> None:
    for words in (("export", tmp_path / "x.xlsx"), ("import", tmp_path / "x.xlsx"), ("editions",)):
        nothing.refused(3, "catalogue", *words)
