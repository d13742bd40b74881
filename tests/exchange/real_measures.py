"""The committed measure files as plain values, each place in them, and reading them after a change."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backbone_desktop.domain.errors import DataFileError
from backbone_desktop.domain.fact_catalogue import FactCatalogue
from backbone_desktop.domain.measure import Edition, Measure
from backbone_desktop.exchange.definitions import read_edition, read_facts
from backbone_desktop.exchange.definitions.citation import Place as MeasurePlace
from backbone_desktop.exchange.definitions.measure_file import read_measure
from backbone_desktop.exchange.definitions.problems import Problems
from backbone_desktop.exchange.definitions.toml_table import Table

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"
FOLDER = RESOURCES / "catalogue" / "105"
NUMBERS = range(1, 43)

Step = str | int


@dataclass(frozen=True, slots=True)
class Spot:
    """One key of one table, or one entry of one list, in one file."""

    number: int
    steps: tuple[Step, ...]

    @property
    def file(self) -> str:
        return f"measure-{self.number:02}.toml"

    @property
    def key(self) -> Step:
        return self.steps[-1]

    @property
    def path(self) -> str:
        """The place as an editor is told it: ``items[2].window.spans[1].closes``."""
        return _path(self.steps)

    @property
    def table_path(self) -> str:
        """The path of the table or list the spot stands in."""
        return _path(self.steps[:-1])


@cache
def facts_105() -> FactCatalogue:
    return read_facts(RESOURCES)


@cache
def edition_105() -> Edition:
    return read_edition(FOLDER, facts_105())


@cache
def text_of(number: int) -> str:
    return (FOLDER / f"measure-{number:02}.toml").read_text(encoding="utf-8")


@cache
def _values_of(number: int) -> dict[str, Any]:
    return tomllib.loads(text_of(number))


def values_of(number: int) -> dict[str, Any]:
    """Return the file's values, free to be changed."""
    return deepcopy(_values_of(number))


@cache
def spots() -> tuple[Spot, ...]:
    """Return every key and every list entry of all files."""
    return tuple(Spot(number, steps) for number in NUMBERS for steps in _walk(_values_of(number), ()))


def value_at(values: dict[str, Any], spot: Spot) -> Any:
    return holder_of(values, spot)[spot.key]


def holder_of(values: dict[str, Any], spot: Spot) -> Any:
    """Return the table or list that holds the spot."""
    held: Any = values
    for step in spot.steps[:-1]:
        held = held[step]
    return held


def read(number: int, values: dict[str, Any]) -> Measure:
    """Read a measure from values.

    Raises:
        DataFileError: As the reader of files would.
    """
    problems = Problems()
    table = Table(values, f"measure-{number:02}.toml", "", problems)
    sections = {section.number: section for section in edition_105().sections}
    measure = read_measure(table, MeasurePlace(105, number), sections, facts_105())
    problems.refuse_if_any("年度版資料無法讀取")
    return measure


def refusals(number: int, values: dict[str, Any]) -> list[str]:
    """Return the lines of the refusal, none when the values are read."""
    try:
        read(number, values)
    except DataFileError as refusal:
        return refusal.detail.splitlines()
    return []


def paths_in(lines: list[str], file: str) -> list[str]:
    """Return the key paths that the lines of a refusal name; every line names the file."""
    places = [line.partition("：")[0] for line in lines]
    assert all(place.startswith(file) for place in places), lines
    return [place.removeprefix(file).removeprefix(": ") for place in places]


def _walk(held: Any, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    entries = held.items() if isinstance(held, dict) else enumerate(held)
    for key, value in entries:
        yield (*steps, key)
        if isinstance(value, dict | list):
            yield from _walk(value, (*steps, key))


def _path(steps: tuple[Step, ...]) -> str:
    text = ""
    for step in steps:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")
