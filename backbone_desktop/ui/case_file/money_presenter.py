"""經費試算 in words: the readings of a money sheet side by side, every step with what decided it.

Rule: every figure is the sheet's; nothing is computed, rounded or added up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone_desktop.domain.money import format_ntd
from backbone_desktop.domain.verdict import Outcome
from backbone_desktop.ui.case_file.matching_presenter import OUTCOME_TONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backbone_desktop.domain.money_sheet import MoneyLine, MoneyReading, MoneySheet, MoneyTest
    from backbone_desktop.ui.theme import Tone

MARKS = "甲乙丙丁戊己庚辛壬癸"
_AMOUNT = "{amount} 元"
_AT_MOST = "最高 {amount}"
_TENTATIVE = "{amount}（暫定）"
_NO_AMOUNT = "尚無法算出金額"
_CEILING = "已知上限 {amount} 元"
_CAP = "由「{cap}」決定"
_UNCERTAIN = "以未確認的中堅企業身分計算"
_WANTS = "請補充：{inputs}"
_DECIDES = "決定金額"
_DECIDES_IN = "{marks}：決定金額"
_READING = "{mark}　{name}"
_BETWEEN = "、"
_HEADERS = ("類別", "項目", "算式", "出處")
_TEST_ROLE = "檢核"
_RESULT_ROLE = "結果"


@dataclass(frozen=True, slots=True)
class TestView:
    """One printed demand on the figures and how they stand to it."""

    name: str
    outcome: str
    tone: Tone
    sentence: str
    citation: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """The outcome of one reading; ``mark`` is empty where there is only one."""

    mark: str
    name: str
    kind: str
    result: str
    known: bool
    remarks: tuple[str, ...]
    wants: str
    tests: tuple[TestView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step with its amount under every reading; ``decides`` is set where it makes a result."""

    role: str
    label: str
    amounts: tuple[str, ...]
    binding: tuple[bool, ...]
    decides: str
    workings: tuple[str, ...]
    citation: str


@dataclass(frozen=True, slots=True)
class SheetView:
    """One item's sheet."""

    readings: tuple[ReadingView, ...]
    steps: tuple[StepView, ...]
    asks: tuple[str, ...]
    notes: tuple[str, ...]


def sheet_view(sheet: MoneySheet) -> SheetView:
    """Return a sheet in words."""
    several = len(sheet.readings) > 1
    marks = [MARKS[place] if several else "" for place in range(len(sheet.readings))]
    views = tuple(_reading(each, mark) for each, mark in zip(sheet.readings, marks, strict=True))
    asks = dict.fromkeys(ask for each in sheet.readings for ask in each.asks)
    return SheetView(
        readings=views,
        steps=tuple(_steps(sheet.readings, marks)),
        asks=tuple(asks),
        notes=tuple(dict.fromkeys(each.text for each in sheet.notes)),
    )


def as_table(sheet: MoneySheet) -> str:
    """Return a sheet as tab-separated lines with a header, for the clipboard."""
    view = sheet_view(sheet)
    columns = [each.mark or each.kind for each in view.readings]
    rows: list[tuple[str, ...]] = [(*_HEADERS[:2], *columns, *_HEADERS[2:])]
    rows.extend(
        (step.role, step.label, *step.amounts, "；".join(step.workings), step.citation) for step in view.steps
    )
    rows.append((_RESULT_ROLE, sheet.name, *(each.result for each in view.readings), "", ""))
    rows.extend(_test_rows(sheet.readings))
    return "\n".join("\t".join(cells) for cells in rows)


def _test_rows(readings: Sequence[MoneyReading]) -> Iterator[tuple[str, ...]]:
    tests = dict.fromkeys((test.name, test.citation) for each in readings for test in each.tests)
    for name, citation in tests:
        found = [next((test for test in each.tests if test.name == name), None) for each in readings]
        outcomes = ["" if test is None else test.outcome.label for test in found]
        yield (_TEST_ROLE, name, *outcomes, "", citation)


def _reading(reading: MoneyReading, mark: str) -> ReadingView:
    remarks = [_CAP.format(cap=reading.cap)] if reading.cap else []
    if reading.result_ntd is None and reading.ceiling_ntd is not None:
        remarks.append(_CEILING.format(amount=format_ntd(reading.ceiling_ntd)))
    if not reading.certain and reading.result_ntd is not None:
        remarks.append(_UNCERTAIN)
    return ReadingView(
        mark=mark,
        name=_READING.format(mark=mark, name=reading.name) if mark else reading.name,
        kind=reading.kind.label,
        result=_result(reading),
        known=reading.result_ntd is not None,
        remarks=(*remarks, *reading.remarks),
        wants=_WANTS.format(inputs=_BETWEEN.join(each.label for each in reading.wants))
        if reading.wants
        else "",
        tests=tuple(_test(each) for each in reading.tests),
    )


def _result(reading: MoneyReading) -> str:
    if reading.result_ntd is None:
        figures = any(each.amount_ntd is not None or each.percent or each.wants for each in reading.lines)
        return _NO_AMOUNT if figures else reading.kind.label
    words = _AMOUNT.format(amount=format_ntd(reading.result_ntd))
    if reading.at_most:
        words = _AT_MOST.format(amount=words)
    return _TENTATIVE.format(amount=words) if reading.tentative else words


def _test(test: MoneyTest) -> TestView:
    return TestView(test.name, test.outcome.label, OUTCOME_TONES[test.outcome], test.sentence, test.citation)


def failing(view: ReadingView) -> tuple[TestView, ...]:
    """Return the demands that are not met."""
    return tuple(each for each in view.tests if each.outcome == Outcome.NOT_MET.label)


def _steps(readings: Sequence[MoneyReading], marks: Sequence[str]) -> Iterator[StepView]:
    """Yield the steps of all readings, those of one name side by side, in the order of the first."""
    names = dict.fromkeys((line.role, line.label) for each in readings for line in each.lines)
    for role, name in names:
        found = [_line(each.lines, (role, name)) for each in readings]
        present = [each for each in found if each is not None]
        binding = tuple(each is not None and each.binding for each in found)
        where = "".join(mark for mark, bound in zip(marks, binding, strict=True) if bound)
        everywhere = all(binding) or not where
        words = _DECIDES if everywhere else _DECIDES_IN.format(marks=where)
        yield StepView(
            role=role.label,
            label=name,
            amounts=tuple("" if each is None else _amount(each) for each in found),
            binding=binding,
            decides=words if any(binding) else "",
            workings=tuple(dict.fromkeys(each.working for each in present if _tells(each))),
            citation=present[0].citation,
        )


def _line(lines: Iterable[MoneyLine], name: tuple[object, str]) -> MoneyLine | None:
    return next((each for each in lines if (each.role, each.label) == name), None)


def _amount(line: MoneyLine) -> str:
    if line.amount_ntd is not None:
        return format_ntd(line.amount_ntd)
    return "" if line.percent is None else f"{line.percent.normalize():f}%"


def _tells(line: MoneyLine) -> bool:
    """Whether the arithmetic says more than the amount beside it."""
    return bool(line.working) and line.working != _amount(line)
