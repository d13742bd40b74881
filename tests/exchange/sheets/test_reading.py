"""What honest files hold arrives as it stands, with the sheet's own row numbers."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from backbone_desktop.domain.errors import DataFileError, UserError
from backbone_desktop.exchange.sheets.file_kind import FileKind
from backbone_desktop.exchange.sheets.source import open_source
from backbone_desktop.exchange.sheets.table import CellFlaw
from tests.sheets import convert, write_csv, write_xlsx

TABLE = """
| 統一編號 | 企業名稱     | 備註 |
|----------|--------------|------|
| 01234567 | 示範精密碁恒 | a    |
| 04595257 | 示範電子     |      |
"""

MOMENT = dt.datetime(2016, 2, 5, 15, 4)  # noqa: DTZ001 - a cell knows no zone


def _typed_workbook(path: Path) -> Path:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["B3"] = "01234567"
    sheet["C3"] = 42
    sheet["D3"] = 0.055
    sheet["E3"] = True
    sheet["F3"] = dt.date(2016, 5, 1)
    sheet["G3"] = MOMENT
    sheet["H5"] = 42491
    sheet["H5"].number_format = "[$-404]e/mm/dd"
    workbook.create_sheet("第二張")["A1"] = "x"
    workbook.save(path)
    return path


def test_cells_keep_their_types_and_rows_their_numbers(tmp_path: Path) -> None:
    source = open_source(_typed_workbook(tmp_path / "typed.xlsx"))
    third, fifth = source.tables[0].rows
    assert source.kind is FileKind.XLSX
    assert [third.number, fifth.number] == [3, 5]
    assert third.cells == (
        None,
        "01234567",
        42,
        Decimal("0.055"),
        True,
        dt.date(2016, 5, 1),
        MOMENT,
    )
    assert type(third.cells[2]) is int
    assert fifth.cells[7] == dt.date(2016, 5, 1)


def test_one_sheet_can_be_asked_for(tmp_path: Path) -> None:
    path = _typed_workbook(tmp_path / "typed.xlsx")
    assert [table.name for table in open_source(path, sheet="第二張").tables] == ["第二張"]
    with pytest.raises(UserError, match="找不到工作表"):
        open_source(path, sheet="沒有這張")


def test_formula_without_value_and_error_cells_are_flagged_not_empty(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = "x"
    sheet["B2"] = "=1+1"
    sheet["C2"] = "#N/A"
    workbook.save(tmp_path / "formula.xlsx")
    table = open_source(tmp_path / "formula.xlsx").tables[0]
    assert table.flaws == {(2, 1): CellFlaw.FORMULA_WITHOUT_VALUE, (2, 2): CellFlaw.ERROR_VALUE}


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_xlsx(tmp_path / "a.xlsx", TABLE)
    open_source(tmp_path / "a.xlsx", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8（含 BOM）"),
        ("cp950", "CP950（Big5）（推測）"),
        ("utf-16", "UTF-16"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_files_are_decoded_and_the_guess_is_said(
    tmp_path: Path, encoding: str, label: str, delimiter: str
) -> None:
    source = open_source(write_csv(tmp_path / "a.csv", TABLE, encoding, delimiter))
    assert source.encoding == label
    assert [row.cells for row in source.tables[0].rows] == [
        ("統一編號", "企業名稱", "備註"),
        ("01234567", "示範精密碁恒", "a"),
        ("04595257", "示範電子"),
    ]


def test_a_text_in_another_encoding_is_not_taken_for_cp950(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes(
        "统一编号,企业名称,说明\r\n01234567,示范机械,这里写的是简体字的内容\r\n".encode("gbk") * 3
    )
    with pytest.raises(DataFileError, match="無法判斷文字編碼"):
        open_source(path)


def test_a_chosen_encoding_is_used_and_no_other(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", TABLE, "cp950")
    assert open_source(path, encoding="CP950").encoding == "CP950（Big5）"
    with pytest.raises(DataFileError, match="指定的編碼不符"):
        open_source(path, encoding="utf-8")
    with pytest.raises(DataFileError, match="指定的編碼不符"):
        open_source(path, encoding="no-such-encoding")


def test_a_record_with_line_breaks_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('企業名稱,備註\n示範,"一\n二"\n示範二,x\n', encoding="utf-8")
    rows = open_source(path).tables[0].rows
    assert [(row.number, row.cell(1)) for row in rows] == [(1, "備註"), (2, "一\n二"), (3, "x")]


def test_an_endless_quote_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('企業名稱,備註\n示範,"' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(DataFileError, match="CSV"):
        open_source(path)


@pytest.mark.parametrize("kind", ["xls", "ods"])
@pytest.mark.slow("starts LibreOffice")
def test_other_workbook_kinds_read_the_same(tmp_path: Path, kind: str, soffice: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", TABLE)
    converted = convert(soffice, path, kind)
    source = open_source(converted)
    assert source.kind.value == kind
    assert [row.cells for row in source.tables[0].rows] == [
        row.cells for row in open_source(path).tables[0].rows
    ]


def test_a_refused_text_file_is_named_with_its_ending(tmp_path: Path) -> None:
    path = tmp_path / "回覆.csv"
    path.write_text('統一編號,企業名稱\n"04595257,x\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"回覆\.csv"):
        open_source(path)


def test_a_sheet_named_for_a_text_file_must_be_the_one_it_is_shown_as(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", TABLE)
    assert open_source(path, sheet="list").tables[0].rows
    with pytest.raises(UserError, match="找不到工作表"):
        open_source(path, sheet="第二張")


def test_an_encoding_named_for_a_workbook_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", TABLE)
    with pytest.raises(UserError, match="不需要指定編碼"):
        open_source(path, encoding="cp950")


def test_a_file_one_may_not_read_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    path = write_csv(tmp_path / "list.csv", TABLE)
    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(DataFileError, match="檔案無法讀取"):
        open_source(path)


def test_a_number_is_read_as_spreadsheet_programs_show_it(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].append([186.00000000000003, 0.30000000000000004, 1e15 + 0.5, dt.timedelta(days=3)])
    workbook.save(tmp_path / "a.xlsx")
    (row,) = open_source(tmp_path / "a.xlsx").tables[0].rows
    assert row.cells == (186, Decimal("0.3"), 1_000_000_000_000_000, "72:00:00")


def test_a_whole_number_keeps_all_its_sixteen_digits(tmp_path: Path) -> None:
    numbers = [1234567890123456, -8999999999999999, 2**53 - 1]
    workbook = Workbook()
    workbook.worksheets[0].append(numbers)
    workbook.save(tmp_path / "a.xlsx")
    (row,) = open_source(tmp_path / "a.xlsx").tables[0].rows
    assert list(row.cells) == numbers
