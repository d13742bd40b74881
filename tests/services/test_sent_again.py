"""A firm that sent the web form twice: the later answers count, in either order, and once and for all."""

from pathlib import Path

import pytest

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.correction import CellPlace
from backbone_desktop.domain.identifiers import CaseId
from backbone_desktop.services.intake import ImportChoices
from tests.services.firms import codes, counts, import_responses, log_head, one_firm
from tests.sheets import write_csv

HEADER = "| 時間戳記 | 統一編號 | 企業名稱 | 員工人數 | 自有品牌 |"
FIRST = "| 2016/2/15 15:04:05 | 04595257 | 測試甲股份有限公司 | 150 | 是 |"
LATER = "| 2016/2/15 15:20:00 | 04595257 | 測試甲股份有限公司 | 160 | |"


@pytest.fixture
def case(services: Services, tmp_path: Path) -> CaseId:
    """Return the case of the firm that answers."""
    return one_firm(services, tmp_path)


def _table(*rows: str) -> str:
    return "\n".join((HEADER, *rows))


@pytest.mark.parametrize("rows", [(FIRST, LATER), (LATER, FIRST)])
def test_the_later_answers_count_and_nothing_of_the_earlier_ones(
    services: Services, tmp_path: Path, case: CaseId, rows: tuple[str, str]
) -> None:
    path = write_csv(tmp_path / "a.csv", _table(*rows))
    preview = services.intake.preview_responses(path, ImportChoices())
    report = services.intake.import_responses(path, ImportChoices()).value

    assert preview.rows == report.rows
    assert (counts(report), codes(report)) == ((1, 0, 0, 1), ["sent-again"])
    (response,) = services.casework.open(case).responses
    assert {each.question: each.content for each in response.answers} == {"employees": 160}


@pytest.mark.parametrize("rows", [(FIRST, LATER), (LATER, FIRST)])
def test_a_second_import_changes_nothing(
    services: Services, tmp_path: Path, case: CaseId, rows: tuple[str, str]
) -> None:
    import_responses(services, tmp_path, _table(*rows))
    answered, head = services.casework.open(case).responses, log_head(services)

    report = import_responses(services, tmp_path, _table(*rows))

    assert counts(report) == (0, 0, 1, 1)
    assert (services.casework.open(case).responses, log_head(services)) == (answered, head)


@pytest.mark.usefixtures("case")
def test_rows_without_a_time_contradict_each_other(services: Services, tmp_path: Path) -> None:
    """The negative control: without the time stamps the second row is not taken for a correction."""
    table = _table(FIRST, LATER).replace("15:04:05", "").replace("15:20:00", "")

    report = import_responses(services, tmp_path, table)

    assert (counts(report), codes(report)) == ((1, 0, 0, 1), ["duplicate-in-file"])


@pytest.mark.usefixtures("case")
def test_a_preview_carried_on_decides_both_rows_anew(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", _table(FIRST, LATER))
    before = services.intake.preview_responses(path, ImportChoices())
    place = CellPlace(before.rows[1].sheet, 3, "時間戳記")
    choices = ImportChoices(fixes={place: "2016/2/14"})

    carried_on = services.intake.preview_responses(path, choices)
    imported = services.intake.import_responses(path, choices).value

    assert codes(before) == ["sent-again"]
    assert carried_on.rows == imported.rows
    assert codes(imported) == ["sent-again", "fixed-in-preview"]
    assert counts(imported) == (1, 0, 0, 1)
