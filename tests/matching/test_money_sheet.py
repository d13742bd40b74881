"""The money of single items, to the dollar, each example named after what it shows."""

import pytest

from backbone_desktop.domain.funding import FundingTest
from backbone_desktop.domain.money_sheet import (
    LineRole,
    MoneyInput,
    MoneyRequest,
    ResultKind,
)
from backbone_desktop.domain.verdict import Outcome
from tests.matching.money_support import (
    BOTH,
    NONE,
    OUTSTANDING,
    POTENTIAL,
    amounts,
    only,
    outcomes,
    sheet,
    workings,
)


@pytest.mark.parametrize("holders", [POTENTIAL, OUTSTANDING, BOTH])
def test_measure_11_is_raised_by_a_fifth_and_stopped_by_half_of_the_project(holders: frozenset[str]) -> None:
    request = MoneyRequest(cost_ntd=10_000_000, approved_ntd=4_500_000, holders=holders)
    reading = only(11, 1, request)
    assert "4,500,000 × 120% = 5,400,000" in workings(reading)
    assert amounts(reading, LineRole.UPLIFT) == [5_400_000]
    assert (reading.result_ntd, reading.cap) == (5_000_000, "加碼後不超過計畫總經費 50%")
    (bites,) = [each for each in reading.lines if each.binding]
    assert bites.citation == "105年版 第11項 中堅企業優惠方式 補助加碼"


def test_measure_4_for_45_youths_is_stopped_by_the_ceiling_of_the_year() -> None:
    reading = only(4, 1, MoneyRequest(cost_ntd=2_400_000, persons=45, holders=POTENTIAL))
    assert amounts(reading, LineRole.CEILING) == [2_025_000, 1_920_000, 1_800_000]
    assert (reading.result_ntd, reading.cap) == (1_800_000, "同年度同一訓練單位")
    assert reading.at_most


def test_measure_4_over_two_years_has_its_yearly_ceiling_twice() -> None:
    reading = only(4, 1, MoneyRequest(cost_ntd=2_400_000, persons=45, years=2, holders=POTENTIAL))
    assert amounts(reading, LineRole.CEILING) == [2_025_000, 1_920_000, 3_600_000]
    assert reading.result_ntd == 1_920_000


def test_measure_4_without_a_number_of_persons_asks_for_it_and_is_not_zero() -> None:
    reading = only(4, 1, MoneyRequest(cost_ntd=2_400_000, holders=POTENTIAL))
    assert reading.result_ntd is None
    assert MoneyInput.PERSONS in reading.wants
    assert reading.ceiling_ntd == 1_800_000


def test_measure_30_reaches_80_percent_by_award_or_by_status() -> None:
    by_award = sheet(30, 1, MoneyRequest(cost_ntd=10_000_000, holders=NONE)).readings
    assert [(each.name, each.result_ntd) for each in by_award] == [
        ("", 7_000_000), ("最近五年獲品牌獎項或出進口績優表揚", 8_000_000),
    ]  # fmt: skip
    by_status = only(30, 1, MoneyRequest(cost_ntd=10_000_000, holders=OUTSTANDING))
    assert (by_status.result_ntd, by_status.kind) == (8_000_000, ResultKind.LOAN)


def test_measure_30_by_award_and_by_status_is_still_80_percent() -> None:
    # The reading with the award changes nothing for a backbone firm, so that there is one reading only.
    request = MoneyRequest(cost_ntd=1_000_000_000, holders=BOTH)
    first, *others = sheet(30, 1, request).readings
    assert first.result_ntd == 800_000_000
    assert [(each.name, each.result_ntd) for each in others] == [
        ("資金來自國發會中長期資金專款", 300_000_000)
    ]


def test_measure_12_keeps_its_ceilings_or_goes_beyond_them_and_breaks_another_rule() -> None:
    request = MoneyRequest(cost_ntd=4_000_000, approved_ntd=2_000_000, capital_ntd=9_000_000, holders=BOTH)
    kept, beyond = sheet(12, 1, request).readings
    assert (kept.result_ntd, beyond.result_ntd) == (2_000_000, 2_200_000)
    assert set(outcomes(kept).values()) == {Outcome.MET}
    assert outcomes(beyond) == {
        FundingTest.GRANT_AT_MOST_OWN.label: Outcome.NOT_MET,
        FundingTest.OWN_AT_MOST_CAPITAL.label: Outcome.MET,
    }
    assert any("請洽經濟部工業局林技正" in each for each in beyond.asks)


