"""Every rule of the edition reader, each broken once: the file and the key path must be named."""

from pathlib import Path

import pytest

from tests.exchange.definition_files import EDITION, MEASURE, refusal_of, spoil, with_members

STAFF = "items[1].conditions[1]"
READINGS = "items[1].conditions[4]"
MAINLAND = f"{READINGS}.members[2].members[1]"
ROUND_1 = "items[1].window.spans[1]"

MEASURE_ERRORS: list[tuple[str, str, str, str]] = [
    # passage, what it becomes, key path, part of the sentence
    ('name = "測試措施"\n', "", "name", "缺少必填欄位"),
    ('name = "測試措施"', "name = 7", "name", "應為文字"),
    ('name = "測試措施"', 'name = " "', "name", "不可空白"),
    ('name = "測試措施"', 'name = "測試措施 "', "name", "前後不可有空白"),
    ('name = "測試措施"', 'name = "測試\\n措施"', "name", "換行"),
    ('name = "測試措施"', 'name = "測試措施\uf98a"', "name", "NFC"),
    ("number = 1\naspect", "number = 2\naspect", "number", "與檔名不符"),
    ("number = 1\naspect", "number = true\naspect", "number", "應為整數"),
    ('aspect = "technology"', 'aspect = "ip"', "aspect", "面向"),
    ('aspect = "technology"', 'aspect = "magic"', "aspect", "不是可用的代碼"),
    ("section = 1", "section = 2", "section", "沒有編號 2"),
    ("criteria_recorded = true", 'criteria_recorded = "yes"', "criteria_recorded", "true 或 false"),
    ("criteria_recorded = true", "colour = 1", "colour", "不認得的欄位"),
    ("criteria_recorded = true", "core_industries = [7]", "core_industries", "沒有編號 7"),
    ("criteria_recorded = true", "core_industries = [1]", "core_industries_basis", "須載明依據"),
    ("criteria_recorded = true", 'core_industries_basis = "x"', "core_industries_basis", "不可只有依據"),
    ('role = "organiser"', 'role = "organiser"\nmail = "x"', "contacts[1].mail", "不認得的欄位"),
    ('phones = ["(02)0000-0000"]', "phones = [7]", "contacts[1].phones[1]", "應為文字"),
    ('phones = ["(02)0000-0000"]', "items = [3]", "contacts[1].items", "沒有編號 3"),
    ('url = "http://example.invalid/"', 'url = "http://a b"', "websites[1].url", "空白"),
    ("[[notes]]", "[notes]", "notes", "表格的清單"),
    ('code = "uplift-without-cap"\n', "", "notes[1].code", "缺少必填欄位"),
    ("items = [1]\namount", "items = [9]\namount", "preferences[1].items", "沒有編號 9"),
    ("items = [1]\namount", "items = [1, 1]\namount", "preferences[1].items[2]", "重複"),
    ('amount = "10"', "amount = 10", "preferences[1].amount", "應為文字"),
    ('amount = "10"', 'amount = "ten"', "preferences[1].amount", "不是以文字書寫的數字"),
    ('effect = "uplift_percent"', 'effect = "none"', "preferences[1].effect", "不可有數字"),
    ('holder = "both"', 'holder = "not_distinguished"', "preferences[1].ask", "洽詢"),
    ('citation = "105年版 第1項 優惠"\n', "", "preferences[1].citation", "缺少必填欄位"),
]

