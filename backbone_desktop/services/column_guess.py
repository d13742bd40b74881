"""Which new header is probably an old one reworded: by what it says, and by what stands below it.

Rule: a guess is only ever proposed; a column whose cells cannot answer the question is not proposed at all.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from backbone_desktop.domain.errors import UserError
from backbone_desktop.domain.fact_text import read_content
from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backbone_desktop.domain.questionnaire import Question

LEAST_LIKENESS = 0.2
LEAST_SCORE = 0.45
LEAST_READABLE = 0.5
CELLS_READ = 60


def guess_renamed(
    missing: Mapping[str, Question], new: Sequence[str], cells: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return the new header by the old one it probably replaces, the surest first, none used twice.

    Args:
        missing: The question that each header now missing answered.
        new: Headers that answer nothing yet.
        cells: Texts that stand below each new header.
    """
    scored = [
        (_score(old, question, header, cells.get(header, ())), old, header)
        for old, question in missing.items()
        for header in new
    ]
    guessed: dict[str, str] = {}
    for score, old, header in sorted(scored, key=lambda each: -each[0]):
        if score >= LEAST_SCORE and old not in guessed and header not in guessed.values():
            guessed[old] = header
    return guessed


def _score(old: str, question: Question, header: str, cells: Sequence[str]) -> float:
    """Return from 0 to 1 how probable it is that a header asks the question now."""
    likeness = max(_likeness(name, header) for name in (old, question.label, *question.aliases))
    if likeness < LEAST_LIKENESS:
        return 0
    readable = _readable(question, cells)
    if readable is None:
        return likeness
    return 0 if readable < LEAST_READABLE else (likeness + readable) / 2


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def _readable(question: Question, cells: Sequence[str]) -> float | None:
    """Return the share of cells that answer the question; None where any text would, or none is filled."""
    filled = [text for text in cells if text.strip()][:CELLS_READ]
    if question.type is FactType.TEXT or not filled:
        return None
    return sum(_answers(question, text) for text in filled) / len(filled)


def _answers(question: Question, text: str) -> bool:
    try:
        read_content(question.definition, text)
    except UserError:
        return False
    return True
