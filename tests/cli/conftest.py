"""A casebook folder of its own for each test, reached through the command line alone."""

from pathlib import Path

import pytest

from tests.casebook_templates import make_or_copy
from tests.cli.backbone import Backbone
from tests.sheets import write_csv

ROSTER = """
| 統一編號 | 企業名稱 | 廠別 | 地址 | 電話 | 專責顧問 | 實收資本額 |
| 04595257 | 測試甲股份有限公司 |  | 臺中市測試路1號 | (04)2359-0101 | 測試顧問 | 48000000 |
| 12345675 | 測試乙有限公司 | 一廠 | 彰化縣測試路2號 | (04)755-0102 | 測試顧問 |  |
| 12345675 | 測試乙有限公司 | 二廠 | 彰化縣測試路3號 | (04)755-0103 | 另一顧問 |  |
"""
RESPONSES = """
| 統一編號 | 企業名稱 | 員工人數 | 製造業 | 技術面需求說明 | 技術面急迫程度 | 餐廳 |
| 04595257 | 測試甲股份有限公司 | 186 | 是 | 想開發新製程 | 急 | 有 |
"""
FIRM = "04595257"


@pytest.fixture
def nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Backbone:
    """Return ``backbone`` on a folder without a casebook."""
    return Backbone(tmp_path / "casebook", capsys)


@pytest.fixture
def empty(nothing: Backbone, templates: Path) -> Backbone:
    """Return ``backbone`` on an empty casebook."""
    make_or_copy(templates / "cli empty", nothing.folder, lambda: initialise(nothing))
    return nothing


@pytest.fixture
def backbone(nothing: Backbone, templates: Path, tmp_path: Path) -> Backbone:
    """Return ``backbone`` on a casebook with three firms, one of which answered."""

    def make() -> None:
        initialise(nothing)
        nothing.json("roster", "import", write_csv(tmp_path / "roster.csv", ROSTER))
        nothing.json("responses", "import", write_csv(tmp_path / "responses.csv", RESPONSES, "utf-8-sig"))

    make_or_copy(templates / "cli firms", nothing.folder, make)
    return nothing


def initialise(backbone: Backbone) -> None:
    """Create the casebook, as a consultant does."""
    backbone.json("init", "--consultant", "測試顧問")
