"""概況 leaves no fact out."""

from backbone_desktop import paths
from backbone_desktop.domain.facts import FactDefinition, FactType
from backbone_desktop.exchange.definitions import read_facts
from backbone_desktop.ui.case_file.fact_groups import GROUPS, OTHER_GROUP, grouped


def test_every_fact_that_is_asked_stands_in_exactly_one_group() -> None:
    asked = read_facts(paths.resources_dir()).asked
    shown = [each.key for _title, definitions in grouped(asked) for each in definitions]
    assert sorted(shown) == sorted(each.key for each in asked)


def test_every_key_a_group_names_is_a_fact() -> None:
    asked = {each.key for each in read_facts(paths.resources_dir()).asked}
    assert {key for keys in GROUPS.values() for key in keys} - asked == set()


def test_a_fact_no_group_names_is_listed_under_other() -> None:
    added = FactDefinition("added_later", FactType.YES_NO, "後來增列", "是否後來增列？")
    title, rest = grouped((*read_facts(paths.resources_dir()).asked, added))[-1]
    assert title == OTHER_GROUP
    assert rest[-1] == added
