"""Every rule of the reference reader, each broken once: the file and the key path must be named."""

import shutil
from pathlib import Path

import pytest

from tests.exchange.reference_files import RESOURCES, refusal_after, refusal_of

SYSTEMS, INDUSTRIES = "guidance_systems.toml", "core_industries.toml"
PRINCIPLES, AGENCIES = "principles.toml", "agencies.toml"
LEADS = "lead_times.toml"

ERRORS: list[tuple[str, str, str, str, str]] = [
    # file, passage, what it becomes, key path, part of the sentence
    (SYSTEMS, "number = 1\nname", "number = 12\nname", "systems", "number 須為 1 至 11"),
    (SYSTEMS, "page_number = 3", "page_number = 1", "systems", "page_number 須為 1 至 11"),
    (SYSTEMS, 'name = "經營管理"', 'name = "財務融通"', "systems[1].name", "重複"),
    (SYSTEMS, 'page_name = "Production Technology"\n', "", "systems[3].page_name", "網頁載有"),
    (SYSTEMS, 'known_from = "elsewhere"', 'known_from = "page"', "systems[1].page_name", "網頁載有"),
    (SYSTEMS, 'known_from = "elsewhere"', 'known_from = "hearsay"', "systems[1].known_from", "代碼"),
    (SYSTEMS, "order_proven = false", 'order_proven = "no"', "systems[1].order_proven", "true 或 false"),
    (SYSTEMS, "order_proven = false", "colour = 1", "systems[1].colour", "不認得的欄位"),
    (SYSTEMS, 'regulation = "', 'statute = "', "statute", "不認得的欄位"),
    (SYSTEMS, "page_numbers = [7]", "page_numbers = [6]", "responsible[2].page_numbers", "編號 6 重複"),
    (SYSTEMS, "page_numbers = [7]", "page_numbers = []", "responsible", "每一個編號"),
    (SYSTEMS, 'printed = ["SMEA"]', "printed = []", "responsible[1].agencies", "一一對應"),
    (INDUSTRIES, "number = 2\ncode", "number = 3\ncode", "core[2].number", "應為 2"),
    (INDUSTRIES, 'code = "defence"', 'code = "defense"', "core", "選項相同"),
    (INDUSTRIES, 'name = "資安卓越產業"', 'name = "資安產業"', "core", "選項相同"),
    (INDUSTRIES, '"109/12/10"', '"109/04/10"', "approved_on", "不可早於"),
    (INDUSTRIES, '"109/12/10"', '"109/12"', "approved_on", "某一天"),
    (INDUSTRIES, "meeting = 3730", 'meeting = "3730"', "meeting", "應為整數"),
    (INDUSTRIES, "number = 7\nname", "number = 8\nname", "innovative[7].number", "應為 7"),
    (INDUSTRIES, "added = true", "added = 1", "innovative[6].added", "true 或 false"),
    (PRINCIPLES, "amount = 150", "amount = 0", "objectives[1].amount", "大於 0"),
    (PRINCIPLES, 'qualifier = "about"', 'qualifier = "some"', "objectives[2].qualifier", "代碼"),
    (PRINCIPLES, 'code = "jobs"', 'code = "investment"', "objectives[4].code", "重複"),
    (PRINCIPLES, 'facts = ["founded_on"]', 'facts = ["age"]', "principles[2].facts", "沒有「age」"),
    (PRINCIPLES, '{ fact = "employees"', '{ fact = "managers"', "principles[1].limits[2].fact", "不在"),
    (PRINCIPLES, 'answered_by = "key', 'answered_by = "own_', "principles[3].answered_by", "不在 facts"),
    (
        PRINCIPLES,
        'denied_by = "own_brand"',
        'denied_by = "export_ratio"',
        "principles[5].denied_by",
        "是非題",
    ),
    (
        PRINCIPLES,
        '["founded_on"]',
        '["founded_on"]\ndenied_by = "founded_on"',
        "principles[2].denied_by",
        "限度",
    ),
    (LEADS, "before = 30", "before = 0", "steps[1].before", "1 至 250"),
    (LEADS, "before = 30", "before = 251", "steps[1].before", "1 至 250"),
    (LEADS, 'unit = "working"', 'unit = "weeks"', "steps[1].unit", "代碼"),
    (LEADS, 'code = "decide"', 'code = "ask"', "steps[2].code", "重複"),
    (LEADS, 'words = ["計畫書"]', "words = []", "documents[1].words", "至少須有一個詞"),
    (LEADS, "[other_document]", "[other]", "other_document", "缺少"),
    (LEADS, 'remark = "', 'note = "', "remark", "缺少"),
    (PRINCIPLES, ", strict = true", "", "principles[1].limits[1].readings[1].strict", "缺少"),
    (
        PRINCIPLES,
        'track = "elite"\nnumber = 2',
        'track = "elite"\nnumber = 3',
        "principles[2].number",
        "應為 2",
    ),
    (PRINCIPLES, 'summary = "開業已超過十年。"\n', "", "principles[2].summary", "缺少必填欄位"),
    (AGENCIES, 'successor = "經濟部產業發展署"', 'successor = "工業局"', "changes[1].successor", "相同"),
    (AGENCIES, 'aliases = ["國際貿易局"', 'aliases = ["工業局"', "changes[2].name", "另有記載"),
    (AGENCIES, 'name = "科技部"', 'name = "教育部"', "changes[10].name", "另有記載"),
    (AGENCIES, 'since = "112/09/26"', 'since = "112/09/31"', "changes[1].since", "30 天"),
    (AGENCIES, 'since = "112/09/26"\n', "", "changes[1].since", "缺少必填欄位"),
    (AGENCIES, 'successor = "環境部"', 'successor = "科技部"', "changes[11].successor", "須晚於"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "path", "part"), ERRORS)
def test_a_wrong_line_is_refused_at_its_place(
    tmp_path: Path, file: str, right: str, wrong: str, path: str, part: str
) -> None:
    lines = refusal_after(tmp_path, file, right, wrong)
    assert any(line.startswith(f"{file}: {path}：") and part in line for line in lines), lines


def test_a_track_without_principles_is_refused(tmp_path: Path) -> None:
    text = (RESOURCES / "reference" / PRINCIPLES).read_text(encoding="utf-8")
    lines = refusal_after(tmp_path, PRINCIPLES, text, text.partition('[[principles]]\ntrack = "growth"')[0])
    assert lines == [f"{PRINCIPLES}: principles：沒有「助成長」的原則。"]


def test_every_problem_of_every_file_is_listed(tmp_path: Path) -> None:
    refusal_after(tmp_path / "first", SYSTEMS, "number = 1\nname", "number = 12\nname")
    shutil.copytree(RESOURCES / "reference", tmp_path / "both")
    shutil.copy(tmp_path / "first" / SYSTEMS, tmp_path / "both" / SYSTEMS)
    (tmp_path / "both" / AGENCIES).unlink()
    lines = refusal_of(tmp_path / "both")
    assert [line.partition("：")[0] for line in lines] == [f"{SYSTEMS}: systems", AGENCIES]


def test_what_is_committed_is_accepted() -> None:
    assert refusal_of(RESOURCES / "reference") == []
