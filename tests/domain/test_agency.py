from datetime import date

import pytest

from backbone_desktop.domain.agency import AgencyChange, AgencyHistory

FIRST, SECOND = date(2014, 2, 17), date(2023, 9, 26)

HISTORY = AgencyHistory(
    changes=(
        AgencyChange("某某會", "某某局", FIRST, "公告", aliases=("某會",)),
        AgencyChange("某某局", "某某署", SECOND, "公告"),
    ),
    unchanged=("某某部",),
    unchanged_as_of=SECOND,
)


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("某某局", date(2023, 9, 25), "某某局"),
        ("某某局", date(2023, 9, 26), "某某署"),
        ("某某會", date(2014, 2, 16), "某某會"),
        ("某某會", date(2014, 2, 17), "某某局"),
        ("某某會", date(2030, 1, 1), "某某署"),
        ("某會", date(2030, 1, 1), "某某署"),
        ("某某部", date(2030, 1, 1), "某某部"),
        ("無人知曉處", date(2030, 1, 1), "無人知曉處"),
    ],
)
def test_an_office_bears_the_name_of_the_day(name: str, on: date, expected: str) -> None:
    changes = HISTORY.changes_until(name, on)
    assert (changes[-1].successor if changes else name) == expected


def test_changes_come_oldest_first() -> None:
    assert [each.since for each in HISTORY.changes_until("某某會", SECOND)] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("name", "known"), [("某某局", True), ("某會", True), ("某某部某某司", True), ("某某院", False)]
)
def test_an_office_is_known_by_its_change_or_because_its_name_stands(name: str, known: bool) -> None:
    assert HISTORY.knows(name) is known
