"""A preview is the import rolled back: whatever the files, both decide every row alike."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backbone_desktop import bootstrap
from backbone_desktop.domain.case import Consultant
from backbone_desktop.domain.intake import IntakeReport, RowOutcome
from backbone_desktop.services.intake import ImportChoices
from tests.services.firms import log_head

UBN = st.sampled_from(["", "04595257", "4595257", "10458575", "12345678", "x"])
NAME = st.sampled_from(["", "測試甲股份有限公司", "測試甲公司", "測試乙有限公司"])
SITE = st.sampled_from(["", "一廠", "二廠"])
CAPITAL = st.sampled_from(["", "48000000", "5億", "??", "未知"])
EMPLOYEES = st.sampled_from(["", "186", "12", "-3"])
PERSON = st.sampled_from(["", "窗口甲", "窗口乙"])
YES_NO = st.sampled_from(["", "是", "否", "未知", "x"])

ROSTER = ("統一編號", "企業名稱", "廠別", "實收資本額", "員工人數", "聯絡人姓名", "製造業", "地址")
SENT = st.sampled_from(["", "2016/2/15 15:04:05", "2016/2/15 15:20:00", "2016/2/15", "105/02/20"])
RESPONSES = (*ROSTER[:-1], "技術面需求說明", "備註", "時間戳記")
ROSTER_ROWS = st.tuples(
    UBN, NAME, SITE, CAPITAL, EMPLOYEES, PERSON, YES_NO, st.sampled_from(["", "臺中市測試路1號", "新竹縣"])
)
RESPONSE_ROWS = st.tuples(
    UBN,
    NAME,
    SITE,
    CAPITAL,
    EMPLOYEES,
    PERSON,
    YES_NO,
    st.sampled_from(["", "開發新製程", "無"]),
    st.sampled_from(["", "附註"]),
    SENT,
)
FILES = st.lists(
    st.tuples(st.just(ROSTER), st.lists(ROSTER_ROWS, min_size=1, max_size=4))
    | st.tuples(st.just(RESPONSES), st.lists(RESPONSE_ROWS, min_size=1, max_size=4)),
    min_size=1,
    max_size=3,
)


def decided(report: IntakeReport) -> IntakeReport:
    """Return what a report says of the file, apart from whether it was kept."""
    return replace(report, batch=None, dry_run=False)


def bring_in(services: bootstrap.Services, path: Path, header: tuple[str, ...]) -> IntakeReport:
    """Preview a file and import it; return the report after holding one against the other."""
    intake = services.intake
    preview, commit = (
        (intake.preview_roster, intake.import_roster)
        if header is ROSTER
        else (intake.preview_responses, intake.import_responses)
    )
    head = log_head(services)
    previewed = preview(path, ImportChoices())
    assert log_head(services) == head
    report = commit(path, ImportChoices()).value
    assert decided(previewed) == decided(report)
    assert len(report.rows) == sum(report.count(outcome) for outcome in RowOutcome)
    return report


@pytest.mark.slow("previews and imports many files")
@settings(max_examples=30, deadline=None)
@given(files=FILES)
def test_preview_and_import_decide_alike_and_a_second_time_nothing_changes(
    files: list[tuple[tuple[str, ...], list[tuple[str, ...]]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("files")
    with bootstrap.create_session(
        folder / "casebook", Consultant("", "測試顧問"), as_of=date(2016, 3, 10)
    ) as session:
        for header, rows in files:
            path = folder / "file.csv"
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file).writerows([header, *rows])
            first = bring_in(session.services, path, header)
            again = bring_in(session.services, path, header)
            kept = {RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.UNCHANGED}
            assert [row.outcome in kept for row in first.rows] == [row.outcome in kept for row in again.rows]
            assert again.count(RowOutcome.NEW) == again.count(RowOutcome.CHANGED) == 0
        assert session.services.maintenance.check(deep=True).problems == ()
