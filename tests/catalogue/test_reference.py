"""The committed reference data against its sources, figure by figure."""

from datetime import date
from pathlib import Path

import pytest

from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.reference import Direction, KnownFrom, Qualifier, Reference, Track
from backbone_desktop.exchange.definitions.reference_file import read_reference

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"

SYSTEMS = [
    # the regulation's number and name, the page's number and name
    (1, "財務融通", 1, ""),
    (2, "經營管理", 3, ""),
    (3, "生產技術", 9, "Production Technology"),
    (4, "研究發展", 11, ""),
    (5, "資訊管理", 4, "Information Management"),
    (6, "工業安全", 10, "Industrial Safety"),
    (7, "污染防治", 8, "Pollution Prevention"),
    (8, "市場行銷", 7, ""),
    (9, "互助合作", 5, "Mutual Assistance and Collaboration"),
    (10, "品質提升", 2, "Quality Upgrading"),
    (11, "創業育成", 6, "Enterprise Start up and Incubation"),
]

SUCCESSORS = {
    "經濟部工業局": "經濟部產業發展署",
    "經濟部國際貿易局": "經濟部國際貿易署",
    "經濟部中小企業處": "經濟部中小及新創企業署",
    "經濟部商業司": "經濟部商業發展署",
    "經濟部技術處": "經濟部產業技術司",
    "經濟部投資業務處": "經濟部投資促進司",
}

NO_AGENCY = {
    # foundations, associations, firms and the offices of one programme: nothing is claimed of their names
    "世博科技顧問(股)公司",
    "中華民國對外貿易發展協會",
    "中華民國工業安全衛生協會",
    "中華民國管理科學學會",
    "內政部研發及產業訓儲替代役員額申請暨審查作業單位",
    "博大股份有限公司",
    "台北市電腦商業同業公會",
    "經濟部產業專業人才發展推動計畫",
    "財團法人中國生產力中心",
    "財團法人中小企業信用保證金",
    "財團法人中衛發展中心",
    "財團法人台灣產業服務基金會",
    "財團法人台灣經濟研究院",
    "財團法人工業技術研究院",
    "財團法人資訊工業策進會",
    "逢甲大學高科技設備前瞻技術發展計畫第二期計畫辦公室",
}


@pytest.fixture(scope="session")
def reference(facts: FactCatalogue) -> Reference:
    return read_reference(RESOURCES / "reference", facts)


def test_the_guidance_systems_bear_both_their_numbers(reference: Reference) -> None:
    found = [
        (each.number, each.name, each.page_number, each.page_name) for each in reference.guidance.systems
    ]
    assert found == SYSTEMS


def test_what_the_page_lost_is_known_from_elsewhere(reference: Reference) -> None:
    lost = {each.page_number for each in reference.guidance.systems if each.known_from is KnownFrom.ELSEWHERE}
    unproven = {each.page_number for each in reference.guidance.systems if not each.order_proven}
    assert lost == {1, 3, 7, 11}
    assert unproven == {1, 3}
    assert all(each.source for each in reference.guidance.systems)


def test_the_regulation_is_not_said_to_prove_an_order_that_was_not_read(reference: Reference) -> None:
    assert [each.number for each in reference.guidance.systems if not each.number_proven] == [9, 10, 11]


def test_the_bodies_responsible_stand_as_the_page_prints_them(reference: Reference) -> None:
    printed = {each.page_number: each.responsible for each in reference.guidance.systems}
    assert {printed[number] for number in range(1, 7)} == {("SMEA",)}
    assert printed[7] == ("Bureau of Foreign Trade", "Department of Commerce")
    assert {printed[number] for number in range(8, 12)} == {
        ("Industrial Development Bureau", "Department of Industrial Technology")
    }


def test_the_core_industries_are_the_answers_of_their_question(
    reference: Reference, facts: FactCatalogue
) -> None:
    assert [(each.code, each.name) for each in reference.industries.core] == [
        (each.code, each.label) for each in facts["core_industries"].choices
    ]
    assert [each.page_name for each in reference.industries.core] == [
        "information and digital industries",
        "cybersecurity industry",
        "precision health industry",
        "national defense and strategic industries",
        "green and renewable energy industry",
        "strategic stockpile industries",
    ]


def test_the_decision_on_the_core_industries_is_dated(reference: Reference) -> None:
    industries = reference.industries
    assert (industries.announced_on, industries.approved_on) == (date(2020, 5, 20), date(2020, 12, 10))
    assert industries.meeting == 3730
    assert industries.promoters == ("經濟部", "科技部", "交通部", "衛生福利部", "國家發展委員會")


def test_five_innovative_industries_were_joined_by_two(reference: Reference) -> None:
    innovative = reference.industries.innovative
    assert [each.name for each in innovative if not each.added] == [
        "智慧機械",
        "亞洲‧矽谷",
        "綠能科技",
        "生醫產業",
        "國防產業",
    ]
    assert [each.name for each in innovative if each.added] == ["新農業", "循環經濟"]


