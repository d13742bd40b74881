"""Imports on the command line: listed by number, taken back, done again."""

from pathlib import Path

import pytest

from tests.cli.backbone import Backbone
from tests.services.undoing import CHANGED_FIRM, FIRST, NEW_FIRM, SECOND
from tests.sheets import write_csv

UNDONE = "已復原"


@pytest.fixture
def imported(nothing: Backbone, tmp_path: Path) -> Backbone:
    """Return a casebook into which two rosters were imported."""
    nothing.json("init")
    for place, table in enumerate((FIRST, SECOND), start=1):
        nothing.json("roster", "import", write_csv(tmp_path / f"名冊{place}.csv", table))
    return nothing


def address(backbone: Backbone) -> str:
    found: str = backbone.json("case", "show", CHANGED_FIRM)["enterprise"]["address"]
    return found


def test_batches_are_numbered_from_the_first_and_listed_from_the_last(imported: Backbone) -> None:
    batches = imported.json("imports", "list")["batches"]
    assert [(each["number"], each["file_name"], each["undone"]) for each in batches] == [
        (2, "名冊2.csv", False),
        (1, "名冊1.csv", False),
    ]
    assert UNDONE not in imported("imports", "list").out


def test_a_batch_is_taken_back_done_again_and_taken_back_again(imported: Backbone) -> None:
    key = imported.json("imports", "list")["batches"][0]["id"]
    for name in ("2", key):
        done = imported.json("imports", "undo", name)
        assert (done["restored"], done["removed"], done["kept_edited"]) == (1, 1, [])
        assert done["batch"]["undone"]
        assert UNDONE in imported("imports", "list").out
        assert address(imported) == "臺中市測試路1號"
        imported.refused(1, "case", "show", NEW_FIRM)
        again = imported.json("imports", "redo", name)
        assert (again["restored"], again["removed"], again["kept_edited"]) == (2, 0, [])
        assert address(imported) == "高雄市測試路9號"
    assert imported.json("check", "--deep")["sound"]


def test_a_dry_run_tells_and_changes_nothing(imported: Backbone) -> None:
    before = (imported.folder / "casebook.db").read_bytes()
    told = imported.json("imports", "undo", "2", "--dry-run")
    assert (told["dry_run"], told["restored"], told["removed"]) == (True, 1, 1)
    assert imported("imports", "undo", "2", "--dry-run").out.startswith("將復原「名冊2.csv」")
    assert (imported.folder / "casebook.db").read_bytes() == before


def test_firms_edited_since_are_listed_with_the_reason(imported: Backbone) -> None:
    imported.json("facts", "set", NEW_FIRM, "employees=300")
    answer = imported("imports", "undo", "2")
    assert answer.code == 0
    assert "移除 0 家匯入新增的資料，還原 1 家匯入前的內容" in answer.out
    assert "原樣保留 1 家" in answer.out
    assert "測試丙股份有限公司  基本資料後來有填寫或修改" in answer.out
    assert "已重做「名冊2.csv」：1 家" in imported("imports", "redo", "2").out
    (kept,) = imported.json("imports", "undo", "2")["kept_edited"]
    assert (kept["ubn"], kept["reason"]) == (NEW_FIRM, "基本資料後來有填寫或修改")


def test_what_cannot_be_taken_back_at_all_is_refused(imported: Backbone) -> None:
    for firm in (NEW_FIRM, CHANGED_FIRM):
        imported.json("facts", "set", firm, "employees=300")
    answer = imported("imports", "undo", "2")
    assert answer.code == 1
    assert "個案簿沒有更動" in answer.out
    assert "原樣保留 2 家" in answer.out
    assert not imported.json("imports", "list")["batches"][0]["undone"]


def test_refusals_are_sentences(imported: Backbone) -> None:
    assert "找不到" in imported.refused(1, "imports", "undo", "9")["title"]
    assert "沒有復原過" in imported.refused(1, "imports", "redo", "1")["title"]
    imported.json("imports", "undo", "2")
    assert "已經復原過" in imported.refused(1, "imports", "undo", "2")["title"]
    assert imported("imports", "undo").code == 2
