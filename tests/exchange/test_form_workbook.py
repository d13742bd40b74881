"""The questionnaire goes out, is filled in, and comes back through the same importer."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from backbone_desktop.domain.correction import CellPlace
from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.facts import Certificate, FactContent, PastGuidance
from backbone_desktop.domain.form_answers import facts_of, needs_of
from backbone_desktop.exchange import form_layout as layout
from backbone_desktop.exchange.form_workbook import write_form
from backbone_desktop.exchange.responses import ParsedResponse, read_responses
from backbone_desktop.exchange.sheets.source import open_source
from tests.exchange.forms import FIRM, PERSON, facts, form, known
from tests.sheets import convert

KNOWN: Mapping[str, FactContent] = {
    "paid_in_capital": 48_000_000,
    "is_manufacturer": True,
    "founded_on": dt.date(1986, 6, 1),
    "patents": ("發明專利 I000001", "新型專利 M000002"),
    "core_industries": ("defence", "green_energy"),
    "awards": (),
    "certificates": (
        Certificate("potential", "示字第001號", dt.date(2015, 1, 1), dt.date(2017, 12, 31)),
        Certificate("outstanding", "示字第002號"),
    ),
    "past_guidance": (PastGuidance("示範計畫", "示範機關", dt.date(2014, 1, 1), dt.date(2014, 12, 31)),),
}

FILLED = {
    "employees": "1,230 人",
    "revenue": "12億1,147萬元",
    "export_ratio": "70%",
    "own_brand": "未知",
    "consent": "是",
    "answered_on": "105/3/15",
    "need_branding": '=HYPERLINK("http://x","y")',
    f"need_branding_services{layout.OPTION_MARK}exhibition": layout.TICK,
    "need_branding_urgency": "急",
    "need_branding_budget": "200萬元",
    "need_ip": "無",
}


def _written(tmp_path: Path) -> Path:
    path = tmp_path / "form.xlsx"
    write_form(form(), facts(), FIRM, known(**KNOWN), [PERSON], path)
    return path


def _fill(path: Path, filled: Mapping[str, str]) -> Path:
    workbook = load_workbook(path)
    for row in workbook[layout.FORM_SHEET].iter_rows():
        code = row[layout.CODE_COLUMN - 1].value
        if code in filled:
            row[layout.ENTRY_COLUMN - 1].value = filled[str(code)]
            row[layout.ENTRY_COLUMN - 1].data_type = "s"
    workbook.save(path)
    return path


def _response(path: Path) -> ParsedResponse:
    (response,) = read_responses(open_source(path), form()).rows
    return response


def test_what_is_known_comes_back_as_it_was(tmp_path: Path) -> None:
    response = _response(_fill(_written(tmp_path), {"consent": "是"}))
    assert response.issues == ()
    assert (response.enterprise, response.ubn) == (FIRM.id, FIRM.ubn)
    assert (response.name, response.site) == (FIRM.name, FIRM.site)
    assert response.answers["contact_email"] == PERSON.email
    assert facts_of(form(), response.answers) == dict(KNOWN)


def _check_filled(response: ParsedResponse) -> None:
    assert response.issues == ()
    assert response.answered_on == dt.date(2016, 3, 15)
    told = facts_of(form(), response.answers)
    assert (told["employees"], told["revenue"]) == (1230, 1_211_470_000)
    assert told["own_brand"] is None
    (need,) = needs_of(form(), response.answers, lambda: "n", "r")
    assert need.text == '=HYPERLINK("http://x","y")'
    assert (need.item_kinds, need.urgency.label, need.budget_ntd) == (("會展服務",), "急", 2_000_000)


def test_filled_form_comes_back_typed(tmp_path: Path) -> None:
    _check_filled(_response(_fill(_written(tmp_path), FILLED)))


def _untouched(response: ParsedResponse) -> bool:
    return "form-untouched" in [each.code for each in response.issues]


def test_a_form_that_comes_back_as_it_went_out_is_sent_back(tmp_path: Path) -> None:
    response = _response(_written(tmp_path))
    assert response.rejected
    assert [each.code for each in response.issues] == ["form-untouched"]


@pytest.mark.parametrize("entry", [{"consent": "是"}, {"answered_on": "105/3/15"}, {"is_manufacturer": ""}])
def test_a_single_entry_makes_it_a_response(tmp_path: Path, entry: Mapping[str, str]) -> None:
    assert not _untouched(_response(_fill(_written(tmp_path), entry)))


def test_a_form_that_does_not_say_what_it_went_out_with_is_a_response(tmp_path: Path) -> None:
    path = _written(tmp_path)
    workbook = load_workbook(path)
    meta = workbook[layout.META_SHEET]
    meta.delete_rows(next(row[0].row for row in meta.iter_rows() if row[0].value == layout.META_PREFILL) or 0)
    workbook.save(path)
    assert not _untouched(_response(path))


def test_an_entry_corrected_in_the_preview_makes_it_a_response(tmp_path: Path) -> None:
    path = _written(tmp_path)
    source = open_source(path)
    (before,) = read_responses(source, form()).rows
    rows = enumerate(load_workbook(path)[layout.FORM_SHEET].iter_rows(values_only=True), start=1)
    line = next(number for number, row in rows if row[layout.CODE_COLUMN - 1] == "answered_on")
    place = CellPlace(before.sheet, line, "填表日期")
    (response,) = read_responses(source, form(), fixes={place: "105/03/15"}).rows
    assert not _untouched(response)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@pytest.mark.slow("starts LibreOffice")
def test_saving_it_in_another_program_is_no_answer(tmp_path: Path, kind: str, soffice: str) -> None:
    assert _untouched(_response(convert(soffice, _written(tmp_path), kind)))


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@pytest.mark.slow("starts LibreOffice")
def test_form_saved_by_libreoffice_comes_back_the_same(tmp_path: Path, kind: str, soffice: str) -> None:
    path = _fill(_written(tmp_path), FILLED)
    _check_filled(_response(convert(soffice, path, kind)))


def test_firm_edits_entries_and_nothing_else(tmp_path: Path) -> None:
    workbook = load_workbook(_written(tmp_path))
    sheet = workbook[layout.FORM_SHEET]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    for row in sheet.iter_rows():
        code, entry = row[layout.CODE_COLUMN - 1], row[layout.ENTRY_COLUMN - 1]
        assert entry.protection.locked is (code.value is None)
        assert code.value is None or entry.number_format == "@"
    hidden = {each.title for each in workbook.worksheets if each.sheet_state == "hidden"}
    assert hidden == {layout.META_SHEET, layout.LISTS_SHEET}


def test_every_question_has_one_entry_and_choices_a_list(tmp_path: Path) -> None:
    sheet = load_workbook(_written(tmp_path))[layout.FORM_SHEET]
    codes = [str(row[0].value) for row in sheet.iter_rows(max_col=1) if row[0].value]
    assert len(codes) == len(set(codes))
    assert {code.split(layout.OPTION_MARK)[0] for code in codes} == {each.code for each in form().questions}
    lists = [each for each in sheet.data_validations.dataValidation if each.type == "list"]
    assert len(lists) > 50
    assert all(len(str(each.prompt or "")) <= 255 for each in sheet.data_validations.dataValidation)


def test_form_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    first = _written(tmp_path).read_bytes()
    assert _written(tmp_path).read_bytes() == first


def test_form_of_another_firm_is_rejected(tmp_path: Path) -> None:
    response = _response(_fill(_written(tmp_path), {"ubn": "10458575"}))
    assert [each.code for each in response.issues] == ["ubn-differs"]
    assert response.rejected


def test_form_of_another_edition_is_refused(tmp_path: Path) -> None:
    path = _written(tmp_path)
    workbook = load_workbook(path)
    workbook[layout.META_SHEET]["B1"] = "104.1"
    workbook.save(path)
    with pytest.raises(DataFileError, match="問卷版本不同"):
        _response(path)


def test_issue_names_the_row_the_firm_sees(tmp_path: Path) -> None:
    path = _fill(_written(tmp_path), {"employees": "很多"})
    (issue,) = _response(path).issues
    sheet = load_workbook(path)[layout.FORM_SHEET]
    assert sheet.cell(issue.row, layout.CODE_COLUMN).value == "employees"
    assert issue.column == "員工人數"


def test_a_form_that_lost_its_codes_is_refused(tmp_path: Path) -> None:
    path = _written(tmp_path)
    book = load_workbook(path)
    book[layout.FORM_SHEET].delete_cols(layout.CODE_COLUMN)
    book.save(path)
    with pytest.raises(DataFileError, match="找不到題目"):
        read_responses(open_source(path), form())
