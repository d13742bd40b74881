"""``board``, ``plan``, ``outlook``, ``screening`` and what ``ask`` knows of the checklist, from outside."""

import pytest

from tests.cli.backbone import Backbone
from tests.cli.conftest import FIRM


def test_the_board_gives_a_row_for_every_item_that_closes(empty: Backbone) -> None:
    document = empty.json("board", "--within", "14")
    assert (document["on"], document["within_days"]) == ("2016-03-10", 14)
    found = [(row["measure"], row["item"], row["closes"], row["days_left"]) for row in document["rows"]]
    assert found == [
        *((12, item, "2016-03-15", 5) for item in (1, 2, 3, 4)),
        (33, 5, "2016-03-15", 5),
        (42, 1, "2016-03-15", 5),
        (33, 4, "2016-03-18", 8),
    ]
    assert document["rows"][0] == {
        "measure": 12,
        "name": "協助傳統產業技術開發計畫(CITD)",
        "item": 1,
        "item_name": "產品開發",
        "window": "第一梯次",
        "closes": "2016-03-15",
        "days_left": 5,
    }
    lanes = document["lanes"]
    assert {row["measure"] for row in lanes["rolling"]} == {1, 6, 9, 10, 11, 13, 14}
    assert {(row["measure"], row["item"]) for row in lanes["announced"]} == {
        *((20, 1), (21, 1), (21, 2), (21, 3), (28, 1), (29, 1), (32, 5), (38, 1))
    }
    assert not any("days_left" in row for lane in lanes.values() for row in lane)


def test_the_board_in_words_groups_items_and_names_the_lanes(empty: Backbone) -> None:
    said = empty("board", "--within", "0").out
    assert "105/03/10 起 0 日內截止" in said
    assert "（沒有）" in said
    assert "隨到隨辦：" in said
    assert "產品開發、產品設計、研發聯盟、產學合作研發" in empty("board", "--within", "5").out


def test_days_that_are_no_number_are_told_that_the_day_itself_may_be_asked_for(empty: Backbone) -> None:
    refusal = empty.refused(2, "board", "--within", "-1")
    assert (refusal["title"], refusal["remedy"]) == ("--within：不是天數", "請輸入 0 以上的整數。")


@pytest.mark.parametrize(("words", "code"), [(("--within", "-1"), 2), (("--within", "367"), 1), ((), 2)])
def test_a_board_needs_a_number_of_days_within_a_year(
    empty: Backbone, words: tuple[str, ...], code: int
) -> None:
    assert empty("board", *words).code == code


def test_a_plan_counts_back_and_says_whose_estimate_it_is(empty: Backbone) -> None:
    document = empty.json("plan", "--measure", "12", "--item", "2")
    assert (document["closes"], document["window"]) == ("2016-03-15", "第一梯次")
    assert document["steps"][-1]["kind"] == "closing"
    assert all("本程式估計" in step["basis"] for step in document["steps"][:-1])
    assert empty.json("plan", "--measure", "11")["closes"] is None
    named = empty.json("plan", "--measure", "11", "--closes", "105/06/30")
    assert named["steps"][-1]["on"] == "2016-06-30"
    assert empty("plan", "--measure", "11", "--item", "2").code == 1
    assert "（已過）" in empty("plan", "--measure", "12").out


def test_warnings_of_our_own_records_stand_beside_the_match(backbone: Backbone) -> None:
    assert backbone.json("outlook", FIRM)["measures"] == []
    made = backbone.json("application", "add", FIRM, "--measure", "12", "--item", "1", "--on", "105/01/04")
    key = made["application"]["id"]
    for status in ("submitted", "reviewing", "approved", "contracted", "executing"):
        backbone.json("application", "advance", key, "--to", status, "--on", "105/01/05")
    document = backbone.json("outlook", FIRM)
    kinds = {one["kind"] for each in document["measures"] for one in each["warnings"]}
    assert kinds == {"overlap", "look_back"}
    assert document["untold_guidance"][0]["application"] == key
    assert not document["past_guidance_known"]
    assert backbone("outlook", FIRM, "--record", key).code == 1
    after = backbone.json("outlook", FIRM, "--record", key, "--complete")
    assert (after["untold_guidance"], after["past_guidance_known"]) == ([], True)
    assert backbone("outlook", FIRM, "--complete").code == 2


def test_screening_gives_both_tracks_with_every_reading(backbone: Backbone) -> None:
    document = backbone.json("screening", FIRM)
    assert [each["track"] for each in document["tracks"]] == ["elite", "growth"]
    size = document["tracks"][0]["principles"][0]
    assert (size["outcome"], len(size["readings"]), size["citation"]) == ("met", 2, "計畫英文本 4(1)")
    said = backbone("screening", FIRM).out
    assert "1. 規模適當：符合" in said
    assert "4. 研發創新：資料不足" in said
    backbone.json("facts", "set", FIRM, "employees=2000", "revenue=200億", "rd_ratio=5", "rd_employees=9")
    said = backbone("screening", FIRM).out
    assert "1. 規模適當：需洽詢" in said
    assert "4. 研發創新：由顧問判斷" in said


def test_the_first_questions_are_kept_for_the_next_visit_once(backbone: Backbone) -> None:
    before = backbone.json("ask", FIRM)
    assert not any(each["on_checklist"] for each in before["facts"])
    assert (before["checklist"], before["added"]) == ([], [])
    kept = backbone.json("ask", FIRM, "--keep")
    first = [each["fact"] for each in before["facts"][:5]]
    assert kept["added"] == first == [each["fact"] for each in kept["checklist"]]
    assert [each["on_checklist"] for each in kept["facts"][:6]] == [True] * 5 + [False]
    assert backbone.json("ask", FIRM, "--keep")["added"] == []
    assert "已列入" in backbone("ask", FIRM).out


def test_a_fact_set_by_hand_settles_its_question(backbone: Backbone) -> None:
    asked = backbone.json("ask", FIRM, "--keep")["added"][0]
    (question, *_rest) = backbone.json("ask", FIRM)["checklist"]
    assert (question["fact"], question["settled"]) == (asked, False)
    backbone.json("facts", "set", FIRM, f"{asked}={'company' if asked == 'registration_kind' else 'yes'}")
    settled = next(each for each in backbone.json("ask", FIRM)["checklist"] if each["fact"] == asked)
    assert settled["settled"]
    assert "已由顧問輸入得知" in settled["remark"]
