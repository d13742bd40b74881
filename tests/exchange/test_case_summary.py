"""個案摘要: what stands on which sheet, and that nothing of what is known or unknown gets lost."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from backbone_desktop.domain.errors import ExportError
from backbone_desktop.domain.identifiers import FollowUpId
from backbone_desktop.domain.report import CaseSummary
from backbone_desktop.domain.verdict import Outcome, Verdict
from backbone_desktop.exchange.case_summary import write_case_summary
from backbone_desktop.exchange.look import Look
from backbone_desktop.exchange.workbook import ROC_DATE_FORMAT
from tests.exchange.report_factories import (
    CASE,
    FIRM,
    case_file,
    case_summary,
    empty_summary,
    finding,
    item,
    measure,
)
from tests.exchange.report_reading import cells, column_under, digest_of, row_with, texts
from tests.sheets import convert

SHEETS = ["摘要", "需求", "訪視診斷", "措施媒合", "申請與追蹤"]
MEASURE_HEADER = [
    "編號",
    "措施",
    "服務項目",
    "判定",
    "優惠、尚缺資料或不符合的條件",
    "截止日",
    "申請期間或手冊條次",
]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[CaseSummary], Workbook]:
    def written(summary: CaseSummary) -> Workbook:
        path = tmp_path / "個案摘要.xlsx"
        assert write_case_summary(summary, path) == digest_of(path)
        return load_workbook(path)

    return written


Write = Callable[[CaseSummary], Workbook]


def test_the_sheets_follow_the_service_thread(write: Write) -> None:
    workbook = write(case_summary())
    assert workbook.sheetnames == SHEETS
    titles = [workbook[name]["A1"].value for name in SHEETS]
    assert titles == ["個案摘要", *(f"個案摘要　{name}" for name in SHEETS[1:])]


def test_every_sheet_names_the_firm_the_date_and_the_unit(write: Write) -> None:
    for sheet in write(case_summary()).worksheets:
        assert sheet["A2"].value == "範例測試精密股份有限公司（虛構二廠）"
        assert "04595257" in sheet["A3"].value
        assert "105年3月10日" in sheet["A3"].value
        assert sheet["A4"].value == "單位：新臺幣元"
        assert (sheet.print_title_rows or "").startswith("$1:$")
        assert sheet.freeze_panes is not None


def test_numbers_of_the_firm_and_its_phones_are_text_equal_to_what_went_in(write: Write) -> None:
    overview = write(case_summary())["摘要"]
    for text in (FIRM.ubn, FIRM.phone, FIRM.factory_registration, "0912-345-678", "(02)2345-6789"):
        [cell] = [each for each in cells(overview) if each.value == text]
        assert cell.data_type == "s"


def test_a_county_is_shown_by_its_name(write: Write) -> None:
    assert "臺中市" in texts(write(case_summary())["摘要"])


def test_each_known_fact_shows_where_it_comes_from_and_what_it_is_worth(write: Write) -> None:
    overview = write(case_summary())["摘要"]
    employees = row_with(overview, "員工人數")
    assert employees[1:5] == ["50 人", "問卷", dt.date(2016, 2, 5), "未確認"]
    assert row_with(overview, "實收資本額")[5] == "問卷：60,000,000 元"
    assert row_with(overview, "欠繳稅捐")[1] == "拒答"


def test_an_unconfirmed_fact_is_marked_in_words_and_not_by_colour_alone(write: Write) -> None:
    overview = write(case_summary())["摘要"]
    [cell] = [each for each in cells(overview) if each.value == "未確認"]
    assert cell.style == Look.WARNING.value


def test_facts_nobody_asked_for_are_listed_as_unknown(write: Write) -> None:
    found = texts(write(case_summary())["摘要"])
    assert "未知：尚未取得的資料 1 項" in found
    assert "自有品牌" in found


def test_needs_stand_with_their_confirmation_money_and_date(write: Write) -> None:
    needs = write(case_summary())["需求"]
    first = row_with(needs, "培訓製程工程師")
    assert first == [
        1,
        "人才",
        "培訓製程工程師",
        "訪視診斷、輔導補助",
        "急",
        dt.date(2016, 6, 30),
        1_200_000,
        "待處理",
        "未確認",
    ]
    assert row_with(needs, "盤點專利")[8] == "已確認"


def test_dates_are_true_dates_shown_in_roc_years_and_money_is_whole_and_grouped(write: Write) -> None:
    needs = write(case_summary())["需求"]
    [wanted_by] = [cell for cell in cells(needs) if cell.is_date]
    assert wanted_by.number_format == ROC_DATE_FORMAT
    [budget] = [cell for cell in cells(needs) if cell.value == 1_200_000]
    assert isinstance(budget.value, int)
    assert budget.number_format == "#,##0"


def test_a_visit_that_failed_is_shown_with_its_reason_and_one_ahead_as_planned(write: Write) -> None:
    visits = write(case_summary())["訪視診斷"]
    found = texts(visits)
    assert [each for each in found if each.endswith(("訪視", "未到訪")) and "年" in each] == [
        "105年3月20日　預定訪視",
        "105年3月5日　未到訪",
        "105年3月2日　已訪視",
    ]
    assert row_with(visits, "未到訪原因")[1] == "企業臨時停工"


def test_findings_name_the_measures_they_suggest(write: Write) -> None:
    finding = row_with(write(case_summary())["訪視診斷"], "良率偏低。")
    assert finding[:2] == ["技術", "嚴重"]
    assert finding[5] == "12　虛構技術措施\n第 99 項措施"


def test_measures_stand_by_verdict_with_what_decides_them(write: Write) -> None:
    measures = write(case_summary())["措施媒合"]
    assert column_under(measures, "判定") == ["符合", "符合（未確認）", "資料不足", "不符合", "條件尚未建檔"]
    assert column_under(measures, "編號")[:5] == [5, 5, 12, 17, 20]
    preference, none, missing, excluded, unrecorded = column_under(measures, MEASURE_HEADER[4])
    assert preference == "優惠：優先支持：審查時優先考量。"
    assert none is None
    assert missing == "尚缺：員工人數、欠繳稅捐（拒答）"
    assert str(excluded).startswith("不符合「員工 100 人以上」")
    assert str(unrecorded).startswith("條件尚未建檔")
    assert column_under(measures, "截止日")[0] == dt.date(2016, 4, 30)
    assert column_under(measures, MEASURE_HEADER[6])[3] == "105年版 第17項 輔導補助 服務對象"


def test_only_the_hard_clause_that_fails_is_given_as_the_reason(write: Write) -> None:
    fails = finding(Outcome.NOT_MET, sentence="不符合甲。", citation="105年版 第17項 甲")
    others = (
        finding(Outcome.MET, sentence="符合乙。"),
        finding(Outcome.UNKNOWN, sentence="不明丙。"),
        finding(Outcome.NOT_MET, sentence="優先丁。", role="priority"),
    )
    excluded = measure(17, Verdict.NOT_ELIGIBLE, item(17, 1, Verdict.NOT_ELIGIBLE, fails, *others))
    stored = case_file().assessment
    assert stored is not None
    judged = replace(stored.assessment, measures=(excluded,))
    measures = write(case_summary(assessment=replace(stored, assessment=judged)))["措施媒合"]
    assert column_under(measures, MEASURE_HEADER[4]) == ["不符合甲。"]
    assert column_under(measures, MEASURE_HEADER[6]) == ["105年版 第17項 甲"]


def test_the_counts_are_of_measures_and_keep_the_unrecorded_apart(write: Write) -> None:
    counts = "符合 1 項、資料不足 1 項、不符合 1 項、條件尚未建檔 1 項"
    workbook = write(case_summary())
    assert row_with(workbook["摘要"], "媒合評估")[1] == counts
    assert counts in workbook["措施媒合"]["A5"].value


def test_items_of_which_the_same_is_said_share_a_row(write: Write) -> None:
    stored = case_file().assessment
    assert stored is not None
    alike = tuple(item(5, number, Verdict.ELIGIBLE) for number in (1, 2, 3))
    judged = replace(stored.assessment, measures=(measure(5, Verdict.ELIGIBLE, *alike),))
    measures = write(case_summary(assessment=replace(stored, assessment=judged)))["措施媒合"]
    assert column_under(measures, "服務項目") == ["全部服務項目"]


def test_the_consultants_word_stands_beside_the_verdicts(write: Write) -> None:
    decision = row_with(write(case_summary())["措施媒合"], "最急的需求")
    assert decision[:4] == [5, "虛構人才措施", None, "建議"]


def test_each_step_of_an_application_keeps_its_date_and_money(write: Write) -> None:
    progress = write(case_summary())["申請與追蹤"]
    submitted = row_with(progress, 2_500_000)
    assert submitted[:3] == [dt.date(2016, 3, 9), "送件", 2_500_000]
    assert submitted[3:5] == ["5　虛構人才措施", "虛構服務1"]


def test_the_log_is_whole_and_says_what_was_taken_back_and_what_is_overdue(write: Write) -> None:
    progress = write(case_summary())["申請與追蹤"]
    remarks = {
        text: row_with(progress, text)[6]
        for text in ("登錯個案。", "寄錯企業的資料。", "請企業準備財務報表。")
    }
    assert remarks == {
        "登錯個案。": "撤回 105/03/04 的紀錄",
        "寄錯企業的資料。": "已於 105/03/05 撤回",
        "請企業準備財務報表。": "逾期",
    }


def test_a_step_followed_up_by_its_date_is_not_overdue(write: Write) -> None:
    taken_back, wrong, kept = case_file().follow_ups
    later = replace(kept, id=FollowUpId("l9"), on=dt.date(2016, 3, 9), text="已收到報表。", next_on=None)
    progress = write(case_summary(follow_ups=(later, taken_back, wrong, kept)))["申請與追蹤"]
    assert row_with(progress, "請企業準備財務報表。")[6] is None


def test_a_case_with_nothing_in_it_says_so_on_every_sheet(write: Write) -> None:
    workbook = write(empty_summary())
    assert workbook.sheetnames == SHEETS
    sentences = {
        "摘要": "尚未取得任何篩選資料。",
        "需求": "尚未登錄輔導需求。",
        "訪視診斷": "尚無訪視紀錄。",
        "措施媒合": "尚未進行媒合評估，因此沒有任何判定。",
        "申請與追蹤": "尚無追蹤紀錄。",
    }
    assert {name: sentence in texts(workbook[name]) for name, sentence in sentences.items()} == dict.fromkeys(
        SHEETS, True
    )
    assert row_with(workbook["摘要"], "統一編號")[4] == "未登錄"


def test_ids_of_ours_stay_out_of_what_people_read(write: Write) -> None:
    for sheet in write(case_summary()).worksheets:
        assert not [text for text in texts(sheet) if CASE in text or FIRM.id in text]


def test_the_same_summary_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = [write_case_summary(case_summary(), tmp_path / f"{number}.xlsx") for number in range(2)]
    assert digests[0] == digests[1]
    assert (tmp_path / "0.xlsx").read_bytes() == (tmp_path / "1.xlsx").read_bytes()
    assert write_case_summary(empty_summary(), tmp_path / "2.xlsx") != digests[0]


def test_a_folder_that_cannot_be_written_to_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "個案摘要.xlsx"
    path.write_bytes(b"the old file")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ExportError):
        write_case_summary(case_summary(), path)
    assert path.read_bytes() == b"the old file"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    monkeypatch.undo()
    write_case_summary(case_summary(), path)
    assert path.read_bytes() != b"the old file"


def test_libreoffice_reads_it_without_losing_a_cell(tmp_path: Path, soffice: str) -> None:
    path = tmp_path / "個案摘要.xlsx"
    write_case_summary(case_summary(), path)
    again = convert(soffice, path, "xlsx")
    ours, theirs = load_workbook(path), load_workbook(again)
    assert theirs.sheetnames == SHEETS
    assert {name: texts(theirs[name]) for name in SHEETS} == {name: texts(ours[name]) for name in SHEETS}
