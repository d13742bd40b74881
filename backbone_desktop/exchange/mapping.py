"""Which column of a table answers which question.

Rule: a column finds its question by what a person chose, by code, by header or by alias, in that order; one
that finds none is kept, and none is used twice.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backbone_desktop.domain.facts import FactType
from backbone_desktop.domain.intake import ColumnMatch
from backbone_desktop.domain.questionnaire import Form, Question
from backbone_desktop.domain.text import fold
from backbone_desktop.exchange.sheets.table import SheetRow, SheetTable

REASON_HEADER = "退回原因"
"""The last column of an error workbook; it is ours and never imported."""

TWICE = "twice"
"""How a column was found whose question another column had taken."""

_HEADER_ROWS_SEARCHED = 20
_HEADERS_SEARCHED = 6_000
"""Cells looked at for a header; in a sheet of a thousand columns these are the first six rows."""
_LONGEST_HEADER = 500
"""Characters of a header that may be a question; a cell of a longer text is an answer."""
_NUMBERING = re.compile(r"^(?:q?\d{1,3}[.、:)]|\(\d{1,3}\)|[一二三四五六七八九十]{1,3}、)")
_DECORATION = re.compile(r"\((?:必填|選填|可複選|複選|單選|多選|required|optional)\)|[*＊:?]+$")
_IN_CODE = re.compile(r"[^0-9a-z]")
_STRENGTH = ("remembered", "code", "header", "alias")
"""What a column was found by, the surest first."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with what it is for; ``option`` is the code of the one choice it says yes or no to."""

    index: int
    header: str
    question: Question | None
    how: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The columns of one table, and the number of the row that names them; ``headers`` are all, in order."""

    columns: tuple[Column, ...]
    header_row: int
    headers: tuple[str, ...]

    @property
    def matches(self) -> tuple[ColumnMatch, ...]:
        """The columns as they are shown to a person."""
        return tuple(
            ColumnMatch(each.header, each.question.code if each.question else "", each.how)
            for each in self.columns
        )

    @property
    def recognised(self) -> int:
        """How many columns answer a question."""
        return sum(each.question is not None for each in self.columns)

    def answers(self, code: str) -> bool:
        """Whether a column answers that question."""
        return any(each.question is not None and each.question.code == code for each in self.columns)


class ColumnFinder:
    """Finds questions by header for one form; built once, asked for every column."""

    def __init__(self, form: Form, chosen: Mapping[str, str]) -> None:
        self._by_code = {_code_key(each.code): each for each in form.questions}
        self._chosen = {key_of(header): code for header, code in chosen.items()}
        self._by_label = _index(form.questions, lambda each: (each.label, each.label_en))
        self._by_alias = _index(form.questions, lambda each: each.aliases)

    def find(self, index: int, header: str) -> Column:
        """Return the column with its question, or without one."""
        if len(header) > _LONGEST_HEADER:
            return Column(index, header, None)
        chosen = self._chosen.get(key_of(header))
        if chosen is not None:
            return Column(index, header, self._by_code.get(_code_key(chosen)), "remembered")
        question, how = self._named(header)
        if question is not None:
            return Column(index, header, question, how)
        return self._option_column(index, header) or Column(index, header, None)

    def _named(self, header: str) -> tuple[Question | None, str]:
        for name in _names(header):
            key = key_of(name)
            for how, index, wanted in (
                ("code", self._by_code, _code_key(name)),
                ("header", self._by_label, key),
                ("alias", self._by_alias, key),
            ):
                if (question := index.get(wanted)) is not None:
                    return question, how
        return None, ""

    def _option_column(self, index: int, header: str) -> Column | None:
        asked, given = _option_of(header.strip())
        question, how = self._named(asked) if asked and given else (None, "")
        if question is None or question.type is not FactType.CHOICES:
            return None
        wanted, code = fold(given), _code_key(given)
        for choice in question.choices:
            names = {fold(each) for each in (choice.label, *choice.aliases)}
            if wanted in names or code == _code_key(choice.code):
                return Column(index, header, question, how, choice.code)
        return None


def _option_of(header: str) -> tuple[str, str]:
    """Return what stands before a choice and the choice: ``q[c]``, ``q=c`` or ``q/c``; empty without one."""
    if header.endswith("]"):
        asked, _, given = header[:-1].rpartition("[")
    else:
        cut = max(header.rfind("="), header.rfind("/"))
        asked, given = (header[:cut], header[cut + 1 :]) if cut > 0 else ("", "")
    return asked.strip(), given


def _code_key(code: str) -> str:
    """Return the form in which codes are compared: some survey services allow letters and digits only.

    A text that is not of Latin letters and digits has an empty key, which no code has.
    """
    return _IN_CODE.sub("", code.casefold()) if code.isascii() else ""


def key_of(header: str) -> str:
    """Return the form in which headers are compared: folded, without numbering, marks and 必填."""
    key = _NUMBERING.sub("", fold(header))
    while (shorter := _DECORATION.sub("", key)) != key:
        key = shorter
    return key


def find_columns(table: SheetTable, finder: ColumnFinder) -> ColumnMapping | None:
    """Find the header among the first rows, below any title, of one row or of two merged ones.

    Two rows are read as one header only where that names more questions than either row alone: a title
    above the header is no group of columns.

    Returns:
        The mapping of the row that names the most questions; None when no row names two.
    """
    candidates = table.rows[:_HEADER_ROWS_SEARCHED]
    widest = max((len(row.cells) for row in candidates), default=0)
    if widest > _HEADERS_SEARCHED // _HEADER_ROWS_SEARCHED:
        candidates = candidates[: _HEADERS_SEARCHED // widest]
    readings = [_single(row) for row in candidates]
    readings.extend(
        (below.number, _two_rows(row, below))
        for row, below in pairwise(candidates)
        if below.number == row.number + 1 and not all(map(row.text, range(len(row.cells))))
    )
    best: ColumnMapping | None = None
    for header_row, headers in readings:
        columns = _once(finder.find(*each) for each in headers)
        mapping = ColumnMapping(columns, header_row, tuple(header for _, header in headers))
        if mapping.recognised > (1 if best is None else best.recognised):
            best = mapping
    return best


def _single(row: SheetRow) -> tuple[int, list[tuple[int, str]]]:
    return row.number, [(index, _header(row, index)) for index in range(len(row.cells))]


def _header(row: SheetRow, index: int) -> str:
    """Return a header on one line, however it was broken to fit its column."""
    return " ".join(row.text(index).split())


def _two_rows(top: SheetRow, bottom: SheetRow) -> list[tuple[int, str]]:
    headers: list[tuple[int, str]] = []
    group = ""
    for index in range(max(len(top.cells), len(bottom.cells))):
        group = _header(top, index) or group
        own = _header(bottom, index)
        headers.append((index, f"{group}/{own}" if own and group else own or _header(top, index)))
    return headers


def _once(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Keep a question's surest column, of equals the first; another for the same is kept as unmapped.

    A form service's own 名稱 (who was signed in) stands before the firm's 企業名稱 and must not replace it.
    """
    named = [each for each in columns if each.header and key_of(each.header) != REASON_HEADER]
    chosen: dict[tuple[str, str], Column] = {}
    for column in named:
        if column.question is not None:
            key = (column.question.code, column.option)
            chosen[key] = min(chosen.get(key, column), column, key=_weakness)
    kept = set(map(id, chosen.values()))
    return tuple(
        each if each.question is None or id(each) in kept else Column(each.index, each.header, None, TWICE)
        for each in named
    )


def _weakness(column: Column) -> int:
    return _STRENGTH.index(column.how)


def _names(header: str) -> tuple[str, ...]:
    """Return the header, what follows its group prefix, both together, and what precedes its unit."""
    names = [header, *(header.rsplit(each, 1)[1] for each in ("/", ".") if each in header)]
    if "/" in header:
        names.append("".join(header.rsplit("/", 2)[-2:]))
    without_unit = re.sub(r"[（(][^（()）]*[)）]\s*$", "", header)
    return (*names, without_unit) if without_unit.strip() else tuple(names)


def _index(
    questions: Sequence[Question], names_of: Callable[[Question], Iterable[str]]
) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for question in questions:
        for name in names_of(question):
            found.setdefault(key_of(name), question)
    return found
