"""Reading the golden cases: Markdown tables a consultant may edit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.fact_text import read_content
from backbone_desktop.domain.facts import FactContent
from backbone_desktop.domain.roc_date import parse_roc_date
from backbone_desktop.domain.verdict import Verdict

GOLDEN = Path(__file__).with_name("golden")

ALL_MET = "硬性條件全部成立"
MISSING = "缺："
TWO_READINGS = "讀法不一："
BETWEEN = "／"
BETWEEN_NAMES = "、"

_VERDICTS = {
    "符合": Verdict.ELIGIBLE,
    "不符合": Verdict.NOT_ELIGIBLE,
    "資料不足": Verdict.UNDETERMINED,
}
_NOTHING_ANSWERED = "（都未答）"
_ITEM = re.compile(r"## (105-\d+-\d+)　\S.*")
_DAY = re.compile(r"評估日：(\S+)")
_ROW = re.compile(r"\| (\S+) \| (.+) \| (.+) \|")
_FURNITURE = {"", "| 判定 | 企業的事實 | 關鍵 |", "| --- | --- | --- |"}


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """One row: an invented firm, the verdict it must get for an item, and what settles it."""

    place: str
    item: str
    on: date
    facts: tuple[tuple[str, str], ...]
    verdict: Verdict
    key: str

    def contents(self, catalogue: FactCatalogue) -> dict[str, FactContent]:
        """Return the firm's facts, read as an answer on a form would be."""
        keys = {definition.label: key for key, definition in catalogue.items()}
        read = {keys[label]: read_content(catalogue[keys[label]], text).content for label, text in self.facts}
        return {key: content for key, content in read.items() if content is not None}


def golden_cases() -> Iterator[GoldenCase]:
    """Yield the cases of all files.

    Raises:
        ValueError: A line that is neither heading, table nor blank.
    """
    for path in sorted(GOLDEN.glob("105-*.md")):
        yield from _cases_of(path)


def _cases_of(path: Path) -> Iterator[GoldenCase]:
    item, on = "", date.min
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        place = f"{path.name}:{number}"
        if heading := _ITEM.fullmatch(line):
            item = heading[1]
        elif day := _DAY.fullmatch(line):
            on = parse_roc_date(day[1]).value
        elif line not in _FURNITURE and not line.startswith("# "):
            yield _case(place, item, on, line)


def _case(place: str, item: str, on: date, line: str) -> GoldenCase:
    row = _ROW.fullmatch(line)
    if row is None or not item or on == date.min or row[1] not in _VERDICTS:
        raise ValueError(f"{place}: {line}")
    given = [] if row[2] == _NOTHING_ANSWERED else row[2].split(BETWEEN)
    facts = tuple((label, text) for label, _, text in (each.partition("＝") for each in given))
    return GoldenCase(place, item, on, facts, _VERDICTS[row[1]], row[3])
