"""Identifiers: our own record ids, and the official numbers a firm goes by.

Rule: an official number is an attribute, never a key; a doubtful one is kept with a warning to confirm.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NewType

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.text import quote

EnterpriseId = NewType("EnterpriseId", str)
CaseId = NewType("CaseId", str)
ContactId = NewType("ContactId", str)
ResponseId = NewType("ResponseId", str)
AnswerId = NewType("AnswerId", str)
VisitId = NewType("VisitId", str)
FollowUpId = NewType("FollowUpId", str)
AssessmentId = NewType("AssessmentId", str)
ApplicationId = NewType("ApplicationId", str)
BatchId = NewType("BatchId", str)

MOST_UUIDS_AT_ONCE = 0x1000
_VARIANT = {f"{digit:x}": f"{0b1000 | digit & 0b11:x}" for digit in range(16)}
"""A hexadecimal digit with its upper half saying that the layout is that of RFC 9562."""

_UBN_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
_FACTORY_REGISTRATION = re.compile(r"[0-9TPS][0-9]{7}")

_NATIONAL_ID = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ0-9０-９])"
    r"[A-Za-zＡ-Ｚａ-ｚ](?:[1289１２８９]|[A-Da-dＡ-Ｄａ-ｄ])[0-9０-９]{8}"
    r"(?![A-Za-zＡ-Ｚａ-ｚ0-9０-９])"
)
_LETTER_CODES = {letter: code for code, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", start=10)}
_NATIONAL_ID_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)


def new_uuid7(at_ms: int, random_bits: bytes) -> str:
    """Return a version 7 UUID (RFC 9562) as text; texts of different milliseconds sort by time.

    Args:
        at_ms: Milliseconds since 1970-01-01 UTC, 48 bits.
        random_bits: Ten random bytes, of which 74 bits are used.

    Raises:
        ValueError: The time does not fit 48 bits, or there are not ten bytes.
    """
    return new_uuid7s(at_ms, random_bits, 1)[0]


def new_uuid7s(at_ms: int, random_bits: bytes, count: int) -> list[str]:
    """Return as many version 7 UUIDs of one millisecond, the first of them that of `new_uuid7`.

    The others differ from it in their last three digits, which count up and around: an import asks for a
    million, and random digits for each would take longer than the records. Of the fourth digit of the ten
    bytes two bits are used, the last digit is not.

    Raises:
        ValueError: The time does not fit 48 bits, there are not ten bytes, or three digits do not tell so
            many apart.
    """
    if not 0 <= count <= MOST_UUIDS_AT_ONCE:
        message = f"from 0 to {MOST_UUIDS_AT_ONCE} ids can be told apart, not {count}"
        raise ValueError(message)
    if not 0 <= at_ms < 1 << 48:
        message = f"milliseconds out of range: {at_ms}"
        raise ValueError(message)
    if len(random_bits) != 10:
        message = f"ten random bytes expected, got {len(random_bits)}"
        raise ValueError(message)
    time, digits = f"{at_ms:012x}", random_bits.hex()
    head = f"{time[:8]}-{time[8:]}-7{digits[:3]}-{_VARIANT[digits[3]]}{digits[4:7]}-{digits[7:16]}"
    first = int(digits[16:19], 16)
    return [head + last for last in _last_digits()[first : first + count]]


@cache
def _last_digits() -> list[str]:
    """Return all groups of three digits, in order and twice, so that counting goes around."""
    return [f"{number:03x}" for number in range(MOST_UUIDS_AT_ONCE)] * 2


class UbnRefused(UserError):  # noqa: N818 - a refusal, named as the consultant meets it
    """The text cannot be a 統一編號: it is not one to eight digits."""


class UbnRule(StrEnum):
    """Which check rule a 統一編號 satisfies; the sum must be a multiple of 10, since 2023-04-01 of 5."""

    BOTH = "both"
    NEW_ONLY = "new_only"
    NEITHER = "neither"

    @property
    def label(self) -> str:
        """The rule as shown to a consultant."""
        return _RULE_LABELS[self]


_RULE_LABELS = {
    UbnRule.BOTH: "符合新、舊檢查規則",
    UbnRule.NEW_ONLY: "符合112年4月1日起的檢查規則",
    UbnRule.NEITHER: "不符合檢查規則",
}


@dataclass(frozen=True, slots=True)
class UbnCheck:
    """A 統一編號 with what its check digit says.

    Attributes:
        given: The text as it came.
        value: Eight digits.
        rule: Which rule the number satisfies.
        repadded: Zeros were put back in front because fewer than eight digits came.
    """

    given: str
    value: str
    rule: UbnRule
    repadded: bool

    @property
    def warning(self) -> str:
        """What the consultant should confirm; empty when nothing is in doubt."""
        repair = f"{quote(self.given)}不足 8 碼，已補 0 為 {self.value}"
        if self.rule is UbnRule.NEITHER:
            subject = f"{repair}，仍" if self.repadded else f" {self.value} "
            return f"統一編號{subject}不符合檢查規則，請向企業確認。"
        return f"統一編號{repair}，請確認。" if self.repadded else ""


def check_ubn(text: str) -> UbnCheck:
    """Read a 統一編號 and say which check rule it satisfies; a failing one is returned, not refused.

    Full-width digits and the ``.0`` of a number cell are understood; missing leading zeros are put back and
    flagged.

    Raises:
        UbnRefused: Not one to eight digits.
    """
    match = re.fullmatch(r"([0-9]{1,8})(?:\.0+)?", unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise UbnRefused(
            "統一編號無法辨識",
            f"{quote(text)}不是 8 碼數字。" if text.strip() else "沒有填統一編號。",
            "請填 8 碼數字，例如 04595257；尚無統一編號的企業請留白。",
        )
    value = match[1].zfill(8)
    return UbnCheck(given=text, value=value, rule=_ubn_rule(value), repadded=len(match[1]) < 8)


def _ubn_rule(value: str) -> UbnRule:
    products = (int(digit) * weight for digit, weight in zip(value, _UBN_WEIGHTS, strict=True))
    total = sum(product // 10 + product % 10 for product in products)
    # 7 × 4 = 28 and 2 + 8 = 10, of which either digit may be taken: one more is allowed.
    totals = (total, total + 1) if value[6] == "7" else (total,)
    if total == 0 or all(each % 5 for each in totals):
        return UbnRule.NEITHER
    return UbnRule.NEW_ONLY if all(each % 10 for each in totals) else UbnRule.BOTH


def factory_registration_warning(text: str) -> str:
    """Return what is unusual about a 工廠登記編號, in zh-TW; empty for the usual shape and for a blank.

    Older numbers have other shapes, so this is never a refusal.
    """
    number = unicodedata.normalize("NFKC", text).strip().upper()
    if not number or _FACTORY_REGISTRATION.fullmatch(number):
        return ""
    return f"工廠登記編號{quote(text)}不是常見的 8 碼格式，可能是舊編號，請確認。"


def find_national_ids(text: str) -> list[str]:
    """Return the national and resident id numbers in a text as they stand there, in order.

    Only numbers whose check digit is right count: citizens (second character 1 or 2), residents (8 or 9) and
    the residents' numbers of two letters issued before 2021. Company and phone numbers carry no letter.
    """
    return [match[0] for match in _NATIONAL_ID.finditer(text) if _is_national_id(match[0])]


def mask_national_ids(text: str) -> tuple[str, int]:
    """Return the text with every id number reduced to ``A1*******9``, and how many there were."""
    if _NATIONAL_ID.search(text) is None:
        return text, 0
    masked = _NATIONAL_ID.sub(lambda match: _masked(match[0]), text)
    return masked, len(find_national_ids(text))


def _masked(number: str) -> str:
    return f"{number[:2]}*******{number[-1]}" if _is_national_id(number) else number


def _is_national_id(given: str) -> bool:
    number = unicodedata.normalize("NFKC", given).upper()
    second = _LETTER_CODES.get(number[1], 0) % 10 if number[1].isalpha() else int(number[1])
    digits = [*divmod(_LETTER_CODES[number[0]], 10), second, *map(int, number[2:])]
    return sum(digit * weight for digit, weight in zip(digits, _NATIONAL_ID_WEIGHTS, strict=True)) % 10 == 0
