"""Thirty invented responses, as what they mean: the measure every file of them is held against.

Rule: contents are typed here; how a service or an office spells them is the business of the shapes.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from backbone_desktop.domain.facts import FactContent

Given = Mapping[str, FactContent | None]
"""Contents by question code; None: the firm does not know; absent: left blank."""

COUNT = 30
_NAMES = """
示範碁恒精密 示範許功蓋實業 示範粧裏嫺生技 測試甲電子 測試乙機械 測試丙紡織 測試丁食品 範例光電 範例化工
範例物流 虛構螺絲 虛構自行車 虛構模具 虛構軟體 假設醫材 假設綠能 假設電機 假設塑膠
假想通路 假想餐飲 假想設計 假想資訊 擬定五金 擬定半導體 擬定車材 擬定工具機
"""
_UBNS = """
04595257 10458575 00000022 04595252 10458570 90000001 91370017 92740024 94110037
95480042 96850057 98220062 00012358 01382364 02752370 04122378 05492383 06862399
08232405 00002345 01372350 02742367 04112370 05482379 06852385
"""
"""All but the last firm have one."""

_SITES: Mapping[int, tuple[str, ...]] = {
    4: ("一廠", "二廠"),
    9: ("總公司", "新竹廠", "臺南廠"),
    17: ("北廠", "南廠"),
}
_WISHES = (
    "開發「耐熱」製程，含 5 項試驗", "=1+1", "2=甲", "-30", "+886-2-2754-1255", "第一行\n第二行；第三項",
    '他說："先做樣品"', "許功蓋育珮：降低不良率", "0012", "1234567890123456", "@名詞,逗號;分號、頓號", "無",
)  # fmt: skip
_MARKETS: tuple[tuple[str, ...], ...] = ((), ("日本",), ("日本", "越南"), ("美國", "德國", "印尼"))
_PRODUCTS: tuple[tuple[str, ...], ...] = (
    ("electronics", "machinery"),
    ("bicycles",),
    (),
    ("chemicals", "components"),
)
_TAGS: tuple[tuple[str, ...], ...] = ((), ("smart",), ("productivity_4_0", "green", "internationalisation"))
_SERVICES: tuple[tuple[str, ...], ...] = (("grant", "loan"), ("loan",), ("grant", "other"))
_MARKETING: tuple[tuple[str, ...], ...] = (
    ("grant", "promotion", "exhibition"),
    ("venue",),
    ("recruitment", "loan"),
)
_URGENCIES = ("high", "normal", "low")
_COUNTIES = ("TPE", "TXG", "TNN", "KHH")
_YES_NO: tuple[bool | None, ...] = (True, False, None)


def firms() -> tuple[tuple[str, str, str], ...]:
    """Return 統一編號, name and site of the thirty; sites of one firm stand together, one has no number."""
    return tuple(
        (ubn, f"{name}股份有限公司", site)
        for at, (ubn, name) in enumerate(zip((*_UBNS.split(), ""), _NAMES.split(), strict=True))
        for site in _SITES.get(at, ("",))
    )


def thirty() -> tuple[Given, ...]:
    """Return the thirty responses in the order they came."""
    return tuple(
        {code: content for code, content in _response(number, *firm) if content != ""}
        for number, firm in enumerate(firms())
    )


def _response(number: int, ubn: str, name: str, site: str) -> Iterator[tuple[str, FactContent | None]]:
    yield "answered_on", date(2016, 2, 1) + timedelta(days=number)
    yield "ubn", ubn
    yield "enterprise_name", name
    yield "site", site
    yield from _contact(number)
    yield from _profile(number)
    yield from _figures(number)
    if number % 3 == 0:
        yield from _records(number)
    if number % 4:
        yield from _needs(number)


def _contact(number: int) -> Iterator[tuple[str, FactContent | None]]:
    yield "address", f"臺中市示範區測試路{number + 1}號"
    yield "phone", f"(04)23{number:02d}-1255#{number:02d}"
    yield "factory_registration_number", "99001234" if number % 5 == 0 else ""
    yield "contact_name", f"窗口{'甲乙丙丁戊'[number % 5]}"
    yield "contact_title", "經理"
    yield "contact_phone", f"09{number:02d}-000-{number:03d}"
    yield "contact_email", f"demo{number}@example.com"
    yield "consent", number % 7 != 0


def _profile(number: int) -> Iterator[tuple[str, FactContent | None]]:
    yield "registration_kind", "company" if number % 6 else "business"
    yield "founded_on", date(1986, 1, 31) + timedelta(days=137 * number)
    yield "county", _COUNTIES[number % 4]
    yield "industry_code", f"0{number:03d}"
    yield "is_manufacturer", _YES_NO[number % 3]
    yield "is_service_industry", _YES_NO[(number + 1) % 3]
    if number % 5:
        yield "product_fields", _PRODUCTS[number % 4]
    yield "own_brand", number % 2 == 0
    yield "policy_tags", _TAGS[number % 3]


def _figures(number: int) -> Iterator[tuple[str, FactContent | None]]:
    yield "paid_in_capital", 48_000_000 + number * 10_000
    yield "revenue", None if number % 8 == 0 else 1_211_470_000 + number
    yield "revenue_year", 104
    yield "employees", None if number % 9 == 0 else 186 + 100 * number
    yield "export_ratio", Decimal(number * 3)
    yield "rd_ratio", Decimal(number + 10) / 4
    yield "export_markets", _MARKETS[number % 4]
    yield "contracted_power_kw", Decimal("800.5") + number


def _records(number: int) -> Iterator[tuple[str, FactContent | None]]:
    yield "certificates_any", True
    yield "certificate_1_kind", "potential" if number % 2 else "outstanding"
    yield "certificate_1_number", f"中堅字第00{number}號"
    yield "certificate_1_valid_from", date(2015, 1, 1)
    yield "certificate_1_valid_to", date(2017, 12, 31)
    yield "past_guidance_any", True
    yield "past_guidance_1_programme", "示範輔導計畫"
    yield "past_guidance_1_agency", "示範機關"
    yield "past_guidance_1_from", date(2014, 3, 1)
    yield "past_guidance_1_to", date(2015, 2, 28)
    yield "resources_used", _WISHES[(number + 5) % len(_WISHES)]


def _needs(number: int) -> Iterator[tuple[str, FactContent | None]]:
    yield "need_technology", _WISHES[number % len(_WISHES)]
    yield "need_technology_services", _SERVICES[number % 3]
    yield "need_technology_urgency", _URGENCIES[number % 3]
    yield "need_technology_wanted_by", date(2016, 12, 31) - timedelta(days=number)
    yield "need_technology_budget", 2_000_000 + 5_000 * number
    if number % 2:
        yield "need_branding", _WISHES[(number + 3) % len(_WISHES)]
        yield "need_branding_services", _MARKETING[number % 3]
        yield "need_branding_urgency", _URGENCIES[(number + 1) % 3]
