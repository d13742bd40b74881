"""Oddities in counts and names within the text of one measure.

Rule: a number is compared with what it counts, as far as the text itself lists it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from backbone_desktop.domain.lint import LintFinding
from backbone_desktop.domain.measure import Edition
from backbone_desktop.domain.numerals import read_number
from backbone_desktop.matching.lint.rule import described, items_of, texts_of

_NUMBER = r"(?<![\d.,/])(\d{1,3}|[二兩三四五六七八九十]{1,3})"
_COUNTED = re.compile(rf"{_NUMBER} ?(個(?!月)[^\W\d]{{2}})")
"""A count with the two characters it counts; months pass too often to mean one thing."""

_LISTED = re.compile(rf"{_NUMBER} ?個[^\W\d]{{2,6}}：([^。；：]+)。")
_NUMBERED_LIST = re.compile(rf"{_NUMBER} ?[類項][^\W\d]{{0,3}}：(.*)")
_NUMBERED = re.compile(r"\((\d{1,2})\)")
_BETWEEN = "、"
_RUN_OF_CAPITALS = re.compile("[A-Z]{9,}[a-z]*")
"""Longer than any abbreviation; where it is one word in capitals after all, a note says so."""


def counted_in_two_ways(edition: Edition) -> Iterator[LintFinding]:
    """One thing counted as 15 in one place of a measure and as 17 in another."""
    for measure in edition.measures:
        counts: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts_of(measure):
            for number, thing in _COUNTED.findall(text):
                counts[thing].add(number)
        for thing, numbers in counts.items():
            if len({read_number(each) for each in numbers}) > 1:
                message = f"「{thing}」的數目有{'、'.join(sorted(numbers))}等不同寫法。"
                yield LintFinding("count-disagrees", measure.number, "輔導措施內容", message)


def list_of_another_length(edition: Edition) -> Iterator[LintFinding]:
    """A list that has more or fewer entries than it announces."""
    for measure, item in items_of(edition):
        for text in described(item):
            for announced, found in _lists(text):
                if read_number(announced) != found:
                    message = f"寫明 {announced} 項，列出 {found} 項。"
                    yield LintFinding("count-disagrees", measure.number, item.name, message, (item.number,))


def name_of_its_section(edition: Edition) -> Iterator[LintFinding]:
    """A measure that bears the name of a section it shares with others."""
    titles = {section.number: section.title for section in edition.sections}
    sizes = Counter(measure.section for measure in edition.measures)
    for measure in edition.measures:
        if sizes[measure.section] > 1 and titles.get(measure.section) == measure.name:
            message = "措施名稱與所屬章節的標題相同。"
            yield LintFinding("name-repeats-section", measure.number, "輔導措施名稱", message)


def words_run_together(edition: Edition) -> Iterator[LintFinding]:
    """Latin words without the blanks between them."""
    for measure in edition.measures:
        words = dict.fromkeys(word for text in texts_of(measure) for word in _RUN_OF_CAPITALS.findall(text))
        for word in words:
            message = f"「{word}」的字間可能漏了空白。"
            yield LintFinding("spacing-lost", measure.number, "輔導措施內容", message)


def _lists(text: str) -> Iterator[tuple[str, int]]:
    """Yield every announced number with the number of entries that follow it."""
    for announced, entries in _LISTED.findall(text):
        yield announced, len(entries.split(_BETWEEN))
    for announced, entries in _NUMBERED_LIST.findall(text):
        numbers = [int(each) for each in _NUMBERED.findall(entries)]
        if numbers:
            yield announced, max(numbers)
