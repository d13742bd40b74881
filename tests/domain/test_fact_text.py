"""What is shown of a fact can be typed back, and what could mean two things is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_text import format_content, read_content
from backbone_desktop.domain.facts import (
    Certificate,
    Choice,
    FactContent,
    FactDefinition,
    FactType,
    PastGuidance,
)

CHOICES = (
    Choice("company", "公司登記", ("股份有限公司",)),
    Choice("business", "商業登記", ("行號",)),
    Choice("none", "未登記", ("無",)),
)
PERIOD = (date(2015, 1, 1), date(2017, 12, 31))


def fact(kind: FactType, unit: str = "") -> FactDefinition:
    choices = CHOICES if kind in {FactType.CHOICE, FactType.CHOICES} else ()
    return FactDefinition("key", kind, "項目", "問題？", unit, choices)


@pytest.mark.parametrize(
    ("definition", "content", "text"),
    [
        (fact(FactType.YES_NO), True, "是"),
        (fact(FactType.YES_NO), False, "否"),
        (fact(FactType.INTEGER, "人"), 1200, "1,200 人"),
        (fact(FactType.MONEY), 48_000_000, "48,000,000 元"),
        (fact(FactType.DECIMAL, "瓩"), Decimal("800.50"), "800.5 瓩"),
        (fact(FactType.DECIMAL, "瓩"), Decimal("1E+3"), "1,000 瓩"),
        (fact(FactType.PERCENT), Decimal("12.5"), "12.5%"),
        (fact(FactType.DATE), date(2016, 3, 15), "105/03/15"),
        (fact(FactType.ROC_YEAR), 104, "104 年度"),
        (fact(FactType.TEXT), "2541", "2541"),
        (fact(FactType.CHOICE), "company", "公司登記"),
        (fact(FactType.CHOICES), ("company", "business"), "公司登記、商業登記"),
        (fact(FactType.CHOICES), (), "無"),
        (fact(FactType.TEXTS), ("日本", "越南"), "日本、越南"),
        (
            fact(FactType.CERTIFICATES),
            (Certificate("potential", valid_to=PERIOD[1]),),
            "潛力中堅企業 至 106/12/31",
        ),
        (
            fact(FactType.CERTIFICATES),
            (Certificate("outstanding", "A1", *PERIOD, *PERIOD), Certificate("potential")),
            "卓越中堅企業 字號 A1 104/01/01 至 106/12/31 輔導期間 104/01/01 至 106/12/31；潛力中堅企業",
        ),
        (
            fact(FactType.PAST_GUIDANCE),
            (PastGuidance("某計畫", "工業局", PERIOD[0]), PastGuidance("他計畫")),
            "某計畫，工業局，104/01/01 起；他計畫，機關不明，期間不明",
        ),
    ],
)
def test_a_content_is_shown_in_office_style_and_read_back(
    definition: FactDefinition, content: FactContent, text: str
) -> None:
    assert format_content(definition, content) == text
    assert read_content(definition, text).content == content


@pytest.mark.parametrize("kind", FactType)
@pytest.mark.parametrize("text", ["未知", "不知道", "Unknown", "", "　", "？", "不清楚"])
def test_not_knowing_is_read_as_unknown_for_every_fact(kind: FactType, text: str) -> None:
    definition = fact(kind)
    assert read_content(definition, text).content is None
    assert format_content(definition, None) == "未知"


@pytest.mark.parametrize("text", ["是", "有", "Y", "yes", "TRUE", "Ｙ", " 對 ", "1"])
def test_yes_in_many_spellings(text: str) -> None:
    assert read_content(fact(FactType.YES_NO), text).content is True


@pytest.mark.parametrize("text", ["否", "無", "沒有", "N", "no", "false", "0"])
def test_no_in_many_spellings(text: str) -> None:
    assert read_content(fact(FactType.YES_NO), text).content is False


@pytest.mark.parametrize(
    ("kind", "unit", "text", "content"),
    [
        (FactType.INTEGER, "人", "２３０人", 230),
        (FactType.INTEGER, "人", "1,200", 1200),
        (FactType.INTEGER, "人", "230.0", 230),
        (FactType.INTEGER, "家", "3家", 3),
        (FactType.MONEY, "元", "4,800萬元", 48_000_000),
        (FactType.MONEY, "元", "48000000", 48_000_000),
        (FactType.DECIMAL, "瓩", "800kW", Decimal(800)),
        (FactType.PERCENT, "%", "35％", Decimal(35)),
        (FactType.DATE, "", "105年3月15日", date(2016, 3, 15)),
        (FactType.DATE, "", "2016-03-15", date(2016, 3, 15)),
        (FactType.ROC_YEAR, "年度", "民國104年", 104),
        (FactType.CHOICE, "", "COMPANY", "company"),
        (FactType.CHOICE, "", "股份有限公司", "company"),
        (FactType.CHOICE, "", "無", "none"),
        (FactType.CHOICES, "", "company;商業登記\n行號", ("company", "business")),
        (FactType.CHOICES, "", "無", ()),
        (FactType.TEXTS, "", "日本，越南、泰國; 日本", ("日本", "越南", "泰國")),
        (FactType.CERTIFICATES, "", "無", ()),
        (FactType.CERTIFICATES, "", "none", ()),
        (
            FactType.CERTIFICATES,
            "",
            "potential 104/01/01~106/12/31",
            (Certificate("potential", "", *PERIOD),),
        ),
        (
            FactType.CERTIFICATES,
            "",
            '[{"kind": "potential", "valid_to": "2017-12-31"}]',
            (Certificate("potential", valid_to=PERIOD[1]),),
        ),
        (
            FactType.CERTIFICATES,
            "",
            "潛力，輔導期間 104/01/01 至 106/12/31",
            (Certificate("potential", "", None, None, *PERIOD),),
        ),
        (FactType.PAST_GUIDANCE, "", "沒有", ()),
        (FactType.PAST_GUIDANCE, "", "診斷計畫(甲)", (PastGuidance("診斷計畫(甲)"),)),
        (
            FactType.PAST_GUIDANCE,
            "",
            '[{"programme": "某計畫", "agency": "工業局", "ended_on": "2017-12-31"}]',
            (PastGuidance("某計畫", "工業局", None, PERIOD[1]),),
        ),
    ],
)
def test_what_offices_type_is_read(kind: FactType, unit: str, text: str, content: FactContent) -> None:
    assert read_content(fact(kind, unit), text).content == content


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FactType.YES_NO, "可能"),
        (FactType.INTEGER, "約兩百多"),
        (FactType.INTEGER, "230~250"),
        (FactType.INTEGER, "2.5"),
        (FactType.INTEGER, "-3"),
        (FactType.MONEY, "-5000"),
        (FactType.MONEY, "很多"),
        (FactType.PERCENT, "0.3"),
        (FactType.DATE, "104/2/29"),
        (FactType.ROC_YEAR, "去年"),
        (FactType.ROC_YEAR, "1900"),
        (FactType.CHOICE, "合作社"),
        (FactType.CHOICES, "公司登記、合作社"),
        (FactType.CERTIFICATES, "有"),
        (FactType.CERTIFICATES, "潛力中堅企業 106/12/31"),
        (FactType.CERTIFICATES, "潛力中堅企業 104年1月 至 106年12月"),
        (FactType.CERTIFICATES, "潛力中堅企業 106/12/31 至 104/01/01"),
        (FactType.CERTIFICATES, '[{"kind": "other"}]'),
        (FactType.CERTIFICATES, "[1"),
        (FactType.PAST_GUIDANCE, "，工業局"),
        (FactType.PAST_GUIDANCE, "甲，乙，104/01/01 起，丁"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_a_remedy(kind: FactType, text: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_content(fact(kind), text)
    assert refusal.value.title
    assert refusal.value.detail
    assert refusal.value.remedy


def test_an_assumption_is_told() -> None:
    assert "104" in read_content(fact(FactType.ROC_YEAR), "2015").warning
    assert read_content(fact(FactType.DATE), "99.1.5").warning
    assert read_content(fact(FactType.INTEGER), "230").warning == ""


DAYS = st.none() | st.dates(date(1912, 1, 1), date(2100, 12, 31))
WORDS = st.text("甲乙丙計畫AB12", min_size=1, max_size=6)


def _in_order(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    return (last, first) if first and last and first > last else (first, last)


PERIODS = st.builds(_in_order, DAYS, DAYS)
CERTIFICATES = st.builds(
    lambda kind, number, valid, guidance: Certificate(kind, number, *valid, *guidance),
    st.sampled_from(["potential", "outstanding"]),
    st.text("ABC123", max_size=4),
    PERIODS,
    PERIODS,
)
GUIDANCE = st.builds(lambda name, agency, period: PastGuidance(name, agency, *period), WORDS, WORDS, PERIODS)
CONTENTS: dict[FactType, st.SearchStrategy[FactContent]] = {
    FactType.YES_NO: st.booleans(),
    FactType.INTEGER: st.integers(0, 10**9),
    FactType.MONEY: st.integers(0, 10**13),
    FactType.DECIMAL: st.decimals(0, 10**6, places=2),
    FactType.PERCENT: st.decimals(0, 100, places=1),
    FactType.DATE: st.dates(date(1912, 1, 1), date(2100, 12, 31)),
    FactType.ROC_YEAR: st.integers(1, 188),
    FactType.TEXT: WORDS,
    FactType.CHOICE: st.sampled_from(["company", "business", "none"]),
    FactType.CHOICES: st.sampled_from([(), ("company",), ("business",), ("company", "business")]),
    FactType.TEXTS: st.lists(WORDS, unique=True, max_size=3).map(tuple),
    FactType.CERTIFICATES: st.lists(CERTIFICATES, max_size=2).map(tuple),
    FactType.PAST_GUIDANCE: st.lists(GUIDANCE, max_size=2).map(tuple),
}


@pytest.mark.parametrize("kind", FactType)
@given(data=st.data())
def test_whatever_is_shown_is_read_back_the_same(kind: FactType, data: st.DataObject) -> None:
    content = data.draw(CONTENTS[kind])
    definition = fact(kind, "人" if kind is FactType.INTEGER else "")
    assert read_content(definition, format_content(definition, content)).content == content


@pytest.mark.parametrize("kind", [FactType.INTEGER, FactType.MONEY, FactType.DECIMAL])
@pytest.mark.parametrize("text", ["-5", "－5", "−5"])
def test_a_number_below_zero_is_said_to_be_one(kind: FactType, text: str) -> None:
    with pytest.raises(UserError, match="不能是負數"):
        read_content(fact(kind), text)


@pytest.mark.parametrize(
    "text", ["商業登記、公司登記", "business; company", "公司登記,商業登記,公司登記", "business company"]
)
def test_the_same_choices_are_equal_however_they_were_written(text: str) -> None:
    assert read_content(fact(FactType.CHOICES), text).content == ("company", "business")


def test_a_choice_that_is_not_offered_is_named_and_so_are_those_that_are() -> None:
    with pytest.raises(UserError) as refusal:
        read_content(fact(FactType.CHOICES), "公司登記、社團登記、行號")
    assert "其中「社團登記」不在選項中；可辨識的是「公司登記」、「行號」。" in refusal.value.detail
    assert refusal.value.remedy == "請選擇：公司登記、商業登記、未登記。"


def test_labels_apart_by_a_blank_only_are_not_guessed_at() -> None:
    with pytest.raises(UserError):
        read_content(fact(FactType.CHOICES), "公司登記 商業登記")
