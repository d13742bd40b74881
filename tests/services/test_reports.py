"""What a month and a case add up to, and that exporting changes nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backbone_desktop import bootstrap
from backbone_desktop.domain.application import ApplicationStatus, StatusStep
from backbone_desktop.domain.codes import Channel, LogKind
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import FollowUpId, VisitId
from backbone_desktop.domain.report import MonthlySheet
from backbone_desktop.domain.roc_date import RocMonth
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.domain.visit import Visit
from tests.services.firms import log_head, one_firm

MARCH = RocMonth.parse("105-03")


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Services]:
    """Yield the use cases of the demonstration casebook, which these tests only read."""
    with bootstrap.create_demonstration(tmp_path_factory.mktemp("demonstration") / "casebook") as session:
        yield session.services


@pytest.fixture
def march(demonstration: bootstrap.Services) -> MonthlySheet:
    """Return the sheet of 105/03."""
    return demonstration.reports.monthly_sheet(MARCH)


def test_the_month_counts_what_its_log_shows(march: MonthlySheet) -> None:
    counts = {line.label: (line.this_month, line.cumulative) for line in march.counts}

    assert counts["訪視"] == (1, 2)
    assert counts["追蹤聯繫"] == (3, 7)
    assert counts["核定申請"] == (1, 1)
    assert counts["核定政府經費"] == (7_500_000, 7_500_000)
    assert sum(line.kind is LogKind.FOLLOW_UP for line in march.log) == 3
    assert all(MARCH.contains(line.on) for line in march.log)
    assert [line.on for line in march.log] == sorted(line.on for line in march.log)


def counted(services: bootstrap.Services, label: str, month: RocMonth = MARCH) -> tuple[int, int]:
    """Return one count of the cover: within the month, and so far."""
    line = next(line for line in services.reports.monthly_sheet(month).counts if line.label == label)
    return line.this_month, line.cumulative


def test_a_contact_corrected_counts_once_and_one_taken_back_not_at_all(
    services: bootstrap.Services, tmp_path: Path
) -> None:
    case = one_firm(services, tmp_path)
    entry = FollowUp(FollowUpId(""), case, date(2016, 3, 8), Channel.PHONE, "談妥送件時程")
    first = services.logbook.record_follow_up(entry).value
    second = services.logbook.record_follow_up(replace(entry, text="談妥補件時程", corrects=first.id)).value
    assert counted(services, "追蹤聯繫") == (1, 1)

    services.logbook.retract_follow_up(second, "記錯企業")

    assert counted(services, "追蹤聯繫") == (0, 0)
    sheet = services.reports.monthly_sheet(MARCH)
    assert (sheet.rows[0].follow_ups, sheet.rows[0].happened, len(sheet.log)) == (0, "", 3)


def test_a_month_reaches_from_its_first_day_to_its_last(services: bootstrap.Services, tmp_path: Path) -> None:
    case = one_firm(services, tmp_path)
    services.maintenance.set_as_of(date(2016, 4, 30))
    days = (date(2016, 2, 29), date(2016, 3, 1), date(2016, 3, 31), date(2016, 4, 1))
    for measure, day in enumerate(days, start=1):
        services.logbook.save_visit(Visit(VisitId(""), case, day, summary="參觀產線"))
        services.logbook.record_follow_up(FollowUp(FollowUpId(""), case, day, Channel.PHONE, "談妥"))
        application = services.logbook.start_application(case, measure, 1, day).value
        step = StatusStep(ApplicationStatus.SUBMITTED, day, 1_000_000)
        services.logbook.advance_application(application.id, step)

    assert [counted(services, label) for label in ("訪視", "追蹤聯繫", "送件申請")] == [(2, 3)] * 3
    sheet = services.reports.monthly_sheet(MARCH)
    assert {line.on.day for line in sheet.log} == {1, 31}
    texts = [line.text.rpartition("：")[2] for line in sheet.log if line.kind is LogKind.APPLICATION]
    assert sorted(texts) == ["準備", "準備", "送件（1,000,000 元）", "送件（1,000,000 元）"]


def test_a_month_counts_the_assessment_that_was_the_last_at_its_end(
    services: bootstrap.Services, tmp_path: Path
) -> None:
    case = one_firm(services, tmp_path)
    in_march = services.assessment.assess(case).value.assessment.count(Verdict.ELIGIBLE)
    services.maintenance.set_as_of(date(2016, 4, 5))
    services.casework.set_facts(case, {"registration_kind": "company"})
    in_april = services.assessment.assess(case).value.assessment.count(Verdict.ELIGIBLE)

    label = "符合措施（最近一次評估）"
    assert in_april != in_march
    assert counted(services, label) == (in_march, in_march)
    assert counted(services, label, RocMonth.parse("105-04")) == (in_april, in_april)
    assert counted(services, label, RocMonth.parse("105-05")) == (0, in_april)


def test_a_planned_visit_still_ahead_is_not_counted_as_held(march: MonthlySheet) -> None:
    planned = next(row for row in march.rows if row.ubn == "00501601")

    assert planned.visits == 0
    (line,) = (line for line in march.log if line.ubn == "00501601" and line.kind is LogKind.VISIT)
    assert line.text.startswith("預定訪視：")


def test_each_firm_has_one_row_and_overdue_is_before_the_day(march: MonthlySheet) -> None:
    assert len({row.case for row in march.rows}) == len(march.rows) == 16
    overdue = {row.ubn for row in march.rows if row.overdue}
    assert overdue == {"00501519", "00501525", "00501638"}


def test_only_the_consultants_own_cases_when_a_name_is_given(demonstration: bootstrap.Services) -> None:
    assert len(demonstration.reports.monthly_sheet(MARCH, "示範顧問").rows) == 16
    assert demonstration.reports.monthly_sheet(MARCH, "別人").rows == ()


def test_exporting_twice_gives_the_same_bytes_and_logs_nothing(
    demonstration: bootstrap.Services, tmp_path: Path
) -> None:
    head = log_head(demonstration)
    case = demonstration.casework.find("00501519").id

    month = [demonstration.reports.export_monthly(MARCH, tmp_path / f"{n}.xlsx").digest for n in (1, 2)]
    summary = [demonstration.reports.export_case(case, tmp_path / f"c{n}.xlsx").digest for n in (1, 2)]

    assert month[0] == month[1]
    assert summary[0] == summary[1]
    assert log_head(demonstration) == head


def test_the_demonstration_came_in_through_the_imports(demonstration: bootstrap.Services) -> None:
    batches = demonstration.batches.list()

    assert sorted((batch.file_name, batch.new, batch.rejected) for batch in batches) == [
        ("responses.csv", 12, 0),
        ("roster.csv", 16, 0),
    ]
    assert demonstration.maintenance.is_demonstration()
    assert all("示範" in line.name for line in demonstration.casework.list_cases().lines)


def test_the_month_of_a_consultant_without_cases_is_not_written(
    services: bootstrap.Services, tmp_path: Path
) -> None:
    out = tmp_path / "追蹤月報.xlsx"
    with pytest.raises(UserError, match="沒有「沒有人」負責的個案") as caught:
        services.reports.export_monthly(MARCH, out, "沒有人")
    assert "還沒有指派" in caught.value.detail
    one_firm(services, tmp_path)
    (name,) = services.reports.consultants()
    with pytest.raises(UserError) as caught:
        services.reports.export_monthly(MARCH, out, "沒有人")
    assert f"「{name}」" in caught.value.detail
    assert not out.exists()
    assert services.reports.export_monthly(MARCH, out, name).rows == 1
