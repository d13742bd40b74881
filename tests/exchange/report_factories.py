"""Reports for tests of the workbooks, about firms whose names cannot be mistaken for real ones."""

from dataclasses import replace
from datetime import UTC, date, datetime

from backbone_desktop.domain.application import Application, ApplicationStatus, StatusStep
from backbone_desktop.domain.case import Case, CaseFile, Consultant, MeasureDecision, StoredAssessment
from backbone_desktop.domain.codes import (
    Aspect,
    Channel,
    ConfirmationState,
    Decision,
    Stage,
    Urgency,
)
from backbone_desktop.domain.enterprise import Contact, Enterprise
from backbone_desktop.domain.follow_up import FollowUp
from backbone_desktop.domain.identifiers import (
    ApplicationId,
    AssessmentId,
    CaseId,
    ContactId,
    EnterpriseId,
    FollowUpId,
    VisitId,
)
from backbone_desktop.domain.need import Need
from backbone_desktop.domain.report import (
    CaseSummary,
    FactLine,
)
from backbone_desktop.domain.verdict import (
    Assessment,
    Finding,
    ItemVerdict,
    MeasureVerdict,
    Outcome,
    PreferenceLine,
    Verdict,
    WindowStatus,
)
from backbone_desktop.domain.visit import DiagnosisFinding, Severity, Visit
from backbone_desktop.domain.window import WindowKind, WindowState

ON = date(2016, 3, 10)
CASE = CaseId("01538f4e-0000-7000-8000-000000000001")
FIRM = Enterprise(
    id=EnterpriseId("01538f4e-0000-7000-8000-000000000002"),
    name="範例測試精密股份有限公司",
    ubn="04595257",
    site="虛構二廠",
    address="臺中市測試區樣本路 1 號",
    county="TXG",
    phone="(04)2345-6789#012",
    factory_registration="99000001",
)
CONSULTANT = Consultant("01538f4e-0000-7000-8000-000000000003", "測試顧問", "範例辦公室", "(02)2345-6789")
NAMES = {5: "虛構人才措施", 12: "虛構技術措施", 17: "虛構智財措施", 20: "虛構品牌措施"}
ROLLING = WindowStatus(WindowKind.ROLLING, WindowState.OPEN, "隨到隨辦")
CLOSING = WindowStatus(
    WindowKind.FIXED,
    WindowState.OPEN,
    "受理中，105/04/30 截止，尚餘 51 日",
    closes=date(2016, 4, 30),
    days_left=51,
)


