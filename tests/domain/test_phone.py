"""Phone numbers: one written form, and a warning instead of a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone_desktop.domain.phone import ParsedPhone, parse_phone


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("(02)2754-1255#2213", "(02)2754-1255#2213"),
        ("（０２）２７５４－１２５５＃２２１３", "(02)2754-1255#2213"),
        ("02-23977327", "(02)2397-7327"),
        ("02 2754 1255", "(02)2754-1255"),
        ("0227541255", "(02)2754-1255"),
        ("+886-2-2754-1255", "(02)2754-1255"),
        ("+886 (0)2 2754 1255", "(02)2754-1255"),
        ("886-912-345-678", "0912-345-678"),
        ("(02)2754-1255 分機 3517", "(02)2754-1255#3517"),
        ("(02)2754-1255轉3517", "(02)2754-1255#3517"),
        ("(02)2754-1255 轉分機3517", "(02)2754-1255#3517"),
        ("02-2754-1255 ext. 12", "(02)2754-1255#12"),
        ("02-2754-1255 EXT:12", "(02)2754-1255#12"),
        ("0912345678", "0912-345-678"),
        ("0912-345678", "0912-345-678"),
        ("0800-777888", "0800-777-888"),
        ("0800-777-888", "0800-777-888"),
        ("0800-089-921", "0800-089-921"),
        ("0809012345", "0809-012-345"),
        ("(03)577-3311#2136", "(03)577-3311#2136"),
        ("037-551234", "(037)551-234"),
        ("(04)2568-1085#12", "(04)2568-1085#12"),
        ("04-7512345", "(04)751-2345"),
        ("(049)239-4424", "(049)239-4424"),
        ("05-2341234", "(05)234-1234"),
        ("(06)698-5945#1424", "(06)698-5945#1424"),
        ("(07)821-0171#2807", "(07)821-0171#2807"),
        ("08-7321234", "(08)732-1234"),
        ("082-321234", "(082)321-234"),
        ("0826-66123", "(0826)66123"),
        ("0836-22123", "(0836)22123"),
        ("089-321234", "(089)321-234"),
        ("08-9321234", "(089)321-234"),
    ],
)
def test_spellings_come_to_one_form(text: str, canonical: str) -> None:
    assert parse_phone(text) == ParsedPhone(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical", "warning"),
    [
        ("(02)591-5909", "(02)591-5909", "少 1 碼"),
        ("(02)27541-2551", "(02)27541-2551", "多 1 碼"),
        ("0912-345-67", "0912-345-67", "少 1 碼"),
        ("0800-777-8889", "0800-777-8889", "多 1 碼"),
        ("912345678", "0912-345-678", "少了 0"),
        ("912345678.0", "0912-345-678", "少了 0"),
        ("227541255", "(02)2754-1255", "少了 0"),
    ],
)
def test_number_that_looks_wrong_keeps_its_digits_and_is_pointed_out(
    text: str, canonical: str, warning: str
) -> None:
    parsed = parse_phone(text)
    assert parsed.canonical == canonical
    assert warning in parsed.warning


@pytest.mark.parametrize(
    "text",
    [
        *("2754-1255", "洽王小姐", "+81-3-1234-5678", "02-2754-1255、0912-345-678", "1999", "(01)234-5678"),
        *("(02)1234", "0800", "#123", "02-2754-1255#12、13", "886", "070-1012-3456", "-" * 30_000),
    ],
)
def test_text_that_is_not_one_number_is_kept_with_a_warning(text: str) -> None:
    parsed = parse_phone(text)
    assert parsed.canonical == text
    assert parsed.warning


@pytest.mark.parametrize("text", ["", " ", "　"])
def test_blank_is_no_number_and_no_warning(text: str) -> None:
    assert parse_phone(text) == ParsedPhone(text, "")


@given(st.one_of(st.text(), st.text(alphabet="0123456789()-#+ 轉分機８", max_size=24)))
def test_canonical_text_comes_back_unchanged(text: str) -> None:
    canonical = parse_phone(text).canonical
    assert parse_phone(canonical).canonical == canonical


@given(st.from_regex(r"\A(?:02[2-8][0-9]{7}|09[0-9]{8}|0[567][2-8][0-9]{6})\Z"))
def test_valid_numbers_keep_their_digits_without_a_warning(digits: str) -> None:
    parsed = parse_phone(digits)
    assert "".join(char for char in parsed.canonical if char.isdigit()) == digits
    assert parsed.warning == ""
