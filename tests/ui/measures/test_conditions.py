"""Conditions in words: how groups combine, what a demand does, where it is printed."""

from backbone_desktop.domain.criterion import (
    Comparison,
    Condition,
    Criterion,
    CriterionGroup,
    GroupKind,
    Role,
)
from backbone_desktop.ui.measures.conditions import condition_lines


def demand(name: str, citation: str = "對象 1") -> Criterion:
    return Criterion(name, name, Comparison.IS_TRUE, name, citation)


def group(kind: GroupKind, *members: Criterion | CriterionGroup, label: str = "群組") -> CriterionGroup:
    return CriterionGroup("g", label, kind, members, "對象 1")


def test_a_citation_stands_once_for_the_demands_below_each_other() -> None:
    lines = condition_lines([Condition(demand(name)) for name in ("甲", "乙")])
    assert [(line.text, line.citation) for line in lines] == [("甲", "對象 1"), ("乙", "")]


def test_a_group_says_how_it_combines_and_its_members_stand_deeper() -> None:
    lines = condition_lines([Condition(group(GroupKind.ANY, demand("甲"), demand("乙")))])
    assert [line.depth for line in lines] == [0, 1, 1]
    assert lines[0].remark == "符合其一即可"


def test_what_must_not_hold_is_one_line() -> None:
    lines = condition_lines([Condition(group(GroupKind.NOT, demand("陸資"), label="不是陸資"))])
    assert [(line.text, line.remark) for line in lines] == [("不是陸資", "")]
    nested = group(GroupKind.NOT, group(GroupKind.ANY, demand("甲"), demand("乙")))
    assert [line.remark for line in condition_lines([Condition(nested)])] == [
        "不得符合",
        "符合其一即可",
        "",
        "",
    ]


def test_a_group_without_words_of_its_own_says_only_how_it_combines() -> None:
    line = condition_lines([Condition(group(GroupKind.ALL, demand("甲"), label=""))])[0]
    assert (line.text, line.remark) == ("須全部符合", "")


def test_priority_and_what_is_not_printed_are_said() -> None:
    priority = condition_lines([Condition(demand("甲"), Role.PRIORITY)])[0]
    implied = condition_lines([Condition(demand("甲"), implied=True)])[0]
    assert (priority.remark, implied.remark) == ("僅影響優先順序", "手冊未載明條件")