ITEM_ERRORS: list[tuple[str, str, str, str]] = [
    ('number = 2\nname = "項目乙"', 'number = 1\nname = "項目乙"', "items[2].number", "應為 2"),
    ('number = 2\nname = "項目乙"', 'number = 3\nname = "項目乙"', "items[2].number", "應為 2"),
    ('applicants = ["firm"]\nguidance', "applicants = []\nguidance", "items[1].applicants", "由誰申請"),
    ('applicants = ["firm"]\nguidance', 'applicants = ["cat"]\nguidance', "items[1].applicants", "代碼"),
    ("guidance_systems = [9]", "guidance_systems = [12]", "items[1].guidance_systems", "沒有編號 12"),
    ("guidance_systems = [9]", 'guidance_systems = "9"', "items[1].guidance_systems", "應為清單"),
    ('guidance_basis = "推論。"\n', "", "items[1].guidance_basis", "須載明依據"),
    ("guidance_systems = [9]\n", "", "items[1].guidance_basis", "不可只有依據"),
    ('offer = "補助。"\n', "", "items[1].offer", "缺少必填欄位"),
    ("high_ntd = 2_000_000", "high_ntd = 2e6", "items[1].money[1].high_ntd", "應為整數"),
    ("high_ntd = 2_000_000", "high_ntd = -1", "items[1].money[1].high_ntd", "負數"),
    ("high_ntd = 2_000_000", 'high_percent = "50"', "items[1].money[1].kind", "以元"),
    ("high_ntd = 2_000_000", "high_ntd = 1\nlow_ntd = 2", "items[1].money[1].low_ntd", "大於上限"),
    ('kind = "grant_ceiling"', 'kind = "free"', "items[1].money[1].kind", "不可有金額"),
    (
        "high_ntd = 2_000_000",
        'high_ntd = 1\ntests = ["own_below_capital"]',
        "items[1].money[1].tests",
        "自籌款",
    ),
    ("high_ntd = 2_000_000", 'high_ntd = 1\ntests = ["larger"]', "items[1].money[1].tests", "代碼"),
    ("high_ntd = 2_000_000", 'high_ntd = 1\ndeduction = "from_loan"', "items[1].money[1].deduction", "貸款"),
    ("high_ntd = 2_000_000", 'high_ntd = 1\ndeduction = "x"', "items[1].money[1].deduction", "代碼"),
    ("high_ntd = 2_000_000", "high_ntd = 1\nwhen = 7", "items[1].money[1].when", "應為文字"),
    ("high_ntd = 2_000_000", "high_ntd = 1\nadditional = 1", "items[1].money[1].additional", "true 或 false"),
    (
        'kind = "grant_ceiling"',
        'additional = true\nkind = "grant_amount"',
        "items[1].money[1].additional",
        "補助上限",
    ),
    ('kind = "grant_ceiling"', 'kind = "subsidy_rate"', "items[1].money[1].kind", "百分比"),
    (
        'kind = "grant_ceiling"\nper = "case"\nhigh_ntd = 2_000_000',
        'kind = "subsidy_rate"\nhigh_percent = "101"',
        "items[1].money[1].high_percent",
        "大於 100",
    ),
    (
        'kind = "grant_ceiling"\nper = "case"\nhigh_ntd = 2_000_000',
        'kind = "fee"',
        "items[1].money[1].label",
        "以文字說明",
    ),
    ('citation = "105年版 第1項 經費 1"\n', "", "items[1].money[1].citation", "缺少必填欄位"),
]

WINDOW_ERRORS: list[tuple[str, str, str, str]] = [
    ('closes = "105/03/15"', 'closes = "105/01/25"', f"{ROUND_1}.closes", "早於起日"),
    ('closes = "105/03/15"', 'closes = "105/02/30"', f"{ROUND_1}.closes", "沒有這一天"),
    ('closes = "105/03/15"', 'closes = "2016-03-15"', f"{ROUND_1}.closes", "須寫成"),
    ('closes = "105/03/15"', 'closes = "108/03/15"', f"{ROUND_1}.closes", "前後一年"),
    ('opens = "105/01/26", closes = "105/03/15"', "tentative = true", ROUND_1, "起日或迄日"),
    ('opens = "105/01/26"', 'begins = "105/01/26"', f"{ROUND_1}.begins", "不認得的欄位"),
    (
        'label = "第二梯次", opens = "105/05"',
        'label = "第一梯次", opens = "105/03"',
        "items[1].window.spans[2]",
        "重疊",
    ),
    ('kind = "rounds"', 'kind = "sometimes"', "items[1].window.kind", "代碼"),
    ('kind = "rounds"', 'kind = "not_stated"', "items[1].window.spans", "不可有期間"),
    ('kind = "rounds"', 'kind = "start_only"', f"{ROUND_1}.closes", "不可有此欄位"),
    ('kind = "rounds"', 'kind = "rounds"\nflags = ["maybe"]', "items[1].window.flags", "代碼"),
    ('kind = "fixed"', 'kind = "rounds"', "items[2].window.spans", "至少須有 2 段"),
    (', closes = "105/11/30"', "", "items[2].window.spans[1].closes", "須有此欄位"),
    ('citation = "105年版 第1項 申請期間"\n', "", "items[1].window.citation", "缺少必填欄位"),
]

