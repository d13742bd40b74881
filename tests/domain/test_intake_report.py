"""A report knows how many of its rows came to what, and a report of other rows counts its own."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.intake import IntakeReport, RowOutcome, RowResult


def _rows(outcomes: list[RowOutcome]) -> tuple[RowResult, ...]:
    return tuple(RowResult("回覆", row, outcome, "", "", "") for row, outcome in enumerate(outcomes, 2))


@given(st.lists(st.sampled_from(RowOutcome)), st.lists(st.sampled_from(RowOutcome)))
def test_every_row_is_counted_under_its_own_outcome(first: list[RowOutcome], then: list[RowOutcome]) -> None:
    report = IntakeReport("回覆.csv", None, _rows(first), (), ())
    other = replace(report, rows=_rows(then))

    assert {each: report.count(each) for each in RowOutcome} == {
        each: first.count(each) for each in RowOutcome
    }
    assert {each: other.count(each) for each in RowOutcome} == {each: then.count(each) for each in RowOutcome}
