"""Three values: Kleene's tables, readings, and every comparison at its bound."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from backbone_desktop.domain.criterion import Comparison, GroupKind
from backbone_desktop.matching.criteria import (
    MET,
    NOT_MET,
    UNKNOWN,
    Membership,
    Value,
    combine,
    grade,
    negated,
)
from backbone_desktop.matching.criteria import (
    test_of as grading,
)
from tests.matching.support import criterion, group

N, U, M = NOT_MET, UNKNOWN, MET


@pytest.mark.parametrize(
    ("left", "right", "both", "either", "agreed"),
    [
        (N, N, N, N, N),
        (N, U, N, U, U),
        (N, M, N, M, U),
        (U, U, U, U, U),
        (U, M, U, M, U),
        (M, M, M, M, M),
    ],
)
def test_groups_follow_kleene(left: int, right: int, both: int, either: int, agreed: int) -> None:
    for pair in ((left, right), (right, left)):
        assert combine(GroupKind.ALL, pair) == both
        assert combine(GroupKind.ANY, pair) == either
        assert combine(GroupKind.READINGS, pair) == agreed


def test_the_opposite_of_unknown_is_unknown() -> None:
    assert [negated(each) for each in (N, U, M)] == [M, U, N]
    assert [combine(GroupKind.NOT, [each]) for each in (N, U, M)] == [M, U, N]


def test_a_missing_value_is_neither_zero_nor_no() -> None:
    for node in (
        criterion("a"),
        criterion("a", Comparison.AT_MOST, high=5),
        criterion("a", Comparison.NONE_OF, values=("x",)),
        group(GroupKind.NOT, criterion("a")),
    ):
        assert grade(node, lambda _key: None) == UNKNOWN


@pytest.mark.parametrize(
    ("comparison", "fields", "met", "not_met"),
    [
        (Comparison.AT_LEAST, {"low": 200}, (200, 201), (199,)),
        (Comparison.AT_LEAST, {"low": 200, "strict": True}, (201,), (199, 200)),
        (Comparison.AT_MOST, {"high": 200}, (199, 200), (201,)),
        (Comparison.AT_MOST, {"high": 200, "strict": True}, (199,), (200, 201)),
        (Comparison.BETWEEN, {"low": 100, "high": 200}, (100, 200), (99, 201)),
        (Comparison.BETWEEN, {"low": 100, "high": 200, "strict": True}, (101, 199), (100, 200)),
        (Comparison.AT_LEAST, {"low": Decimal(800), "strict": True}, (Decimal("800.1"),), (Decimal(800),)),
        (Comparison.BEFORE, {"on": date(2016, 3, 10)}, (date(2016, 3, 10),), (date(2016, 3, 11),)),
        (
            Comparison.BEFORE,
            {"on": date(2016, 3, 10), "strict": True},
            (date(2016, 3, 9),),
            (date(2016, 3, 10),),
        ),
        (Comparison.AFTER, {"on": date(2016, 3, 10)}, (date(2016, 3, 10),), (date(2016, 3, 9),)),
        (
            Comparison.AFTER,
            {"on": date(2016, 3, 10), "strict": True},
            (date(2016, 3, 11),),
            (date(2016, 3, 10),),
        ),
        (Comparison.ONE_OF, {"values": ("a", "b")}, ("a", ("a", "c")), ("c", (), ("c",))),
        (Comparison.NONE_OF, {"values": ("a", "b")}, ("c", (), ("c",)), ("a", ("a", "c"))),
        (Comparison.LOCATED_IN, {"values": ("TPE",)}, ("TPE",), ("KHH",)),
        (Comparison.IS_TRUE, {}, (True,), (False,)),
    ],
)
def test_every_comparison_decides_at_its_bound(
    comparison: Comparison, fields: dict[str, Any], met: tuple[Value, ...], not_met: tuple[Value, ...]
) -> None:
    graded = grading(criterion("a", comparison, **fields))
    assert [graded(value) for value in met] == [MET] * len(met)
    assert [graded(value) for value in not_met] == [NOT_MET] * len(not_met)


@pytest.mark.parametrize(
    ("held", "possible", "one_of"),
    [
        ({"a"}, {"a"}, MET),
        ({"a"}, {"a", "b"}, MET),
        ((), {"a"}, UNKNOWN),
        ({"b"}, {"a", "b"}, UNKNOWN),
        ({"b"}, {"b"}, NOT_MET),
        ((), (), NOT_MET),
    ],
)
def test_a_partly_known_list_decides_only_what_is_sure(
    held: Iterable[str], possible: Iterable[str], one_of: int
) -> None:
    value = Membership(frozenset(held), frozenset(possible))
    assert grading(criterion("s", Comparison.ONE_OF, values=("a",)))(value) == one_of
    assert grading(criterion("s", Comparison.NONE_OF, values=("a",)))(value) == negated(one_of)


def test_a_criterion_without_its_bound_is_refused() -> None:
    with pytest.raises(ValueError, match="without low"):
        grading(criterion("a", Comparison.AT_LEAST))