CONDITION_ERRORS: list[tuple[str, str, str, str]] = [
    ('fact = "employees"', 'fact = "weather"', f"{STAFF}.fact", "不是已定義的事實"),
    ('fact = "employees"', 'fact = "mainland_investor"', f"{STAFF}.comparison", "不適用"),
    ('fact = "employees"', 'fact = "certificates"', f"{STAFF}.comparison", "不適用"),
    ("low = 100", "high = 100", f"{STAFF}.low", "缺少必填欄位"),
    ("low = 100", "low = 100\nhigh = 200", f"{STAFF}.high", "不認得的欄位"),
    ("low = 100", "low = 100.5", f"{STAFF}.low", "應為整數"),
    ('low = "800"', "low = 800", "items[1].conditions[2].low", "應為文字"),
    ('low = "800"\n', "", "items[1].conditions[2].low", "缺少必填欄位"),
    ('comparison = "at_least"', 'comparison = "between"\nhigh = 9', f"{STAFF}.low", "大於上限"),
    ('comparison = "at_least"', 'comparison = "roughly"', f"{STAFF}.comparison", "代碼"),
    ('id = "staff"', 'id = "Staff"', f"{STAFF}.id", "小寫"),
    ('id = "power"', 'id = "staff"', "items[1].conditions[2].id", "重複"),
    ('id = "mainland"', 'id = "staff"', f"{MAINLAND}.id", "重複"),
    ('on = "095/01/01"', 'on = "095/01"', "items[1].conditions[3].on", "某一天"),
    ('on = "095/01/01"\n', "", "items[1].conditions[3].on", "缺少必填欄位"),
    ('role = "priority"', 'role = "vital"', "items[1].conditions[3].role", "代碼"),
    ('role = "priority"', 'role = "priority"\nimplied = true', "items[1].conditions[3].implied", "必要條件"),
    ('values = ["TPE"]', 'values = ["XXX"]', f"{READINGS}.members[1].values", "（county）的選項"),
    ('values = ["TPE"]', "values = []", f"{READINGS}.members[1].values", "缺少可比對的值"),
    ('comparison = "is_true"', 'comparison = "is_true"\nstrict = true', f"{MAINLAND}.strict", "沒有界限可言"),
    ('kind = "not"', 'kind = "nand"', f"{READINGS}.members[2].kind", "代碼"),
    ("implied = true", 'role = "information"', "items[2].conditions", "至少須有一項必要條件"),
    ('citation = "105年版 第1項 對象 1"\n', "", f"{STAFF}.citation", "缺少必填欄位"),
    ('"105年版 第1項 對象 1"', '"105年版 第2項 對象 1"', f"{STAFF}.citation", "第1項"),
    ('"105年版 第1項 對象 1"', '"104年版 第1項 對象 1"', f"{STAFF}.citation", "105年版"),
    ('"105年版 第1項 對象 1"', '"105年版 第1項"', f"{STAFF}.citation", "標題"),
]

EDITION_ERRORS: list[tuple[str, str, str, str]] = [
    ('id = "105.1"', 'id = "104.1"', "id", "105.1"),
    ('id = "105.1"', 'id = "105.0"', "id", "105.1"),
    ("measures = 1", "measures = 0", "measures", "之間"),
    ('publisher = "測試機關"\n', "", "publisher", "缺少必填欄位"),
    ("number = 1\naspect", "number = 2\naspect", "sections[1].number", "應為 1"),
    ("number = 1\ntitle", "number = 4\ntitle", "group.services[1].number", "應為 1"),
    ('person = "甲先生"\n', "", "group.contacts[1].person", "缺少必填欄位"),
    ("[group]", "[team]", "group", "缺少必填欄位"),
    ('fax = "(02)0000-0000"', "fax = 2", "group.fax", "應為文字"),
]


