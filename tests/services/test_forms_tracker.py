"""The tracker knows of every firm what was sent, what came back, and what is still missing."""

from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services, Session
from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.form_tracking import FormState, TrackedForm
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.services.confirmation import Settlement
from backbone_desktop.services.intake import ImportChoices
from tests.services.filled_forms import fill_form
from tests.services.firms import codes, counts, import_responses, import_roster

ROSTER = """
| 統一編號 | 企業名稱 |
| 04595257 | 測試甲股份有限公司 |
| 04595252 | 測試乙股份有限公司 |
"""
COMPLETE = """
| 填表日期 | 統一編號 | 企業名稱 | 聯絡人 | 同意個人資料告知事項 | 登記別 | 製造業 | 員工人數 |
| 105/03/05 | 04595257 | 測試甲股份有限公司 | 林測試 | 是 | 公司登記 | 是 | 186 |
"""


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of the firm that answers, beside one that does not."""
    import_roster(services, tmp_path, ROSTER)
    return services.casework.find("04595257").id


def _tracked(services: Services, number: str = "04595257") -> TrackedForm:
    (found,) = services.forms.overview(number).forms
    return found


def test_a_firm_goes_from_not_sent_to_confirmed(services: Services, tmp_path: Path, case: CaseId) -> None:
    states = [_tracked(services).state]
    services.forms.mark_sent([case], date(2016, 3, 1))
    states.append(_tracked(services).state)
    waiting = _tracked(services)
    import_responses(services, tmp_path, COMPLETE)
    states.append(_tracked(services).state)
    answered = _tracked(services)
    for question in ("consent", "registration_kind", "is_manufacturer", "employees"):
        services.confirmation.settle(case, question, Settlement(ConfirmationState.CONFIRMED))
    states.append(_tracked(services).state)

    assert states == [FormState.NOT_SENT, FormState.WAITING, FormState.ANSWERED, FormState.CONFIRMED]
    assert (waiting.sent_on, waiting.days_waiting, waiting.times_sent) == (date(2016, 3, 1), 9, 1)
    assert (answered.answered_on, answered.missing, answered.days_waiting) == (date(2016, 3, 5), (), None)
    assert answered.unconfirmed == 4
    assert answered.unanswered > 50


def test_required_questions_left_open_make_a_response_incomplete(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    assert case
    table = "\n".join(line.rsplit("|", 4)[0] + "|" for line in COMPLETE.strip().splitlines())
    import_responses(services, tmp_path, table)

    tracked = _tracked(services)

    assert tracked.state is FormState.INCOMPLETE
    assert tracked.missing == ("登記別", "製造業", "員工人數")


def test_a_form_sent_again_is_awaited_again_and_the_last_answers_stay_at_hand(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_responses(services, tmp_path, COMPLETE)
    services.intake.write_form(case, tmp_path / "form.xlsx")

    tracked = _tracked(services)
    last = services.forms.last_response(case)

    assert (tracked.state, tracked.days_waiting) == (FormState.WAITING, 0)
    assert last is not None
    assert last.answered_on == date(2016, 3, 5)
    assert [(each.label, each.value, each.state) for each in last.answers][-1] == (
        "員工人數",
        "186 人",
        "未確認",
    )


def test_a_form_that_comes_back_as_it_went_out_is_still_awaited(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    path = services.intake.write_form(case, tmp_path / "form.xlsx").value

    report = services.intake.import_responses(path, ImportChoices()).value
    waiting = _tracked(services).state
    services.intake.import_responses(fill_form(path, {"consent": "是"}), ImportChoices())

    assert (counts(report), codes(report)) == ((0, 0, 0, 1), ["form-untouched"])
    assert (waiting, _tracked(services).state) == (FormState.WAITING, FormState.INCOMPLETE)


def test_firms_are_counted_by_state_and_found_by_name(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    import_responses(services, tmp_path, COMPLETE)

    overview = services.forms.overview()

    assert overview.counts == {FormState.NOT_SENT: 1, FormState.ANSWERED: 1}
    assert [each.case for each in overview.of(FormState.ANSWERED)] == [case]
    assert [each.name for each in services.forms.overview("測試乙").forms] == ["測試乙股份有限公司"]
    assert services.forms.last_response(services.casework.find("04595252").id) is None


def test_a_note_made_by_mistake_is_taken_back(services: Services, case: CaseId) -> None:
    notes = services.forms.mark_sent([case], date(2016, 3, 1)).value

    services.forms.unmark_sent(notes)

    assert _tracked(services).state is FormState.NOT_SENT


def test_a_form_cannot_have_been_sent_in_the_future(services: Services, case: CaseId) -> None:
    with pytest.raises(UserError, match="日期還沒到"):
        services.forms.mark_sent([case], date(2016, 3, 11))
    assert _tracked(services).state is FormState.NOT_SENT


def test_the_next_case_with_open_answers_follows_by_name_and_round_again(
    session: Session, services: Services, tmp_path: Path, case: CaseId
) -> None:
    other = services.casework.find("04595252").id
    import_responses(services, tmp_path, COMPLETE)
    with session.casebook.read() as view:
        assert view.form_tracking.next_unconfirmed(other) == case
        assert view.form_tracking.next_unconfirmed(case) is None
    import_responses(services, tmp_path, COMPLETE.replace("04595257", "04595252").replace("試甲", "試乙"))
    with session.casebook.read() as view:
        assert view.form_tracking.next_unconfirmed(case) == other
        assert view.form_tracking.next_unconfirmed(other) == case
