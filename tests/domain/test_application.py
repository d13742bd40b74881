"""An application moves along its allowed transitions and no other way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.application import TRANSITIONS, Application, ApplicationStatus, StatusStep
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import ApplicationId, CaseId

DAY = date(2016, 3, 1)
S = ApplicationStatus

LISTED = {
    S.PREPARING: {S.SUBMITTED, S.WITHDRAWN},
    S.SUBMITTED: {S.SUPPLEMENTING, S.REVIEWING, S.WITHDRAWN},
    S.SUPPLEMENTING: {S.REVIEWING, S.WITHDRAWN},
    S.REVIEWING: {S.SUPPLEMENTING, S.APPROVED, S.REJECTED, S.WITHDRAWN},
    S.APPROVED: {S.CONTRACTED, S.WITHDRAWN},
    S.REJECTED: {S.WITHDRAWN},
    S.CONTRACTED: {S.EXECUTING, S.WITHDRAWN},
    S.EXECUTING: {S.CLOSED, S.WITHDRAWN},
    S.CLOSED: set(),
    S.WITHDRAWN: set(),
}


def at(status: ApplicationStatus) -> Application:
    """Return an application standing at a status."""
    return Application(ApplicationId("a"), CaseId("c"), 12, 1, (StatusStep(status, DAY),))


@given(st.sampled_from(S), st.sampled_from(S))
def test_exactly_the_listed_transitions_are_allowed(
    before: ApplicationStatus, after: ApplicationStatus
) -> None:
    assert set(TRANSITIONS[before]) == LISTED[before]
    step = StatusStep(after, DAY)
    if after in LISTED[before]:
        assert at(before).advanced(step)[-1] == step
    else:
        with pytest.raises(UserError, match="申請案不能由"):
            at(before).advanced(step)


def test_a_step_before_the_last_one_is_refused() -> None:
    with pytest.raises(UserError, match="日期倒退"):
        at(S.PREPARING).advanced(StatusStep(S.SUBMITTED, date(2016, 2, 29)))
