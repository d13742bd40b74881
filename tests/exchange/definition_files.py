"""A small fact list and edition, right in every line, that a test spoils in one place."""

from pathlib import Path

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.exchange.definitions import read_edition, read_facts

FACTS = """
[facts.registration_kind]
type = "choice"
label = "登記別"
question = "登記別為何？"
changeable = true
choices = [
  { code = "company", label = "公司登記", aliases = ["公司"] },
  { code = "business", label = "商業登記" },
]

[facts.county]
type = "choice"
label = "所在縣市"
question = "登記地址在哪一個縣市？"
choices_from = "counties"

[facts.employees]
type = "integer"
label = "員工人數"
question = "員工有幾人？"
unit = "人"

[facts.contracted_power_kw]
type = "decimal"
label = "契約容量"
question = "契約容量是多少瓩？"

[facts.founded_on]
type = "date"
label = "設立日期"
question = "何時設立？"

[facts.mainland_investor]
type = "yes_no"
label = "陸資企業"
question = "是否為陸資企業？"

[facts.certificates]
type = "certificates"
label = "證書"
question = "持有哪些證書？"

[facts.guidance_period_current]
type = "yes_no"
label = "輔導期間內"
question = "是否在輔導期間內？"
derived_from = "certificates"
"""

EDITION = """
id = "105.1"
roc_year = 105
title = "測試年度版"
publisher = "測試機關"
measures = 1

[group]
name = "測試服務團"
host = "測試中心"
programme = "測試計畫"
website = "http://example.invalid/"
address = "測試路 1 號"
fax = "(02)0000-0000"
email = "group@example.invalid"
funds_used_ntd = 1_000
objectives = ["協助一家企業。"]

[[group.contacts]]
duty = "窗口"
person = "甲先生"
phone = "(02)0000-0000"

[[group.services]]
number = 1
title = "服務"
summary = "提供服務。"

[[sections]]
number = 1
aspect = "technology"
title = "分類"
"""

MEASURE = """
number = 1
aspect = "technology"
section = 1
name = "測試措施"
summary = "測試用的措施。"
criteria_recorded = true

[[contacts]]
role = "organiser"
unit = "測試機關"
phones = ["(02)0000-0000"]

[[websites]]
title = "網站"
url = "http://example.invalid/"

[[items]]
number = 1
name = "項目甲"
kind = "輔導補助"
offer = "補助。"
audience = "企業。"
applicants = ["firm"]
guidance_systems = [9]
guidance_basis = "推論。"

[items.window]
kind = "rounds"
citation = "105年版 第1項 申請期間"
spans = [
  { label = "第一梯次", opens = "105/01/26", closes = "105/03/15" },
  { label = "第二梯次", opens = "105/05", closes = "105/06", tentative = true },
]

[[items.conditions]]
id = "staff"
label = "員工 100 人以上"
comparison = "at_least"
fact = "employees"
low = 100
citation = "105年版 第1項 對象 1"

[[items.conditions]]
id = "power"
label = "超過 800 瓩"
comparison = "at_least"
fact = "contracted_power_kw"
low = "800"
strict = true
citation = "105年版 第1項 對象 2"

[[items.conditions]]
role = "priority"
id = "old"
label = "設立已久"
comparison = "before"
fact = "founded_on"
on = "095/01/01"
citation = "105年版 第1項 對象 3"

[[items.conditions]]
id = "either-reading"
label = "兩種讀法"
kind = "readings"
citation = "105年版 第1項 對象 4"

[[items.conditions.members]]
id = "north"
label = "在臺北"
comparison = "located_in"
fact = "county"
values = ["TPE"]
citation = "105年版 第1項 對象 4"

[[items.conditions.members]]
id = "not-mainland"
label = "非陸資"
kind = "not"
citation = "105年版 第1項 對象 4"

[[items.conditions.members.members]]
id = "mainland"
label = "陸資"
comparison = "is_true"
fact = "mainland_investor"
citation = "105年版 第1項 對象 4"

[[items.money]]
kind = "grant_ceiling"
per = "case"
high_ntd = 2_000_000
citation = "105年版 第1項 經費 1"

[[items]]
number = 2
name = "項目乙"
kind = "訪視診斷"
offer = "訪視。"
audience = "企業。"
applicants = ["firm"]

[items.window]
kind = "fixed"
citation = "105年版 第1項 申請期間"
spans = [{ opens = "105/10中旬", closes = "105/11/30" }]

[[items.conditions]]
id = "registered"
label = "已登記"
comparison = "one_of"
fact = "registration_kind"
values = ["company", "business"]
implied = true
citation = "105年版 第1項 對象"

[[preferences]]
kind = "補助加碼"
effect = "uplift_percent"
holder = "both"
items = [1]
amount = "10"
citation = "105年版 第1項 優惠"
summary = "加碼。"

[[notes]]
code = "uplift-without-cap"
where = "優惠"
note = "未載明上限。"
"""


def write_facts(directory: Path, facts: str = FACTS) -> Path:
    (directory / "facts.toml").write_text(facts, encoding="utf-8")
    return directory


def small_facts(directory: Path) -> FactCatalogue:
    return read_facts(write_facts(directory))


def write_edition(directory: Path, measure: str = MEASURE, edition: str = EDITION) -> Path:
    folder = directory / "105"
    folder.mkdir(exist_ok=True)
    (folder / "edition.toml").write_text(edition, encoding="utf-8")
    (folder / "measure-01.toml").write_text(measure, encoding="utf-8")
    return folder


def read_small_edition(directory: Path, measure: str = MEASURE, edition: str = EDITION) -> Edition:
    return read_edition(write_edition(directory, measure, edition), small_facts(directory))


def refusal_of(directory: Path, measure: str = MEASURE, edition: str = EDITION) -> list[str]:
    """Return the problems the reader lists; empty when it accepts the edition."""
    try:
        read_small_edition(directory, measure, edition)
    except DataFileError as refusal:
        return refusal.detail.splitlines()
    return []


def with_members(members: str) -> str:
    """Return the measure with other members in its group of readings, as one line of TOML."""
    start, end = MEASURE.index("[[items.conditions.members]]"), MEASURE.index("[[items.money]]")
    return f"{MEASURE[:start]}members = {members}\n\n{MEASURE[end:]}"


def spoil(text: str, right: str, wrong: str) -> str:
    """Replace one passage; it must stand there, else the test would test nothing."""
    assert right in text
    return text.replace(right, wrong, 1)
