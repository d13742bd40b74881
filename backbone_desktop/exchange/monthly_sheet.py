"""追蹤月報: one consultant's month as the workbook the Centre collects.

Rule: sheets for people show names and are laid out for paper; ids and codes stand in the data sheets only.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.report import CountLine, LogLine, MonthlyRow, MonthlySheet, OpenFact
from backbone_desktop.exchange.labels import county_label, holder_label
from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.monthly_data import write_data
from backbone_desktop.exchange.page import Column, Flag, Page, Value
from backbone_desktop.exchange.workbook import new_workbook, save_workbook

_WORKBOOK_TITLE = "追蹤月報"
_COVER, _PROGRESS, _LOG, _OPEN = "封面", "企業進度", "本月紀錄", "未確認與未知"
_TITLE = "中堅企業服務團　追蹤月報　{month}"
_SHEET_TITLE = "追蹤月報　{month}　{sheet}"
_CONSULTANT = "專責顧問：{name}　　{office}"
_UNIT = "單位：新臺幣元"
_COVER_UNIT = "金額單位：新臺幣元"
_HEAD = "第 {sequence} 筆，摘要值 {digest}"
_NO_CHANGE = "尚無變更紀錄"
_FIRMS = "{count} 家"
_DIGEST_LENGTH = 16
_LEGEND = (
    "「本月」依事實發生日期計入當月；「累計」自個案簿啟用起計至當月底止；"
    "追蹤紀錄經更正者計一次，撤回者不計。"
    "「逾期」為下次日期早於製表日期者。未確認資料與影響媒合的未知資料另列一表，不作為 0 或「否」計算。"
)
_NO_COUNT = "本月沒有可統計的項目。"
_NO_FIRM = "本月沒有負責的企業。"
_NO_LINE = "本月沒有訪視、追蹤或申請紀錄。"
_NO_FACT = "沒有未確認資料，也沒有影響媒合的未知資料。"
_NOTHING = "本月無辦理紀錄"
_OVERDUE = "逾期"
_SIGNATURE_POINTS = 46.0

_COVER_WIDTHS = (14, 18, 18, 14, 20, 20)
_COVER_SPANS = (1, 2, 1, 2)
_COUNT_COLUMNS = (Column("統計項目", 3), Column("單位"), Column("本月"), Column("累計"))

_PROGRESS_WIDTHS = (13, 42, 14, 10, 12, 17, 26, 28, 13, 8)
_PROGRESS_COLUMNS = (
    Column("統編", carried=True),
    Column("名稱", carried=True),
    Column("廠別", carried=True),
    Column("縣市"),
    Column("階段"),
    Column("身分"),
    Column("本月辦理情形"),
    Column("下一步"),
    Column("下次日期"),
    Column("逾期"),
)
_LOG_WIDTHS = (13, 8, 12, 13, 32, 16, 46, 26, 13)
_LOG_COLUMNS = (
    Column("日期", carried=True),
    Column("類別", carried=True),
    Column("方式"),
    Column("統編", carried=True),
    Column("名稱", carried=True),
    Column("對象"),
    Column("內容"),
    Column("下一步"),
    Column("下次日期"),
)
_OPEN_WIDTHS = (13, 36, 12, 63, 12, 63)
_OPEN_COLUMNS = (
    Column("統編", carried=True),
    Column("名稱", carried=True),
    Column("未確認項數"),
    Column("未確認資料"),
    Column("未知項數"),
    Column("影響媒合的未知資料"),
)
_UNCONFIRMED = "{fact}：{value}"


def write_monthly_sheet(sheet: MonthlySheet, out: Path) -> str:
    """Write one month as a workbook; return the SHA-256 of its bytes in hex.

    Raises:
        ExportError: It could not be written; a file that stood at ``out`` is unchanged.
    """
    workbook = new_workbook(_COVER)
    _write_cover(workbook, sheet)
    _write_list(
        _open_list(workbook, sheet, _PROGRESS, _PROGRESS_WIDTHS),
        _PROGRESS_COLUMNS,
        (_progress(each) for each in sheet.rows),
        _NO_FIRM,
        still_columns=2,
    )
    _write_list(
        _open_list(workbook, sheet, _LOG, _LOG_WIDTHS),
        _LOG_COLUMNS,
        (_log_line(each) for each in sheet.log),
        _NO_LINE,
        still_columns=1,
    )
    _write_list(
        _open_list(workbook, sheet, _OPEN, _OPEN_WIDTHS),
        _OPEN_COLUMNS,
        _open_facts(sheet.open_facts),
        _NO_FACT,
        still_columns=2,
    )
    write_data(workbook, sheet)
    return save_workbook(workbook, out, _WORKBOOK_TITLE)


def _write_cover(workbook: Workbook, sheet: MonthlySheet) -> None:
    page = Page(workbook[_COVER], _COVER_WIDTHS)
    page.title(_TITLE.format(month=sheet.month.label))
    page.paragraph(_COVER_UNIT, Look.UNIT)
    page.pairs(_identity(sheet), _COVER_SPANS)
    page.section("本月與累計")
    page.table(_COUNT_COLUMNS, (_count(each) for each in sheet.counts), _NO_COUNT)
    page.section("說明")
    page.paragraph(_LEGEND)
    page.section("簽章")
    signatures = (
        ("專責顧問", Look.LABEL, 1),
        ("", Look.TEXT, 2),
        ("單位主管", Look.LABEL, 1),
        ("", Look.TEXT, 2),
    )
    page.blank(signatures, _SIGNATURE_POINTS)
    page.finish(2)


def _identity(sheet: MonthlySheet) -> Iterator[tuple[Value, ...]]:
    who = sheet.consultant
    head = _HEAD.format(sequence=sheet.log_sequence, digest=sheet.log_digest[:_DIGEST_LENGTH])
    yield "專責顧問", who.name, "月份", sheet.month.label
    yield "服務單位", who.office, "電話", who.phone
    yield "製表日期", sheet.produced_on, "負責企業", _FIRMS.format(count=len(sheet.rows))
    yield "措施目錄", sheet.edition_title, "變更紀錄", head if sheet.log_sequence else _NO_CHANGE


def _count(line: CountLine) -> tuple[Value, ...]:
    return line.label, line.unit, line.this_month, line.cumulative


def _open_list(workbook: Workbook, sheet: MonthlySheet, title: str, widths: Sequence[float]) -> Page:
    page = Page(workbook.create_sheet(title), widths)
    page.title(_SHEET_TITLE.format(month=sheet.month.label, sheet=title))
    who = sheet.consultant
    page.paragraph(_CONSULTANT.format(name=who.name, office=who.office))
    page.paragraph(_UNIT, Look.UNIT)
    return page


def _write_list(
    page: Page,
    columns: Sequence[Column],
    rows: Iterator[tuple[Value, ...]],
    empty: str,
    *,
    still_columns: int,
) -> None:
    header = page.row + 1
    page.table(columns, rows, empty)
    page.filter_from(header)
    page.finish(header, landscape=True, still_columns=still_columns)


def _progress(row: MonthlyRow) -> tuple[Value, ...]:
    return (
        row.ubn,
        row.name,
        row.site,
        county_label(row.county),
        row.stage,
        holder_label(row.holder),
        row.happened or _NOTHING,
        row.next_step,
        row.next_on,
        Flag(_OVERDUE) if row.overdue else "",
    )


def _log_line(line: LogLine) -> tuple[Value, ...]:
    return (
        line.on,
        line.kind.label,
        line.channel,
        line.ubn,
        line.name,
        line.with_whom,
        line.text,
        line.next_step,
        line.next_on,
    )


def _open_facts(facts: Iterable[OpenFact]) -> Iterator[tuple[Value, ...]]:
    """Yield one row a firm: what nobody confirmed, with its value, and what nobody knows."""
    for _case, group in groupby(facts, key=lambda fact: fact.case):
        of_firm = tuple(group)
        unconfirmed = [each for each in of_firm if each.state == ConfirmationState.UNCONFIRMED.label]
        unknown = [each for each in of_firm if each.state != ConfirmationState.UNCONFIRMED.label]
        values = (_UNCONFIRMED.format(fact=each.label, value=each.value) for each in unconfirmed)
        names = (each.label for each in unknown)
        first = of_firm[0]
        yield first.ubn, first.name, len(unconfirmed), "；".join(values), len(unknown), "、".join(names)
