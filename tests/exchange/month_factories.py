"""A month for the tests of the monthly sheet; every word of it is invented."""

from dataclasses import replace
from datetime import date

from backbone_desktop.domain.codes import (
    Channel,
    LogKind,
    Stage,
)
from backbone_desktop.domain.report import (
    CountLine,
    LogLine,
    MonthlyRow,
    MonthlySheet,
    OpenFact,
)
from backbone_desktop.domain.roc_date import RocMonth
from tests.exchange.report_factories import CASE, CONSULTANT, FIRM, ON


def monthly_row(**changes: object) -> MonthlyRow:
    """Return one enterprise of the month."""
    base = MonthlyRow(
        case=CASE,
        enterprise=FIRM.id,
        ubn=FIRM.ubn,
        name=FIRM.name,
        site=FIRM.site,
        county=FIRM.county,
        stage=Stage.APPLICATION.label,
        holder="potential",
        happened="訪視 1 次、聯繫 2 次",
        visits=1,
        follow_ups=2,
        open_needs=2,
        unconfirmed=3,
        next_step="確認報表",
        next_on=date(2016, 3, 8),
        overdue=True,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # any attribute of the row


def log_line(**changes: object) -> LogLine:
    """Return one line of the month's log."""
    base = LogLine(
        id="l1",
        case=CASE,
        on=date(2016, 3, 3),
        ubn=FIRM.ubn,
        name=FIRM.name,
        kind=LogKind.FOLLOW_UP,
        channel=Channel.PHONE.label,
        with_whom="測試聯絡人",
        text="請企業準備財務報表。",
        next_step="確認報表",
        next_on=date(2016, 3, 8),
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # any attribute of the line


def monthly_sheet(**changes: object) -> MonthlySheet:
    """Return a month with something on every sheet."""
    base = MonthlySheet(
        month=RocMonth(105, 3),
        consultant=CONSULTANT,
        casebook="01538f4e-0000-7000-8000-00000000000b",
        produced_on=ON,
        edition_title="105年版虛構輔導措施",
        counts=(CountLine("訪視", 1, 12, "次"), CountLine("核定政府經費", 0, 12_500_000, "元")),
        rows=(
            monthly_row(),
            monthly_row(
                case="second", ubn="", holder="", next_on=None, overdue=False, happened="", county=""
            ),
        ),
        log=(
            log_line(),
            log_line(
                id="l2",
                kind=LogKind.APPLICATION,
                channel="",
                next_on=None,
                text="虛構人才措施：送件（2,500,000 元）",
            ),
        ),
        open_facts=(
            OpenFact(CASE, FIRM.ubn, FIRM.name, "employees", "員工人數", "50 人", 50, "未確認"),
            OpenFact(CASE, FIRM.ubn, FIRM.name, "own_brand", "自有品牌", "未知", None, "未知"),
        ),
        log_sequence=123,
        log_digest="0123456789abcdef" * 4,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # any attribute of the sheet
