"""The beginning of a file is shown as it stands, and the firms awaited are those nobody heard from."""

from pathlib import Path

from backbone_desktop import paths
from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.intake import BatchKind
from backbone_desktop.services.intake import ImportChoices
from tests.services.firms import ONE_FIRM, one_firm
from tests.sheets import write_csv, write_xlsx

ANSWER = """
| 統一編號 | 企業名稱 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 190 |
"""
EITHER = """
| 統一編號 | 企業名稱 |
| 04595257 | 測試甲股份有限公司 |
"""


def test_a_guessed_encoding_is_said_to_be_guessed(services: Services, tmp_path: Path) -> None:
    sample = services.intake.sample(write_csv(tmp_path / "roster.csv", ONE_FIRM), ImportChoices())
    assert (sample.encoding, sample.guessed) == ("CP950（Big5）", True)
    assert [row.number for row in sample.rows] == [1, 2]
    assert sample.rows[1].cells[:2] == ("04595257", "測試甲股份有限公司")
    assert sample.total == 2


def test_an_encoding_asked_for_is_used_although_it_reads_wrong(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "roster.csv", ONE_FIRM, encoding="utf-8-sig")
    sample = services.intake.sample(path, ImportChoices(encoding="utf-8"))
    assert (sample.encoding, sample.guessed) == ("UTF-8", False)


def test_the_headers_tell_a_roster_from_responses(services: Services, tmp_path: Path) -> None:
    demo = paths.resources_dir() / "demo"
    kinds = [
        services.intake.sample(demo / name, ImportChoices()).likely
        for name in ("roster.csv", "responses.csv")
    ]
    assert kinds == [BatchKind.ROSTER, BatchKind.RESPONSES]
    either = services.intake.sample(write_xlsx(tmp_path / "either.xlsx", EITHER), ImportChoices())
    assert (either.likely, either.encoding) == (None, "")


def test_our_own_form_is_known_and_its_hidden_codes_are_not_shown(services: Services, tmp_path: Path) -> None:
    form = services.intake.write_form(one_firm(services, tmp_path), tmp_path / "form.xlsx").value
    sample = services.intake.sample(form, ImportChoices())
    assert sample.likely is BatchKind.RESPONSES
    assert len(sample.sheets) == 1
    assert not any("ubn" in row.cells for row in sample.rows)


def test_every_column_of_a_kind_can_be_chosen(services: Services) -> None:
    roster = {question.code for question in services.intake.questions(BatchKind.ROSTER)}
    responses = {question.code for question in services.intake.questions(BatchKind.RESPONSES)}
    assert "assigned_on" in roster - responses
    assert "need_talent_urgency" in responses - roster
