"""The assessment principles: figures under every reading, qualities left to people."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.reference import Track
from backbone_desktop.domain.screening import PrincipleFinding, Screening
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.exchange.definitions.reference_file import read_reference
from backbone_desktop.matching.screening import screen, whole_years
from tests.matching.support import ON, RESOURCES, facts_105, sheet_of

MET, NOT_MET, UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
PROGRAMME = read_reference(RESOURCES / "reference", facts_105()).programme
REVENUE, PERSONS = 20_000_000_000, 2_000


def screened(contents: Mapping[str, FactContent]) -> Screening:
    return screen(PROGRAMME, facts_105(), sheet_of(contents), ON)


def elite(number: int, contents: Mapping[str, FactContent]) -> PrincipleFinding:
    return screened(contents).track(Track.ELITE)[number - 1]


def both(contents: Mapping[str, FactContent]) -> list[Outcome]:
    """Return what the English text and the Chinese notices come to."""
    return [each.outcome for each in elite(1, contents).readings]


def test_a_firm_nobody_knows_is_screened_as_unknown_throughout() -> None:
    screening = screened({})
    assert [screening.count(track, UNKNOWN) for track in Track] == [6, 2]
    assert all(each.missing for each in screening.findings)


@pytest.mark.parametrize(
    ("revenue", "employees", "readings", "outcome"),
    [
        (REVENUE - 1, None, [MET, MET], MET),
        (REVENUE, PERSONS + 1, [NOT_MET, MET], UNKNOWN),
        (REVENUE + 1, PERSONS + 1, [NOT_MET, NOT_MET], NOT_MET),
        (REVENUE + 1, PERSONS, [NOT_MET, MET], UNKNOWN),
        (REVENUE + 1, PERSONS - 1, [MET, MET], MET),
        (REVENUE, PERSONS, [NOT_MET, MET], UNKNOWN),
        (REVENUE + 1, None, [UNKNOWN, UNKNOWN], UNKNOWN),
        (None, PERSONS, [UNKNOWN, MET], UNKNOWN),
    ],
)
def test_both_readings_stand_at_the_boundary_and_one_figure_is_enough(
    revenue: int | None, employees: int | None, readings: list[Outcome], outcome: Outcome
) -> None:
    given = {"revenue": revenue, "employees": employees}
    contents: dict[str, FactContent] = {key: value for key, value in given.items() if value is not None}
    finding = elite(1, contents)
    assert both(contents) == readings
    assert finding.outcome is outcome
    assert not finding.by_judgement
    assert ("寫法" in finding.sentence) is (len(set(readings)) == 2)


def test_readings_say_their_words_and_their_limits() -> None:
    english, chinese = elite(1, {"revenue": REVENUE, "employees": PERSONS}).readings
    assert english.text == (
        "計畫英文本（under、less than）：須年營業額低於 20,000,000,000 元，或員工人數低於 2,000 人，不符合。"
    )
    assert chinese.text == (
        "後來的中文公告（以下）：須年營業額不超過 20,000,000,000 元，或員工人數不超過 2,000 人，符合。"
    )


@pytest.mark.parametrize(
    ("founded", "outcome"),
    [
        (date(2006, 3, 9), MET),
        (date(2006, 3, 10), NOT_MET),
        (date(2006, 3, 11), NOT_MET),
        (date(1990, 1, 1), MET),
    ],
)
def test_over_ten_years_begins_the_day_after_the_tenth_anniversary(founded: date, outcome: Outcome) -> None:
    assert elite(2, {"founded_on": founded}).outcome is outcome


def test_years_are_whole_and_shown_with_the_day() -> None:
    assert whole_years(date(2006, 3, 11), ON) == 9
    assert whole_years(date(2006, 3, 10), ON) == 10
    assert whole_years(date(2016, 3, 11), ON) == 0
    assert whole_years(date(2004, 2, 29), date(2015, 2, 28)) == 10
    assert whole_years(date(2004, 2, 29), date(2015, 3, 1)) == 11
    assert elite(2, {"founded_on": date(2006, 3, 10)}).facts[0].value == "095/03/10，至 105/03/10 滿 10 年"


@pytest.mark.parametrize(
    ("number", "contents", "outcome"),
    [
        (3, {"key_technology": True}, MET),
        (3, {"key_technology": False}, NOT_MET),
        (3, {"patents": ("發明第1號",)}, UNKNOWN),
        (4, {"rd_ratio": Decimal(12), "rd_employees": 40}, UNKNOWN),
        (5, {"own_brand": True, "export_ratio": Decimal(90)}, UNKNOWN),
        (5, {"own_brand": False, "export_ratio": Decimal(90)}, NOT_MET),
        (6, {"taiwan_based": True}, UNKNOWN),
        (6, {"taiwan_based": False}, NOT_MET),
    ],
)
def test_a_quality_is_decided_only_by_the_question_that_asks_for_it(
    number: int, contents: dict[str, FactContent], outcome: Outcome
) -> None:
    finding = elite(number, contents)
    assert finding.outcome is outcome
    assert finding.by_judgement is (outcome is UNKNOWN)
    assert ("由顧問判斷" in finding.sentence) is finding.by_judgement
    assert all(each.value in finding.sentence for each in finding.facts if finding.by_judgement)


def test_a_decided_quality_names_the_value_and_where_it_came_from() -> None:
    assert elite(3, {"key_technology": False}).sentence == (
        "「關鍵技術」為「否」（問卷・未確認），不符合這項原則。"
    )
    assert elite(6, {"taiwan_based": False}).sentence == (
        "「以臺灣為主要基地」為「否」（問卷・未確認），不符合這項原則。"
    )


def test_it_stands_as_decided_as_lacking_data_as_readings_differ_or_as_people_judge() -> None:
    assert elite(3, {"key_technology": True}).standing == "符合"
    assert elite(1, {"revenue": REVENUE, "employees": PERSONS}).standing == "需洽詢"
    assert elite(4, {}).standing == "資料不足"
    assert elite(4, {"rd_ratio": Decimal(12), "rd_employees": 40}).standing == "由顧問判斷"


def test_growth_potential_is_never_decided_by_us() -> None:
    known: dict[str, FactContent] = {
        "own_brand": False,
        "export_ratio": Decimal(0),
        "export_markets": (),
        "key_technology": True,
    }
    technology, potential = screened(known).track(Track.GROWTH)
    assert (technology.outcome, potential.outcome) == (MET, UNKNOWN)
    assert potential.by_judgement
    assert potential.missing == ()
