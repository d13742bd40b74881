"""Contents of facts as a consultant reads and types them.

Rule: what is shown can be typed back and means the same; what could mean two things is refused.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from backbone_desktop.domain.composite_text import (
    format_certificate,
    format_guidance,
    read_certificates,
    read_guidance,
    split_list,
)
from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_bounds import check_share
from backbone_desktop.domain.facts import (
    Certificate,
    Choice,
    FactContent,
    FactDefinition,
    FactType,
    PastGuidance,
)
from backbone_desktop.domain.money import format_ntd, parse_ntd
from backbone_desktop.domain.numerals import read_number
from backbone_desktop.domain.percent import parse_percent
from backbone_desktop.domain.roc_date import ROC_OFFSET, format_roc, normalize_date_text, parse_roc_date
from backbone_desktop.domain.text import fold, quote

if TYPE_CHECKING:
    from datetime import date

UNKNOWN_TEXT = "未知"
NONE_TEXT = "無"
YES_TEXT = "是"
NO_TEXT = "否"

_BETWEEN = "、"
_BETWEEN_ENTRIES = "；"
_WITH_UNIT = "{figure} {unit}"

_UNKNOWN_WORDS = frozenset(
    fold(word) for word in ("", "未知", "不知", "不知道", "不清楚", "不確定", "不詳", "unknown", "?", "null")
)
_YES_WORDS = frozenset(
    fold(word) for word in ("是", "有", "對", "會", "已", "y", "yes", "true", "1", "v", "✓", "☑", "○", "o")
)
_NO_WORDS = frozenset(
    fold(word)
    for word in ("否", "無", "沒有", "沒", "非", "不是", "未", "n", "no", "false", "0", "x", "✗", "☐", "×")
)
_MINUS = ("-", "−")
_EMPTY_WORDS = frozenset(fold(word) for word in ("無", "沒有", "none", "no", "[]", "無紀錄", "未持有"))
_COUNTERS = ("人", "名", "位", "家", "項", "kw", "千瓦")
_YEAR_WORDS = ("年度", "年")


@dataclass(frozen=True, slots=True)
class ContentReading:
    """What a typed text means; None says unknown. ``warning`` is a zh-TW sentence on what was assumed."""

    content: FactContent | None
    warning: str = ""


_Read = Callable[[FactDefinition, str], ContentReading]


def format_content(definition: FactDefinition, content: FactContent | None) -> str:
    """Return a content in zh-TW: ``48,000,000 元``, ``105/03/15``, choice labels; 「未知」 for None."""
    if content is None:
        return UNKNOWN_TEXT
    return _FORMATS[definition.type](definition, content)


def format_yes_no(answer: bool | None) -> str:
    """Return 是, 否 or 未知."""
    if answer is None:
        return UNKNOWN_TEXT
    return YES_TEXT if answer else NO_TEXT


def read_content(definition: FactDefinition, text: str) -> ContentReading:
    """Read what a person typed for a fact, on a command line or in a cell of a form.

    Accepted: yes/no/unknown in Chinese and English, grouped figures with their counter, money, dates and
    shares as offices write them, choices by code, label or alias, lists joined by ``、，,;；`` or new lines.
    Several choices come back in the order they are offered, whatever order they were written in.

    Raises:
        UserError: The text is not a content of this fact, or could be two.
    """
    if fold(text) in _UNKNOWN_WORDS:
        return ContentReading(None)
    return _READS[definition.type](definition, text.strip())


def _format_yes_no(_definition: FactDefinition, content: FactContent) -> str:
    return format_yes_no(content is True)


def _format_integer(definition: FactDefinition, content: FactContent) -> str:
    return _with_unit(f"{content:,}", definition.unit)


def _format_money(definition: FactDefinition, content: FactContent) -> str:
    return _with_unit(format_ntd(cast("int", content)), definition.unit or "元")


def _format_decimal(definition: FactDefinition, content: FactContent) -> str:
    return _with_unit(_plain(cast("Decimal", content)), definition.unit)


def _format_percent(_definition: FactDefinition, content: FactContent) -> str:
    return f"{_plain(cast('Decimal', content))}%"


def _format_year(definition: FactDefinition, content: FactContent) -> str:
    return _with_unit(str(content), definition.unit or "年度")


def _format_date(_definition: FactDefinition, content: FactContent) -> str:
    return format_roc(cast("date", content))


def _format_text(_definition: FactDefinition, content: FactContent) -> str:
    return str(content)


def _format_choice(definition: FactDefinition, content: FactContent) -> str:
    return _label(definition, str(content))


def _format_choices(definition: FactDefinition, content: FactContent) -> str:
    labels = [_label(definition, code) for code in cast("tuple[str, ...]", content)]
    return _BETWEEN.join(labels) or NONE_TEXT


def _format_texts(_definition: FactDefinition, content: FactContent) -> str:
    return _BETWEEN.join(cast("tuple[str, ...]", content)) or NONE_TEXT


def _format_certificates(_definition: FactDefinition, content: FactContent) -> str:
    entries = [format_certificate(each) for each in cast("tuple[Certificate, ...]", content)]
    return _BETWEEN_ENTRIES.join(entries) or NONE_TEXT


def _format_guidance(_definition: FactDefinition, content: FactContent) -> str:
    entries = [format_guidance(each) for each in cast("tuple[PastGuidance, ...]", content)]
    return _BETWEEN_ENTRIES.join(entries) or NONE_TEXT


def _with_unit(figure: str, unit: str) -> str:
    return _WITH_UNIT.format(figure=figure, unit=unit) if unit else figure


def _plain(value: Decimal | int) -> str:
    """Return digits without exponent and trailing zeros: 800, 7.5."""
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _label(definition: FactDefinition, code: str) -> str:
    return next((choice.label for choice in definition.choices if choice.code == code), code)


def _read_yes_no(definition: FactDefinition, text: str) -> ContentReading:
    word = fold(text)
    if word in _YES_WORDS:
        return ContentReading(True)
    if word in _NO_WORDS:
        return ContentReading(False)
    raise _refused(definition, text, "請輸入「是」、「否」或「未知」。")


def _read_integer(definition: FactDefinition, text: str) -> ContentReading:
    value = _figure(definition, text)
    if value.denominator != 1:
        raise _refused(definition, text, "請輸入整數，例如 230 或 1,200。")
    return ContentReading(int(value))


def _read_decimal(definition: FactDefinition, text: str) -> ContentReading:
    value = _figure(definition, text)
    return ContentReading(Decimal(value.numerator) / Decimal(value.denominator))


def _read_money(definition: FactDefinition, text: str) -> ContentReading:
    amount = parse_ntd(text)
    if amount < 0:
        raise _negative(definition, text, "請輸入 0 以上的金額，例如 48,000,000 或 4,800萬元。")
    return ContentReading(amount)


def _read_percent(definition: FactDefinition, text: str) -> ContentReading:
    return ContentReading(check_share(definition, parse_percent(text)))


def _read_year(definition: FactDefinition, text: str) -> ContentReading:
    digits = normalize_date_text(text).removeprefix("民國").removeprefix("西元").strip()
    for word in _YEAR_WORDS:
        digits = digits.removesuffix(word).strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 4:
        raise _refused(definition, text, "請輸入年度，例如 104 或 2015。")
    year = int(digits)
    if len(digits) < 4 and year > 0:
        return ContentReading(year)
    roc_year = year - ROC_OFFSET
    if roc_year < 1:
        raise _refused(definition, text, "請輸入年度，例如 104 或 2015。")
    return ContentReading(roc_year, f"{quote(text)}讀作民國{roc_year}年度，請確認。")


def _read_date(_definition: FactDefinition, text: str) -> ContentReading:
    parsed = parse_roc_date(text)
    return ContentReading(parsed.value, parsed.warning)


def _read_text(_definition: FactDefinition, text: str) -> ContentReading:
    return ContentReading(text)


def _read_choice(definition: FactDefinition, text: str) -> ContentReading:
    return ContentReading(_code(definition, text))


def _read_choices(definition: FactDefinition, text: str) -> ContentReading:
    if fold(text) in _EMPTY_WORDS:
        return ContentReading(())
    codes = {member: _code_of(definition, member) for member in _members(definition, text)}
    if None in codes.values():
        raise _choices_refused(definition, text, codes)
    return ContentReading(in_order(definition, filter(None, codes.values())))


def _members(definition: FactDefinition, text: str) -> list[str]:
    """Return the members of a list of choices; form services also join bare codes by blanks."""
    by_blank = text.split()
    codes = {choice.code for choice in definition.choices}
    return by_blank if codes.issuperset(by_blank) else split_list(text)


def in_order(definition: FactDefinition, codes: Iterable[str]) -> tuple[str, ...]:
    """Return chosen codes as they are offered, each once, so that the same choice is always equal."""
    chosen = set(codes)
    return tuple(choice.code for choice in definition.choices if choice.code in chosen)


def _read_texts(_definition: FactDefinition, text: str) -> ContentReading:
    return ContentReading(() if fold(text) in _EMPTY_WORDS else tuple(dict.fromkeys(split_list(text))))


def _read_certificates(_definition: FactDefinition, text: str) -> ContentReading:
    return ContentReading(() if fold(text) in _EMPTY_WORDS else read_certificates(text))


def _read_guidance(_definition: FactDefinition, text: str) -> ContentReading:
    return ContentReading(() if fold(text) in _EMPTY_WORDS else read_guidance(text))


def _figure(definition: FactDefinition, text: str) -> Fraction:
    digits = fold(text)
    for counter in (fold(definition.unit), *_COUNTERS):
        digits = digits.removesuffix(counter)
    if digits.startswith(_MINUS) and read_number(digits[1:]):
        raise _negative(definition, text, "請輸入 0 以上的數字，例如 230 或 1,200。")
    value = read_number(digits)
    if value is None:
        raise _refused(definition, text, "請輸入數字，例如 230 或 1,200。")
    return value


def _code(definition: FactDefinition, text: str) -> str:
    code = _code_of(definition, text)
    if code is None:
        raise _choices_refused(definition, text, {})
    return code


def _code_of(definition: FactDefinition, text: str) -> str | None:
    wanted = fold(text)
    return next((choice.code for choice in definition.choices if wanted in _spellings(choice)), None)


def _choices_refused(definition: FactDefinition, text: str, codes: Mapping[str, str | None]) -> UserError:
    """Return the refusal of all choices because of some: a part of an answer is not taken for the whole."""
    allowed = _BETWEEN.join(choice.label for choice in definition.choices)
    refused = _refused(definition, text, f"請選擇：{allowed}。")
    known = _BETWEEN.join(quote(each) for each, code in codes.items() if code)
    if not known:
        return refused
    unknown = _BETWEEN.join(quote(each) for each, code in codes.items() if not code)
    told = f"輸入的是{quote(text)}，其中{unknown}不在選項中；可辨識的是{known}。"
    return UserError(refused.title, told, refused.remedy)


def _spellings(choice: Choice) -> set[str]:
    return {fold(each) for each in (choice.code, choice.label, *choice.aliases)}


def _negative(definition: FactDefinition, text: str, remedy: str) -> UserError:
    return UserError(f"「{definition.label}」不能是負數", f"輸入的是{quote(text)}。", remedy)


def _refused(definition: FactDefinition, text: str, remedy: str) -> UserError:
    return UserError(f"「{definition.label}」的內容無法辨識", f"輸入的是{quote(text)}。", remedy)


_FORMATS: Mapping[FactType, Callable[[FactDefinition, FactContent], str]] = MappingProxyType(
    {
        FactType.YES_NO: _format_yes_no,
        FactType.INTEGER: _format_integer,
        FactType.MONEY: _format_money,
        FactType.DECIMAL: _format_decimal,
        FactType.PERCENT: _format_percent,
        FactType.DATE: _format_date,
        FactType.ROC_YEAR: _format_year,
        FactType.TEXT: _format_text,
        FactType.CHOICE: _format_choice,
        FactType.CHOICES: _format_choices,
        FactType.TEXTS: _format_texts,
        FactType.CERTIFICATES: _format_certificates,
        FactType.PAST_GUIDANCE: _format_guidance,
    }
)

_READS: Mapping[FactType, _Read] = MappingProxyType(
    {
        FactType.YES_NO: _read_yes_no,
        FactType.INTEGER: _read_integer,
        FactType.MONEY: _read_money,
        FactType.DECIMAL: _read_decimal,
        FactType.PERCENT: _read_percent,
        FactType.DATE: _read_date,
        FactType.ROC_YEAR: _read_year,
        FactType.TEXT: _read_text,
        FactType.CHOICE: _read_choice,
        FactType.CHOICES: _read_choices,
        FactType.TEXTS: _read_texts,
        FactType.CERTIFICATES: _read_certificates,
        FactType.PAST_GUIDANCE: _read_guidance,
    }
)
