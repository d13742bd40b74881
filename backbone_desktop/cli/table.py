"""Tables and paragraphs for a terminal, where a Chinese character is as wide as two letters.

Rule: nothing is cut off; a line too long for the terminal is the terminal's to break.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import zip_longest

_GAP = "  "
_WIDE = frozenset("WF")


def display_width(text: str) -> int:
    """Return how many letters wide a terminal shows ``text``."""
    return sum(_character_width(each) for each in text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return ``text`` with blanks up to ``width``, before it when ``right``."""
    blanks = " " * max(width - display_width(text), 0)
    return blanks + text if right else text + blanks


def table(headers: Sequence[str], rows: Iterable[Sequence[object]], right: Iterable[int] = ()) -> str:
    """Return a table with aligned columns.

    Args:
        headers: One per column.
        rows: Cells; None is shown as nothing, line breaks as blanks.
        right: Indices of columns aligned to the right, for figures.
    """
    lines = [[_cell(each) for each in row] for row in (headers, *rows)]
    widths = [max(map(display_width, column)) for column in zip_longest(*lines, fillvalue="")]
    to_right = frozenset(right)
    return "\n".join(
        _GAP.join(pad(cell, widths[at], right=at in to_right) for at, cell in enumerate(line)).rstrip()
        for line in lines
    )


def pairs(rows: Iterable[tuple[str, object]]) -> str:
    """Return labels with their values, the values under one another; an empty value leaves its line out."""
    kept = [(label, _cell(value)) for label, value in rows if _cell(value)]
    width = max((display_width(label) for label, _ in kept), default=0)
    return "\n".join(f"{pad(label, width)}{_GAP}{value}" for label, value in kept)


def indented(text: str, by: int = 2) -> str:
    """Return every line of ``text`` moved to the right."""
    return "\n".join(" " * by + line for line in text.splitlines())


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