@pytest.mark.parametrize(
    ("right", "wrong", "path", "part"), MEASURE_ERRORS + ITEM_ERRORS + WINDOW_ERRORS + CONDITION_ERRORS
)
def test_a_wrong_measure_file_is_refused_at_its_place(
    tmp_path: Path, right: str, wrong: str, path: str, part: str
) -> None:
    problems = refusal_of(tmp_path, spoil(MEASURE, right, wrong))
    assert any(line.startswith(f"measure-01.toml: {path}") and part in line for line in problems), problems


@pytest.mark.parametrize(("right", "wrong", "path", "part"), EDITION_ERRORS)
def test_a_wrong_edition_file_is_refused_at_its_place(
    tmp_path: Path, right: str, wrong: str, path: str, part: str
) -> None:
    problems = refusal_of(tmp_path, edition=spoil(EDITION, right, wrong))
    assert any(line.startswith(f"edition.toml: {path}") and part in line for line in problems), problems


@pytest.mark.parametrize("members", ["[]", "[{ id = 'x', label = 'x' }]"])
def test_a_group_of_readings_has_at_least_two(tmp_path: Path, members: str) -> None:
    assert f"measure-01.toml: {READINGS}.members：至少須有 2 個成員。" in refusal_of(
        tmp_path, with_members(members)
    )


def test_a_negation_has_one_member(tmp_path: Path) -> None:
    problems = refusal_of(tmp_path, spoil(MEASURE, 'kind = "readings"', 'kind = "not"'))
    assert problems == [f"measure-01.toml: {READINGS}.members：「not」只可有一個成員。"]


@pytest.mark.parametrize(("levels", "refused"), [(4, False), (5, True), (60, True)])
def test_groups_do_not_nest_without_end(tmp_path: Path, levels: int, refused: bool) -> None:
    cited = 'citation = "105年版 第1項 對象"'
    leaf = f"label = '葉', comparison = 'is_true', fact = 'mainland_investor', {cited}"
    node = f"{{ id = 'deep', {leaf} }}"
    for level in range(levels):
        node = f"{{ id = 'g{level}', label = '群', kind = 'all', {cited}, members = [{node}] }}"
    problems = refusal_of(tmp_path, with_members(f"[{node}, {{ id = 'other', {leaf} }}]"))
    assert [line.partition("：")[2] for line in problems] == ["條件群組不可超過 5 層。"] * refused


def test_a_wrong_fact_raises_no_second_complaint_about_its_threshold(tmp_path: Path) -> None:
    problems = refusal_of(tmp_path, spoil(MEASURE, 'fact = "employees"', 'fact = "weather"'))
    assert problems == [f"measure-01.toml: {STAFF}.fact：「weather」不是已定義的事實。"]


def test_a_measure_needs_contacts_and_items(tmp_path: Path) -> None:
    head = MEASURE[: MEASURE.index("[[contacts]]")]
    assert refusal_of(tmp_path, head) == [
        "measure-01.toml: items：至少須有一個服務項目。",
        "measure-01.toml: contacts：至少須有一個聯絡單位。",
    ]


def test_an_edition_needs_sections(tmp_path: Path) -> None:
    problems = refusal_of(tmp_path, edition=EDITION[: EDITION.index("[[sections]]")])
    assert problems[0] == "edition.toml: sections：至少須有一個分類。"


def test_a_long_list_of_problems_is_cut_and_counted(tmp_path: Path) -> None:
    unknown = "".join(f"unknown_{place} = 1\n" for place in range(60))
    problems = refusal_of(tmp_path, unknown + MEASURE)
    assert len(problems) == 51
    assert problems[-1] == "另有 10 項問題未列出。"
