"""The committed edition of ROC year 105 against what the brochure announces of itself."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from backbone_desktop.domain.codes import Aspect, Holder
from backbone_desktop.domain.criterion import Criterion, Role, leaves
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.funding import Effect, MoneyKind
from backbone_desktop.domain.measure import Edition, ServiceItem
from backbone_desktop.domain.window import WindowKind

NAMES = (
    "發展典範科技大學計畫",
    "「產業學院」推動計畫",
    "實務課程發展及師生實務增能計畫",
    "青年就業旗艦計畫",
    "企業人力資源提升計畫之產業推升型訓練計畫",
    "產業專業人才培訓相關計畫",
    "精密機械發展推動平台暨人才扎根計畫",
    "運用替代役支持",
    "協助國內企業延攬海外科技人才計畫",
    "企業求才速配計畫",
    "產業升級創新平台輔導計畫",
    "協助傳統產業技術開發計畫(CITD)",
    "A+企業創新研發淬鍊計畫",
    "提高研發類科專計畫協助",
    "促進產業創新或研究發展貸款計畫",
    "智慧財產價值躍升計畫",
    "強化企業智慧財產經營管理計畫",
    "專利檢索加值服務計畫",
    "品牌台灣發展計畫第二期",
    "臺灣產業形象廣宣計畫",
    "協助中堅企業海外參展",
    "邀請國際專業媒體專訪",
    "買主搭橋服務",
    "提供海外商務中心場地",
    "媒介海外人才與提供進修課程優惠",
    "行銷推廣及資訊服務",
    "提供專屬網頁服務",
    "協助服務業國際行銷",
    "補助業界開發國際市場計畫",
    "自有品牌推廣海外市場貸款",
    "產業永續發展與因應國際環保標準輔導計畫",
    "產業綠色成長推動計畫",
    "製造業節能減碳服務團計畫",
    "產業工作環境改善計畫",
    "製造業產品環境足跡與資源永續推動計畫",
    "製造業價值鏈資訊應用計畫",
    "物流中堅企業國際化推動計畫",
    "臺灣餐飲國際化及科技化服務計畫",
    "推動中堅企業躍升信用保證計畫",
    "電子商務雲端創新應用與基礎環境建置計畫",
    "製造業生產力4.0輔導案",
    "商業服務價值提升計畫",
)


def items(edition: Edition) -> Iterator[ServiceItem]:
    for measure in edition.measures:
        yield from measure.items


def test_the_edition_holds_exactly_the_announced_measures(edition: Edition) -> None:
    assert [measure.number for measure in edition.measures] == list(range(1, 43))
    assert tuple(measure.name for measure in edition.measures) == NAMES
    assert [measure.id for measure in edition.measures] == [f"105-{number}" for number in range(1, 43)]


def test_the_aspects_have_their_announced_sizes_and_order(edition: Edition) -> None:
    assert Counter(measure.aspect for measure in edition.measures) == {
        Aspect.TALENT: 10,
        Aspect.TECHNOLOGY: 5,
        Aspect.IP: 3,
        Aspect.BRANDING: 12,
        Aspect.OTHER: 12,
    }
    order = [list(Aspect).index(measure.aspect) for measure in edition.measures]
    assert order == sorted(order)


def test_each_of_the_19_sections_holds_its_run_of_measures(edition: Edition) -> None:
    sizes = Counter(measure.section for measure in edition.measures)
    assert [sizes[number] for number in range(1, 20)] == [
        3, 2, 1, 1, 1, 1, 1, 4, 1, 3, 2, 9, 1, 5, 3, 1, 1, 1, 1,
    ]  # fmt: skip
    order = [measure.section for measure in edition.measures]
    assert order == sorted(order)


def test_every_measure_has_recorded_criteria_an_organiser_and_an_item(edition: Edition) -> None:
    for measure in edition.measures:
        assert measure.criteria_recorded, measure.name
        assert "organiser" in {contact.role.value for contact in measure.contacts}, measure.name
        assert measure.items, measure.name


def test_no_two_items_of_a_measure_share_a_name(edition: Edition) -> None:
    for measure in edition.measures:
        names = [item.name for item in measure.items]
        assert len(names) == len(set(names)), measure.name


def test_measures_without_a_printed_window_say_so(edition: Edition) -> None:
    silent = {
        measure.number
        for measure in edition.measures
        if all(item.window.kind is WindowKind.NOT_STATED for item in measure.items)
    }
    assert silent == {15, 22, 24, 30, 37, 39}


def test_implied_conditions_are_registration_and_nothing_else(edition: Edition) -> None:
    for item in items(edition):
        for condition in item.conditions:
            if condition.implied:
                assert isinstance(condition.node, Criterion), item.id
                assert condition.node.fact == "registration_kind", item.id
                assert condition.node.values == ("company", "business"), item.id


def test_an_implied_condition_stands_alone(edition: Edition) -> None:
    for item in items(edition):
        hard = [each for each in item.conditions if each.role is Role.HARD]
        assert len(hard) == 1 or not any(each.implied for each in hard), item.id


def test_no_condition_reads_a_fact_that_is_only_a_list_of_words(
    edition: Edition, facts: FactCatalogue
) -> None:
    for item in items(edition):
        for condition in item.conditions:
            for leaf in leaves(condition.node):
                assert facts[leaf.fact].choices or facts[leaf.fact].type.value not in {"text", "texts"}, (
                    item.id
                )


def test_what_is_no_benefit_is_not_shown_as_one(edition: Edition) -> None:
    assert [each.effect for each in edition.measure(15).preferences] == [Effect.NONE]
    assert not any(each.is_benefit for each in edition.measure(15).preferences)
    kinds = {term.kind for item in edition.measure(37).items for term in item.money}
    assert kinds == {MoneyKind.NO_GRANT}


def test_the_weight_of_measure_28_is_no_uplift(edition: Edition) -> None:
    (preference,) = edition.measure(28).preferences
    assert (preference.effect, preference.amount) == (Effect.WEIGHT, Decimal(5))


def test_an_undistinguished_holder_names_whom_to_ask(edition: Edition) -> None:
    for measure in edition.measures:
        for preference in measure.preferences:
            if preference.holder is Holder.NOT_DISTINGUISHED and preference.is_benefit:
                assert preference.ask, measure.name


def test_the_known_oddities_of_the_print_are_noted(edition: Edition) -> None:
    noted = {number: {note.code for note in edition.measure(number).notes} for number in range(1, 43)}
    expected = {
        5: "rate-unexplained",
        7: "window-under-wrong-heading",
        8: "holder-disagrees",
        12: "uplift-without-cap",
        22: "holder-disagrees",
        23: "year-inherited",
        24: "count-disagrees",
        25: "year-inherited",
        26: "year-inherited",
        27: "year-inherited",
        32: "phone-shared",
        37: "phone-too-short",
        39: "name-character-lost",
    }
    assert {number: code for number, code in expected.items() if code not in noted[number]} == {}
    assert {"phone-shared", "strictness-disagrees"} <= noted[12]
    assert "day-unit-lost" in noted[14]


def test_the_service_group_is_reached_as_printed(edition: Edition) -> None:
    group = edition.group
    assert group.funds_used_ntd == 1_211_470_000
    assert [service.number for service in group.services] == [1, 2, 3, 4, 5, 6]
    assert group.email == "mittelstand@csd.org.tw"
    assert {contact.person: contact.phone for contact in group.contacts} == {
        "趙小姐": "(02)2754-1255 分機 3517",
        "林小姐": "(02)2701-0526 分機 706",
        "彭先生": "(02)2701-0526 分機 708",
        "陳先生": "(02)2701-0526 分機 714",
    }
