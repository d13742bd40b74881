"""概況 leaves no fact out."""

from backbone_desktop import paths
from backbone_desktop.exchange.definitions import read_facts
from backbone_desktop.ui.case_file.profile_presenter import GROUPS, OTHER_GROUP, grouped


def test_every_fact_that_is_asked_stands_in_exactly_one_group() -> None:
    asked = read_facts(paths.resources_dir()).asked
    shown = [each.key for _title, definitions in grouped(asked) for each in definitions]
    assert sorted(shown) == sorted(each.key for each in asked)


def test_every_key_a_group_names_is_a_fact() -> None:
    asked = {each.key for each in read_facts(paths.resources_dir()).asked}
    assert {key for keys in GROUPS.values() for key in keys} - asked == set()


def test_a_new_fact_is_listed_under_other() -> None:
    asked = read_facts(paths.resources_dir()).asked
    without = [each for each in grouped(asked) if each[0] == OTHER_GROUP]
    assert [each.key for _title, rest in without for each in rest] == [
        "work_environment_willing",
        "partner_firms",
    ]
