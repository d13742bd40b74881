"""Which of several observations counts on a date, and which contradict it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.facts import Observation, standing_facts

DAY = date(2016, 3, 10)
START = datetime(2016, 1, 1, tzinfo=UTC)


def observation(
    content: int | None, days: int = 0, state: str = "unconfirmed", **more: object
) -> Observation:
    """Return an observation of the employees made ``days`` after the new year, in order of ``days``."""
    plain = Observation(
        id=f"{days:03d}-{content}",
        key="employees",
        content=content,
        origin=Origin.RESPONSE,
        as_of=START.date() + timedelta(days=days),
        state=ConfirmationState(state),
        recorded_at=START + timedelta(days=days),
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_fact_never_answered_is_absent_and_unknown() -> None:
    sheet = standing_facts([], DAY)

    assert "employees" not in sheet
    assert sheet.content("employees") is None
    assert not sheet.refused("employees")


def test_the_latest_unconfirmed_value_counts_when_nothing_is_settled() -> None:
    assert standing_facts([observation(1, 5), observation(2, 3)], DAY).content("employees") == 1


def test_a_settled_value_counts_before_a_later_unconfirmed_one_and_is_contradicted_by_it() -> None:
    standing = standing_facts([observation(1, 3, "confirmed"), observation(2, 5)], DAY)["employees"]

    assert standing.content == 1
    assert [each.content for each in standing.contradicted_by] == [2]


def test_a_value_learnt_later_about_an_earlier_date_contradicts_too() -> None:
    late = observation(2, 1, recorded_at=START + timedelta(days=9))

    standing = standing_facts([observation(1, 3, "confirmed"), late], DAY)["employees"]

    assert [each.content for each in standing.contradicted_by] == [2]


def test_a_later_value_that_agrees_contradicts_nothing() -> None:
    standing = standing_facts([observation(1, 3, "confirmed"), observation(1, 5)], DAY)["employees"]

    assert standing.contradicted_by == ()


def test_the_consultants_choice_counts_first() -> None:
    chosen = observation(2, 1, chosen=True)

    assert standing_facts([chosen, observation(1, 3, "confirmed")], DAY).content("employees") == 2


def test_a_chosen_value_is_contradicted_by_what_comes_in_later() -> None:
    standing = standing_facts([observation(2, 1, chosen=True), observation(1, 3)], DAY)["employees"]

    assert (standing.content, [each.content for each in standing.contradicted_by]) == (2, [1])


def test_a_value_about_a_later_date_does_not_count_yet() -> None:
    sheet = standing_facts(
        [observation(1, 3, "confirmed"), observation(2, 40, "confirmed")], date(2016, 1, 31)
    )

    assert sheet.content("employees") == 1


def test_a_refusal_is_no_value_but_is_remembered() -> None:
    sheet = standing_facts([observation(1, 3), observation(None, 5, "refused")], DAY)

    assert sheet.content("employees") is None
    assert sheet.refused("employees")


@given(
    st.permutations([observation(1, 3, "confirmed"), observation(2, 5), observation(3, 1), observation(4, 5)])
)
def test_the_order_in_which_observations_are_given_does_not_matter(shuffled: list[Observation]) -> None:
    standing = standing_facts(shuffled, DAY)["employees"]

    assert standing.content == 1
    assert {each.content for each in standing.contradicted_by} == {2, 4}
