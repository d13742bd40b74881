"""追蹤月報: sheets for people, sheets for programs, and what each must keep."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from backbone_desktop.domain.errors import ExportError
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.report import MonthlySheet
from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.monthly_data import FIRM_KEYS, LOG_KEYS, OPEN_KEYS
from backbone_desktop.exchange.monthly_sheet import write_monthly_sheet
from backbone_desktop.exchange.workbook import ISO_DATE_FORMAT, ROC_DATE_FORMAT
from tests.exchange.month_factories import log_line, monthly_row, monthly_sheet
from tests.exchange.report_factories import CASE, CONSULTANT, FIRM
from tests.exchange.report_reading import cells, column_under, digest_of, header_row, plain, row_with, texts
from tests.sheets import convert

FOR_PEOPLE = ["封面", "企業進度", "本月紀錄", "未確認與未知"]
FOR_PROGRAMS = ["資料", "資料_紀錄", "資料_待確認"]
PROGRESS_HEADER = [
    "統編",
    "名稱",
    "廠別",
    "縣市",
    "階段",
    "身分",
    "本月辦理情形",
    "下一步",
    "下次日期",
    "逾期",
]
LOG_HEADER = ["日期", "類別", "方式", "統編", "名稱", "對象", "內容", "下一步", "下次日期"]


Write = Callable[[MonthlySheet], Workbook]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(sheet: MonthlySheet) -> Workbook:
        path = tmp_path / "追蹤月報.xlsx"
        assert write_monthly_sheet(sheet, path) == digest_of(path)
        return load_workbook(path)

    return written


def test_the_cover_names_the_month_the_consultant_and_the_head_of_the_change_log(write: Write) -> None:
    workbook = write(monthly_sheet())
    cover = workbook["封面"]
    assert workbook.sheetnames == FOR_PEOPLE + FOR_PROGRAMS
    assert cover["A1"].value == "中堅企業服務團　追蹤月報　105年3月"
    assert cover["A2"].value == "金額單位：新臺幣元"
    found = texts(cover)
    for text in (CONSULTANT.name, CONSULTANT.office, CONSULTANT.phone, "105年版虛構輔導措施", "單位主管"):
        assert text in found
    assert "第 123 筆，摘要值 0123456789abcdef" in found
    assert dt.date(2016, 3, 10) in row_with(cover, "製表日期")


def test_counts_stand_with_their_units_for_the_month_and_so_far(write: Write) -> None:
    cover = write(monthly_sheet())["封面"]
    assert [each for each in row_with(cover, "訪視") if each is not None] == ["訪視", "次", 1, 12]
    assert [each for each in row_with(cover, "核定政府經費") if each is not None] == [
        "核定政府經費",
        "元",
        0,
        12_500_000,
    ]


def test_each_enterprise_is_one_row_with_names_instead_of_codes(write: Write) -> None:
    progress = write(monthly_sheet())["企業進度"]
    header = header_row(progress, "統編")
    assert [cell.value for cell in progress[header]] == PROGRESS_HEADER
    first, second = ([plain(cell.value) for cell in progress[header + number]] for number in (1, 2))
    assert first == [
        "04595257",
        FIRM.name,
        "虛構二廠",
        "臺中市",
        "申請",
        "潛力中堅企業",
        "訪視 1 次、聯繫 2 次",
        "確認報表",
        dt.date(2016, 3, 8),
        "逾期",
    ]
    assert (second[0], second[5], second[6], second[9]) == (None, "未知", "本月無辦理紀錄", None)


def test_overdue_is_said_in_words(write: Write) -> None:
    progress = write(monthly_sheet())["企業進度"]
    [cell] = [each for each in cells(progress) if each.value == "逾期" and each.row > 4]
    assert cell.style == Look.WARNING.value


def test_the_log_keeps_its_order_and_its_words(write: Write) -> None:
    log = write(monthly_sheet())["本月紀錄"]
    assert [cell.value for cell in log[header_row(log, "日期")]] == LOG_HEADER
    assert column_under(log, "類別") == ["追蹤", "申請"]
    assert column_under(log, "內容") == ["請企業準備財務報表。", "虛構人才措施：送件（2,500,000 元）"]


def test_unconfirmed_and_unknown_facts_are_listed_apart(write: Write) -> None:
    facts = write(monthly_sheet())["未確認與未知"]
    assert column_under(facts, "名稱") == [FIRM.name]
    assert column_under(facts, "未確認資料") == ["員工人數：50 人"]
    assert column_under(facts, "影響媒合的未知資料") == ["自有品牌"]


@pytest.mark.parametrize("name", FOR_PEOPLE[1:])
def test_lists_can_be_filtered_and_repeat_their_header_in_print(write: Write, name: str) -> None:
    sheet = write(monthly_sheet())[name]
    header = header_row(sheet, "統編")
    assert sheet.auto_filter.ref.startswith(f"A{header}:")
    assert sheet.print_title_rows == f"$1:${header}"
    assert (sheet.freeze_panes or "").endswith(str(header + 1))
    assert sheet.page_setup.fitToWidth == 1
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4


@pytest.mark.parametrize(
    ("name", "keys"), [("資料", FIRM_KEYS), ("資料_紀錄", LOG_KEYS), ("資料_待確認", OPEN_KEYS)]
)
def test_a_data_sheet_is_keys_and_records_and_nothing_else(
    write: Write, name: str, keys: tuple[str, ...]
) -> None:
    sheet = write(monthly_sheet())[name]
    assert tuple(cell.value for cell in sheet[1]) == keys
    assert sheet.max_row == 3
    assert not sheet.merged_cells.ranges
    assert {row[keys.index("case")] for row in sheet.iter_rows(min_row=2, values_only=True)} <= {
        CASE,
        "second",
    }


def test_a_record_keeps_ids_codes_and_true_dates(write: Write) -> None:
    sheet = write(monthly_sheet())["資料"]
    record = dict(zip(FIRM_KEYS, sheet[2], strict=True))
    assert {key: plain(cell.value) for key, cell in record.items()} == {
        "casebook": "01538f4e-0000-7000-8000-00000000000b",
        "consultant": CONSULTANT.id,
        "month": "105-03",
        "case": CASE,
        "enterprise": FIRM.id,
        "ubn": "04595257",
        "name": FIRM.name,
        "site": "虛構二廠",
        "county": "TXG",
        "stage": "application",
        "holder": "potential",
        "happened": "訪視 1 次、聯繫 2 次",
        "visits": 1,
        "follow_ups": 2,
        "open_needs": 2,
        "unconfirmed": 3,
        "next_step": "確認報表",
        "next_on": dt.date(2016, 3, 8),
        "overdue": 1,
    }
    assert record["next_on"].number_format == ISO_DATE_FORMAT
    assert record["ubn"].data_type == "s"


def test_a_line_of_the_log_and_an_open_fact_keep_codes_and_raw_values(write: Write) -> None:
    workbook = write(monthly_sheet())
    log, facts = workbook["資料_紀錄"], workbook["資料_待確認"]
    assert [cell.value for cell in log["H"]] == ["kind", "follow_up", "application"]
    assert [[cell.value for cell in row[-4:]] for row in facts.iter_rows()] == [
        ["fact", "label", "value", "state"],
        ["employees", "員工人數", 50, "unconfirmed"],
        ["own_brand", "自有品牌", None, "unknown"],
    ]


@pytest.mark.parametrize(
    ("content", "raw"),
    [
        (0, 0),
        (True, "true"),
        (False, "false"),
        (Decimal("12.50"), "12.50"),
        (dt.date(2016, 3, 1), dt.date(2016, 3, 1)),
        ("business", "business"),
        (("JP", "US"), '["JP", "US"]'),
        ((), "[]"),
    ],
)
def test_an_open_fact_s_value_is_as_a_program_reads_it(
    write: Write, content: FactContent, raw: object
) -> None:
    [fact] = monthly_sheet().open_facts[:1]
    sheet = write(monthly_sheet(open_facts=(replace(fact, content=content),)))["資料_待確認"]
    value = plain(sheet.cell(2, OPEN_KEYS.index("value") + 1).value)
    assert (value, type(value)) == (raw, type(raw))


@pytest.mark.parametrize("name", FOR_PROGRAMS)
def test_a_data_sheet_prints_one_page_wide_and_one_line_a_record(write: Write, name: str) -> None:
    sheet = write(monthly_sheet())[name]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    set_up = sheet.sheet_properties.pageSetUpPr
    assert set_up is not None
    assert set_up.fitToPage
    assert not any(cell.alignment.wrap_text for cell in cells(sheet))


def test_ids_stand_in_the_data_sheets_only(write: Write) -> None:
    workbook = write(monthly_sheet())
    for name in FOR_PEOPLE:
        assert not [text for text in texts(workbook[name]) if CASE in text or "7000-8000" in text]


def test_dates_for_people_are_shown_in_roc_years(write: Write) -> None:
    workbook = write(monthly_sheet())
    dated = [cell for name in FOR_PEOPLE for cell in cells(workbook[name]) if cell.is_date]
    assert len(dated) == 5
    assert {cell.number_format for cell in dated} == {ROC_DATE_FORMAT}


def test_a_month_in_which_nothing_happened_says_so(write: Write) -> None:
    workbook = write(monthly_sheet(counts=(), rows=(), log=(), open_facts=(), log_sequence=0, log_digest=""))
    sentences = [
        "本月沒有可統計的項目。",
        "本月沒有負責的企業。",
        "本月沒有訪視、追蹤或申請紀錄。",
        "沒有未確認資料，也沒有影響媒合的未知資料。",
    ]
    for name, sentence in zip(FOR_PEOPLE, sentences, strict=True):
        assert sentence in texts(workbook[name])
    assert "尚無變更紀錄" in texts(workbook["封面"])
    assert [workbook[name].max_row for name in FOR_PROGRAMS] == [1, 1, 1]


def test_another_reader_sees_the_same_text_dates_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "追蹤月報.xlsx"
    write_monthly_sheet(monthly_sheet(), path)
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("資料").to_python()
    record = dict(zip(rows[0], rows[1], strict=True))
    assert record["ubn"] == "04595257"
    assert record["next_on"] == dt.date(2016, 3, 8)
    assert record["visits"] == 1


def test_libreoffice_reads_it_without_losing_a_cell(tmp_path: Path, soffice: str) -> None:
    path = tmp_path / "追蹤月報.xlsx"
    write_monthly_sheet(monthly_sheet(), path)
    ours, theirs = load_workbook(path), load_workbook(convert(soffice, path, "xlsx"))
    assert theirs.sheetnames == FOR_PEOPLE + FOR_PROGRAMS
    for sheet in ours.worksheets:
        assert texts(theirs[sheet.title]) == texts(sheet)
    formats = {cell.number_format for cell in cells(theirs["企業進度"]) if cell.is_date}
    assert formats == {"[$-404]e/mm/dd"}


def test_the_same_month_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_monthly_sheet(monthly_sheet(), tmp_path / "1.xlsx")
    assert write_monthly_sheet(monthly_sheet(), tmp_path / "2.xlsx") == first
    assert write_monthly_sheet(monthly_sheet(log_sequence=124), tmp_path / "3.xlsx") != first


def test_a_missing_folder_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as refusal:
        write_monthly_sheet(monthly_sheet(), tmp_path / "沒有" / "追蹤月報.xlsx")
    assert refusal.value.title == "找不到資料夾"
    assert list(tmp_path.iterdir()) == []


def test_a_large_month_is_written_whole(tmp_path: Path) -> None:
    rows = tuple(monthly_row(case=f"c{number}") for number in range(400))
    log = tuple(log_line(id=f"l{number}") for number in range(2_000))
    path = tmp_path / "追蹤月報.xlsx"
    write_monthly_sheet(monthly_sheet(rows=rows, log=log), path)
    workbook = CalamineWorkbook.from_path(str(path))
    assert len(workbook.get_sheet_by_name("資料").to_python()) == 401
    assert len(workbook.get_sheet_by_name("資料_紀錄").to_python()) == 2_001
