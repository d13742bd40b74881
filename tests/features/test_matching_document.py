"""docs/matching.md is true: its example is carried out, and what it quotes is what the program says."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.backbone import Backbone
from tests.sheets import write_csv

DOCUMENT = Path(__file__).parents[2] / "docs" / "matching.md"
ROSTER = """
| 企業名稱 | 地址 | 專責顧問 |
| 示例精機股份有限公司 | 臺中市示例路1號 | 示例顧問 |
"""
COMMANDS = 9
_BLOCK = re.compile(r"```sh\nbackbone (?P<words>.+)\n```\n(?:\n```text\n(?P<quoted>[^`]+)\n```)?")


def plain(text: str) -> str:
    """Return a text with every run of blanks as one, so that the widths of columns do not matter."""
    return " ".join(text.split())


def unsaid(quoted: str, said: str) -> list[str]:
    """Return the quoted lines that were not said."""
    return [line for line in quoted.splitlines() if plain(line) not in plain(said)]


@pytest.fixture
def backbone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Backbone:
    """Return ``backbone`` on a casebook with the firm of the example."""
    program = Backbone(tmp_path / "casebook", capsys)
    program.json("init", "--consultant", "示例顧問")
    program.json("roster", "import", write_csv(tmp_path / "roster.csv", ROSTER))
    return program


def test_the_example_says_what_the_program_says(backbone: Backbone) -> None:
    blocks = list(_BLOCK.finditer(DOCUMENT.read_text(encoding="utf-8")))
    assert len(blocks) == COMMANDS
    missing: dict[str, list[str]] = {}
    for block in blocks:
        answer = backbone(*shlex.split(block["words"]))
        assert answer.code == 0, answer
        lines = unsaid(block["quoted"] or "", answer.out)
        if lines:
            missing[block["words"]] = lines
    assert missing == {}


def test_no_quotation_stands_without_its_command() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    quoted = [block["quoted"] for block in _BLOCK.finditer(text) if block["quoted"]]
    assert text.count("```text") == len(quoted) == COMMANDS - 1


def test_a_wrong_figure_would_be_seen() -> None:
    assert unsaid("政府補助：5,000,001 元", "［試算］政府補助：5,000,000 元，由…") == [
        "政府補助：5,000,001 元"
    ]
    assert unsaid("1.  甲　符合", "1. 甲　符合") == []