def test_the_programme_aims_at_its_printed_figures(reference: Reference) -> None:
    programme = reference.programme
    assert (programme.name, programme.approved_on, programme.group_since) == (
        "推動中堅企業躍升計畫",
        date(2012, 10, 8),
        102,
    )
    figures = {
        each.code: (each.qualifier, each.amount, each.unit, each.years) for each in programme.objectives
    }
    assert figures == {
        "assisted_firms": (Qualifier.MORE_THAN, 150, "家", 3),
        "awarded_firms": (Qualifier.ABOUT, 30, "家", 3),
        "investment": (Qualifier.EXACTLY, 100_000_000_000, "元", 3),
        "jobs": (Qualifier.EXACTLY, 10_000, "個", 3),
        "selected_yearly": (Qualifier.ABOUT, 50, "家", 1),
        "awarded_yearly": (Qualifier.ABOUT, 10, "家", 1),
    }


def test_the_edition_tells_the_same_aims(reference: Reference, edition: Edition) -> None:
    assert edition.group.programme == reference.programme.name
    told = ["超過 150 家", "約 30 家", "1,000 億元", "10,000 個"]
    assert [part in line for part, line in zip(told, edition.group.objectives, strict=True)] == [True] * 4


def test_size_is_read_both_ways_at_its_limits(reference: Reference) -> None:
    size = reference.programme.track(Track.ELITE)[0]
    assert [(each.fact, each.direction, each.amount, each.unit) for each in size.limits] == [
        ("revenue", Direction.BELOW, 20_000_000_000, "元"),
        ("employees", Direction.BELOW, 2000, "人"),
    ]
    assert [[(each.words, each.strict) for each in limit.readings] for limit in size.limits] == [
        [("under", True), ("以下", False)],
        [("less than", True), ("以下", False)],
    ]


def test_ten_years_in_business_must_be_exceeded(reference: Reference) -> None:
    (limit,) = reference.programme.track(Track.ELITE)[1].limits
    (reading,) = limit.readings
    assert (limit.fact, limit.direction, limit.amount, limit.unit) == (
        "founded_on",
        Direction.ABOVE,
        10,
        "年",
    )
    assert (reading.words, reading.strict) == ("over", True)


def test_each_track_has_its_principles(reference: Reference) -> None:
    assert [len(reference.programme.track(each)) for each in Track] == [6, 2]


@pytest.mark.parametrize(("printed", "now"), SUCCESSORS.items())
def test_the_ministry_renamed_its_offices_on_one_day(reference: Reference, printed: str, now: str) -> None:
    assert reference.agencies.changes_until(printed, date(2023, 9, 25)) == ()
    (change,) = reference.agencies.changes_until(printed, date(2023, 9, 26))
    assert change.successor == now


def test_other_agencies_changed_on_their_own_days(reference: Reference) -> None:
    days = {each.name: (each.successor, each.since) for each in reference.agencies.changes}
    assert days["科技部"] == ("國家科學及技術委員會", date(2022, 7, 27))
    assert days["行政院環境保護署"] == ("環境部", date(2023, 8, 22))
    assert days["中部科學工業園區管理局"] == ("中部科學園區管理局", date(2019, 12, 11))


def test_a_day_taken_over_from_another_change_is_marked(reference: Reference) -> None:
    assert {each.name for each in reference.agencies.changes if not each.since_proven} == {
        "新竹科學工業園區管理局",
        "南部科學工業園區管理局",
    }


def test_every_agency_named_has_a_dated_successor_or_stands(reference: Reference, edition: Edition) -> None:
    units = {contact.unit for measure in edition.measures for contact in measure.contacts}
    units |= {unit for system in reference.guidance.systems for unit in system.agencies}
    units |= {unit for unit in reference.industries.promoters if unit != "經濟部"}
    assert {unit for unit in units if not reference.agencies.knows(unit)} == NO_AGENCY


def test_every_link_of_the_edition_is_named_and_says_what_it_rests_on(
    reference: Reference, edition: Edition
) -> None:
    items = [item for measure in edition.measures for item in measure.items]
    linked = [item for item in items if item.guidance_systems]
    assert linked
    assert all(reference.guidance_system(number) for item in linked for number in item.guidance_systems)
    assert all(bool(item.guidance_basis) == bool(item.guidance_systems) for item in items)


def test_no_measure_of_the_year_claims_an_industry_named_five_years_later(edition: Edition) -> None:
    assert [measure.id for measure in edition.measures if measure.core_industries] == []


def test_no_link_is_made_where_the_offer_leaves_it_open(edition: Edition) -> None:
    systems = {item.id: item.guidance_systems for measure in edition.measures for item in measure.items}
    assert [systems[each] for each in ("105-8-1", "105-9-1", "105-10-1", "105-33-1", "105-37-1")] == [()] * 5
    assert systems["105-12-1"] == (4,)
    assert systems["105-34-1"] == (6,)
    assert systems["105-36-1"] == (5,)
    assert systems["105-39-1"] == (1,)


def test_a_number_nobody_bears_is_refused(reference: Reference) -> None:
    with pytest.raises(KeyError):
        reference.guidance_system(12)
    with pytest.raises(KeyError):
        reference.core_industry(0)
