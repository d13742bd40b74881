"""A day that must have been and is still to come is remarked on in an import; by hand it is refused."""

from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.domain.intake import Gravity, IntakeReport
from tests.services.firms import codes, counts, import_responses, import_roster, one_firm

TABLE = "| 統一編號 | 企業名稱 | 核准設立日期 |\n| 04595257 | 測試甲股份有限公司 | {day} |"


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of a firm in a casebook whose as-of date is 105/03/10."""
    return one_firm(services, tmp_path)


def _bring_in(services: Services, folder: Path, kind: str, day: str) -> IntakeReport:
    bring_in = import_roster if kind == "roster" else import_responses
    return bring_in(services, folder, TABLE.format(day=day))


@pytest.mark.parametrize("kind", ["roster", "responses"])
def test_a_founding_day_still_to_come_is_taken_with_a_reminder(
    services: Services, tmp_path: Path, case: CaseId, kind: str
) -> None:
    report = _bring_in(services, tmp_path, kind, "105/03/11")

    (row,) = report.rows
    (issue,) = row.issues
    assert counts(report)[3] == 0
    assert (issue.code, issue.gravity, issue.given) == ("day-to-come", Gravity.WARNING, "105/03/11")
    assert issue.message.startswith("「核准設立日期」晚於基準日：填的是 105/03/11")
    assert row.cells[2] == "105/03/11"
    with pytest.raises(UserError, match="「核准設立日期」晚於基準日"):
        services.casework.set_facts(case, {"founded_on": date(2016, 3, 11)})


@pytest.mark.parametrize("kind", ["roster", "responses"])
@pytest.mark.parametrize("day", ["105/03/10", "075/06/01", "未知"])
@pytest.mark.usefixtures("case")
def test_a_day_that_has_been_needs_no_word(services: Services, tmp_path: Path, kind: str, day: str) -> None:
    assert codes(_bring_in(services, tmp_path, kind, day)) == []
