"""Cells say what was put in, in Excel's eyes and in ours."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.sheets.source import open_source
from backbone_desktop.exchange.workbook import (
    CELL_TEXT_LIMIT,
    ROC_DATE_FORMAT,
    cell_at,
    clean_text,
    fit_cell,
    new_workbook,
    put_date,
    put_money,
    put_number,
    put_text,
    save_workbook,
    set_up_print,
    workbook_bytes,
)

TYPED = [
    '=HYPERLINK("http://x","y")',
    "+886-2-2754-1255",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "01234567",
    "_x0041_",
    " 前後空白 ",
    "第一行\n第二行",
    "2016-05-01",
    "１２３",
]


@pytest.mark.parametrize("text", TYPED)
def test_what_a_person_typed_stays_text(tmp_path: Path, text: str) -> None:
    workbook = new_workbook("表")
    put_text(cell_at(workbook.worksheets[0], 1, 1), text)
    save_workbook(workbook, tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"]
    assert cell.data_type == "s"
    assert open_source(tmp_path / "a.xlsx").tables[0].rows[0].cells == (text,)


def test_plain_openpyxl_would_make_a_formula_of_it(tmp_path: Path) -> None:
    """The negative control."""
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = TYPED[0]
    workbook.save(tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"].data_type == "f"


@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    workbook = new_workbook("表")
    put_text(cell_at(workbook.worksheets[0], 1, 1), text)
    assert workbook_bytes(workbook)


@given(st.text(alphabet=st.characters(), max_size=50))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


def test_line_breaks_become_one_kind_and_control_characters_go() -> None:
    assert clean_text("a\r\nb\rc\vd\x00e\x1b\ud800f\ufffe") == "a\nb\nc\ndef"


@given(st.integers(CELL_TEXT_LIMIT - 3, CELL_TEXT_LIMIT + 40), st.sampled_from(["字", "😀", "a"]))
def test_a_text_too_long_says_so_at_its_end(length: int, char: str) -> None:
    shown, whole = fit_cell(char * length)
    assert len(shown.encode("utf-16-le")) // 2 <= CELL_TEXT_LIMIT
    assert whole == (len(char.encode("utf-16-le")) // 2 * length <= CELL_TEXT_LIMIT)
    assert whole or shown.endswith(f"（全文共 {length} 字，超過儲存格上限，其後從略）")


def test_dates_are_true_dates_shown_in_roc_years(tmp_path: Path) -> None:
    workbook = new_workbook("表")
    put_date(cell_at(workbook.worksheets[0], 1, 1), dt.date(2016, 3, 15))
    save_workbook(workbook, tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"]
    assert cell.is_date
    assert cell.number_format == ROC_DATE_FORMAT
    assert open_source(tmp_path / "a.xlsx").tables[0].rows[0].cells == (dt.date(2016, 3, 15),)


def test_numbers_keep_every_digit(tmp_path: Path) -> None:
    workbook = new_workbook("表")
    sheet = workbook.worksheets[0]
    put_money(cell_at(sheet, 1, 1), 1_211_470_000)
    put_number(cell_at(sheet, 1, 2), Decimal("5.5"))
    put_number(cell_at(sheet, 1, 3), 12_345_678_901_234_567)
    put_money(cell_at(sheet, 1, 4), None)
    put_date(cell_at(sheet, 1, 5), None)
    save_workbook(workbook, tmp_path / "a.xlsx")
    cells = open_source(tmp_path / "a.xlsx").tables[0].rows[0].cells
    assert cells == (1_211_470_000, Decimal("5.5"), "12345678901234567")


def test_the_same_content_gives_the_same_bytes_and_no_clock() -> None:
    def make() -> bytes:
        workbook = new_workbook("表")
        put_text(cell_at(workbook.worksheets[0], 1, 1), "同樣的內容", Look.TITLE)
        set_up_print(workbook.worksheets[0], "1:1", landscape=True)
        return workbook_bytes(workbook, "標題")

    first = make()
    assert first == make()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2016, 1, 1, 0, 0, 0)}
        assert b"2016-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_print_set_up_is_a4_one_page_wide_with_page_numbers() -> None:
    sheet = new_workbook("表").worksheets[0]
    set_up_print(sheet, "1:3", landscape=True)
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$1:$3"
    assert "&P" in str(sheet.oddFooter)


def test_a_cell_inside_a_merged_range_is_refused() -> None:
    sheet = new_workbook("表").worksheets[0]
    sheet.merge_cells("A1:B1")
    with pytest.raises(TypeError):
        cell_at(sheet, 1, 2)
