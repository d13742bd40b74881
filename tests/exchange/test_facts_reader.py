from pathlib import Path

import pytest

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.facts import FactType
from backbone_desktop.exchange.definitions import read_facts
from tests.exchange.definition_files import FACTS, small_facts, spoil, write_facts

FACT_ERRORS: list[tuple[str, str, str, str]] = [
    # passage, what it becomes, key path, part of the sentence
    ('label = "員工人數"\n', "", "facts.employees.label", "缺少必填欄位"),
    ('question = "員工有幾人？"', "question = 1", "facts.employees.question", "應為文字"),
    ('type = "integer"', 'type = "number"', "facts.employees.type", "不是可用的代碼"),
    ('type = "integer"', 'type = "choice"', "facts.employees.choices", "選項"),
    (
        'unit = "人"',
        'unit = "人"\nchoices = [{ code = "a", label = "甲" }]',
        "facts.employees.choices",
        "選項",
    ),
    ('unit = "人"', 'unit = "人"\nmeasure = "head"', "facts.employees.measure", "不認得的欄位"),
    ('unit = "人"', 'unit = "人"\nshare_of_whole = true', "facts.employees.share_of_whole", "percent"),
    ('unit = "人"', 'unit = "人"\npast = true', "facts.employees.past", "date"),
    ("[facts.employees]", "[facts.Employees]", "facts.Employees", "小寫"),
    ('label = "員工人數"', 'label = "登記別"', "facts", "兩個以上"),
    ("changeable = true", "changeable = 1", "facts.registration_kind.changeable", "true 或 false"),
    ('code = "business"', 'code = "company"', "facts.registration_kind.choices", "「company」重複"),
    ('code = "business"', 'code = "Business"', "facts.registration_kind.choices[2].code", "小寫"),
    ('label = "商業登記"', 'label = "公司"', "facts.registration_kind.choices", "「公司」重複"),
    ('aliases = ["公司"]', 'aliases = "公司"', "facts.registration_kind.choices[1].aliases", "應為清單"),
    ('choices_from = "counties"', 'choices_from = "towns"', "facts.county.choices_from", "選項來源"),
    (
        'choices_from = "counties"',
        'choices_from = "counties"\nchoices = [{ code = "a", label = "甲" }]',
        "facts.county.choices_from",
        "並用",
    ),
    (
        'derived_from = "certificates"',
        'derived_from = "x"',
        "facts.guidance_period_current.derived_from",
        "不是直接",
    ),
    (
        'derived_from = "certificates"',
        'derived_from = "guidance_period_current"',
        "facts.guidance_period_current.derived_from",
        "不是直接",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "path", "part"), FACT_ERRORS)
def test_a_wrong_fact_is_refused_at_its_place(
    tmp_path: Path, right: str, wrong: str, path: str, part: str
) -> None:
    write_facts(tmp_path, spoil(FACTS, right, wrong))
    with pytest.raises(DataFileError) as refused:
        read_facts(tmp_path)
    lines = refused.value.detail.splitlines()
    assert any(line.startswith(f"facts.toml: {path}") and part in line for line in lines), lines


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"facts\.toml"):
        read_facts(tmp_path)


def test_a_file_without_facts_is_refused(tmp_path: Path) -> None:
    write_facts(tmp_path, "")
    with pytest.raises(DataFileError, match=r"facts\.toml: facts：缺少必填欄位"):
        read_facts(tmp_path)


def test_facts_are_read_in_order_with_their_choices(tmp_path: Path) -> None:
    facts = small_facts(tmp_path)
    assert list(facts)[:3] == ["registration_kind", "county", "employees"]
    assert facts["employees"].type is FactType.INTEGER
    assert facts["employees"].unit == "人"
    assert facts["registration_kind"].choices[0].aliases == ("公司",)
    assert facts["registration_kind"].changeable


def test_counties_come_from_the_list_that_addresses_are_read_by(tmp_path: Path) -> None:
    choices = small_facts(tmp_path)["county"].choices
    assert len(choices) == 22
    assert (choices[0].code, choices[0].label, choices[0].aliases) == ("TPE", "臺北市", ("台北市",))
