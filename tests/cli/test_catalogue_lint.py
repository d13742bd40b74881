"""``catalogue lint``: what it lists, and the code it ends with."""

from pathlib import Path
from shutil import copytree

import pytest

from backbone_desktop import paths
from tests.cli.backbone import Backbone

UPLIFT = 'code = "uplift-without-cap"'


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the resources that the program reads instead of its own."""
    copy = copytree(paths.resources_dir(), tmp_path / "resources")
    monkeypatch.setattr(paths, "resources_dir", lambda: copy)
    return copy


def test_oddities_with_a_note_are_listed_and_pass(empty: Backbone) -> None:
    document = empty.json("catalogue", "lint")
    assert document["unexplained"] == 0
    found = {(each["measure"], each["code"]): each for each in document["findings"]}
    uplift = found[12, "uplift-without-cap"]
    assert uplift["items"] == [1, 2, 3, 4]
    assert uplift["where"] == "105年版 第12項 中堅企業優惠方式 補助加碼"
    assert "未印上限" in uplift["known"]


def test_a_person_reads_the_notes_and_a_total(empty: Backbone) -> None:
    said = empty("catalogue", "lint").out
    assert "附註：(02)591-5909" in said
    assert "待查　" not in said
    assert said.splitlines()[-1].endswith("0 處待查。")


def test_an_oddity_without_a_note_ends_with_1_and_comes_first(empty: Backbone, resources: Path) -> None:
    file = resources / "catalogue" / "105" / "measure-12.toml"
    text = file.read_text(encoding="utf-8")
    assert UPLIFT in text
    file.write_text(text.replace(UPLIFT, 'code = "wrong-character"', 1), encoding="utf-8")

    answer = empty("catalogue", "lint", "--json")
    assert answer.code == 1
    open_ones = [each for each in answer.document["findings"] if each["known"] is None]
    assert [(each["measure"], each["code"]) for each in open_ones] == [(12, "uplift-without-cap")]
    assert answer.document["unexplained"] == 1

    shown = empty("catalogue", "lint")
    assert shown.code == 1
    assert shown.out.startswith("※ 待查　第 12 項（服務項目 1、2、3、4）　uplift-without-cap")
