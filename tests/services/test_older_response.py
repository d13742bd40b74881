"""A response filled in earlier than the kept one never takes the place of newer answers."""

from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.identifiers import CaseId
from tests.services.firms import codes, counts, import_responses, one_firm

NEWER = """
| 填答日期 | 統一編號 | 企業名稱 | 員工人數 | 製造業 |
| 105/03/01 | 04595257 | 測試甲股份有限公司 | 200 | 是 |
"""
OLDER = """
| 填答日期 | 統一編號 | 企業名稱 | 員工人數 | 自有品牌 | 舊題 |
| 105/02/01 | 04595257 | 測試甲股份有限公司 | 150 | 是 | 舊答 |
"""


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of a firm that answered on 105/03/01."""
    opened = one_firm(services, tmp_path)
    import_responses(services, tmp_path, NEWER)
    return opened


def test_an_older_response_answers_only_what_is_still_open(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    report = import_responses(services, tmp_path, OLDER)

    assert counts(report) == (0, 1, 0, 0)
    assert [change.label for change in report.rows[0].changes] == ["自有品牌", "舊題（保留原文）"]
    assert codes(report) == ["older-response"]
    file = services.casework.open(case)
    (response,) = file.responses
    answers = {each.question: each.content for each in response.answers}
    assert (answers["employees"], answers["own_brand"]) == (200, True)
    assert response.answered_on == date(2016, 3, 1)
    assert response.unmapped["舊題"] == "舊答"
    (fact,) = [each for each in file.observations if each.key == "own_brand"]
    assert fact.as_of == date(2016, 2, 1)
    assert [each.content for each in file.observations if each.key == "employees"] == [186, 200]


def test_an_older_response_that_adds_nothing_changes_nothing(
    services: Services, tmp_path: Path, case: CaseId
) -> None:
    before = services.casework.open(case).responses
    import_responses(services, tmp_path, OLDER)
    completed = services.casework.open(case).responses

    report = import_responses(services, tmp_path, OLDER)

    assert before != completed
    assert counts(report) == (0, 0, 1, 0)
    assert services.casework.open(case).responses == completed


@pytest.mark.usefixtures("case")
def test_a_response_of_the_same_day_or_later_replaces_unconfirmed_answers(
    services: Services, tmp_path: Path
) -> None:
    same_day = OLDER.replace("105/02/01", "105/03/01")

    report = import_responses(services, tmp_path, same_day)

    assert [change.label for change in report.rows[0].changes] == ["員工人數", "自有品牌", "舊題（保留原文）"]
    assert codes(report) == []
