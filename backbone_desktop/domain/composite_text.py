"""Certificates and past guidance as one line of text each: 「潛力中堅企業 104/01/01 至 106/12/31」.

Rule: entries stand apart by 「；」 or a new line; a bound that is not given stays unknown, and a month or a
single date is refused rather than turned into a period.
"""

import json
import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import cast

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_codec import content_from_json
from backbone_desktop.domain.facts import Certificate, PastGuidance
from backbone_desktop.domain.roc_date import format_roc
from backbone_desktop.domain.roc_range import PartialDate, parse_roc_range
from backbone_desktop.domain.text import quote

PERIOD_UNKNOWN_TEXT = "期間不明"
AGENCY_UNKNOWN_TEXT = "機關不明"

_KINDS: Mapping[str, str] = MappingProxyType({"potential": "潛力中堅企業", "outstanding": "卓越中堅企業"})
_KIND_OF_WORD: Mapping[str, str] = MappingProxyType(
    {
        "潛力": "potential",
        "potential": "potential",
        "卓越": "outstanding",
        "outstanding": "outstanding",
    }
)

_LIST = re.compile(r"[、，,;；\n]")
_ENTRIES = re.compile(r"[;；\n]")
_FIELDS = re.compile(r"[，,]")
_CERTIFICATE = re.compile(
    r"(?P<kind>潛力|卓越|potential|outstanding)(?:中堅企業)?(?:證書)?"
    r"(?:\s*(?:字號|no\.?)\s*(?P<number>\S+))?"
    r"(?:\s*(?:有效期間)?\s*(?P<valid>(?:(?!輔導期間|guidance).)+?))?"
    r"(?:\s*(?:輔導期間|guidance)\s*(?P<guidance>.+))?",
    re.IGNORECASE,
)
_CERTIFICATE_REMEDY = (
    "請輸入例如「潛力中堅企業 104/01/01 至 106/12/31 輔導期間 104/01/01 至 106/12/31」，"
    "沒有證書請輸入「無」。"
)
_GUIDANCE_REMEDY = "請輸入例如「某某計畫，工業局，104/01/01 至 104/12/31」，沒有受過輔導請輸入「無」。"

Period = tuple[date | None, date | None]


def split_list(text: str) -> list[str]:
    """Return the members of a list joined by ``、，,;；`` or new lines, blanks left out."""
    return [member.strip() for member in _LIST.split(text) if member.strip()]


def format_period(first: date | None, last: date | None) -> str:
    """Return ``104/01/01 至 106/12/31``, ``104/01/01 起``, ``至 106/12/31`` or 「期間不明」."""
    if first is None:
        return PERIOD_UNKNOWN_TEXT if last is None else f"至 {format_roc(last)}"
    return f"{format_roc(first)} 起" if last is None else f"{format_roc(first)} 至 {format_roc(last)}"


def format_certificate_kind(kind: str) -> str:
    """Return 潛力中堅企業 or 卓越中堅企業; an unknown kind stands for itself."""
    return _KINDS.get(kind, kind)


def format_certificate(certificate: Certificate) -> str:
    """Return a certificate in one line, leaving out what is not known."""
    parts = [format_certificate_kind(certificate.kind)]
    if certificate.number:
        parts.append(f"字號 {certificate.number}")
    if certificate.valid_from or certificate.valid_to:
        parts.append(format_period(certificate.valid_from, certificate.valid_to))
    if certificate.guidance_from or certificate.guidance_to:
        parts.append(f"輔導期間 {format_period(certificate.guidance_from, certificate.guidance_to)}")
    return " ".join(parts)


def format_guidance(guidance: PastGuidance) -> str:
    """Return one entry of past guidance: programme, agency, period."""
    agency = guidance.agency.strip() or AGENCY_UNKNOWN_TEXT
    return f"{guidance.programme}，{agency}，{format_period(guidance.began_on, guidance.ended_on)}"


def read_certificates(text: str) -> tuple[Certificate, ...]:
    """Read certificates written one after another, or as a JSON list of objects.

    Raises:
        UserError: An entry names no kind, or a period that is not two days.
    """
    if text.startswith("["):
        found = _from_json(text, _CERTIFICATE_REMEDY)
        if not all(isinstance(each, Certificate) and each.kind in _KINDS for each in found):
            raise _refused(text, _CERTIFICATE_REMEDY)
        return cast("tuple[Certificate, ...]", found)
    return tuple(_certificate(entry) for entry in _entries(text))


def read_guidance(text: str) -> tuple[PastGuidance, ...]:
    """Read past guidance written one after another, or as a JSON list of objects.

    Raises:
        UserError: An entry without a programme, or a period that is not two days.
    """
    if text.startswith("["):
        found = _from_json(text, _GUIDANCE_REMEDY)
        if not all(isinstance(each, PastGuidance) for each in found):
            raise _refused(text, _GUIDANCE_REMEDY)
        return cast("tuple[PastGuidance, ...]", found)
    return tuple(_guidance(entry) for entry in _entries(text))


def _entries(text: str) -> list[str]:
    return [entry.strip() for entry in _ENTRIES.split(text) if entry.strip()]


def _certificate(entry: str) -> Certificate:
    match = _CERTIFICATE.fullmatch(_FIELDS.sub(" ", entry).strip())
    if match is None:
        raise _refused(entry, _CERTIFICATE_REMEDY)
    valid = _period(match["valid"], entry, _CERTIFICATE_REMEDY)
    guidance = _period(match["guidance"], entry, _CERTIFICATE_REMEDY)
    return Certificate(_KIND_OF_WORD[match["kind"].lower()], match["number"] or "", *valid, *guidance)


def _guidance(entry: str) -> PastGuidance:
    fields = [field.strip() for field in _FIELDS.split(entry)]
    if not fields[0] or len(fields) > 3:
        raise _refused(entry, _GUIDANCE_REMEDY)
    programme, agency, period = (*fields, "", "")[:3]
    known_agency = "" if agency == AGENCY_UNKNOWN_TEXT else agency
    return PastGuidance(programme, known_agency, *_period(period, entry, _GUIDANCE_REMEDY))


def _period(text: str | None, entry: str, remedy: str) -> Period:
    if not text or not text.strip() or text.strip() == PERIOD_UNKNOWN_TEXT:
        return None, None
    period = parse_roc_range(text)
    is_single_date = period.start is not None and period.start == period.end and "至" not in text
    if is_single_date or not (_is_day(period.start) and _is_day(period.end)):
        raise UserError("期間不完整", f"{quote(entry)}的期間須寫明到日，並分出起日與迄日。", remedy)
    start = None if period.start is None else period.start.first
    end = None if period.end is None else period.end.last
    return start, end


def _is_day(bound: PartialDate | None) -> bool:
    return bound is None or bound.precision == "day"


def _from_json(text: str, remedy: str) -> tuple[object, ...]:
    try:
        return cast("tuple[object, ...]", content_from_json({"list": json.loads(text)}))
    except (ValueError, TypeError, AttributeError) as error:
        raise _refused(text, remedy) from error


def _refused(text: str, remedy: str) -> UserError:
    return UserError("證書或輔導紀錄無法辨識", f"輸入的是{quote(text)}。", remedy)
