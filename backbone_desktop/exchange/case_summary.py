"""個案摘要: the workbook about one firm that the consultant hands to the Centre.

Rule: every sheet says so when there is nothing to report, and what is not known is never left out.
"""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from backbone_desktop.domain.codes import ConfirmationState
from backbone_desktop.domain.enterprise import Contact
from backbone_desktop.domain.report import CaseSummary, FactLine
from backbone_desktop.exchange.labels import county_label
from backbone_desktop.exchange.page import Column, Flag, Page, Value
from backbone_desktop.exchange.summary_measures import verdict_counts, write_measures
from backbone_desktop.exchange.summary_needs import write_needs
from backbone_desktop.exchange.summary_page import OVERVIEW, open_page, responsible
from backbone_desktop.exchange.summary_progress import write_progress
from backbone_desktop.exchange.summary_visits import was_held, write_visits
from backbone_desktop.exchange.workbook import new_workbook, save_workbook

_WORKBOOK_TITLE = "個案摘要"
_WIDTHS = (19, 36, 13, 13, 12, 20)
_PAIR_SPANS = (1, 1, 2, 2)

_FACT_COLUMNS = tuple(
    Column(each) for each in ("項目", "內容", "來源", "資料日期", "確認狀態", "不一致的資料")
)
_CONTACT_COLUMNS = (
    Column("姓名"),
    Column("職稱"),
    Column("電話"),
    Column("電子郵件", 2),
    Column("個資同意"),
)
_CONSENT = {True: "同意", False: "不同意", None: "未答"}

_NOT_RECORDED = "未登錄"
_NOT_ASSESSED = "尚未評估"
_NEEDS = "{count} 項（未確認需求 {open} 項）"
_VISITS = "已訪視 {held} 次，診斷發現 {findings} 項"
_APPLICATIONS = "{count} 件"
_FOLLOW_UPS = "{count} 筆"
_FACTS = "已知 {known} 項（未確認資料 {open} 項），未知或拒答 {rest} 項"

_NO_CONTACT = "尚未登錄聯絡人。"
_NO_FACT = "尚未取得任何篩選資料。"
_MISSING = "未知：尚未取得的資料 {count} 項"
_LEGEND = "「未確認」為企業填答後尚未逐一確認；「未知」為尚未取得，不作為 0 或「否」解讀。"
_BETWEEN = "、"


def write_case_summary(summary: CaseSummary, out: Path) -> str:
    """Write the summary of one firm as a workbook; return the SHA-256 of its bytes in hex.

    Raises:
        ExportError: It could not be written; a file that stood at ``out`` is unchanged.
    """
    workbook = new_workbook(OVERVIEW)
    _write_overview(workbook, summary)
    write_needs(workbook, summary)
    write_visits(workbook, summary)
    write_measures(workbook, summary)
    write_progress(workbook, summary)
    return save_workbook(workbook, out, _WORKBOOK_TITLE)


def _write_overview(workbook: Workbook, summary: CaseSummary) -> None:
    page = open_page(workbook, summary, OVERVIEW, _WIDTHS)
    page.finish(page.row)
    page.section("企業基本資料")
    page.pairs(_firm(summary), _PAIR_SPANS)
    page.section("辦理概況")
    page.pairs(_counts(summary), (1, 5))
    page.section("聯絡人")
    page.table(_CONTACT_COLUMNS, (_contact(each) for each in summary.file.contacts), _NO_CONTACT)
    _write_facts(page, summary.profile)


def _write_facts(page: Page, profile: tuple[FactLine, ...]) -> None:
    page.section("篩選資料")
    page.paragraph(_LEGEND)
    page.table(_FACT_COLUMNS, (_fact(each) for each in profile if each.state), _NO_FACT)
    missing = [each.label for each in profile if not each.state]
    if missing:
        page.section(_MISSING.format(count=len(missing)))
        page.paragraph(_BETWEEN.join(missing))


def _firm(summary: CaseSummary) -> Iterator[tuple[Value, ...]]:
    case, consultant = summary.file.case, summary.consultant
    firm = case.enterprise
    none = _NOT_RECORDED
    yield "企業名稱", firm.name, "統一編號", firm.ubn or none
    yield "廠別", firm.site or none, "縣市", county_label(firm.county) or none
    yield "地址", firm.address or none, "電話", firm.phone or none
    yield "工廠登記編號", firm.factory_registration or none, "服務階段", case.stage.label
    yield "專責顧問", responsible(summary) or none, "指派日期", case.assigned_on
    yield "顧問單位", consultant.office or none, "顧問電話", consultant.phone or none
    yield "輔導措施目錄", summary.edition_title, "資料日期", summary.produced_on


def _counts(summary: CaseSummary) -> Iterator[tuple[Value, ...]]:
    file, profile = summary.file, summary.profile
    unconfirmed = [each for each in file.needs if each.confirmation is ConfirmationState.UNCONFIRMED]
    held = [each for each in file.visits if was_held(each, summary.produced_on)]
    found = sum(len(each.findings) for each in held)
    known = [each for each in profile if each.known]
    yield "輔導需求", _NEEDS.format(count=len(file.needs), open=len(unconfirmed))
    yield "訪視診斷", _VISITS.format(held=len(held), findings=found)
    yield "媒合評估", verdict_counts(file.assessment) if file.assessment else _NOT_ASSESSED
    yield "申請案", _APPLICATIONS.format(count=len(file.applications))
    yield "追蹤紀錄", _FOLLOW_UPS.format(count=len(file.follow_ups))
    yield (
        "篩選資料",
        _FACTS.format(
            known=len(known), open=sum(_is_open(each) for each in known), rest=len(profile) - len(known)
        ),
    )


def _contact(contact: Contact) -> tuple[Value, ...]:
    return contact.name, contact.title, contact.phone, contact.email, _CONSENT[contact.consent]


def _fact(line: FactLine) -> tuple[Value, ...]:
    state = Flag(line.state) if _is_open(line) else line.state
    contradiction = Flag(line.contradiction) if line.contradiction else ""
    return line.label, line.value, line.origin, line.as_of, state, contradiction


def _is_open(line: FactLine) -> bool:
    return line.state == ConfirmationState.UNCONFIRMED.label
