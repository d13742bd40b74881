"""The heading all sheets of a case summary share.

Rule: a printed page of any sheet names the firm, its number and the date it speaks for.
"""

from collections.abc import Sequence

from openpyxl import Workbook

from backbone_desktop.domain.report import CaseSummary
from backbone_desktop.domain.roc_date import format_roc_text
from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.page import Page

OVERVIEW = "摘要"

_WHOLE_TITLE = "個案摘要"
_TITLE = "個案摘要　{sheet}"
_FIRM = "{name}（{site}）"
_HEAD = "統一編號：{ubn}　　資料日期：{on}　　專責顧問：{consultant}"
_UNIT = "單位：新臺幣元"
_NONE = "無"


def open_page(workbook: Workbook, summary: CaseSummary, title: str, widths: Sequence[float]) -> Page:
    """Begin the sheet ``title``, which is made if the workbook has none, with the shared heading."""
    sheet = workbook[title] if title in workbook.sheetnames else workbook.create_sheet(title)
    page = Page(sheet, widths)
    firm = summary.file.case.enterprise
    page.title(_WHOLE_TITLE if title == OVERVIEW else _TITLE.format(sheet=title))
    page.paragraph(_FIRM.format(name=firm.name, site=firm.site) if firm.site else firm.name, Look.NAME)
    head = _HEAD.format(
        ubn=firm.ubn or _NONE,
        on=format_roc_text(summary.produced_on),
        consultant=responsible(summary) or _NONE,
    )
    page.paragraph(head)
    page.paragraph(_UNIT, Look.UNIT)
    return page


def responsible(summary: CaseSummary) -> str:
    """Return the consultant's name as assigned, else the casebook's own."""
    return summary.file.case.consultant or summary.consultant.name
