"""How a service or an office writes the answers of a form: headers, choices, days, figures, and what it adds.

Rule: a shape is data; one function lays the rows out for all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import cast

from backbone_desktop.domain.facts import Choice, FactType
from backbone_desktop.domain.questionnaire import Form, Question
from tests.responses.thirty import Given

Value = str | int | float | date | None
Grid = list[list[Value]]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one kind of file spells the thirty.

    Attributes:
        between: Joins several choices in one column; empty: every choice has a column of its own only.
        end: Stands behind the last of several choices.
        option: Header of the column of one choice, from the question's header; None: there are none.
        ticks: What such a column says of a choice taken, of one not taken, and where none at all was taken.
        extra: Columns the service adds before all others, by header.
        typed: Figures and days are numbers and dates, as a workbook has them.
    """

    header: Callable[[Question], str] = lambda question: question.label
    yes_no: tuple[str, str, str] = ("是", "否", "未知")
    by_code: bool = False
    between: str = "、"
    end: str = ""
    option: Callable[[str, Choice], str] | None = None
    ticks: tuple[str, str, str] = ("1", "0", "0")
    day: Callable[[date, int], Value] = lambda day, _number: day.isoformat()
    stamp: Callable[[date, int], Value] | None = None
    typed: bool = False
    extra: tuple[tuple[str, Callable[[int], Value]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    value: Callable[[Given, int], Value]


def grid_of(shape: Shape, form: Form, responses: tuple[Given, ...]) -> Grid:
    """Return the header and the rows of a file of that shape."""
    asked = {code for given in responses for code in given}
    columns = [_Column(header, partial(_made, make)) for header, make in shape.extra]
    for question in form.questions:
        if question.code in asked:
            columns.extend(_columns(shape, question))
    rows: Grid = [[column.header for column in columns]]
    rows.extend([column.value(given, at) for column in columns] for at, given in enumerate(responses))
    return rows


def _columns(shape: Shape, question: Question) -> Iterator[_Column]:
    header = shape.header(question)
    is_choices = question.type is FactType.CHOICES
    if not is_choices or shape.between:
        yield _Column(header, partial(spell, shape, question))
    if is_choices and shape.option is not None:
        for choice in question.choices:
            yield _Column(shape.option(header, choice), partial(_tick, shape, question, choice))


def _made(make: Callable[[int], Value], _given: Given, at: int) -> Value:
    return make(at)


def _tick(shape: Shape, question: Question, choice: Choice, given: Given, _at: int) -> Value:
    if question.code not in given:
        return ""
    chosen = cast("tuple[str, ...]", given[question.code])
    if not chosen:
        return shape.ticks[2]
    return shape.ticks[0] if choice.code in chosen else shape.ticks[1]


def spell(shape: Shape, question: Question, given: Given, at: int) -> Value:
    """Return what stands in the cell of one question for one response, counted from 0."""
    if question.code not in given:
        return ""
    content = given[question.code]
    if content is None:
        return shape.yes_no[2]
    if isinstance(content, bool):
        return shape.yes_no[0 if content else 1]
    if isinstance(content, date):
        write = shape.stamp if shape.stamp and question.code == "answered_on" else shape.day
        return write(content, at)
    if isinstance(content, str | tuple):
        return _words(shape, question, content)
    return _figure(shape, question, content, at)


def _words(shape: Shape, question: Question, content: str | tuple[object, ...]) -> str:
    if isinstance(content, str) and question.type is not FactType.CHOICE:
        return content
    names = {each.code: each.code if shape.by_code else each.label for each in question.choices}
    members = (content,) if isinstance(content, str) else content
    if not members:
        return "" if shape.option is not None and question.type is FactType.CHOICES else "無"
    is_choices = question.type is FactType.CHOICES
    between = shape.between if is_choices and shape.between else "、"
    joined = between.join(names.get(str(each), str(each)) for each in members)
    return joined + shape.end if is_choices else joined


def _figure(shape: Shape, question: Question, content: int | Decimal, at: int) -> Value:
    if question.type is FactType.PERCENT:
        return float(content) / 100 if shape.typed else f"{content}%"
    if shape.typed:
        return float(content) if isinstance(content, Decimal) else content
    spellings = (f"{content}", f"{content:,}", f"{content:,}{question.unit}")
    if question.type is FactType.ROC_YEAR:
        return f"{content}"
    if question.type is FactType.MONEY and at % 4 == 3 and not content % 10_000:
        return f"{int(content) // 10_000:,}萬元"
    return spellings[at % 3]
