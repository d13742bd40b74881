"""What may be said of a firm's statuses, typed or chosen."""

import pytest

from backbone_desktop.domain.money_sheet import HolderGiven

POTENTIAL, OUTSTANDING = frozenset({"potential"}), frozenset({"outstanding"})


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("potential", POTENTIAL),
        ("潛力", POTENTIAL),
        ("潛力中堅企業", POTENTIAL),
        (" outstanding ", OUTSTANDING),
        ("卓越中堅企業", OUTSTANDING),
        ("both", POTENTIAL | OUTSTANDING),
        ("卓越及潛力中堅企業", POTENTIAL | OUTSTANDING),
        ("兩者", POTENTIAL | OUTSTANDING),
        ("none", frozenset()),
        ("無", frozenset()),
        ("unknown", None),
        ("未知", None),
    ],
)
def test_a_status_is_read_by_code_and_by_label(text: str, holders: frozenset[str] | None) -> None:
    found = HolderGiven.read(text)
    assert found is not None
    assert found.holders == holders


@pytest.mark.parametrize("text", ["", "甲", "not_distinguished", "適用對象未區分"])
def test_what_is_no_status_is_not_taken_for_one(text: str) -> None:
    assert HolderGiven.read(text) is None


@pytest.mark.parametrize("given", HolderGiven)
def test_statuses_and_choices_stand_for_one_another(given: HolderGiven) -> None:
    assert HolderGiven.of(given.holders) is given
