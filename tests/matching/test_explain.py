"""Sentences a consultant can read aloud in front of the firm."""

from collections.abc import Mapping
from typing import Any

import pytest

from backbone_desktop.domain.codes import ConfirmationState, Origin
from backbone_desktop.domain.criterion import Comparison, Condition, CriterionNode, GroupKind, Role
from backbone_desktop.domain.facts import Certificate, FactContent, FactSheet, StandingFact
from backbone_desktop.domain.verdict import Finding, Outcome
from backbone_desktop.matching.criteria import missing_facts
from backbone_desktop.matching.derived import KnownFacts
from backbone_desktop.matching.explain import Explainer
from tests.matching.support import (
    ENDED,
    ON,
    VALID,
    criterion,
    facts_105,
    group,
    holding,
    observed,
    sheet_of,
)

SIZE = criterion("employees", Comparison.AT_MOST, high=200)
CAPITAL = criterion("paid_in_capital", Comparison.AT_LEAST, low=20_000_000)
POWER = criterion("contracted_power_kw", Comparison.AT_LEAST, low=800, strict=True)
MAINLAND = group(GroupKind.NOT, criterion("mainland_investor"))
REGISTERED = criterion("registration_kind", Comparison.ONE_OF, values=("company", "business"))


def finding(node: CriterionNode, contents: Mapping[str, FactContent], **fields: Any) -> Finding:
    return explainer(sheet_of(contents)).finding(Condition(node, **fields))


def explainer(sheet: FactSheet) -> Explainer:
    return Explainer(KnownFacts(sheet, ON), facts_105())


@pytest.mark.parametrize(
    ("node", "contents", "sentence"),
    [
        (
            SIZE,
            {"employees": 180},
            "符合「條件employees」：員工人數為「180 人」（問卷・未確認），要求為「200 人以下」。",
        ),
        (
            SIZE,
            {"employees": 230},
            (
                "不符合「條件employees」：員工人數為「230 人」（問卷・未確認），"
                "要求為「200 人以下」，超出 30 人。"
            ),
        ),
        (
            CAPITAL,
            {"paid_in_capital": 15_000_000},
            (
                "不符合「條件paid_in_capital」：實收資本額為「15,000,000 元」（問卷・未確認），"
                "要求為「20,000,000 元以上」，差 5,000,000 元。"
            ),
        ),
        (
            POWER,
            {"contracted_power_kw": 800},
            (
                "不符合「條件contracted_power_kw」：用電契約容量為「800 瓩」（問卷・未確認），"
                "要求為「超過 800 瓩」，等於門檻仍不符合。"
            ),
        ),
        (SIZE, {}, "尚無法判斷「條件employees」：尚未取得「員工人數」的資料，要求為「200 人以下」。"),
        (
            MAINLAND,
            {"mainland_investor": True},
            "不符合「一組條件」：陸資企業為「是」（問卷・未確認），要求為「否」。",
        ),
        (
            MAINLAND,
            {"mainland_investor": False},
            "符合「一組條件」：陸資企業為「否」（問卷・未確認），要求為「否」。",
        ),
        (
            REGISTERED,
            {"registration_kind": "none"},
            (
                "不符合「條件registration_kind」：登記別為「未登記」（問卷・未確認），"
                "要求為「公司登記或商業登記」。"
            ),
        ),
        (
            group(GroupKind.ANY, criterion("is_manufacturer"), criterion("is_logistics")),
            {"is_manufacturer": False, "is_logistics": False},
            (
                "不符合「一組條件」：製造業為「否」（問卷・未確認）、物流業為「否」（問卷・未確認），"
                "所列 2 項均不符合。"
            ),
        ),
        (
            group(GroupKind.ALL, criterion("is_manufacturer"), criterion("is_logistics")),
            {"is_manufacturer": True},
            "尚無法判斷「一組條件」：製造業為「是」（問卷・未確認）、尚未取得「物流業」的資料。",
        ),
    ],
)
def test_a_sentence_names_demand_value_origin_and_threshold(
    node: CriterionNode, contents: Mapping[str, FactContent], sentence: str
) -> None:
    assert finding(node, contents).sentence == sentence


