"""Rows put right in the preview: re-read by the importer's own path, kept in the report."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.correction import FIRM_CHOSEN, FIXED, NEW_FIRM, CellPlace, RowPlace
from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.domain.intake import RowOutcome, RowResult
from backbone_desktop.exchange.form_layout import CODE_COLUMN, ENTRY_COLUMN, FORM_SHEET
from backbone_desktop.services.intake import ImportChoices
from tests.services.firms import codes, counts, import_roster, one_firm
from tests.sheets import write_csv

WRONG_ROSTER = """
| 統一編號 | 企業名稱 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 186 |
| 12AB56 | 測試乙股份有限公司 | 50 |
"""
WRONG_RESPONSES = """
| 統一編號 | 企業名稱 | 員工人數 | 製造業 |
| 04595252 | 測試丙股份有限公司 | 一百多 | 是 |
"""


def _verdicts(rows: tuple[RowResult, ...]) -> list[tuple[int, RowOutcome]]:
    return [(each.row, each.outcome) for each in rows]


def _only_sheet(rows: tuple[RowResult, ...]) -> str:
    (sheet,) = {each.sheet for each in rows}
    return sheet


def test_a_roster_cell_typed_anew_is_decided_and_kept_like_one_of_the_file(
    services: Services, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "roster.csv", WRONG_ROSTER)
    as_it_came = path.read_bytes()
    before = services.intake.preview_roster(path, ImportChoices())
    place = CellPlace(_only_sheet(before.rows), 3, "統一編號")
    choices = ImportChoices(fixes={place: "00501503"})

    preview = services.intake.preview_roster(path, choices)
    kept = services.intake.import_roster(path, choices).value

    assert counts(before) == (1, 0, 0, 1)
    assert counts(preview) == counts(kept) == (2, 0, 0, 0)
    assert _verdicts(preview.rows) == _verdicts(kept.rows)
    (fixed,) = [issue for row in kept.rows for issue in row.issues if issue.code == FIXED]
    assert (fixed.row, fixed.column, fixed.given) == (3, "統一編號", "12AB56")
    assert services.casework.find("00501503").enterprise.name == "測試乙股份有限公司"
    assert path.read_bytes() == as_it_came


def test_a_wrong_correction_is_sent_back_with_its_own_reason(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "roster.csv", WRONG_ROSTER)
    sheet = _only_sheet(services.intake.preview_roster(path, ImportChoices()).rows)
    choices = ImportChoices(fixes={CellPlace(sheet, 3, "統一編號"): "測試"})

    report = services.intake.preview_roster(path, choices)

    assert counts(report) == (1, 0, 0, 1)
    assert [issue.given for issue in report.rows[1].issues] == ["測試", "12AB56"]


def test_the_error_workbook_holds_the_cells_as_corrected(services: Services, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "roster.csv", WRONG_ROSTER)
    sheet = _only_sheet(services.intake.preview_roster(path, ImportChoices()).rows)
    choices = ImportChoices(fixes={CellPlace(sheet, 3, "員工人數"): "51"})

    report = services.intake.preview_roster(path, choices)

    assert report.rows[1].cells[2] == "51"


def _tinted(path: Path) -> dict[str, str]:
    """Return what is told apart by its ground in the first rejected row, by header."""
    header, row = load_workbook(path).worksheets[0].iter_rows(max_row=2)
    plain = {cell.fill.fgColor.rgb for cell in row if cell.value == "plain"}
    return {
        str(head.value): str(cell.value)
        for head, cell in zip(header, row, strict=True)
        if cell.fill.fgColor.rgb not in plain
    }


@pytest.mark.parametrize("header", ["統一編號", "統編", "2. 統編（必填）"])
def test_the_error_workbook_tints_the_cell_whatever_its_column_is_called(
    services: Services, tmp_path: Path, header: str
) -> None:
    table = f"| {header} | 企業名稱 | 備註 |\n| 04595252 | 測試丙股份有限公司 | plain |"
    path = write_csv(tmp_path / "responses.csv", table)
    report = services.intake.preview_responses(path, ImportChoices())

    out = services.intake.save_rejected(report, tmp_path / "errors.xlsx")

    assert codes(report) == ["enterprise-unknown"]
    tinted = _tinted(out)
    assert tinted == {header: "04595252"}
    reason = load_workbook(out).worksheets[0]["D2"].value
    assert str(reason).startswith(f"【{header}】")


def test_an_answer_that_could_not_be_read_can_be_typed_anew(services: Services, tmp_path: Path) -> None:
    one_firm(services, tmp_path)
    table = WRONG_RESPONSES.replace("04595252", "04595257").replace("丙", "甲")
    path = write_csv(tmp_path / "responses.csv", table)
    before = services.intake.preview_responses(path, ImportChoices())
    choices = ImportChoices(fixes={CellPlace(_only_sheet(before.rows), 2, "員工人數"): "150"})

    report = services.intake.import_responses(path, choices).value

    assert codes(before) == ["not-readable"]
    assert codes(report) == [FIXED]
    case = services.casework.find("04595257")
    answers = {each.question: each for each in services.casework.open(case.id).responses[0].answers}
    assert answers["employees"].content == 150


def test_an_entry_of_a_returned_form_can_be_typed_anew(services: Services, tmp_path: Path) -> None:
    case = one_firm(services, tmp_path)
    out = services.intake.write_form(case, tmp_path / "form.xlsx").value
    workbook = load_workbook(out)
    form = workbook[FORM_SHEET]
    codes_by_row = {row: form.cell(row, CODE_COLUMN).value for row in range(1, form.max_row + 1)}
    row = next(row for row, code in codes_by_row.items() if code == "employees")
    form.cell(row, ENTRY_COLUMN).value = "一百多"
    workbook.save(out)
    before = services.intake.preview_responses(out, ImportChoices())
    (issue,) = before.rows[0].issues
    choices = ImportChoices(fixes={CellPlace(issue.sheet, issue.row, issue.column): "150"})

    report = services.intake.import_responses(out, choices).value

    assert (issue.row, codes(report)) == (row, [FIXED])
    answers = {each.question: each for each in services.casework.open(case).responses[0].answers}
    assert answers["employees"].content == 150


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_cell_can_be_left_blank_instead(services: Services, tmp_path: Path, blank: str) -> None:
    path = write_csv(tmp_path / "roster.csv", WRONG_ROSTER)
    sheet = _only_sheet(services.intake.preview_roster(path, ImportChoices()).rows)

    report = services.intake.preview_roster(
        path, ImportChoices(fixes={CellPlace(sheet, 3, "統一編號"): blank})
    )

    assert counts(report) == (2, 0, 0, 0)
    assert "改為空白" in report.rows[1].issues[0].message


def test_a_response_of_an_unknown_firm_opens_its_case_when_that_is_chosen(
    services: Services, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "responses.csv", WRONG_RESPONSES.replace("一百多", "120"))
    before = services.intake.preview_responses(path, ImportChoices())
    choices = ImportChoices(firms={RowPlace(_only_sheet(before.rows), 2): NEW_FIRM})

    preview = services.intake.preview_responses(path, choices)
    assert services.casework.list_cases().lines == ()
    report = services.intake.import_responses(path, choices).value

    assert codes(before) == ["enterprise-unknown"]
    assert counts(preview) == counts(report) == (1, 0, 0, 0)
    assert codes(report) == [FIRM_CHOSEN]
    file = services.casework.open(services.casework.find("04595252").id)
    assert file.case.enterprise.name == "測試丙股份有限公司"
    assert len(file.responses) == 1


def test_a_response_goes_to_the_firm_chosen_and_leaves_its_number_alone(
    services: Services, tmp_path: Path
) -> None:
    case = one_firm(services, tmp_path)
    firm = services.casework.open(case).case.enterprise
    path = write_csv(tmp_path / "responses.csv", WRONG_RESPONSES.replace("一百多", "120"))
    sheet = _only_sheet(services.intake.preview_responses(path, ImportChoices()).rows)

    report = services.intake.import_responses(
        path, ImportChoices(firms={RowPlace(sheet, 2): EnterpriseId(firm.id)})
    ).value

    assert counts(report) == (1, 0, 0, 0)
    assert codes(report) == [FIRM_CHOSEN, "name-differs"]
    file = services.casework.open(case)
    assert file.case.enterprise == firm
    assert len(file.responses) == 1


def test_a_roster_row_of_an_ambiguous_name_can_be_given_a_firm_or_a_new_one(
    services: Services, tmp_path: Path
) -> None:
    import_roster(services, tmp_path, "| 企業名稱 | 員工人數 |\n| 測試丁有限公司 | 10 |")
    (known,) = services.casework.list_cases().lines
    table = "| 統一編號 | 企業名稱 | 員工人數 |\n| 04595252 | 測試丁有限公司 | 12 |"
    path = write_csv(tmp_path / "again.csv", table)
    before = services.intake.preview_roster(path, ImportChoices())
    place = RowPlace(_only_sheet(before.rows), 2)

    as_new = services.intake.preview_roster(path, ImportChoices(firms={place: NEW_FIRM}))
    as_known = services.intake.preview_roster(
        path, ImportChoices(firms={place: EnterpriseId(known.enterprise)})
    )

    assert codes(before) == ["enterprise-ambiguous"]
    assert (counts(as_new), counts(as_known)) == ((1, 0, 0, 0), (0, 1, 0, 0))
