"""The plain fields of an edition, a measure and an item by the words a consultant calls them.

Rule: every field that is compared as text is named here once; a test finds one that is forgotten.
"""

from collections.abc import Iterable

from backbone_desktop.domain.measure import Edition, Measure, ServiceItem
from backbone_desktop.domain.money import format_ntd

_RECORDED = {True: "已建檔", False: "尚未建檔"}


def edition_fields(edition: Edition) -> dict[str, str]:
    """Return what the edition says of itself and of the group behind it."""
    group = edition.group
    return {
        "目錄名稱": edition.title,
        "編印單位": edition.publisher,
        "分類": _lines(f"{each.aspect.label} {each.title}" for each in edition.sections),
        "服務團名稱": group.name,
        "服務團主辦單位": group.host,
        "所屬計畫": group.programme,
        "服務團網站": group.website,
        "服務團地址": group.address,
        "服務團傳真": group.fax,
        "服務團電子郵件": group.email,
        "服務團窗口": _lines(f"{each.duty} {each.person} {each.phone}" for each in group.contacts),
        "服務團服務": _lines(f"{each.title}：{each.summary}" for each in group.services),
        "計畫目標": _lines(group.objectives),
        "累計運用政府資源": "" if group.funds_used_ntd is None else format_ntd(group.funds_used_ntd),
    }


def measure_fields(measure: Measure, edition: Edition) -> dict[str, str]:
    """Return the measure's own texts; its section by title, because numbers move from year to year."""
    section = next((each for each in edition.sections if each.number == measure.section), None)
    return {
        "名稱": measure.name,
        "面向": measure.aspect.label,
        "分類": str(measure.section) if section is None else section.title,
        "摘要": measure.summary,
        "核心戰略產業": _numbers(measure.core_industries),
        "核心戰略產業推論依據": measure.core_industries_basis,
        "條件建檔": _RECORDED[measure.criteria_recorded],
    }


def item_fields(item: ServiceItem) -> dict[str, str]:
    """Return the item's texts."""
    return {
        "名稱": item.name,
        "服務類別": item.kind,
        "提供內容": item.offer,
        "服務對象": item.audience,
        "申請者": "、".join(each.label for each in item.applicants),
        "期程": item.duration,
        "應備文件": _lines(item.documents),
        "輔導體系": _numbers(item.guidance_systems),
        "輔導體系推論依據": item.guidance_basis,
    }


def _lines(texts: Iterable[str]) -> str:
    return "；".join(texts)


def _numbers(numbers: Iterable[int]) -> str:
    return "、".join(str(each) for each in numbers)
