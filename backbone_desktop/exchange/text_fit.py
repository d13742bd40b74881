"""How much room a text takes in a column, so that no row cuts it off on paper.

Rule: spreadsheet programs do not grow a merged row and none shows more than 409 points of one; heights are
reckoned here, on the side of too much room, and what is longer goes on in the next row.
"""

import re
import unicodedata

LINES_A_ROW = 20
"""Lines one row holds; more would leave half a printed page empty before it."""

_LINE_POINTS = 16.5
_PADDING_POINTS = 5.0
_WIDE_UNITS = 2.2
_NARROW_UNITS = 1.2
_MARGIN_UNITS = 2.6
_WIDE = frozenset("WFA")
# A line begins with no closing mark and ends with no opening one.
_BREAKABLE = re.compile(r"\n|[「『（《〈【]*(?:[!-~]+|.)[、，。；：！？…」』）》〉】]*", re.DOTALL)


def text_units(text: str) -> float:
    """Return the width of a text of 11 points, in the units of column widths."""
    if text.isascii():
        return len(text) * _NARROW_UNITS
    wide = sum(unicodedata.east_asian_width(each) in _WIDE for each in text)
    return wide * _WIDE_UNITS + (len(text) - wide) * _NARROW_UNITS


def wrapped_lines(text: str, width: float) -> list[str]:
    """Return the lines a text takes in a column of that width; joined, they are the text again.

    Chinese breaks at any character, Latin words only when one is wider than the column.
    """
    room = width - _MARGIN_UNITS
    if "\n" not in text and text_units(text) <= room:
        return [text]
    lines, line, used = [], "", 0.0
    for run in _runs(text, room):
        size = 0.0 if run == "\n" else text_units(run)
        if line and used + size > room:
            lines.append(line)
            line, used = "", 0.0
        line += run
        used += size
        if run == "\n":
            lines.append(line)
            line, used = "", 0.0
    return [*lines, line]


def row_pieces(text: str, width: float) -> list[tuple[str, int]]:
    """Return the pieces a text is written in, one row each, with the lines each takes."""
    lines = wrapped_lines(text, width)
    if len(lines) <= LINES_A_ROW:
        return [(text, len(lines))]
    starts = range(0, len(lines), LINES_A_ROW)
    pages = (lines[start : start + LINES_A_ROW] for start in starts)
    return [("".join(page).removesuffix("\n"), len(page)) for page in pages]


def row_height(lines: int) -> float:
    """Return the height in points of a row of that many lines."""
    return lines * _LINE_POINTS + _PADDING_POINTS


def _runs(text: str, room: float) -> list[str]:
    runs: list[str] = []
    for run in _BREAKABLE.findall(text):
        runs.extend([run] if text_units(run) <= room else run)
    return runs
