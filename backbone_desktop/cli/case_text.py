"""Cases and facts as a person reads them in a terminal."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from backbone_desktop.cli.table import indented, pairs, table
from backbone_desktop.domain.case import CaseFile, CaseLine
from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.report import FactLine
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.verdict import Verdict
from backbone_desktop.domain.visit import Visit

_LIST_HEADERS = ("統編", "企業", "廠別", "階段", "需求", "未確認答案", "最近聯繫", "下次日期", "下一步")
_FACT_HEADERS = ("項目", "名稱", "內容", "來源", "日期", "狀態")


def lines_text(lines: Sequence[CaseLine], *, more: bool) -> str:
    """Return the case list."""
    if not lines:
        return "沒有符合的個案。"
    rows = [
        (
            line.ubn,
            line.name,
            line.site,
            line.stage.label,
            line.open_needs,
            line.unconfirmed,
            _day(line.last_contact_on),
            _day(line.next_on),
            line.next_step,
        )
        for line in lines
    ]
    end = "\n（還有其他個案，請以 --limit 增加筆數。）" if more else ""
    return f"{table(_LIST_HEADERS, rows, right=(4, 5))}{end}"


def facts_text(lines: Iterable[FactLine]) -> str:
    """Return facts with where they come from."""
    rows = [
        (line.key, line.label, _with_contradiction(line), line.origin, _day(line.as_of), line.state)
        for line in lines
    ]
    return table(_FACT_HEADERS, rows)


def case_text(file: CaseFile, profile: Sequence[FactLine], names: Mapping[int, str]) -> str:
    """Return the whole case; ``names`` are the measures' names by number."""
    sections = (
        ("", _head(file)),
        ("聯絡人", _contacts(file)),
        ("基本資料（未知者不列）", facts_text(each for each in profile if each.state)),
        ("需求", _needs(file)),
        ("訪視診斷", "\n".join(_visit(each) for each in file.visits)),
        ("追蹤紀錄", _follow_ups(file)),
        ("申請案", _applications(file, names)),
        ("顧問決定", _decisions(file, names)),
        ("最近一次媒合評估", _assessment(file)),
    )
    return "\n\n".join(
        f"{title}\n{indented(body)}" if title else body for title, body in sections if body.strip()
    )


def _head(file: CaseFile) -> str:
    case, firm = file.case, file.case.enterprise
    return f"{firm.name}\n" + pairs(
        (
            ("統一編號", firm.ubn),
            ("廠別", firm.site),
            ("地址", firm.address),
            ("電話", firm.phone),
            ("工廠登記編號", firm.factory_registration),
            ("階段", case.stage.label),
            ("指派日期", format_roc(case.assigned_on)),
            ("專責顧問", case.consultant),
            ("識別碼", case.id),
        )
    )


def _contacts(file: CaseFile) -> str:
    return (
        table(
            ("姓名", "職稱", "電話", "電子郵件"),
            [(each.name, each.title, each.phone, each.email) for each in file.contacts],
        )
        if file.contacts
        else ""
    )


def _needs(file: CaseFile) -> str:
    rows = [
        (
            each.aspect.label,
            each.urgency.label,
            each.state.label,
            each.confirmation.label,
            "、".join(each.item_kinds),
            each.text,
        )
        for each in file.needs
    ]
    return table(("面向", "急迫", "狀態", "確認", "希望的服務", "內容"), rows) if rows else ""


def _visit(visit: Visit) -> str:
    people = "、".join((*visit.visitors, *visit.experts))
    head = "　".join(part for part in (format_roc(visit.on), visit.place, people) if part)
    body = f"未到訪：{visit.not_visited}" if visit.not_visited else visit.summary
    findings = [f"{each.aspect.label}（{each.severity.label}）：{each.situation}" for each in visit.findings]
    return "\n".join((head, *(indented(part) for part in (body, *findings) if part)))


def _follow_ups(file: CaseFile) -> str:
    rows = [
        (
            format_roc(each.on),
            each.channel.label,
            each.with_whom,
            each.text,
            _day(each.next_on),
            each.next_step,
        )
        for each in file.follow_ups
    ]
    return table(("日期", "方式", "對象", "內容", "下次日期", "下一步"), rows) if rows else ""


def _applications(file: CaseFile, names: Mapping[int, str]) -> str:
    rows = [
        (
            each.measure,
            names.get(each.measure, ""),
            each.item,
            each.status.label,
            _day(each.history[-1].on),
            "" if each.history[-1].amount_ntd is None else format_ntd(each.history[-1].amount_ntd),
            each.id,
        )
        for each in file.applications
    ]
    headers = ("編號", "措施", "項次", "狀態", "日期", "金額（元）", "識別碼")
    return table(headers, rows, right=(0, 2, 5)) if rows else ""


def _decisions(file: CaseFile, names: Mapping[int, str]) -> str:
    rows = [
        (each.measure, names.get(each.measure, ""), each.decision.label, _day(each.on), each.reason)
        for each in file.decisions
    ]
    return table(("編號", "措施", "決定", "日期", "理由"), rows, right=(0,)) if rows else ""


def _assessment(file: CaseFile) -> str:
    if file.assessment is None:
        return ""
    assessment = file.assessment.assessment
    counts = "　".join(f"{verdict.label} {assessment.count(verdict)}" for verdict in Verdict)
    return f"{format_roc(assessment.assessed_on)}　{assessment.edition} 年度版\n{counts}"


def _with_contradiction(line: FactLine) -> str:
    return f"{line.value}（有矛盾：{line.contradiction}）" if line.contradiction else line.value


def _day(day: date | None) -> str:
    return "" if day is None else format_roc(day)
