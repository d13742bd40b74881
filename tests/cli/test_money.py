"""``money`` as a person reads it, as a script reads it, and what it refuses."""

from typing import Any

import pytest

from tests.cli.backbone import Backbone

ELEVEN = ("money", "--measure", "11", "--cost", "1000萬", "--approved", "4,500,000")


def money(backbone: Backbone, *words: str) -> Any:
    return backbone.json("money", *words)


@pytest.mark.parametrize(
    "holder", ["potential", "outstanding", "both", "潛力", "卓越", "卓越中堅企業", "兩者"]
)
def test_measure_11_gives_5_000_000_by_the_50_percent_rule(empty: Backbone, holder: str) -> None:
    found = empty.json(*ELEVEN, "--holder", holder)
    assert (found["measure"], found["item"], found["kind"]) == (11, 1, "grant")
    assert (found["result"], found["cap"]) == (5_000_000, "加碼後不超過計畫總經費 50%")
    (reading,) = found["readings"]
    assert reading["lines"] == found["lines"]
    assert "4,500,000 × 120% = 5,400,000" in [each["working"] for each in found["lines"]]
    assert all(each["citation"].startswith("105年版 第11項") for each in found["lines"])


@pytest.mark.parametrize("words", [(), ("--holder", "unknown"), ("--holder", "未知")])
def test_a_status_that_is_not_given_is_read_both_ways(empty: Backbone, words: tuple[str, ...]) -> None:
    found = empty.json(*ELEVEN, *words)
    assert found["result"] == 4_500_000
    assert [(each["result"], each["certain"]) for each in found["readings"]] == [
        (4_500_000, True), (5_000_000, False),
    ]  # fmt: skip
    assert found["readings"][0]["wants"] == [{"input": "holder", "label": "中堅企業身分"}]


def test_no_status_gives_no_uplift(empty: Backbone) -> None:
    found = empty.json(*ELEVEN, "--holder", "none")
    assert [each["result"] for each in found["readings"]] == [4_500_000]


def test_measure_12_shows_both_readings_and_the_test_that_fails(empty: Backbone) -> None:
    words = ("--measure", "12", "--item", "1", "--cost", "400萬", "--approved", "200萬", "--holder", "both")
    found = money(empty, *words, "--capital", "2億")
    assert [each["result"] for each in found["readings"]] == [2_000_000, 2_200_000]
    failed = [
        [test["name"] for test in each["tests"] if test["outcome"] == "not_met"] for each in found["readings"]
    ]
    assert failed == [[], ["補助款≦自籌款"]]


def test_own_funds_above_the_capital_fail_on_the_third_term_only(empty: Backbone) -> None:
    words = ("--measure", "12", "--item", "1", "--cost", "380萬", "--approved", "190萬", "--own", "190萬")
    found = money(empty, *words, "--capital", "150萬", "--holder", "none")
    outcomes = [(each["name"], each["outcome"]) for each in found["readings"][0]["tests"]]
    assert outcomes == [("補助款≦自籌款", "met"), ("自籌款≦實收資本額", "not_met")]


def test_measure_4_names_the_ceiling_of_the_year(empty: Backbone) -> None:
    found = money(empty, "--measure", "4", "--cost", "2,400,000", "--persons", "45", "--years", "1")
    assert [each["amount"] for each in found["lines"] if each["role"] == "ceiling"] == [
        2_025_000, 1_920_000, 1_800_000,
    ]  # fmt: skip
    assert (found["result"], found["cap"]) == (1_800_000, "同年度同一訓練單位")


def test_measure_15_deducts_the_grants_given(empty: Backbone) -> None:
    found = money(empty, "--measure", "15", "--cost", "1000萬", "--grants", "200萬")
    assert [each["result"] for each in found["readings"]] == [6_400_000, 6_000_000]


def test_without_an_item_every_item_has_its_sheet_and_the_first_with_an_amount_is_on_top(
    empty: Backbone,
) -> None:
    found = money(empty, "--measure", "36", "--cost", "1200萬")
    assert [each["item"] for each in found["sheets"]] == [1, 2]
    assert (found["item"], found["result"]) == (2, 6_000_000)


@pytest.mark.parametrize("measure", range(1, 43))
def test_every_measure_answers_a_person_without_an_empty_word(empty: Backbone, measure: int) -> None:
    answer = empty("money", "--measure", str(measure), "--cost", "600萬")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"第 {measure} 項　")
    assert "None" not in answer.out


def test_a_person_reads_the_cap_the_tests_and_what_is_wanted(empty: Backbone) -> None:
    text = empty("money", "--measure", "12", "--item", "1", "--cost", "380萬", "--own", "200萬").out
    for words in (
        "最高 1,900,000 元，由「政府補助款占個案計畫總經費的上限」決定",
        "檢核　自籌款≦實收資本額　資料不足",
        "請補充：實收資本額、中堅企業身分",
        "請確認：補助款與自籌款合計 3,900,000 元",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, ("--measure", "43", "--cost", "1萬")),
        (1, ("--measure", "12", "--item", "5", "--cost", "1萬")),
        (1, ("--measure", "12", "--cost", "0")),
        (1, ("--measure", "4", "--cost", "1萬", "--persons", "999999999")),
        (2, ("--measure", "12")),
        (2, ("--cost", "1萬")),
        (2, ("--measure", "12", "--cost", "-1")),
        (2, ("--measure", "12", "--cost", "甲")),
        (2, ("--measure", "12", "--cost", "1.5")),
        (2, ("--measure", "12", "--cost", "1萬", "--persons", "0")),
        (2, ("--measure", "12", "--cost", "1萬", "--holder", "甲")),
    ],
)
def test_what_makes_no_sheet_is_refused(empty: Backbone, code: int, words: tuple[str, ...]) -> None:
    empty.refused(code, "money", *words)


def test_without_a_casebook_nothing_is_computed(nothing: Backbone) -> None:
    nothing.refused(3, *ELEVEN)
