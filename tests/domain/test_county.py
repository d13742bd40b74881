"""Counties: the 22, and the one an address names."""

import pytest

from backbone_desktop.domain.county import COUNTIES, county_by_code, county_by_name, county_of_address


def test_there_are_22_with_distinct_codes_and_names_written_with_the_official_character() -> None:
    assert len(COUNTIES) == 22
    assert len({county.code for county in COUNTIES}) == 22
    assert len({county.name for county in COUNTIES}) == 22
    assert not any("台" in county.name for county in COUNTIES)
    assert sum("臺" in county.name for county in COUNTIES) == 4


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("臺北市大安區信義路三段41之3號", "TPE"),
        ("台北市大安區信義路三段41之3號", "TPE"),
        ("106台北市大安區", "TPE"),
        ("10656 臺北市大安區", "TPE"),
        ("(300195)新竹市東區", "HSZ"),
        ("〔540〕南投縣南投市", "NAN"),
        ("１０６　台北市大安區", "TPE"),
        ("臺北縣板橋市文化路", "NWT"),
        ("桃園縣桃園市中正路", "TAO"),
        ("台中縣大里市", "TXG"),
        ("台南縣永康市", "TNN"),
        ("高雄縣鳳山市", "KHH"),
        ("臺灣省彰化縣彰化市", "CHA"),
        ("臺灣 新竹縣竹北市", "HSQ"),
        ("嘉義縣太保市", "CYQ"),
        ("嘉義市西區", "CYI"),
        ("福建省金門縣金城鎮", "KIN"),
    ],
)
def test_county_is_derived_from_an_address(address: str, code: str) -> None:
    county = county_of_address(address)
    assert county is not None
    assert county.code == code


@pytest.mark.parametrize("address", ["", "新竹", "大安區信義路", "東京都千代田區", "106", "中華路臺北市"])
def test_address_that_names_no_county_first_has_none(address: str) -> None:
    assert county_of_address(address) is None


@pytest.mark.parametrize("county", COUNTIES, ids=lambda county: county.code)
def test_every_county_is_found_by_code_name_and_address(county: object) -> None:
    found = [each for each in COUNTIES if each == county]
    assert [county_by_code(each.code) for each in found] == found
    assert [county_by_name(each.name.replace("臺", "台")) for each in found] == found
    assert [county_of_address(f"{each.name}中正路1號") for each in found] == found


def test_unknown_codes_and_names_have_no_county() -> None:
    assert county_by_code("XXX") is None
    assert county_by_name("北市") is None
