"""What a consultant reads is worded as in a Taiwanese office."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import CHECKOUT, repository_files, shown

# Unambiguous ones only; what looks ahead or behind spares 輔導出口, 電視頻道, 文字段落 and 確保存貨.
# Good Taiwanese words in other meanings are absent: 導入, 設置, 用戶, 項目, 支持, 數據, 程序 (in law),
# 登錄 (registration).
MAINLAND_WORDS = re.compile(
    "(?<!確)保存|信息(?!息)|導出(?!口)|視頻(?!道)|字段(?!落)"
    "|兼容|剪貼板|卸載|反饋|單元格|屏幕|快捷鍵|打印|搜索|數據庫|文件夾|服務器|模塊|激活|界面|硬件|硬盤|粘貼|缺省|網絡"
    "|菜單|賬號|賬戶|軟件|郵箱|默認|鼠標"
)

READ_BY_CONSULTANTS = ("backbone_desktop", "resources", "docs", "installers", "db")
TEXT_FILES = {".py", ".toml", ".md", ".json", ".txt", ".csv", ".qss", ".svg", ".ts"}


def words_found(text: str) -> list[str]:
    return MAINLAND_WORDS.findall(text)


def text_of(path: Path) -> str:
    """Return a file's text; some samples are CP950, as offices send them."""
    raw = path.read_bytes()
    cp950 = path.match("demo/roster.csv") or path.match("demo/responses_late.csv")
    return raw.decode("cp950" if cp950 else "utf-8-sig")


def test_no_mainland_word_is_shown_to_a_consultant() -> None:
    places = [CHECKOUT / "README.md", CHECKOUT / "CHANGELOG.md"]
    for folder in READ_BY_CONSULTANTS:
        places += [path for path in repository_files(CHECKOUT / folder) if path.suffix in TEXT_FILES]
    found = {shown(path): words_found(text_of(path)) for path in places}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("sentence", ["請保存文件", "正在打印……", "數據庫已鎖定"])
def test_a_mainland_word_would_be_seen(sentence: str) -> None:
    assert words_found(sentence)


@pytest.mark.parametrize(
    "sentence", ["儲存檔案", "導入智慧製造設備", "依行政程序辦理", "優先支持", "輔導出口廠商", "電視頻道"]
)
def test_taiwanese_words_pass(sentence: str) -> None:
    assert words_found(sentence) == []
