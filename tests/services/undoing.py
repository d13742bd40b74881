"""Rosters and responses that follow one another, for tests of taking imports back."""

from pathlib import Path

from backbone_desktop.bootstrap import Services
from backbone_desktop.domain.identifiers import BatchId, CaseId
from tests.services.firms import import_responses, import_roster

FIRST = """
| 統一編號 | 企業名稱 | 地址 | 電話 | 聯絡人 | 聯絡電話 | 實收資本額 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 臺中市測試路1號 | (04)2359-0001 | 甲窗口 | 0912-000-001 | 48000000 | 186 |
| 10458575 | 測試乙股份有限公司 | 臺南市測試路2號 | (06)2359-0002 | 乙窗口 | 0912-000-002 | 32000000 | 90 |
"""
SECOND = """
| 統一編號 | 企業名稱 | 地址 | 電話 | 聯絡人 | 聯絡電話 | 實收資本額 | 員工人數 |
| 04595257 | 測試甲股份有限公司 | 高雄市測試路9號 | (07)2359-0001 | 甲窗口 | 0912-999-001 | 50000000 | 190 |
| 10458575 | 測試乙股份有限公司 | 臺南市測試路2號 | (06)2359-0002 | 乙窗口 | 0912-000-002 | 32000000 | 90 |
| 22099131 | 測試丙股份有限公司 | 新竹市測試路3號 | (03)2359-0003 | 丙窗口 | 0912-000-003 | 61000000 | 240 |
"""
ANSWERS = """
| 時間戳記 | 統一編號 | 企業名稱 | 地址 | 員工人數 | 製造業 | 技術面需求說明 | 技術面急迫程度 | 碳盤查 |
| 2016/2/15 下午 3:04:05 | 04595257 | 測試甲股份有限公司 | 桃園市測試路7號 | 192 | 是 | 開發新製程 | 急 | 規劃中 |
| 2016/2/16 下午 3:04:05 | 10458575 | 測試乙股份有限公司 | 臺南市測試路2號 | 95 | 否 | 自動化 | 一般 | 沒有 |
"""  # noqa: E501 - a table
LATER_ANSWERS = """
| 時間戳記 | 統一編號 | 企業名稱 | 員工人數 | 製造業 | 技術面需求說明 | 技術面急迫程度 |
| 2016/3/01 下午 3:04:05 | 04595257 | 測試甲股份有限公司 | 201 | 是 | 改開發新產品 | 不急 |
"""
NEW_FIRM, CHANGED_FIRM, EQUAL_FIRM = "22099131", "04595257", "10458575"


def roster(services: Services, folder: Path, table: str) -> BatchId:
    """Import a roster and return its batch."""
    batch = import_roster(services, folder, table).batch
    assert batch is not None
    return batch


def answers(services: Services, folder: Path, table: str) -> BatchId:
    """Import responses and return their batch."""
    batch = import_responses(services, folder, table).batch
    assert batch is not None
    return batch


def case_of(services: Services, ubn: str) -> CaseId:
    return services.casework.find(ubn).id


def sound(services: Services) -> bool:
    return services.maintenance.check(deep=True).problems == ()