def test_a_grant_and_own_funds_of_1_900_000_fail_on_a_capital_of_1_500_000_only() -> None:
    reading = only(
        12,
        1,
        MoneyRequest(
            3_800_000, approved_ntd=1_900_000, own_ntd=1_900_000, capital_ntd=1_500_000, holders=NONE
        ),
    )
    assert [(each.name, each.outcome) for each in reading.tests] == [
        ("補助款≦自籌款", Outcome.MET), ("自籌款≦實收資本額", Outcome.NOT_MET),
    ]  # fmt: skip
    assert "超過實收資本額 1,500,000 元" in reading.tests[-1].sentence


@pytest.mark.parametrize(
    ("capital", "outcome"),
    [(1_899_999, Outcome.NOT_MET), (1_900_000, Outcome.UNKNOWN), (1_900_001, Outcome.MET)],
)
def test_own_funds_equal_to_the_capital_stay_open_because_the_print_says_both(
    capital: int, outcome: Outcome
) -> None:
    request = MoneyRequest(3_800_000, 1_900_000, own_ntd=1_900_000, capital_ntd=capital, holders=NONE)
    reading = only(12, 1, request)
    assert reading.tests[-1].outcome is outcome
    assert bool(reading.asks) is (outcome is Outcome.UNKNOWN)


def test_a_capital_nobody_knows_leaves_its_test_open_and_is_asked_for() -> None:
    reading = only(12, 1, MoneyRequest(3_800_000, 1_900_000, holders=NONE))
    assert reading.tests[-1].outcome is Outcome.UNKNOWN
    assert MoneyInput.CAPITAL in reading.wants


def test_an_uplift_whose_cap_cannot_be_computed_is_not_given() -> None:
    reading = only(11, 1, MoneyRequest(approved_ntd=4_500_000, holders=BOTH))
    assert (reading.result_ntd, reading.cap) == (None, "")
    assert MoneyInput.COST in reading.wants


def test_an_uplift_printed_as_a_ceiling_says_at_most() -> None:
    reading = only(13, 1, MoneyRequest(10_000_000, 4_000_000, holders=POTENTIAL))
    (uplift,) = [each for each in reading.lines if each.role is LineRole.UPLIFT]
    assert (reading.result_ntd, reading.at_most, uplift.label) == (4_800_000, True, "補助加碼最高 20%")


def test_measure_15_deducts_grants_from_the_cost_or_from_the_loan() -> None:
    first, second = sheet(15, 1, MoneyRequest(10_000_000, grants_ntd=2_000_000, holders=NONE)).readings
    assert (first.result_ntd, second.result_ntd) == (6_400_000, 6_000_000)
    assert "(10,000,000 − 2,000,000) × 80% = 6,400,000" in workings(first)
    assert "8,000,000 − 2,000,000 = 6,000,000" in workings(second)


def test_grants_nobody_knows_of_are_not_taken_for_none() -> None:
    for reading in sheet(15, 1, MoneyRequest(10_000_000, holders=NONE)).readings:
        assert MoneyInput.GRANTS in reading.wants


def test_measure_5_is_read_at_50_and_at_70_percent_with_its_extra_beside_it() -> None:
    half, more = sheet(5, 1, MoneyRequest(cost_ntd=3_000_000, holders=POTENTIAL)).readings
    assert (half.result_ntd, more.result_ntd) == (1_500_000, 2_000_000)
    assert more.cap == "每一申請案"
    assert amounts(more, LineRole.EXTRA) == [1_000_000]


def test_measure_19_demands_own_funds_by_amount_or_by_share() -> None:
    by_amount, by_share = sheet(19, 2, MoneyRequest(cost_ntd=1_000_000, holders=NONE)).readings
    assert (by_amount.result_ntd, by_share.result_ntd) == (250_000, 500_000)


def test_a_project_too_small_for_the_own_funds_demanded_is_shown_failing() -> None:
    by_amount, _by_share = sheet(36, 2, MoneyRequest(cost_ntd=4_000_000, holders=NONE)).readings
    assert (by_amount.result_ntd, by_amount.cap[:4]) == (0, "總經費扣")
    assert Outcome.NOT_MET in outcomes(by_amount).values()


def test_measure_29_counts_what_the_firm_had_only_when_its_ceiling_is_per_firm() -> None:
    request = MoneyRequest(cost_ntd=10_000_000, grants_ntd=1_000_000, holders=NONE)
    per_firm, per_case = sheet(29, 1, request).readings
    assert (per_firm.name, per_firm.result_ntd) == ("按企業計", 4_000_000)
    assert (per_case.name, per_case.result_ntd) == ("按案計", 5_000_000)


def test_measure_36_is_raised_beyond_its_ceiling_in_one_reading_only() -> None:
    request = MoneyRequest(cost_ntd=20_000_000, approved_ntd=6_000_000, holders=POTENTIAL)
    found = sheet(36, 2, request).readings
    assert [each.result_ntd for each in found] == [6_000_000, 6_600_000] * 2


