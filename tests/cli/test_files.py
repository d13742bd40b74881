"""Files on the command line: imports with their remarks, exports, backups."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.backbone import Backbone
from tests.cli.conftest import FIRM, RESPONSES, ROSTER
from tests.sheets import write_csv


def test_a_rejected_row_ends_with_1_is_explained_and_is_handed_back(empty: Backbone, tmp_path: Path) -> None:
    roster = write_csv(tmp_path / "r.csv", f"{ROSTER}| 123 | | | | | | |")
    errors = tmp_path / "退回.xlsx"
    trial = empty("roster", "import", roster, "--dry-run", "--json")
    assert (trial.code, trial.document["batch"], trial.document["dry_run"]) == (1, None, True)
    assert empty.json("cases", "list")["cases"] == []
    nothing = empty("roster", "import", roster, "--all-or-nothing", "--json")
    assert (nothing.code, nothing.document["batch"]) == (1, None)
    assert empty.json("cases", "list")["cases"] == []

    done = empty("roster", "import", roster, "--errors", errors, "--json")
    counts = {key: done.document[key] for key in ("read", "new", "changed", "unchanged", "rejected")}
    assert (done.code, counts) == (1, {"read": 4, "new": 3, "changed": 0, "unchanged": 0, "rejected": 1})
    issue = next(each for each in done.document["issues"] if each["gravity"] == "error")
    assert {"sheet", "row", "column", "code", "given", "message", "remedy"} <= set(issue)
    assert done.document["errors"] == str(errors)
    assert "123" in [
        cell for row in load_workbook(errors).worksheets[0].iter_rows(values_only=True) for cell in row
    ]
    text = empty("roster", "import", roster)
    assert (text.code, "退回 1" in text.out, issue["message"] in text.out) == (1, True, True)


def test_every_change_of_a_roster_is_told_with_old_and_new(empty: Backbone, tmp_path: Path) -> None:
    def roster(phone: str) -> Path:
        table = f"| 統一編號 | 企業名稱 | 電話 | 餐廳 |\n| 04595257 | 測試甲 | {phone} | 無 |"
        return write_csv(tmp_path / "r.csv", table)

    empty("roster", "import", roster("04-23590101"))
    changed = roster("04-23590102")
    text = empty("roster", "import", changed, "--dry-run").out
    assert "第 2 列　測試甲　電話：04-23590101 → 04-23590102" in text
    assert "未對應的欄位（不匯入）：餐廳" in text
    (row,) = empty.json("roster", "import", changed)["rows"]
    assert (row["row"], row["outcome"], row["name"]) == (2, "changed", "測試甲")
    assert row["changes"] == [
        {"label": "電話", "before": "04-23590101", "after": "04-23590102", "confirmed": False}
    ]


def test_more_changes_than_can_be_read_are_counted(empty: Backbone, tmp_path: Path) -> None:
    def roster(street: int) -> Path:
        lines = "\n".join(f"| 測試{at}號企業社 | 測試路{street}號 |" for at in range(53))
        return write_csv(tmp_path / "r.csv", f"| 企業名稱 | 地址 |\n{lines}")

    empty("roster", "import", roster(1))
    text = empty("roster", "import", roster(2), "--dry-run").out
    assert text.count("測試路1號 → 測試路2號") == 50
    assert "另有 3 項" in text


@pytest.mark.parametrize("group", ["roster", "responses"])
def test_a_file_one_may_not_read_is_refused_as_data_and_not_as_usage(
    empty: Backbone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    locked = write_csv(tmp_path / "locked.csv", ROSTER)
    opened, allowed = Path.open, os.access

    def denied(path: Path, *words: Any, **options: Any) -> Any:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return opened(path, *words, **options)

    # Whoever runs the tests may be allowed to read everything.
    monkeypatch.setattr(Path, "open", denied)
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != str(locked) and allowed(path, mode))
    assert empty.refused(1, group, "import", locked)["title"] == "檔案無法讀取"


def test_responses_tell_how_columns_were_understood_and_take_another_mapping(
    backbone: Backbone, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "again.csv", RESPONSES, "utf-8-sig")
    report = backbone.json("responses", "import", path, "--dry-run", "--form", "105.1")
    assert {each["column"]: each["question"] for each in report["mapping"]}["員工人數"] == "employees"
    assert report["unmapped"] == ["餐廳"]
    assert report["unchanged"] == 1
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        json.dumps({"mapping": [{"column": "餐廳", "question": "is_food_service", "how": ""}]})
    )
    report = backbone.json("responses", "import", path, "--mapping", mapping)
    assert (report["changed"], report["unmapped"]) == (1, [])
    fact = next(
        each for each in backbone.json("facts", "show", FIRM)["facts"] if each["key"] == "is_food_service"
    )
    assert fact["value"] == "yes"


def test_a_reworded_column_is_told_until_a_mapping_names_it_and_then_remembered(
    backbone: Backbone, tmp_path: Path
) -> None:
    backbone("responses", "import", write_csv(tmp_path / "first.csv", RESPONSES, "utf-8-sig"))
    reworded = RESPONSES.replace("員工人數", "目前僱用的員工數").replace("餐廳", "食堂")
    path = write_csv(tmp_path / "next.csv", reworded, "utf-8-sig")

    asked = backbone.json("responses", "import", path, "--dry-run")["drift"]
    told = backbone("responses", "import", path, "--dry-run").out
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"目前僱用的員工數": "employees"}), encoding="utf-8")
    backbone("responses", "import", path, "--mapping", mapping)
    after = backbone.json("responses", "import", path, "--dry-run")

    assert asked == {
        "renamed": [
            {
                "before": "員工人數",
                "column": "目前僱用的員工數",
                "question": "employees",
                "settled": False,
            }
        ],
        "new": ["食堂"],
        "missing": ["餐廳"],
    }
    assert "疑似改名" in told
    assert "--mapping" in told
    assert after["drift"] == {"renamed": [], "new": [], "missing": []}
    assert {"column": "目前僱用的員工數", "question": "employees", "how": "remembered"} in after["mapping"]


@pytest.mark.parametrize("text", ["[", "3", '{"a": 1}', '[{"column": "a"}]', '{"a": "no_such_question"}'])
def test_a_mapping_that_maps_nothing_known_is_refused(backbone: Backbone, tmp_path: Path, text: str) -> None:
    path = write_csv(tmp_path / "again.csv", RESPONSES, "utf-8-sig")
    mapping = tmp_path / "mapping.json"
    mapping.write_text(text)
    assert "欄位對應" in backbone.refused(1, "responses", "import", path, "--mapping", mapping)["title"]
    assert backbone.refused(1, "responses", "import", path, "--form", "99.1")


def test_a_file_that_is_not_there_or_cannot_be_written_is_a_sentence(
    backbone: Backbone, tmp_path: Path
) -> None:
    backbone.refused(1, "roster", "import", tmp_path / "no such.csv")
    for words in (
        ("export", "case", FIRM),
        ("export", "monthly", "--month", "105-03"),
        ("form", "write", "--enterprise", FIRM),
    ):
        backbone.refused(1, *words, "--out", tmp_path / "no such folder" / "x.xlsx")


def test_exports_say_where_they_are_and_are_the_same_twice(backbone: Backbone, tmp_path: Path) -> None:
    first = backbone.json("export", "case", FIRM, "--out", tmp_path / "a.xlsx")
    again = backbone.json("export", "case", FIRM, "--out", tmp_path / "b.xlsx")
    assert first["digest"] == again["digest"]
    monthly = backbone.json("export", "monthly", "--month", "105-03", "--out", tmp_path / "m.xlsx")
    assert (monthly["path"], monthly["rows"]) == (str(tmp_path / "m.xlsx"), 3)
    own = backbone.json(
        "export", "monthly", "--month", "105-03", "--consultant", "另一顧問", "--out", tmp_path / "o.xlsx"
    )
    assert own["rows"] == 1


def test_a_backup_is_made_listed_proven_and_put_back(backbone: Backbone) -> None:
    path = backbone.json("backup", "create")["backup"]["path"]
    assert path in [each["path"] for each in backbone.json("backup", "list")["backups"]]
    assert backbone.json("backup", "verify", path)["sound"]
    (backbone.folder / "casebook.db").unlink()
    assert backbone.json("backup", "list")["backups"]
    restored = backbone.json("backup", "restore", path)
    assert restored["previous"] is None
    assert Path(backbone.json("backup", "restore")["previous"]).is_file()
    fact = next(each for each in backbone.json("facts", "show", FIRM)["facts"] if each["key"] == "employees")
    assert fact["value"] == 186
    assert backbone.json("check")["sound"]


def test_a_damaged_backup_is_named_and_not_put_back(backbone: Backbone) -> None:
    path = Path(backbone.json("backup", "create")["backup"]["path"])
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    answer = backbone("backup", "verify", path, "--json")
    assert (answer.code, answer.document["sound"]) == (1, False)
    assert backbone.refused(1, "backup", "restore", path)["title"] == "備份無法使用"
    assert len(backbone.json("cases", "list")["cases"]) == 3
