"""Each rule of the lint on a small edition: it finds its oddity, and nothing where there is none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from backbone_desktop.domain.codes import Holder
from backbone_desktop.domain.criterion import GroupKind
from backbone_desktop.domain.funding import Effect, MoneyKind, Per
from backbone_desktop.domain.measure import Applicant, ContactRole, Edition, Website
from backbone_desktop.domain.window import Window, WindowFlag, WindowKind
from backbone_desktop.matching.lint import lint
from tests.matching.lint.editions import (
    costing,
    demanding,
    executors,
    holder,
    in_window,
    listing,
    named_as_its_section,
    office,
    on_sites,
    preference,
    preferring,
    saying,
    span,
    term,
)
from tests.matching.support import criterion, edition_of, group, item_of, measure_of


def codes(edition: Edition) -> list[str]:
    return sorted({each.code for each in lint(edition)})


EITHER, POTENTIAL = holder("potential", "outstanding"), holder("potential")
ACCIDENT, ORDER = criterion("major_accident_2y"), criterion("labour_inspection_order")
FULL_YEAR = ("105/01/01", "105/12/31")
SELF, RATE, LOAN = MoneyKind.SELF_FUNDING, MoneyKind.SUBSIDY_RATE, MoneyKind.LOAN_SHARE

ODD = [
    ("phone-shared", listing(office(), office("乙機關", "李先生"))),
    ("title-disagrees", listing(office("甲機關", "陳技正"), office("甲機關", "陳技士"))),
    (
        "phone-format-differs",
        listing(office(), office(region="北"), office("甲機關", "王小姐", "02-23450001#1")),
    ),
    ("phone-too-short", listing(office("甲機關", "王小姐", "(02)591-5909"))),
    ("phone-unlikely", listing(office("甲機關", "王小姐", "(02)2345-00012"))),
    (
        "switchboard-shared",
        listing(office(), office("乙公司", "李先生", "(02)2345-0001#2", role=ContactRole.EXECUTOR)),
    ),
    (
        "contact-order-unexplained",
        edition_of(
            replace(
                measure_of(item_of(), item_of(number=2)), contacts=executors("乙公司", "李先生", "林先生")
            )
        ),
    ),
    (
        "name-character-lost",
        edition_of(
            replace(
                measure_of(item_of(), websites=(Website("中小企業信用保證基金網站", "http://a.invalid"),)),
                contacts=(office("財團法人中小企業信用保證金"),),
            )
        ),
    ),
    (
        "name-disagrees",
        edition_of(
            replace(measure_of(item_of()), name="產業升級創新平台輔導計畫"),
            replace(
                measure_of(item_of(), number=2), name="貸款計畫", summary="向產業升級創新平台計畫辦公室提出。"
            ),
        ),
    ),
    ("url-scheme-differs", on_sites("http://a.invalid/x", "https://a.invalid/x")),
    ("url-without-scheme", on_sites("www.a.invalid")),
    ("year-inherited", in_window(WindowKind.FIXED, span(*FULL_YEAR, inherited_year=True))),
    ("year-inherited", saying("商談會：台北4/29。")),
    ("year-inherited", saying("說明會於 3月23日 舉行。")),
    ("window-under-wrong-heading", in_window(WindowKind.ROLLING, citation="第7項 中堅企業優惠方式 申請期間")),
    (
        "deadline-and-rolling",
        in_window(WindowKind.DEADLINE_ONLY, span(closes="105/06/30"), flags=frozenset({WindowFlag.ROLLING})),
    ),
    ("window-vague", in_window(WindowKind.START_ONLY, span("105年10月中旬"))),
    ("start-day-missing", in_window(WindowKind.FIXED, span("105/01", "105/12/31"))),
    ("notice-not-window", in_window(WindowKind.ANNOUNCED, note="每年 2~3 月間公告。")),
    (
        "rounds-overlap",
        in_window(
            WindowKind.ROUNDS,
            span("105/03", "105/05", label="第二梯次"),
            span("105/01", "105/03", label="第一梯次"),
        ),
    ),
    ("deadline-passed", in_window(WindowKind.FIXED, span("104/11/01", "104/12/31"))),
    (
        "service-name-differs",
        edition_of(
            measure_of(
                item_of(window=Window(WindowKind.FIXED, "出處", spans=(span(*FULL_YEAR, label="項目1"),))),
                item_of(
                    window=Window(WindowKind.FIXED, "出處", spans=(span(*FULL_YEAR, label="他項"),)), number=2
                ),
            )
        ),
    ),
    (
        "strictness-disagrees",
        costing(
            term(SELF, label="自籌款小於資本額", reading="一"),
            term(SELF, label="自籌款≦資本額", reading="二"),
        ),
    ),
    (
        "ceiling-basis-disagrees",
        costing(
            term(MoneyKind.GRANT_CEILING, high_ntd=5, per=Per.FIRM, reading="一"),
            term(MoneyKind.GRANT_CEILING, high_ntd=5, per=Per.CASE, reading="二"),
        ),
    ),
    (
        "ceiling-basis-disagrees",
        costing(term(MoneyKind.GUARANTEE_CEILING, "每案申貸額度", high_ntd=5, per=Per.FIRM)),
    ),
    (
        "deduction-unexplained",
        costing(
            term(LOAN, high_percent=Decimal(80), label="自總額扣除", reading="一"),
            term(LOAN, high_percent=Decimal(80), label="自額度扣除", reading="二"),
        ),
    ),
    (
        "self-funding-double",
        costing(
            term(SELF, low_ntd=5, reading="一"),
            term(SELF, per=Per.PROJECT_COST, low_percent=Decimal(50), reading="二"),
        ),
    ),
    (
        "rate-unexplained",
        costing(
            term(RATE, high_percent=Decimal(50), label="外訓", reading="一"),
            term(RATE, high_percent=Decimal(70), label="外訓", reading="二"),
        ),
    ),
    ("unit-not-stated", costing(term(MoneyKind.FULL_PRICE, high_ntd=6_000, per=Per.ITEM))),
    ("figures-provisional", costing(term(MoneyKind.GRANT_CEILING, high_ntd=5, tentative=True))),
    ("subsidy-heading-without-grant", costing(term(MoneyKind.FREE, "輔導補助經費"))),
    ("money-not-stated", costing(kind="訪視診斷")),
    (
        "boundary-overlaps",
        costing(
            term(MoneyKind.DISCOUNT, high_percent=Decimal(50), label="30小時（含）以下"),
            term(MoneyKind.DISCOUNT, high_percent=Decimal(80), label="30小時以上"),
        ),
    ),
    ("uplift-without-cap", preferring(preference(Effect.UPLIFT_PERCENT, amount=Decimal(10)))),
    (
        "uplift-at-most",
        preferring(
            preference(Effect.UPLIFT_PERCENT, amount=Decimal(20), at_most=True, cap_percent=Decimal(50))
        ),
    ),
    ("preference-heading-unusual", preferring(preference(Effect.HIGHER_CEILING, "優先支持"))),
    ("holder-disagrees", demanding(group(GroupKind.READINGS, EITHER, POTENTIAL))),
    (
        "holder-disagrees",
        preferring(preference(Effect.POINTS), preference(Effect.POINTS, holder=Holder.POTENTIAL)),
    ),
    (
        "audience-disagrees",
        edition_of(
            measure_of(
                item_of(EITHER), preferences=(preference(Effect.POINTS, summary="一般企業為 95 萬元。"),)
            )
        ),
    ),
    (
        "audience-narrower-in-name",
        demanding(
            group(GroupKind.READINGS, criterion("is_sme"), criterion("is_manufacturer")),
            name="中小企業診斷",
        ),
    ),
    ("audience-wider-than-content", demanding(replace(EITHER, citation="第38項 輔導措施簡介"))),
    ("audience-under-wrong-heading", demanding(replace(EITHER, citation="第25項 招募對象"))),
    (
        "connective-not-printed",
        demanding(
            group(
                GroupKind.READINGS,
                group(GroupKind.ALL, ACCIDENT, ORDER),
                group(GroupKind.ANY, ACCIDENT, ORDER),
            )
        ),
    ),
    ("applicant-not-stated", demanding(applicants=(Applicant.FIRM, Applicant.GUIDANCE_UNIT))),
    ("count-disagrees", saying("使用17個中心的場地。", summary="共有15個中心。")),
    ("count-disagrees", saying("3個中心：大阪、仰光。")),
    ("count-disagrees", saying("三類輔導：(1)甲；(2)乙。")),
    ("name-repeats-section", edition_of(*(named_as_its_section(number) for number in (1, 2)))),
    ("spacing-lost", saying("免費使用VIPLOUNGE。")),
    ("entry-doubled", listing(office(), office())),
    ("entry-doubled", preferring(preference(Effect.POINTS), preference(Effect.POINTS))),
    ("entry-doubled", costing(term(MoneyKind.FREE), term(MoneyKind.FREE))),
]

FINE = [
    listing(office(), office("甲機關所屬司", "王小姐")),
    listing(office("甲機關", "王小姐", "(02)2345-0001#1"), office("甲機關", "李先生", "(02)2345-0001#2")),
    listing(office("甲機關", "服務組", "0800-777888"), office("乙機關", "服務組", "0800-777888")),
    edition_of(
        replace(
            measure_of(item_of(), item_of(number=2)),
            contacts=tuple(
                replace(one, items=(number,))
                for number, one in enumerate(executors("乙公司", "李先生", "林先生"), start=1)
            ),
        )
    ),
    on_sites("http://a.invalid/x", "http://a.invalid/x", "https://b.invalid"),
    in_window(WindowKind.YEARLY, span("105/03", "105/04", inherited_year=True)),
    in_window(WindowKind.FIXED, span("104/11/19", "105/01/29")),
    in_window(WindowKind.DEADLINE_ONLY, span(closes="105/06/30")),
    in_window(WindowKind.FIXED, span("105/01", "105/11")),
    in_window(WindowKind.ANNOUNCED, note="起訖依公告內容。"),
    in_window(
        WindowKind.FIXED,
        span("105/01/01", "105/02/25", office="甲"),
        span("104/12/01", "105/01/31", office="乙"),
    ),
    in_window(
        WindowKind.ROUNDS,
        span("105/01", "105/02", label="第一梯次"),
        span("105/03", "105/05", label="第二梯次"),
    ),
    saying("1/4 頁廣告，104/10/14 舉行，105年 10月 31日止。"),
    saying("17個中心：" + "、".join("甲" * 17) + "。", summary="17個海外中心，為期3個月，每梯1個月。"),
    saying("十項服務：" + "".join(f"({each})甲；" for each in range(1, 11))),
    saying("參考 GRI G4 與 IIRC IR 指南。"),
    costing(term(SELF, label="自籌款≦資本額", reading="一"), term(SELF, label="資本額≧自籌款", reading="二")),
    costing(term(MoneyKind.GRANT_CEILING, "輔導補助經費", high_ntd=5), term(MoneyKind.FREE, "服務經費")),
    costing(term(MoneyKind.FREE), kind="訪視診斷"),
    costing(
        term(MoneyKind.DISCOUNT, high_percent=Decimal(50), label="30小時以下"),
        term(MoneyKind.DISCOUNT, high_percent=Decimal(80), label="60小時以上"),
    ),
    preferring(preference(Effect.UPLIFT_PERCENT, "補助加碼", amount=Decimal(20), cap_percent=Decimal(50))),
    preferring(
        preference(Effect.REVIEW_PRIORITY, "優先支持"),
        preference(Effect.NONE, holder=Holder.NOT_DISTINGUISHED),
    ),
    demanding(group(GroupKind.READINGS, criterion("own_brand"), criterion("is_manufacturer"))),
    demanding(criterion("is_sme"), name="中小企業診斷"),
    demanding(group(GroupKind.READINGS, group(GroupKind.ALL, ACCIDENT, EITHER), group(GroupKind.ANY, ORDER))),
    demanding(applicants=(Applicant.FIRM,)),
]


@pytest.mark.parametrize(("code", "edition"), ODD, ids=[f"{code}-{at}" for at, (code, _) in enumerate(ODD)])
def test_an_oddity_is_found_and_nothing_else(code: str, edition: Edition) -> None:
    assert codes(edition) == [code]


@pytest.mark.parametrize("edition", FINE, ids=range(len(FINE)))
def test_what_is_in_order_is_left_alone(edition: Edition) -> None:
    assert codes(edition) == []
