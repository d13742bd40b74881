"""Rejected rows go back with their reasons and come in again once fixed."""

from pathlib import Path

from openpyxl import Workbook, load_workbook

from backbone_desktop.exchange.error_workbook import RejectedRow, SourceColumns, write_error_workbook
from backbone_desktop.exchange.form_workbook import write_form
from backbone_desktop.exchange.mapping import REASON_HEADER
from backbone_desktop.exchange.responses import ParsedResponse, read_responses
from backbone_desktop.exchange.sheets.source import open_source
from backbone_desktop.exchange.text_fit import row_height, wrapped_lines
from tests.exchange.forms import FIRM, WholeFile, facts, form, known, whole
from tests.sheets import write_csv

TABLE = """
| 備註       | 統一編號 | 企業名稱 | 核准設立日期 | 電話          |
| A123456789 | 04595257 | 示範甲   | 42491        | (04)2345-6789 |
| 好         | 10458575 | 示範乙   | 75/6/1       |               |
"""


def _read(path: Path) -> WholeFile[ParsedResponse]:
    return whole(read_responses(open_source(path), form()))


def _errors(parsed: WholeFile[ParsedResponse], out: Path) -> Path:
    rejected = [RejectedRow(each.cells, each.issues) for each in parsed.rows if each.rejected]
    write_error_workbook(SourceColumns(parsed.headers, parsed.columns, form()), rejected, out)
    return out


def test_original_columns_stand_in_their_order_with_the_reason_last(tmp_path: Path) -> None:
    out = _errors(_read(write_csv(tmp_path / "a.csv", TABLE)), tmp_path / "退回.xlsx")
    header, row = open_source(out).tables[0].rows
    assert header.cells == ("備註", "統一編號", "企業名稱", "核准設立日期", "電話", REASON_HEADER)
    assert row.cells[:5] == ("A1*******9", "04595257", "示範甲", "42491", "(04)2345-6789")
    assert "【核准設立日期】" in row.text(5)
    assert "105/05/01" in row.text(5)


def test_no_row_cuts_its_reasons_off(tmp_path: Path) -> None:
    out = _errors(_read(write_csv(tmp_path / "a.csv", TABLE)), tmp_path / "退回.xlsx")
    sheet = load_workbook(out).worksheets[0]
    lines = len(wrapped_lines(str(sheet["F2"].value), sheet.column_dimensions["F"].width))
    assert lines > 1
    assert sheet.row_dimensions[2].height == row_height(lines)


def test_fixed_rows_import_again_without_the_reasons(tmp_path: Path) -> None:
    out = _errors(_read(write_csv(tmp_path / "a.csv", TABLE)), tmp_path / "退回.xlsx")
    workbook = load_workbook(out)
    workbook.worksheets[0]["D2"] = "105/5/1"
    workbook.save(out)
    (response,) = _read(out).rows
    assert not response.rejected
    assert response.unmapped == {"備註": "A1*******9"}
    assert REASON_HEADER not in [each.column for each in _read(out).columns]


def test_a_rejected_form_comes_back_as_a_row_that_imports(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_form(form(), facts(), FIRM, known(core_industries=("defence",)), [], path)
    workbook = load_workbook(path)
    sheet = workbook.worksheets[0]
    entries = {row[0].value: row[2] for row in sheet.iter_rows(max_col=3)}
    entries["employees"].value = "230"
    entries["ubn"].value = "不是號碼"
    workbook.save(path)
    out = _errors(_read(path), tmp_path / "退回.xlsx")
    fixed = load_workbook(out)
    for cells in fixed.worksheets[0].iter_cols(min_row=1, max_row=2):
        if cells[0].value == "ubn":
            cells[1].value = FIRM.ubn
    fixed.save(out)
    (response,) = _read(out).rows
    assert not response.rejected
    assert (response.ubn, response.answers["employees"]) == (FIRM.ubn, 230)
    assert response.answers["core_industries"] == ("defence",)


def test_a_blank_that_was_a_formula_without_a_value_is_explained(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["統一編號", "實收資本額", "核准設立日期"])
    workbook.worksheets[0].append(["04595257", "=1+1", 42491])
    workbook.save(tmp_path / "a.xlsx")
    out = _errors(_read(tmp_path / "a.xlsx"), tmp_path / "退回.xlsx")
    _, row = open_source(out).tables[0].rows
    assert row.cell(1) is None
    assert "【實收資本額】公式沒有儲存計算結果" in row.text(3)
    assert "【核准設立日期】" in row.text(3)
