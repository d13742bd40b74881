"""The 需求 sheet of a case summary.

Rule: a need stands in the firm's own words; whether the firm confirmed it stands beside it.
"""

from openpyxl import Workbook

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.report import CaseSummary
from backbone_desktop.exchange.page import Column, Flag, Value
from backbone_desktop.exchange.summary_page import open_page

_SHEET = "需求"
_WIDTHS = (7, 12, 62, 28, 8, 13, 19, 12, 12)
_COLUMNS = (
    Column("序", carried=True),
    Column("面向", carried=True),
    Column("需求內容"),
    Column("希望的服務項目"),
    Column("急迫"),
    Column("希望時程"),
    Column("自備經費（元）"),
    Column("處理情形"),
    Column("確認狀態"),
)
_NONE = "尚未登錄輔導需求。"
_BETWEEN = "、"


def write_needs(workbook: Workbook, summary: CaseSummary) -> None:
    """Write the sheet."""
    page = open_page(workbook, summary, _SHEET, _WIDTHS)
    header = page.row + 1
    page.table(_COLUMNS, (_need(*each) for each in enumerate(summary.file.needs, start=1)), _NONE)
    page.filter_from(header)
    page.finish(header, landscape=True)


def _need(number: int, need: Need) -> tuple[Value, ...]:
    state = need.confirmation
    return (
        number,
        need.aspect.label,
        need.text,
        _BETWEEN.join(need.item_kinds),
        need.urgency.label,
        need.wanted_by,
        need.budget_ntd,
        need.state.label,
        Flag(state.label) if state is ConfirmationState.UNCONFIRMED else state.label,
    )
