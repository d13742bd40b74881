"""Which firm a row is about: certain, uncertain, or none."""

import pytest

from backbone_desktop.domain.identifiers import EnterpriseId
from backbone_desktop.services.firm_finder import FirmFinder, FirmKey, Found

FIRST_SITE = FirmKey(EnterpriseId("first"), "04595257", "測試甲", "一廠")
SECOND_SITE = FirmKey(EnterpriseId("second"), "04595257", "測試甲", "二廠")
WITHOUT_NUMBER = FirmKey(EnterpriseId("third"), "", "測試乙", "")
NAMESAKE = FirmKey(EnterpriseId("fourth"), "10458575", "測試丙", "")
FINDER = FirmFinder([FIRST_SITE, SECOND_SITE, WITHOUT_NUMBER, NAMESAKE])


@pytest.mark.parametrize(
    ("ubn", "name", "site", "written_for", "expected"),
    [
        ("04595257", "測試甲股份有限公司", "一廠", "", Found(FIRST_SITE.id)),
        ("04595257", "改了名字", "二廠", "", Found(SECOND_SITE.id)),
        ("04595257", "測試甲股份有限公司", "", "", Found(candidates=(FIRST_SITE.id, SECOND_SITE.id))),
        ("04595257", "測試甲股份有限公司", "三廠", "", Found()),
        ("10458575", "換了名字的丙", "", "", Found(NAMESAKE.id)),
        ("10458575", "測試丙", "新廠", "", Found()),
        ("", "測試乙有限公司", "", "", Found(WITHOUT_NUMBER.id)),
        ("", "測試丙", "", "", Found(NAMESAKE.id)),
        ("10458574", "測試乙", "", "", Found(candidates=(WITHOUT_NUMBER.id,))),
        ("10458574", "測試丙", "", "", Found()),
        ("", "沒有這家", "", "", Found()),
        ("", "測試甲", "", "", Found(candidates=(FIRST_SITE.id, SECOND_SITE.id))),
        ("", "測試甲", "三廠", "", Found()),
        ("", "", "", "second", Found(SECOND_SITE.id)),
        ("10458575", "測試丙", "", "gone", Found(NAMESAKE.id)),
    ],
)
def test_a_row_finds_the_firm_it_is_about(
    ubn: str, name: str, site: str, written_for: str, expected: Found
) -> None:
    assert FINDER.find(ubn, name, site, written_for) == expected


def test_two_firms_of_one_name_without_numbers_are_both_candidates() -> None:
    finder = FirmFinder([WITHOUT_NUMBER, FirmKey(EnterpriseId("fifth"), "", "測試乙", "")])

    found = finder.find("", "測試乙", "")

    assert found.ambiguous
    assert found.candidates == (WITHOUT_NUMBER.id, "fifth")


def test_another_site_of_a_known_number_may_be_the_firm_kept_without_one() -> None:
    finder = FirmFinder([FIRST_SITE, FirmKey(EnterpriseId("fifth"), "", "測試甲", "三廠")])

    assert finder.find("04595257", "測試甲有限公司", "三廠") == Found(candidates=(EnterpriseId("fifth"),))


def test_the_name_tells_apart_firms_of_one_number_and_site() -> None:
    namesakes = [FirmKey(EnterpriseId(name), "04595257", name, "一廠") for name in ("測試甲", "測試丁")]
    finder = FirmFinder(namesakes)

    assert finder.find("04595257", "測試丁有限公司", "一廠") == Found(namesakes[1].id)
    assert finder.find("04595257", "測試戊", "一廠").candidates == tuple(key.id for key in namesakes)


def test_a_firm_that_changed_is_found_by_what_it_is_now() -> None:
    finder = FirmFinder([NAMESAKE])
    finder.add(FirmKey(NAMESAKE.id, "12345675", "測試己", "一廠"))

    assert finder.find("10458575", "測試丙") == finder.find("", "測試丙") == Found()
    assert finder.find("12345675", "測試丙") == finder.find("", "測試己", "一廠") == Found(NAMESAKE.id)
