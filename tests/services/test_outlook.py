"""What lies ahead: the board, plans over real working days, warnings of our own records, screening."""

from datetime import date
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.application import ApplicationStatus, StatusStep
from backbone_desktop.domain.backward_plan import StepKind
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.facts import PastGuidance
from backbone_desktop.domain.identifiers import ApplicationId, CaseId
from backbone_desktop.domain.measure_warning import WarningKind
from backbone_desktop.domain.reference import Track
from tests.services.firms import one_firm

GRANTED = (
    ApplicationStatus.SUBMITTED,
    ApplicationStatus.REVIEWING,
    ApplicationStatus.APPROVED,
)
EXECUTED = (*GRANTED, ApplicationStatus.CONTRACTED, ApplicationStatus.EXECUTING)
BEGAN = date(2016, 1, 4)


@pytest.fixture
def case(services: bootstrap.Services, tmp_path: Path) -> CaseId:
    return one_firm(services, tmp_path)


def apply(
    services: bootstrap.Services,
    case: CaseId,
    measure: int,
    item: int,
    statuses: tuple[ApplicationStatus, ...] = (),
) -> ApplicationId:
    application = services.logbook.start_application(case, measure, item, BEGAN).value
    for status in statuses:
        services.logbook.advance_application(application.id, StatusStep(status, BEGAN, 100_000))
    return application.id


def test_the_board_looks_ahead_from_the_as_of_date(services: bootstrap.Services) -> None:
    assert [(row.measure, row.days_left) for row in services.outlook.board(14).rows] == [
        (12, 5),
        (33, 5),
        (42, 5),
        (33, 8),
    ]
    for wrong in (-1, 367):
        with pytest.raises(UserError, match="天數"):
            services.outlook.board(wrong)


def test_a_plan_counts_working_days_of_taiwan(services: bootstrap.Services) -> None:
    plan = services.outlook.plan(42, 1)
    assert plan.closes == date(2016, 3, 15)
    documents = [step for step in plan.steps if step.kind is StepKind.DOCUMENT]
    assert len(documents) == 8
    submit = next(step for step in plan.steps if step.text.startswith("送件"))
    assert submit.on == date(2016, 3, 14)
    # 105/02/29 made up for the memorial day: twelve working days before 03/15 reach back to 02/25.
    twelve = next(step for step in plan.steps if "依法設立登記" in step.text)
    assert twelve.on == date(2016, 2, 25)
    assert twelve.passed
    with pytest.raises(UserError, match="第 42 項措施的服務項目 9"):
        services.outlook.plan(42, 9)


def test_a_running_application_warns_and_never_judges(services: bootstrap.Services, case: CaseId) -> None:
    before = services.assessment.judge(services.casework.open(case))
    assert services.outlook.warnings(services.casework.open(case)) == {}
    apply(services, case, 11, 1, GRANTED)
    file = services.casework.open(case)
    warnings = services.outlook.warnings(file)
    assert {each.kind for found in warnings.values() for each in found} == {WarningKind.OVERLAP}
    assert 11 not in warnings
    assert warnings[12][0].items == (1, 2, 3, 4)
    after = services.assessment.judge(file)
    assert [(each.number, each.verdict) for each in after.measures] == [
        (each.number, each.verdict) for each in before.measures
    ]


def test_places_used_by_another_firm_of_the_casebook_are_known(
    services: bootstrap.Services, case: CaseId
) -> None:
    apply(services, case, 23, 2, GRANTED)
    found = services.outlook.warnings(services.casework.open(case))[23]
    assert [each.kind for each in found] == [WarningKind.OVERLAP, WarningKind.PLACES]
    assert "已用 1 個名額" in found[1].text


def test_guidance_of_ours_is_added_to_the_facts_in_one_step(
    services: bootstrap.Services, case: CaseId
) -> None:
    services.casework.set_facts(case, {"past_guidance": (PastGuidance("舊計畫", "經濟部商業司"),)})
    key = apply(services, case, 12, 1, EXECUTED)
    (untold,) = services.outlook.untold_guidance(services.casework.open(case))
    assert untold.application == key
    assert {WarningKind.LOOK_BACK} <= {
        each.kind for each in services.outlook.warnings(services.casework.open(case))[34]
    }
    file = services.outlook.record_guidance(case, key).value
    told = services.casework.sheet(file)["past_guidance"].observation
    assert told.source == key
    assert told.content == (
        PastGuidance("舊計畫", "經濟部商業司"),
        PastGuidance("協助傳統產業技術開發計畫(CITD)", "經濟部工業局", BEGAN),
    )
    assert services.outlook.untold_guidance(file) == ()
    with pytest.raises(UserError, match="沒有可以補入"):
        services.outlook.record_guidance(case, key)


def test_one_application_never_makes_an_unknown_list_look_complete(
    services: bootstrap.Services, case: CaseId
) -> None:
    key = apply(services, case, 23, 2, EXECUTED)
    assert not services.outlook.knows_past_guidance(services.casework.open(case))
    with pytest.raises(UserError, match="還不完整"):
        services.outlook.record_guidance(case, key)
    file = services.outlook.record_guidance(case, key, complete=True).value
    assert services.outlook.knows_past_guidance(file)


def test_screening_reads_the_facts_of_the_case(services: bootstrap.Services, case: CaseId) -> None:
    screening = services.outlook.screening(services.casework.open(case))
    size = screening.track(Track.ELITE)[0]
    # 186 persons from the roster are few enough whatever the revenue.
    assert size.outcome.value == "met"
    assert [each.value for each in size.facts] == ["未知", "186 人"]
    assert size.facts[1].origin == "名冊・未確認"