def test_a_finding_keeps_its_parts_apart_from_the_sentence() -> None:
    found = finding(SIZE, {"employees": 230}, role=Role.PRIORITY, implied=True)
    assert (found.criterion, found.role, found.outcome) == (SIZE.id, "priority", Outcome.NOT_MET)
    assert (found.fact, found.value, found.threshold) == ("employees", "230 人", "200 人以下")
    assert (found.origin, found.citation, found.implied) == ("問卷・未確認", "出處", True)
    assert found.citation not in found.sentence


def test_refused_unknown_and_never_asked_read_differently() -> None:
    refused = StandingFact(observed("employees", None, ConfirmationState.REFUSED))
    not_known = StandingFact(observed("employees", None, origin=Origin.VISIT))
    sentences = [
        explainer(FactSheet(facts, ON)).finding(Condition(SIZE)).sentence
        for facts in ({"employees": refused}, {"employees": not_known}, {})
    ]
    assert "企業拒答「員工人數」（問卷・拒答）" in sentences[0]
    assert "「員工人數」記為未知（訪視・未確認）" in sentences[1]
    assert "尚未取得「員工人數」的資料" in sentences[2]


def test_a_contradicted_value_is_used_and_marked() -> None:
    fact = StandingFact(
        observed("employees", 180, ConfirmationState.CONFIRMED), (observed("employees", 230),)
    )
    found = explainer(FactSheet({"employees": fact}, ON)).finding(Condition(SIZE))
    assert found.outcome is Outcome.MET
    assert found.contradicted
    assert found.origin == "問卷・已確認・有矛盾"


@pytest.mark.parametrize(
    ("certificates", "outcome", "value"),
    [
        ((), Outcome.NOT_MET, "未持有中堅企業證書"),
        (
            (holding("potential"),),
            Outcome.MET,
            "潛力中堅企業（證書有效期間 104/01/01 至 106/12/31）",
        ),
        (
            (holding("outstanding", ENDED),),
            Outcome.NOT_MET,
            "卓越中堅企業證書已失效或尚未生效（有效期間 101/01/01 至 104/12/31）",
        ),
        (
            (holding("potential", (None, VALID[1])),),
            Outcome.UNKNOWN,
            "潛力中堅企業證書的有效期間不完整（至 106/12/31）",
        ),
    ],
)
def test_a_derived_value_names_the_certificate_it_rests_on(
    certificates: tuple[Certificate, ...], outcome: Outcome, value: str
) -> None:
    holder = criterion("backbone_holder", Comparison.ONE_OF, values=("potential", "outstanding"))
    found = finding(holder, {"certificates": certificates})
    assert (found.outcome, found.value) == (outcome, value)
    assert found.origin == "問卷・未確認"


def test_differing_readings_send_to_the_office_and_ask_for_nothing() -> None:
    readings = group(GroupKind.READINGS, criterion("own_brand"), criterion("is_manufacturer"))
    contents = {"own_brand": True, "is_manufacturer": False}
    found = finding(readings, contents)
    assert found.outcome is Outcome.UNKNOWN
    assert found.sentence.startswith("需洽詢")
    assert "依「條件own_brand」為符合，依「條件is_manufacturer」為不符合" in found.sentence
    assert missing_facts(readings, KnownFacts(sheet_of(contents), ON).value) == []
    third = group(GroupKind.READINGS, *readings.members, criterion("is_logistics"))
    assert missing_facts(third, KnownFacts(sheet_of(contents), ON).value) == []
    assert missing_facts(readings, KnownFacts(sheet_of({"own_brand": True}), ON).value) == ["is_manufacturer"]


def test_a_member_that_must_not_hold_is_told_as_holding_or_not() -> None:
    (member,) = finding(MAINLAND, {"mainland_investor": True}).members
    assert member.sentence == "「條件mainland_investor」成立：陸資企業為「是」（問卷・未確認）。"


def test_a_member_that_must_not_hold_and_is_unknown_demands_nothing_itself() -> None:
    found = finding(MAINLAND, {})
    assert found.sentence == "尚無法判斷「一組條件」：尚未取得「陸資企業」的資料，要求為「否」。"
    (member,) = found.members
    assert member.sentence == ("「條件mainland_investor」是否成立尚無法判斷：尚未取得「陸資企業」的資料。")
    refused = StandingFact(observed("mainland_investor", None, ConfirmationState.REFUSED))
    (told,) = explainer(FactSheet({"mainland_investor": refused}, ON)).finding(Condition(MAINLAND)).members
    assert (
        told.sentence == "「條件mainland_investor」是否成立尚無法判斷：企業拒答「陸資企業」（問卷・拒答）。"
    )
