"""措施媒合 says what the verdicts say, and nothing more certain."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from backbone_desktop.domain.case import Case, CaseFile, StoredAssessment
from backbone_desktop.domain.codes import Stage
from backbone_desktop.domain.enterprise import Enterprise
from backbone_desktop.domain.funding import MoneyKind, MoneyTerm, Per
from backbone_desktop.domain.identifiers import AssessmentId, CaseId, EnterpriseId
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.verdict import PreferenceLine, Verdict, WindowStatus
from backbone_desktop.domain.window import WindowKind, WindowState
from backbone_desktop.ui.case_file.matching_findings import finding_rows
from backbone_desktop.ui.case_file.matching_presenter import (
    WindowWords,
    lane_counts,
    lane_lines,
    staleness,
    verdict_words,
    window_words,
)
from backbone_desktop.ui.case_file.matching_terms import figure_text, money_groups
from backbone_desktop.ui.theme import Tone
from tests.ui.verdicts import assessment, finding, item, measure

ON = date(2016, 3, 10)
RECORDED = datetime(2016, 3, 10, 6, tzinfo=UTC)
NO_EDITION = Edition("105.1", 105, "105年版", "測試", (), (), "digest")
ELIGIBLE, UNDETERMINED, NOT_ELIGIBLE = Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE


def file_with(*, digest: str = "digest") -> CaseFile:
    case = Case(CaseId("c1"), Enterprise(EnterpriseId("e1"), "測試公司"), Stage.MATCHING, ON)
    stored = StoredAssessment(AssessmentId("a1"), case.id, assessment(digest=digest), RECORDED)
    return CaseFile(case, assessment=stored)


def test_a_measure_without_recorded_criteria_says_so_instead_of_a_verdict() -> None:
    words, tone = verdict_words(measure(item(UNDETERMINED), verdict=UNDETERMINED, recorded=False))
    assert (words, tone) == ("條件尚未建檔", Tone.NEUTRAL)


def test_items_that_differ_are_counted_beside_the_verdict() -> None:
    mixed = measure(item(ELIGIBLE), item(NOT_ELIGIBLE, number=2))
    assert verdict_words(mixed) == ("符合 1／2 項", Tone.OK)
    assert verdict_words(measure(item(ELIGIBLE), item(ELIGIBLE, number=2))) == ("符合", Tone.OK)


def test_every_measure_stands_in_exactly_one_lane() -> None:
    judged = assessment(
        measure(item(ELIGIBLE)),
        measure(item(UNDETERMINED), verdict=UNDETERMINED, recorded=False, number=2),
        measure(item(NOT_ELIGIBLE), verdict=NOT_ELIGIBLE, number=3),
    )
    assert [count for _key, _words, count in lane_counts(judged)] == [1, 1, 1]
    found = [line.number for lane in Verdict for line in lane_lines(judged, lane, NO_EDITION)]
    assert sorted(found) == [1, 2, 3]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (
            WindowStatus(WindowKind.ROUNDS, WindowState.OPEN, "", None, date(2016, 3, 15), 5),
            WindowWords("剩 5 天", Tone.WARN, "至 03/15"),
        ),
        (
            WindowStatus(WindowKind.FIXED, WindowState.OPEN, "", None, date(2016, 11, 30), 265),
            WindowWords("剩 265 天", None, "至 11/30"),
        ),
        (
            WindowStatus(WindowKind.FIXED, WindowState.OPEN, "", None, ON, 0),
            WindowWords("今天截止", Tone.WARN, "至 03/10"),
        ),
        (WindowStatus(WindowKind.ROLLING, WindowState.OPEN, ""), WindowWords("隨到隨辦")),
        (WindowStatus(WindowKind.START_ONLY, WindowState.OPEN, ""), WindowWords("受理中")),
        (
            WindowStatus(WindowKind.FIXED, WindowState.OPENS_LATER, "", date(2016, 4, 1), date(2016, 6, 30)),
            WindowWords("04/01 起", None, "至 06/30"),
        ),
        (WindowStatus(WindowKind.ANNOUNCED, WindowState.CANNOT_TELL, ""), WindowWords("依公告")),
        (WindowStatus(WindowKind.NOT_STATED, WindowState.CANNOT_TELL, ""), WindowWords("未載明")),
        (WindowStatus(WindowKind.YEARLY, WindowState.CANNOT_TELL, ""), WindowWords("請洽詢")),
        (WindowStatus(WindowKind.FIXED, WindowState.CLOSED, ""), WindowWords("已截止")),
    ],
)
def test_a_window_is_named_without_inventing_a_day(status: WindowStatus, shown: WindowWords) -> None:
    assert window_words(status) == shown


def test_the_row_shows_the_soonest_window_of_the_items_that_carry_the_verdict() -> None:
    soon = WindowStatus(WindowKind.FIXED, WindowState.OPEN, "", None, date(2016, 3, 15), 5)
    late = WindowStatus(WindowKind.FIXED, WindowState.OPEN, "", None, date(2016, 11, 30), 265)
    judged = measure(item(ELIGIBLE, late), item(ELIGIBLE, soon, 2), item(NOT_ELIGIBLE, soon, 3))
    (line,) = lane_lines(assessment(judged), ELIGIBLE, NO_EDITION)
    assert line.window.words == "剩 5 天"


def test_a_preference_of_an_unknown_status_is_marked() -> None:
    unsure = PreferenceLine("優先支持：……", "優先支持", certain=False, citation="第1項")
    (line,) = lane_lines(assessment(measure(item(ELIGIBLE), preferences=(unsure,))), ELIGIBLE, NO_EDITION)
    assert (line.preferences, line.certain) == ("優先支持（是否適用待確認）", False)
    sure = replace(unsure, certain=True)
    (line,) = lane_lines(assessment(measure(item(ELIGIBLE), preferences=(sure,))), ELIGIBLE, NO_EDITION)
    assert (line.preferences, line.certain) == ("優先支持", True)


def test_an_assessment_of_the_same_facts_day_and_edition_is_not_called_stale() -> None:
    assert staleness(file_with(), ON, "digest", outdated=False) == ""


def test_other_facts_another_day_or_another_edition_is_said() -> None:
    assert "資料有變更" in staleness(file_with(), ON, "digest", outdated=True)
    assert "基準日" in staleness(file_with(), ON + timedelta(days=1), "digest", outdated=False)
    assert "年度版" in staleness(file_with(digest="older"), ON, "digest", outdated=False)


def test_members_of_a_group_follow_it_one_step_deeper() -> None:
    group = finding("trade", fact="", members=(finding("maker"), finding("service")))
    rows = finding_rows((group,), {"trade": "製造業或技術服務業", "maker": "製造業"})
    assert [(row.demand, row.depth) for row in rows] == [
        ("製造業或技術服務業", 0),
        ("製造業", 1),
        ("80,000,000 元以下", 1),
    ]


def test_a_demand_that_something_must_not_be_is_one_row() -> None:
    negated = finding("not-mainland", members=(finding("mainland"),))
    assert [row.finding.criterion for row in finding_rows((negated,), {})] == ["not-mainland"]


def test_what_is_not_so_is_said_of_the_fact_it_is_not() -> None:
    asked = replace(finding(fact="mainland"), threshold="否", value="否")
    (row,) = finding_rows((asked,), {"capital": "不是陸資企業"}, {"mainland": "陸資企業"})
    assert (row.demand, row.value) == ("不是陸資企業", "陸資企業：否")
    (unknown,) = finding_rows((replace(asked, value="未知"),), {}, {"mainland": "陸資企業"})
    assert unknown.value == "未知"
    (positive,) = finding_rows((replace(asked, threshold="是", value="是"),), {}, {"mainland": "陸資企業"})
    assert positive.value == "是"


def test_readings_of_one_term_stand_side_by_side_with_whom_to_ask() -> None:
    def reading(name: str) -> MoneyTerm:
        return MoneyTerm(
            MoneyKind.SELF_FUNDING, "第1項", label=name, reading=name, ask="承辦人 (02)2754-1255"
        )

    ceiling = MoneyTerm(MoneyKind.GRANT_CEILING, "第1項", high_ntd=2_000_000)
    groups = money_groups((ceiling, reading("甲"), reading("乙")))
    assert [len(group.terms) for group in groups] == [1, 2]
    assert groups[1].ask == "承辦人 (02)2754-1255"
    assert groups[0].terms[0].figure == "2,000,000 元"
    assert groups[0].terms[0].per == Per.CASE.label


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (
            MoneyTerm(MoneyKind.FEE, "", low_ntd=77_000, high_ntd=77_000, tax_included=True),
            "77,000 元（含稅）",
        ),
        (MoneyTerm(MoneyKind.GRANT_AMOUNT, "", low_ntd=200_000, high_ntd=300_000), "200,000 元～300,000 元"),
        (MoneyTerm(MoneyKind.SUBSIDY_RATE, "", high_percent=Decimal(50)), "50%"),
        (MoneyTerm(MoneyKind.SUBSIDY_RATE, "", low_percent=Decimal("2.5"), tentative=True), "2.5%（預訂）"),
        (MoneyTerm(MoneyKind.FREE, ""), ""),
    ],
)
def test_figures_are_shown_as_printed(term: MoneyTerm, text: str) -> None:
    assert figure_text(term) == text
