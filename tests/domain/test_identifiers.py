"""Record ids, 統一編號 under both rules, factory numbers and the masking of national ids."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.identifiers import (
    MOST_UUIDS_AT_ONCE,
    UbnCheck,
    UbnRefused,
    UbnRule,
    check_ubn,
    factory_registration_warning,
    find_national_ids,
    mask_national_ids,
    new_uuid7,
    new_uuid7s,
)

TIMES = st.integers(min_value=0, max_value=(1 << 48) - 1)
TEN_BYTES = st.binary(min_size=10, max_size=10)


@given(at_ms=TIMES, random_bits=TEN_BYTES)
def test_record_id_is_a_version_7_uuid_of_its_millisecond(at_ms: int, random_bits: bytes) -> None:
    text = new_uuid7(at_ms, random_bits)
    parsed = uuid.UUID(text)
    assert str(parsed) == text
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert parsed.int >> 80 == at_ms


@given(st.lists(TIMES, min_size=2, max_size=2, unique=True), TEN_BYTES, TEN_BYTES)
def test_later_record_ids_sort_later(times: list[int], one: bytes, other: bytes) -> None:
    earlier, later = sorted(times)
    assert new_uuid7(earlier, one) < new_uuid7(later, other)


@given(at_ms=TIMES, one=TEN_BYTES, other=TEN_BYTES)
def test_every_used_random_bit_reaches_the_record_id(at_ms: int, one: bytes, other: bytes) -> None:
    used = 0xFFF3_FFFF_FFFF_FFFF_FFF0
    used_bits_equal = int.from_bytes(one, "big") & used == int.from_bytes(other, "big") & used
    assert (new_uuid7(at_ms, one) == new_uuid7(at_ms, other)) == used_bits_equal


@given(
    at_ms=TIMES,
    random_bits=TEN_BYTES | st.just(b"\xff" * 10),
    count=st.integers(0, 300) | st.just(MOST_UUIDS_AT_ONCE),
)
def test_many_record_ids_of_one_moment_all_differ(at_ms: int, random_bits: bytes, count: int) -> None:
    ids = new_uuid7s(at_ms, random_bits, count)
    assert len(set(ids)) == len(ids) == count
    assert ids[:1] == [new_uuid7(at_ms, random_bits)][:count]
    for each in map(uuid.UUID, ids):
        assert (each.version, each.variant, each.int >> 80) == (7, uuid.RFC_4122, at_ms)


def test_published_example_of_the_standard() -> None:
    # RFC 9562, appendix A.6: rand_a is 0xCC3 and rand_b 0x18C4DC0C0C07398F.
    random_bits = bytes.fromhex("cc318c4dc0c0c07398f0")
    assert new_uuid7(0x017F22E279B0, random_bits) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@pytest.mark.parametrize("count", [-1, MOST_UUIDS_AT_ONCE + 1])
def test_more_record_ids_than_can_be_told_apart_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="told apart"):
        new_uuid7s(0, bytes(10), count)


@pytest.mark.parametrize(("at_ms", "random_bits"), [(-1, bytes(10)), (1 << 48, bytes(10)), (0, bytes(9))])
def test_record_id_needs_a_48_bit_time_and_ten_bytes(at_ms: int, random_bits: bytes) -> None:
    with pytest.raises(ValueError, match=r"range|expected"):
        new_uuid7(at_ms, random_bits)


@pytest.mark.parametrize("number", ["04595252", "10458570"])
def test_numbers_only_the_new_rule_accepts(number: str) -> None:
    assert check_ubn(number) == UbnCheck(number, number, UbnRule.NEW_ONLY, repadded=False)
    assert check_ubn(number).warning == ""


@pytest.mark.parametrize("number", ["04595257", "10458575", "10458574"])
def test_numbers_both_rules_accept(number: str) -> None:
    assert check_ubn(number) == UbnCheck(number, number, UbnRule.BOTH, repadded=False)
    assert check_ubn(number).warning == ""


def test_seventh_digit_seven_allows_a_sum_one_short() -> None:
    assert check_ubn("10458574").rule is UbnRule.BOTH
    assert check_ubn("10458563").rule is UbnRule.NEITHER


def test_failing_number_is_a_warning_not_a_wall() -> None:
    check = check_ubn("04595253")
    assert check.rule is UbnRule.NEITHER
    assert "04595253" in check.warning


def test_zeros_alone_satisfy_no_rule() -> None:
    assert check_ubn("00000000").rule is UbnRule.NEITHER


@pytest.mark.parametrize("text", ["4595257", "4595257.0", " ４５９５２５７ "])
def test_number_short_of_eight_digits_is_offered_repadded_and_flagged(text: str) -> None:
    check = check_ubn(text)
    assert (check.given, check.value, check.rule, check.repadded) == (text, "04595257", UbnRule.BOTH, True)
    assert "已補 0 為 04595257" in check.warning


def test_repadded_number_that_still_fails_says_so() -> None:
    check = check_ubn("501503.0")
    assert (check.value, check.rule) == ("00501503", UbnRule.BOTH)
    assert "仍不符合" in check_ubn("501504").warning


@pytest.mark.parametrize(
    "text", ["", " ", "A4595257", "045952570", "0459-5257", "4595257.5", "٠٤٥٩٥٢٥٧", "未設立"]
)
def test_text_that_is_not_one_to_eight_digits_is_refused(text: str) -> None:
    with pytest.raises(UbnRefused) as refusal:
        check_ubn(text)
    assert refusal.value.remedy


@given(st.integers(min_value=1, max_value=99_999_999))
def test_number_stays_eight_digits_of_text(number: int) -> None:
    check = check_ubn(str(number))
    assert check.value == f"{number:08d}"
    assert check_ubn(check.value).rule is check.rule


def test_every_rule_has_a_label() -> None:
    assert len({rule.label for rule in UbnRule}) == len(UbnRule)


@pytest.mark.parametrize("text", ["99123456", "T1234567", "p1234567", "Ｓ１２３４５６７", "", " "])
def test_usual_factory_numbers_pass_in_silence(text: str) -> None:
    assert factory_registration_warning(text) == ""


@pytest.mark.parametrize("text", ["99-123456-00", "A1234567", "9912345"])
def test_other_factory_numbers_are_only_pointed_out(text: str) -> None:
    assert text in factory_registration_warning(text)


@pytest.mark.parametrize(
    ("text", "masked", "count"),
    [
        ("身分證A123456789號", "身分證A1*******9號", 1),
        ("a123456789、Ａ１２３４５６７８９", "a1*******9、Ａ１*******９", 2),
        ("居留證A800000014", "居留證A8*******4", 1),
        ("舊式居留證AA00000009", "舊式居留證AA*******9", 1),
    ],
)
def test_national_ids_are_masked_and_counted(text: str, masked: str, count: int) -> None:
    assert mask_national_ids(text) == (masked, count)
    assert len(find_national_ids(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "統編04595257",
        "電話0912-345-678、(02)2754-1255#2213",
        "0912345678",
        "A123456780",
        "A323456789",
        "型號XA123456789",
        "A1234567890",
        "A1*******9",
        "",
    ],
)
def test_nothing_else_is_masked(text: str) -> None:
    assert mask_national_ids(text) == (text, 0)


@given(st.text())
def test_masked_text_holds_no_national_id(text: str) -> None:
    masked, count = mask_national_ids(f"{text} A123456789 {text}")
    assert count >= 1
    assert find_national_ids(masked) == []
    assert len(masked) == len(f"{text} A123456789 {text}")
