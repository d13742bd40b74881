"""The log grows; the stage follows; nothing recorded is edited."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.application import ApplicationStatus, StatusStep
from backbone_desktop.domain.codes import Aspect, Channel, Decision, Stage
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import CaseId, FollowUpId, VisitId
from backbone_desktop.domain.visit import DiagnosisFinding, Visit
from tests.services.firms import one_firm

DAY = date(2016, 3, 8)


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of one firm."""
    return one_firm(services, tmp_path)


def entry(case: CaseId, text: str = "已聯繫", **more: object) -> FollowUp:
    """Return an entry that is not recorded yet."""
    return replace(FollowUp(FollowUpId(""), case, DAY, Channel.PHONE, text), **more)  # type: ignore[arg-type]


def test_an_entry_is_recorded_with_its_consultant_and_found_by_two_characters(
    services: Services, case: CaseId
) -> None:
    recorded = services.logbook.record_follow_up(entry(case, "談妥送件時程")).value

    assert recorded.consultant == "測試顧問"
    assert services.casework.open(case).follow_ups == (recorded,)
    assert [hit.case for hit in services.maintenance.search("送件")] == [case]


def test_the_next_date_shows_in_the_list_until_the_entry_is_taken_back(
    services: Services, case: CaseId
) -> None:
    recorded = services.logbook.record_follow_up(
        entry(case, next_on=date(2016, 3, 15), next_step="回電")
    ).value
    (line,) = services.casework.list_cases().lines
    assert (line.next_on, line.next_step) == (date(2016, 3, 15), "回電")

    services.logbook.retract_follow_up(recorded, "記錯企業")

    (line,) = services.casework.list_cases().lines
    assert line.next_on is None
    assert len(services.casework.open(case).follow_ups) == 2


def test_an_entry_is_taken_back_in_the_name_of_who_takes_it_back(services: Services, case: CaseId) -> None:
    recorded = services.logbook.record_follow_up(entry(case)).value
    services.maintenance.set_consultant(replace(services.maintenance.consultant(), name="接手顧問"))

    assert services.logbook.retract_follow_up(recorded, "記錯企業").value.consultant == "接手顧問"
    assert recorded.consultant == "測試顧問"


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        ({"text": "  "}, "沒有內容"),
        ({"next_on": date(2016, 3, 7)}, "下次日期早於紀錄日期"),
        ({"on": date(2016, 3, 11)}, "紀錄日期還沒到"),
    ],
)
def test_an_entry_that_says_nothing_or_runs_backwards_is_refused(
    services: Services, case: CaseId, wrong: dict[str, object], title: str
) -> None:
    with pytest.raises(UserError, match=title):
        services.logbook.record_follow_up(replace(entry(case), **wrong))  # type: ignore[arg-type]
    assert services.casework.open(case).follow_ups == ()


def test_a_held_visit_moves_the_case_and_a_planned_one_does_not(services: Services, case: CaseId) -> None:
    planned = services.logbook.save_visit(Visit(VisitId(""), case, date(2016, 3, 20))).value
    assert services.casework.open(case).case.stage is Stage.ASSIGNED

    finding = DiagnosisFinding("", Aspect.TECHNOLOGY, "良率不足")
    services.logbook.save_visit(replace(planned, on=DAY, summary="到廠", findings=(finding,)))

    file = services.casework.open(case)
    assert file.case.stage is Stage.DIAGNOSIS
    assert [each.situation for each in file.visits[0].findings] == ["良率不足"]


def test_a_visit_that_did_not_happen_moves_nothing(services: Services, case: CaseId) -> None:
    services.logbook.save_visit(Visit(VisitId(""), case, DAY, not_visited="廠方停機"))

    assert services.casework.open(case).case.stage is Stage.ASSIGNED


def test_an_application_runs_to_approval_and_the_stage_never_goes_back(
    services: Services, case: CaseId
) -> None:
    application = services.logbook.start_application(case, 12, 1, DAY).value
    opened = services.casework.open(case).case.stage
    for status in (ApplicationStatus.SUBMITTED, ApplicationStatus.REVIEWING, ApplicationStatus.APPROVED):
        application = services.logbook.advance_application(application.id, StatusStep(status, DAY, 100)).value
    services.logbook.save_visit(Visit(VisitId(""), case, DAY))

    file = services.casework.open(case)
    assert opened is Stage.APPLICATION
    assert file.applications == (application,)
    assert file.case.stage is Stage.FOLLOW_UP


def test_an_item_has_one_open_application_at_a_time(services: Services, case: CaseId) -> None:
    logbook = services.logbook
    first = logbook.start_application(case, 12, 1, DAY).value

    with pytest.raises(UserError, match="已有進行中的申請案") as caught:
        logbook.start_application(case, 12, 1, DAY)
    assert first.id in caught.value.detail
    assert "「準備」" in caught.value.detail
    logbook.start_application(case, 5, 1, DAY)
    logbook.advance_application(first.id, StatusStep(ApplicationStatus.WITHDRAWN, DAY))
    again = logbook.start_application(case, 12, 1, DAY).value

    assert [each.id for each in services.casework.open(case).applications if each.measure == 12] == [
        first.id,
        again.id,
    ]


@pytest.mark.parametrize(("measure", "item"), [(43, 1), (12, 5), (0, 1)])
def test_an_application_for_nothing_in_the_edition_is_refused(
    services: Services, case: CaseId, measure: int, item: int
) -> None:
    with pytest.raises(UserError, match="沒有第"):
        services.logbook.start_application(case, measure, item, DAY)


def test_setting_a_measure_aside_needs_a_reason_and_the_latest_word_counts(
    services: Services, case: CaseId
) -> None:
    with pytest.raises(UserError, match="須有理由"):
        services.logbook.decide(case, 12, Decision.SET_ASIDE, " ")
    services.logbook.decide(case, 12, Decision.PROPOSE)
    services.logbook.decide(case, 12, Decision.SET_ASIDE, "時程不及")

    file = services.casework.open(case)
    (word,) = file.decisions
    assert (word.decision, word.reason) == (Decision.SET_ASIDE, "時程不及")
    assert file.case.stage is Stage.MATCHING