def test_classes_of_firms_and_of_courses_are_read_side_by_side() -> None:
    classes = sheet(6, 3, MoneyRequest(cost_ntd=1_000_000, holders=NONE)).readings
    assert [(each.name, each.result_ntd) for each in classes] == [("大企業", 300_000), ("中小企業", 400_000)]
    courses = sheet(25, 3, MoneyRequest(cost_ntd=1_001, holders=POTENTIAL)).readings
    assert [each.result_ntd for each in courses] == [501, 801]


def test_an_amount_counted_per_nothing_is_read_per_service_and_per_person() -> None:
    request = MoneyRequest(cost_ntd=60_000, persons=10, holders=NONE)
    by_service, by_person = sheet(17, 6, request).readings
    assert (by_service.name, by_service.result_ntd) == ("以整項服務計", 1_400)
    assert (by_person.name, by_person.result_ntd) == ("以每人計", 14_000)
    assert MoneyInput.PERSONS in sheet(17, 6, MoneyRequest(6_000, holders=NONE)).readings[1].wants


@pytest.mark.parametrize(
    ("place", "words"),
    [((5, 1), "一般企業能否以 95 萬元額度申請"), ((12, 1), "加碼10%未印上限"), ((40, 1), "未載明服務經費")],
)
def test_where_the_print_contradicts_itself_about_money_the_sheet_says_so(
    place: tuple[int, int], words: str
) -> None:
    assert any(words in each.text for each in sheet(*place, MoneyRequest(1_000, holders=NONE)).notes)


def test_oddities_of_other_places_are_not_on_the_sheet() -> None:
    assert sheet(25, 2, MoneyRequest(1_000, holders=NONE)).notes == ()


def test_several_offers_of_one_item_are_not_added_up() -> None:
    reading = only(26, 1, MoneyRequest(cost_ntd=1_000, holders=POTENTIAL))
    assert reading.result_ntd is None
    assert len(amounts(reading, LineRole.PAYMENT)) == 6


def test_provisional_figures_stay_provisional() -> None:
    reading = only(38, 1, MoneyRequest(cost_ntd=900_000, holders=NONE))
    assert (reading.result_ntd, reading.tentative) == (450_000, True)


def test_a_share_of_partners_is_part_of_the_grant() -> None:
    reading = only(14, 1, MoneyRequest(cost_ntd=10_000_000, holders=NONE))
    assert (reading.result_ntd, amounts(reading, LineRole.SHARE)) == (5_000_000, [1_500_000])


def test_a_project_larger_than_the_print_allows_fails_by_its_size() -> None:
    reading = only(16, 1, MoneyRequest(cost_ntd=650_001, holders=NONE))
    assert reading.result_ntd == 455_000
    assert [each.outcome for each in reading.tests][:1] == [Outcome.NOT_MET]


def test_amounts_that_do_not_add_up_to_the_cost_are_remarked_not_refused() -> None:
    reading = only(11, 1, MoneyRequest(10_000_000, 4_000_000, own_ntd=5_000_000, holders=NONE))
    assert reading.remarks == ("補助款與自籌款合計 9,000,000 元，與計畫總經費 10,000,000 元不同，請確認。",)


def test_grants_the_print_does_not_deduct_are_remarked() -> None:
    request = MoneyRequest(10_000_000, grants_ntd=1_000_000, holders=NONE)
    assert "未計入" in only(11, 1, request).remarks[0]
    assert not any(each.remarks for each in sheet(15, 1, request).readings)
    per_firm, per_case = sheet(29, 1, request).readings
    assert "視為同一措施所發" in per_firm.remarks[0]
    assert "未計入" in per_case.remarks[0]


def test_a_grant_approved_above_a_ceiling_is_cut_and_shown_failing() -> None:
    reading = only(41, 3, MoneyRequest(9_000_000, 3_000_000, holders=NONE))
    assert reading.result_ntd == 2_000_000
    assert [each.outcome for each in reading.tests] == [Outcome.NOT_MET]


def test_what_is_free_or_not_printed_has_no_amount() -> None:
    request = MoneyRequest(cost_ntd=1_000_000, holders=POTENTIAL)
    kinds = {only(*place, request).kind for place in ((18, 1), (37, 1), (1, 1), (1, 3))}
    assert kinds == {
        ResultKind.FREE, ResultKind.NO_GRANT, ResultKind.NEGOTIATED, ResultKind.NOT_STATED,
    }  # fmt: skip
    assert only(33, 3, request).result_ntd == 77_000
