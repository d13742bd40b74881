"""Warnings from our own applications: told with their source, never part of a verdict."""

from datetime import date

import pytest

from backbone_desktop.domain.application import Application, ApplicationStatus, StatusStep
from backbone_desktop.domain.facts import PastGuidance
from backbone_desktop.domain.identifiers import ApplicationId, CaseId
from backbone_desktop.domain.measure_warning import Applied, WarningKind
from backbone_desktop.domain.reference import INFERRED
from backbone_desktop.exchange.definitions.reference_file import read_reference
from backbone_desktop.matching.look_back import (
    guidance_of,
    look_back_warnings,
    untold_guidance,
    with_guidance,
)
from backbone_desktop.matching.overlap import REGULATION, overlap_warnings
from backbone_desktop.matching.places import limited_measures, place_warnings
from tests.matching.support import RESOURCES, edition_105, facts_105

SYSTEMS = read_reference(RESOURCES / "reference", facts_105()).guidance
PREPARING, SUBMITTED, REVIEWING, APPROVED, CONTRACTED, EXECUTING, CLOSED = (
    ApplicationStatus.PREPARING,
    ApplicationStatus.SUBMITTED,
    ApplicationStatus.REVIEWING,
    ApplicationStatus.APPROVED,
    ApplicationStatus.CONTRACTED,
    ApplicationStatus.EXECUTING,
    ApplicationStatus.CLOSED,
)
THREAD = (PREPARING, SUBMITTED, REVIEWING, APPROVED, CONTRACTED, EXECUTING, CLOSED)


def applied(
    measure: int,
    item: int,
    status: ApplicationStatus,
    approved: int | None = None,
    year: int = 2016,
    key: str = "application",
) -> Applied:
    passed = THREAD[: THREAD.index(status) + 1]
    steps = (
        StatusStep(each, date(year, 1 + place, 5), approved if each is APPROVED else None)
        for place, each in enumerate(passed)
    )
    record = Application(ApplicationId(key), CaseId("case"), measure, item, tuple(steps))
    of = edition_105().measure(measure)
    return Applied(record, of, of.item(item))


def test_an_open_application_warns_every_item_of_its_system_but_itself() -> None:
    found = overlap_warnings(edition_105(), SYSTEMS, [applied(12, 1, REVIEWING)])
    research = {
        (measure.number, item.number)
        for measure in edition_105().measures
        for item in measure.items
        if 4 in item.guidance_systems
    }
    warned = {(number, item) for number, each in found.items() for one in each for item in one.items}
    assert warned == research - {(12, 1)}
    (warning,) = found[11]
    assert warning.kind is WarningKind.OVERLAP
    assert "第12項 協助傳統產業技術開發計畫(CITD)・產品開發" in warning.text
    assert "（審查）" in warning.text
    assert "「研究發展」輔導體系" in warning.text
    assert REGULATION in warning.source
    assert INFERRED in warning.source
    assert "補助企業研發新產品或新服務。" in warning.source


@pytest.mark.parametrize("status", [CLOSED])
def test_what_is_over_or_in_no_system_warns_nobody(status: ApplicationStatus) -> None:
    assert overlap_warnings(edition_105(), SYSTEMS, [applied(12, 1, status)]) == {}
    assert overlap_warnings(edition_105(), SYSTEMS, [applied(10, 1, EXECUTING)]) == {}


def test_guidance_is_given_from_the_day_of_execution_to_the_day_it_closed() -> None:
    assert guidance_of(applied(12, 1, CONTRACTED)) is None
    running, closed = guidance_of(applied(12, 1, EXECUTING)), guidance_of(applied(12, 1, CLOSED))
    assert running is not None
    assert closed is not None
    assert (running.began_on, running.ended_on) == (date(2016, 6, 5), None)
    assert (closed.began_on, closed.ended_on) == (date(2016, 6, 5), date(2016, 7, 5))
    assert (closed.programme, closed.agency) == ("協助傳統產業技術開發計畫(CITD)", "經濟部工業局")


def test_what_is_recorded_is_not_told_again_unless_its_end_is_missing() -> None:
    closed, running = applied(12, 1, CLOSED), applied(12, 1, EXECUTING)
    whole = guidance_of(closed)
    assert whole is not None
    begun = PastGuidance("協助傳統產業技術開發計畫（CITD）", whole.agency, whole.began_on)
    other = PastGuidance(whole.programme, whole.agency, date(2014, 1, 1), date(2014, 12, 31))
    assert untold_guidance([closed], [whole]) == ()
    assert untold_guidance([running], [begun]) == ()
    assert [each.guidance for each in untold_guidance([closed], [other])] == [whole]
    (unfinished,) = untold_guidance([closed], [begun])
    assert "尚未填上結束日" in unfinished.text
    assert with_guidance([other, begun], whole) == (other, whole)


def test_untold_guidance_is_told_where_conditions_look_back() -> None:
    untold = untold_guidance([applied(12, 1, CLOSED)], [])
    assert untold[0].text == (
        "本個案簿記有「協助傳統產業技術開發計畫(CITD)」（經濟部工業局，105/06/05 至 105/07/05 結案），"
        "尚未列入輔導紀錄。"
    )
    found = look_back_warnings(edition_105(), untold)
    assert set(found) == {34}
    assert found[34][0].items == (1, 2)
    assert look_back_warnings(edition_105(), ()) == {}


def test_places_are_counted_across_the_casebook_and_claim_no_more() -> None:
    assert limited_measures(edition_105()) == (21, 23)
    everyone = [
        applied(23, 2, APPROVED, key="a"),
        applied(23, 2, CLOSED, key="b"),
        applied(23, 2, SUBMITTED, key="c"),
        applied(23, 2, CLOSED, year=2015, key="d"),
        applied(23, 1, CLOSED, key="e"),
    ]
    found = place_warnings(edition_105(), (), everyone)
    assert set(found) == {23}
    (warning,) = found[23]
    assert warning.text == (
        "本個案簿本年度已用 2 個名額，另有 1 件申請中（手冊：國內評估免費，名額6家中堅企業）。"
        "只計本個案簿的申請案，其他企業的使用情形請向主辦單位確認。"
    )
    assert (warning.items, warning.source) == ((2,), "105年版 第23項 中堅企業優惠方式 二")


def test_what_a_firm_was_granted_stands_beside_its_yearly_ceiling() -> None:
    granted = [applied(4, 1, CLOSED, 900_000, key="a"), applied(4, 1, APPROVED, None, key="b")]
    (warning,) = place_warnings(edition_105(), granted, ())[4]
    assert warning.text == (
        "本企業本年度已有 2 件核定的本項申請，核定金額合計 900,000 元，其中 1 件未記錄核定金額"
        "（手冊：每家每年，同年度同一訓練單位，1,800,000 元）。"
    )
    assert place_warnings(edition_105(), [applied(4, 1, SUBMITTED)], ()) == {}
    assert place_warnings(edition_105(), [applied(4, 1, CLOSED, 1, year=2015)], ()) == {}


def test_a_limit_without_an_amount_is_told_as_printed() -> None:
    (warning,) = place_warnings(edition_105(), [applied(26, 1, APPROVED)], ())[26]
    assert warning.text == (
        "本企業本年度已有 1 件核定的本項申請（手冊：每家，臺北專業展貴賓參觀證，每家 1張）。"
    )
