"""``what-if`` and what ``match`` says since the assessment before."""

import hashlib

import pytest

from tests.cli.backbone import Backbone
from tests.cli.conftest import FIRM


def digest(backbone: Backbone) -> str:
    """Return the digest of the casebook file as it lies on the disk."""
    return hashlib.sha256((backbone.folder / "casebook.db").read_bytes()).hexdigest()


def test_an_assumed_fact_moves_measures_and_stores_nothing(backbone: Backbone) -> None:
    backbone.json("match", FIRM)
    before = digest(backbone), backbone.json("facts", "show", FIRM)
    found = backbone.json("what-if", FIRM, "實收資本額=1500萬")
    assert (digest(backbone), backbone.json("facts", "show", FIRM)) == before
    moved = {each["number"]: each for each in found["differences"]}
    assert {41} <= set(moved)
    change = moved[41]
    assert {"number", "name", "before", "after", "items", "reasons"} <= set(change)
    assert (change["before"], change["after"]) == ("undetermined", "not_eligible")
    assert [each["number"] for each in change["items"]] == [1, 2, 3]
    assert change["reasons"] == [
        "「實收資本額」由「48,000,000 元」（名冊・未確認）改為「15,000,000 元」（假設）。"
    ]
    assert found["facts"][0]["after"] == "15,000,000 元"
    assert sum(found["counts"].values()) == 42
    text = backbone("what-if", FIRM, "paid_in_capital=1500萬").out
    assert "第 41 項" in text
    assert "資料不足 → 不符合" in text


def test_assuming_what_is_so_moves_nothing(backbone: Backbone) -> None:
    assert backbone.json("what-if", FIRM, "employees=186")["differences"] == []
    assert "沒有任何措施" in backbone("what-if", FIRM, "employees=186").out


def test_a_fact_may_be_assumed_away(backbone: Backbone) -> None:
    backbone.json("facts", "set", FIRM, "paid_in_capital=1500萬")
    (change,) = backbone.json("what-if", FIRM, "paid_in_capital=unknown")["facts"]
    assert (change["before"], change["after"]) == ("15,000,000 元", "未知")


@pytest.mark.parametrize("word", ["nonsense=1", "backbone_holder=potential", "employees=many"])
def test_what_cannot_be_assumed_is_refused_with_a_remedy(backbone: Backbone, word: str) -> None:
    refusal = backbone.refused(1, "what-if", FIRM, word)
    assert refusal["remedy"]


def test_a_word_that_assigns_nothing_is_wrong_usage(backbone: Backbone) -> None:
    assert backbone.refused(2, "what-if", FIRM, "employees")["title"] == "「employees」不是 KEY=VALUE"


@pytest.mark.parametrize("again", ["employees=2", "員工人數=2"])
def test_a_fact_given_twice_is_wrong_usage(backbone: Backbone, again: str) -> None:
    for command in (("what-if",), ("facts", "set")):
        title = backbone.refused(2, *command, FIRM, "employees=1", again)["title"]
        assert title == f"「{again.partition('=')[0]}」重複指定"


def test_match_says_what_changed_since_the_assessment_before(backbone: Backbone) -> None:
    first = backbone.json("match", FIRM)
    assert (first["previous"], first["differences"]) == (None, [])
    backbone.json("facts", "set", FIRM, "paid_in_capital=1500萬")
    trial = backbone.json("match", FIRM, "--dry-run")
    second = backbone.json("match", FIRM)
    assert trial["previous"]["id"] == second["previous"]["id"] == first["id"]
    assert trial["differences"] == second["differences"]
    assert 41 in {each["number"] for each in second["differences"]}
    (only,) = backbone.json("match", FIRM, "--dry-run", "--measure", "41")["measures"]
    assert backbone.json("match", FIRM, "--dry-run", "--measure", "41")["differences"] == []
    assert only["number"] == 41
    assert "與前一次評估 105/03/10（105.1 年度版）相比，0 項措施不同" in backbone("match", FIRM).out


def test_match_tells_what_would_change_an_item(backbone: Backbone) -> None:
    backbone.json("facts", "set", FIRM, "paid_in_capital=1500萬", "employees=230", "is_manufacturer=yes")
    (measure,) = backbone.json("match", FIRM, "--measure", "41", "--dry-run")["measures"]
    (remedy,) = measure["items"][0]["remedies"]
    (step,) = remedy["steps"]
    assert (step["fact"], step["value"], step["distance"]) == ("paid_in_capital", 20_000_000, "5,000,000 元")
    assert {"from", "to", "threshold", "citation", "sentence"} <= set(step)
    assert "差 5,000,000 元" in backbone("match", FIRM, "--measure", "41", "--dry-run").out
    (measure,) = backbone.json("match", FIRM, "--measure", "34", "--dry-run")["measures"]
    assert measure["items"][0]["remedies"] == []
    assert "無可改變的條件" in measure["items"][0]["unchangeable"][0]
    assert "無可改變的條件" in backbone("match", FIRM, "--measure", "34", "--dry-run").out
