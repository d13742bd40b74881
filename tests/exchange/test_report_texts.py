"""Whatever a person typed: it is text in every report, whole, and not cut off on paper."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from backbone_desktop.exchange.case_summary import write_case_summary
from backbone_desktop.exchange.monthly_sheet import write_monthly_sheet
from backbone_desktop.exchange.page import CONTINUED, Column, Flag, Page
from backbone_desktop.exchange.text_fit import LINES_A_ROW, row_height, row_pieces, text_units, wrapped_lines
from backbone_desktop.exchange.workbook import clean_text, new_workbook
from tests.exchange.month_factories import log_line, monthly_row, monthly_sheet
from tests.exchange.report_factories import case_file, case_summary
from tests.exchange.report_reading import column_under, texts

FORMULA = '=HYPERLINK("http://x","y")'
TRIGGERS = st.sampled_from(["", "=", "+", "-", "@", "'", "=1+1", "\t=", "\x00", "\x0b", "_x0041_", "\r\n"])
TYPED = st.builds("{}{}".format, TRIGGERS, st.text(max_size=60))
TALLEST_ROW_POINTS = 409


def formulas_in(path: Path) -> list[str]:
    """Return the formula elements of all sheets; a text is never in one."""
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return [name for name in sheets if re.search(rb"<f[ >]", archive.read(name))]


def summary_saying(text: str, path: Path) -> None:
    file = case_file()
    held = file.visits[2]
    firm = replace(file.case.enterprise, name=text, address=text, site="", ubn=text, phone=text)
    finding = replace(held.findings[0], situation=text, cause=text, advice=text)
    summary = case_summary(
        case=replace(file.case, enterprise=firm, consultant=text),
        contacts=tuple(replace(each, name=text, title=text, email=text) for each in file.contacts),
        needs=tuple(replace(each, text=text) for each in file.needs),
        visits=(replace(held, summary=text, place=text, attendees=(text,), findings=(finding,)),),
        follow_ups=tuple(replace(each, text=text, next_step=text) for each in file.follow_ups),
        decisions=tuple(replace(each, reason=text) for each in file.decisions),
    )
    write_case_summary(summary, path)


def month_saying(text: str, path: Path) -> None:
    sheet = monthly_sheet(
        rows=(monthly_row(name=text, site=text, ubn=text, next_step=text),),
        log=(log_line(name=text, text=text, with_whom=text, next_step=text),),
    )
    write_monthly_sheet(sheet, path)


@pytest.mark.parametrize("write", [summary_saying, month_saying])
@pytest.mark.parametrize("text", [FORMULA, "+886-2-2345-6789", "-1", "@範例", "'0912"])
def test_nothing_typed_becomes_a_formula(
    tmp_path: Path, write: Callable[[str, Path], None], text: str
) -> None:
    path = tmp_path / "報表.xlsx"
    write(text, path)
    assert formulas_in(path) == []
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row if cell.value == text} <= {"s"}
            assert "f" not in {cell.data_type for cell in row}


def test_a_formula_would_be_seen(tmp_path: Path) -> None:
    """The negative control."""
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = FORMULA
    workbook.save(tmp_path / "報表.xlsx")
    assert formulas_in(tmp_path / "報表.xlsx") == ["xl/worksheets/sheet1.xml"]


@pytest.mark.slow("writes and reads many workbooks")
@given(text=TYPED)
def test_any_text_is_kept_as_a_workbook_can_hold_it(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("報表") / "報表.xlsx"
    month_saying(text, path)
    workbook = load_workbook(path)
    kept = clean_text(text)
    assert formulas_in(path) == []
    assert (column_under(workbook["資料_紀錄"], "text")[0] or "") == unescaped(kept)


def unescaped(text: str) -> str:
    """Return a text as openpyxl hands it back: it keeps the escape of what looks like one."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


@given(text=st.text(max_size=400), width=st.floats(8, 120))
def test_lines_joined_are_the_text_again_and_each_fits(text: str, width: float) -> None:
    lines = wrapped_lines(text, width)
    assert "".join(lines) == text
    assert all(text_units(line.rstrip("\n")) <= width or len(line) <= 12 for line in lines)


@given(text=st.text(st.sampled_from("中堅，。「」 ab1\n"), max_size=3_000))
def test_a_text_of_any_length_is_cut_into_rows_a_program_can_show(text: str) -> None:
    pieces = row_pieces(text, 40.0)
    assert all(lines <= LINES_A_ROW for _, lines in pieces)
    assert row_height(LINES_A_ROW + 1) <= TALLEST_ROW_POINTS
    assert "".join(piece for piece, _ in pieces).replace("\n", "") == text.replace("\n", "")


def test_a_line_does_not_begin_with_a_closing_mark() -> None:
    lines = wrapped_lines("一二三四五，六七八九十。" * 5, 12.0)
    assert not [line for line in lines if line[0] in "，。"]


def test_a_long_text_goes_on_in_marked_rows_that_repeat_who_it_is_about(tmp_path: Path) -> None:
    text = "".join(f"第{number}句說明產線的狀況。" for number in range(120))
    path = tmp_path / "月報.xlsx"
    write_monthly_sheet(monthly_sheet(log=(log_line(text=text),)), path)
    workbook = load_workbook(path)
    pieces = column_under(workbook["本月紀錄"], "內容")
    assert len(pieces) > 1
    assert all(piece.startswith(CONTINUED) for piece in pieces[1:])
    assert "".join(piece.removeprefix(CONTINUED) for piece in pieces) == text
    assert set(column_under(workbook["本月紀錄"], "統編")) == {"04595257"}
    assert column_under(workbook["本月紀錄"], "下次日期")[1:] == [None] * (len(pieces) - 1)
    assert text in texts(workbook["資料_紀錄"])


def test_rows_are_as_high_as_their_longest_text() -> None:
    workbook = new_workbook("表")
    sheet = workbook.worksheets[0]
    page = Page(sheet, (10, 20))
    page.table((Column("甲"), Column("乙")), [("短", "短"), ("短", "長" * 40), (Flag("逾" * 30), "短")], "無")
    heights = [sheet.row_dimensions[row].height for row in range(1, 5)]
    assert heights[0] == heights[1] == row_height(1)
    assert heights[2] == row_height(6)
    assert heights[3] == row_height(10)