def finding(outcome: Outcome, origin: str = "問卷・已確認", **changes: object) -> Finding:
    """Return a hard finding about the number of employees."""
    base = Finding(
        criterion="enough_employees",
        role="hard",
        outcome=outcome,
        fact="employees",
        value="50 人",
        origin=origin,
        threshold="100 人以上",
        citation="105年版 第17項 輔導補助 服務對象",
        sentence="不符合「員工 100 人以上」：員工人數為「50 人」（問卷・已確認），要求為「100 人以上」。",
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # any attribute of the finding


def item(measure: int, number: int, verdict: Verdict, *findings: Finding, **changes: object) -> ItemVerdict:
    """Return the verdict of one item."""
    base = ItemVerdict(
        item=f"105-{measure:02d}-{number}",
        number=number,
        name=f"虛構服務{number}",
        kind="輔導補助",
        verdict=verdict,
        findings=findings,
        missing_facts=(),
        window=ROLLING,
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # any attribute of the item


def measure(number: int, verdict: Verdict, *items: ItemVerdict, **changes: object) -> MeasureVerdict:
    """Return the verdict of one measure."""
    base = MeasureVerdict(
        number=number,
        name=NAMES[number],
        aspect="talent",
        verdict=verdict,
        items=items,
        missing_facts=(),
        preferences=(),
        rank=number,
        reasons=(),
    )
    return replace(base, **changes)  # type: ignore[arg-type]  # any attribute of the measure


def assessment() -> StoredAssessment:
    """Return an assessment with one measure in every lane."""
    open_item = item(12, 1, Verdict.UNDETERMINED, missing_facts=("employees", "tax_arrears"))
    preference = PreferenceLine(
        "優先支持：審查時優先考量。", "優先支持", certain=True, citation="105年版 第5項"
    )
    measures = (
        measure(
            5,
            Verdict.ELIGIBLE,
            item(5, 1, Verdict.ELIGIBLE, finding(Outcome.MET), window=CLOSING),
            item(5, 2, Verdict.ELIGIBLE, finding(Outcome.MET, "問卷・未確認")),
            preferences=(preference,),
        ),
        measure(12, Verdict.UNDETERMINED, open_item, missing_facts=("employees", "tax_arrears")),
        measure(17, Verdict.NOT_ELIGIBLE, item(17, 1, Verdict.NOT_ELIGIBLE, finding(Outcome.NOT_MET))),
        measure(20, Verdict.UNDETERMINED, item(20, 1, Verdict.UNDETERMINED), recorded=False),
    )
    judged = Assessment("105.1", "0" * 64, "1", ON, measures)
    return StoredAssessment(AssessmentId("a"), CASE, judged, datetime(2016, 3, 10, 8, tzinfo=UTC))


def profile() -> tuple[FactLine, ...]:
    """Return a fact in every state of knowledge."""
    asked = "請問您？"
    as_of = date(2016, 2, 5)
    return (
        FactLine("employees", "員工人數", asked, "50 人", True, "問卷", as_of, "未確認"),
        FactLine(
            "paid_in_capital",
            "實收資本額",
            asked,
            "80,000,000 元",
            True,
            "顧問輸入",
            as_of,
            "已確認",
            "問卷：60,000,000 元",
        ),
        FactLine("tax_arrears", "欠繳稅捐", asked, "拒答", False, "訪視", as_of, "拒答"),
        FactLine("own_brand", "自有品牌", asked, "未知", False),
    )


def visits() -> tuple[Visit, ...]:
    """Return a visit still planned, one that failed, and one held with a finding."""
    found = DiagnosisFinding(
        "f", Aspect.TECHNOLOGY, "良率偏低。", "製程參數未留存。", Severity.HIGH, "先導入參數紀錄。", (12, 99)
    )
    return (
        Visit(VisitId("v3"), CASE, date(2016, 3, 20), place="虛構二廠", purpose="第二次訪視"),
        Visit(VisitId("v2"), CASE, date(2016, 3, 5), not_visited="企業臨時停工"),
        Visit(
            VisitId("v1"),
            CASE,
            date(2016, 3, 2),
            place="虛構二廠",
            purpose="初次訪視",
            visitors=("測試顧問",),
            experts=("樣本專家（製程・虛構學校）",),
            attendees=("測試聯絡人 廠長",),
            summary="走訪產線，\n了解檢驗流程。",
            obstacles="缺少製程工程師。",
            findings=(found,),
        ),
    )


def follow_ups() -> tuple[FollowUp, ...]:
    """Return entries, newest first: a retraction, what it took back, and one whose next step is overdue."""
    kept = FollowUp(
        FollowUpId("l1"),
        CASE,
        date(2016, 3, 3),
        Channel.PHONE,
        "請企業準備財務報表。",
        "測試聯絡人",
        date(2016, 3, 8),
        "確認報表",
    )
    wrong = FollowUp(FollowUpId("l2"), CASE, date(2016, 3, 4), Channel.EMAIL, "寄錯企業的資料。")
    taken_back = FollowUp(
        FollowUpId("l3"),
        CASE,
        date(2016, 3, 5),
        Channel.EMAIL,
        "登錯個案。",
        corrects=wrong.id,
        retracts=True,
    )
    return taken_back, wrong, kept


def case_file() -> CaseFile:
    """Return a case with something in every part."""
    needs = (
        Need(
            "n1",
            Aspect.TALENT,
            ("訪視診斷", "輔導補助"),
            "培訓製程工程師",
            Urgency.HIGH,
            wanted_by=date(2016, 6, 30),
            budget_ntd=1_200_000,
        ),
        Need("n2", Aspect.IP, (), "盤點專利", confirmation=ConfirmationState.CONFIRMED),
    )
    application = Application(
        ApplicationId("p"),
        CASE,
        5,
        1,
        (
            StatusStep(ApplicationStatus.PREPARING, date(2016, 3, 1)),
            StatusStep(ApplicationStatus.SUBMITTED, date(2016, 3, 9), 2_500_000),
        ),
    )
    contact = Contact(
        ContactId("c"), FIRM.id, "測試聯絡人", "廠長", "0912-345-678", "contact@example.com", True
    )
    return CaseFile(
        case=Case(CASE, FIRM, Stage.APPLICATION, date(2016, 1, 15), "測試顧問"),
        contacts=(contact,),
        needs=needs,
        visits=visits(),
        follow_ups=follow_ups(),
        applications=(application,),
        decisions=(MeasureDecision(5, Decision.PROPOSE, "最急的需求", ON),),
        assessment=assessment(),
    )


def case_summary(**changes: object) -> CaseSummary:
    """Return a summary with something on every sheet; ``changes`` replace attributes of the case file."""
    return CaseSummary(
        file=replace(case_file(), **changes),  # type: ignore[arg-type]  # any attribute of the file
        consultant=CONSULTANT,
        produced_on=ON,
        edition_title="105年版虛構輔導措施",
        profile=profile(),
        fact_labels={"employees": "員工人數", "tax_arrears": "欠繳稅捐"},
        measure_names=NAMES,
    )


def empty_summary() -> CaseSummary:
    """Return the summary of a firm of which only the name is known."""
    firm = Enterprise(EnterpriseId("e"), "範例空白有限公司")
    unknown = FactLine("employees", "員工人數", "請問您？", "未知", known=False)
    return CaseSummary(
        file=CaseFile(Case(CASE, firm, Stage.ASSIGNED, ON)),
        consultant=CONSULTANT,
        produced_on=ON,
        edition_title="105年版虛構輔導措施",
        profile=(unknown,),
    )
